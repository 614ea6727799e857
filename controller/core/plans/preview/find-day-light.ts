/** Light between sunrise and sunset. */
import { levelOf } from "#protocol/behavior/light.ts";
import { type Finder, minute, notable, planNamed, programKey, programPlace } from "./finder.ts";
import type { FindingPlace } from "./finding.ts";
import { createTally } from "./tally.ts";
import { nightName, numberName } from "./words.ts";

/** Around sunset and sunrise some light by day is usual, min. */
const usualMinutes = 20;

interface DayLight {
  readonly place: FindingPlace;
  readonly before: number;
  readonly after: number;
}

export function findDayLight(): Finder {
  const tally = createTally<DayLight>();
  return {
    look(seen) {
      const { night, steps } = seen;
      let before = 0;
      let after = 0;
      for (const [n, { at, target }] of steps.entries()) {
        if (levelOf(target) === 0) continue;
        const until = steps[n + 1]?.at ?? night.nextNoon;
        before += Math.max(0, Math.min(until, night.sunset) - at);
        after += Math.max(0, until - Math.max(at, night.sunrise));
      }
      if (Math.max(before, after) <= notable) return;
      const subject = { place: programPlace(seen), before: before / minute, after: after / minute };
      tally.note(programKey(seen), subject, { day: night.date, value: Math.max(before, after) / minute });
    },
    findings: () =>
      tally.observations().map(({ subject: { place, before, after }, value, nights }) => ({
        code: "lightByDay",
        severity: value > usualMinutes ? "error" : "note",
        place,
        nights,
        figures: { minutesBeforeSunset: tenth(before), minutesAfterSunrise: tenth(after) },
        sentence: {
          vi: `${planNamed("vi", place)}: sáng ban ngày ${numberName("vi", before)} phút trước khi mặt trời lặn và ${numberName("vi", after)} phút sau khi mặt trời mọc (${nightName("vi", nights.worst)}; ${nights.count} đêm).`,
          en: `${planNamed("en", place)}: lit by day for ${numberName("en", before)} min before sunset and ${numberName("en", after)} min after sunrise (${nightName("en", nights.worst)}; ${nights.count} nights).`,
        },
      })),
  };
}

const tenth = (value: number) => Math.round(value * 10) / 10;
