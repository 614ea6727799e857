/** Lamps that are meant to be lit while nothing feeds them: their segment is open, or switched by a clock of its own. */

import type { Site } from "../../fleet/configure.ts";
import { type Finder, minute, notable, planNamed, programKey, programPlace } from "./finder.ts";
import type { Finding, FindingPlace } from "./finding.ts";
import { gapsIn, litSpans } from "./light-curve.ts";
import { createTally } from "./tally.ts";
import { clockName, nightName, numberName } from "./words.ts";

interface Unfed {
  readonly place: FindingPlace;
  readonly minutes: number;
  readonly at: number;
}

export function findOpenSegments(offsets: Site["offsets"]): Finder {
  const open = createTally<Unfed>();
  const uncommanded = createTally<{ place: FindingPlace }>();
  return {
    look(seen, lamps) {
      const { night, wanted, supply } = seen;
      if (supply !== undefined) {
        const gap = longest(litSpans(wanted).flatMap((span) => gapsIn(span, supply)));
        if (gap !== undefined && gap.until - gap.from > notable) {
          const minutes = (gap.until - gap.from) / minute;
          const subject = { place: programPlace(seen), minutes, at: gap.from };
          const { lampIds } = lamps;
          open.note(programKey(seen), subject, { day: night.date, value: minutes, at: gap.from, lampIds });
        }
      }
      if (lamps.uncommanded.length === 0) return;
      const middle = (night.civilDusk + night.civilDawn) / 2;
      if (!wanted.some(({ from, until }) => from <= middle && middle < until)) return;
      const seenThere = { day: night.date, value: 0, lampIds: lamps.uncommanded };
      uncommanded.note(programKey(seen), { place: programPlace(seen) }, seenThere);
    },
    findings: () => [
      ...open.observations().map(({ subject: { place, minutes, at }, nights, lampIds }): Finding => {
        const lamps = lampIds.size;
        return {
          code: "segmentOpen",
          severity: "error",
          place: { ...place, lampIds: [...lampIds] },
          nights,
          figures: { minutes: Math.round(minutes * 10) / 10, lamps },
          sentence: {
            vi: `${planNamed("vi", place)}: ${lamps} đèn cần sáng nhưng lộ của chúng mở ${numberName("vi", minutes)} phút từ ${clockName(at, offsets)} (${nightName("vi", nights.worst)}; ${nights.count} đêm).`,
            en: `${planNamed("en", place)}: ${lamps} lamps want light while their segment is open for ${numberName("en", minutes)} min from ${clockName(at, offsets)} (${nightName("en", nights.worst)}; ${nights.count} nights).`,
          },
        };
      }),
      ...uncommanded.observations().map(({ subject: { place }, nights, lampIds }): Finding => {
        const lamps = lampIds.size;
        return {
          code: "segmentNotCommanded",
          severity: "warning",
          place: { ...place, lampIds: [...lampIds] },
          nights,
          figures: { lamps },
          sentence: {
            vi: `${planNamed("vi", place)}: ${lamps} đèn sáng cả đêm nằm trên lộ nửa đêm do tủ tự đóng cắt; khi lộ mở, đèn tắt bất kể lịch.`,
            en: `${planNamed("en", place)}: ${lamps} lamps lit all night stand on half-night circuits that their cabinet switches by itself; when it opens they are dark whatever the plan says.`,
          },
        };
      }),
    ],
  };
}

function longest<T extends { from: number; until: number }>(spans: readonly T[]): T | undefined {
  let most: T | undefined;
  for (const span of spans) if (most === undefined || span.until - span.from > most.until - most.from) most = span;
  return most;
}
