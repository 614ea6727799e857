/** Nights that no rule gives a program, lamps that no calendar covers, and lamps that no calendar reaches. */

import type { CompiledCalendar } from "../compile/calendar-book.ts";
import { partKey } from "../plan.ts";
import { calendarPlace, type Finder, planNamed } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { createTally } from "./tally.ts";
import { nightName } from "./words.ts";

export function findUncovered(): Finder {
  const nights = createTally<CompiledCalendar>();
  const lampIds = new Set<string>();
  const beyond = new Set<string>();
  return {
    look({ course: { calendar, feed }, resolved, night }, lamps) {
      if (resolved === undefined || calendar === undefined) {
        for (const id of lamps.lampIds) lampIds.add(id);
        return;
      }
      if (feed.by === "nobody") for (const id of lamps.lampIds) beyond.add(id);
      if (calendar.programs[resolved.program]?.programId !== undefined) return;
      nights.note(partKey(calendar.plan.id, calendar.calendar.id), calendar, { day: night.date, value: 0 });
    },
    findings() {
      const dark = nights.observations().map(({ subject, nights: { count, first, last, worst } }): Finding => {
        const place = calendarPlace(subject);
        return {
          code: "nightsWithoutProgram",
          severity: "error",
          place,
          nights: { count, first, last, worst },
          figures: { nights: count },
          sentence: {
            vi: `${planNamed("vi", place)} không có quy tắc nào cho ${count} đêm, đầu tiên là ${nightName("vi", first)}: đèn tắt suốt đêm.`,
            en: `${planNamed("en", place)} has no rule for ${count} nights, first ${nightName("en", first)}: dark all night.`,
          },
        };
      });
      const uncovered = lampIds.size === 0 ? [] : [withoutCalendar([...lampIds])];
      const unreached = beyond.size === 0 ? [] : [notCommanded([...beyond])];
      return [...dark, ...uncovered, ...unreached];
    },
  };
}

function withoutCalendar(lampIds: readonly string[]): Finding {
  const lamps = lampIds.length;
  return {
    code: "lampsWithoutCalendar",
    severity: "warning",
    place: { lampIds },
    figures: { lamps },
    sentence: {
      vi: `${lamps} đèn không thuộc lịch nào: sáng theo chế độ dự phòng, từ chạng vạng đến rạng sáng.`,
      en: `${lamps} lamps are covered by no calendar: they follow the fallback, from dusk to dawn.`,
    },
  };
}

function notCommanded(lampIds: readonly string[]): Finding {
  const lamps = lampIds.length;
  return {
    code: "lampsNotCommanded",
    severity: "warning",
    place: { lampIds },
    figures: { lamps },
    sentence: {
      vi: `${lamps} đèn có lịch nhưng không có bộ điều khiển và không nằm trên lộ nào được điều khiển: lịch không có tác dụng.`,
      en: `${lamps} lamps have a calendar but neither electronics nor a commanded segment: it has no effect.`,
    },
  };
}
