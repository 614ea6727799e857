/** Decorative light that a plan wants after curfew: held down where devices can, burning where nothing can cap it. */

import { levelOf } from "#protocol/behavior/light.ts";
import type { Site } from "../../fleet/configure.ts";
import { type Finder, minute, notable, planNamed, programKey, programPlace } from "./finder.ts";
import type { FindingPlace } from "./finding.ts";
import { levelAt } from "./light-curve.ts";
import { createTally } from "./tally.ts";
import { clockName, nightName, numberName } from "./words.ts";

interface Late {
  readonly place: FindingPlace;
  /** Percent */
  readonly cap: number;
  readonly given: number;
  readonly minutes: number;
  readonly at: number;
}

export function findCurfewLight(offsets: Site["offsets"]): Finder {
  const tally = createTally<Late>();
  return {
    look(seen, { lampIds }) {
      const { course, caps, steps, light, night } = seen;
      if (course.use !== "decorative") return;
      for (const cap of caps) {
        let ms = 0;
        let first: number | undefined;
        let given = 0;
        for (const [n, { at, target }] of steps.entries()) {
          if (levelOf(target) <= cap.percent) continue;
          const from = Math.max(at, cap.from);
          const until = Math.min(steps[n + 1]?.at ?? night.nextNoon, cap.until);
          if (until <= from) continue;
          ms += until - from;
          first ??= from;
          given = Math.max(given, levelAt(light, until - 1));
        }
        if (first === undefined || ms <= notable) continue;
        const minutes = ms / minute;
        const subject = { place: programPlace(seen), cap: cap.percent, given, minutes, at: first };
        const value = given > cap.percent ? 1e6 + minutes : minutes;
        tally.note(programKey(seen), subject, { day: night.date, value, at: first, lampIds });
      }
    },
    findings: () =>
      tally.observations().map(({ subject: { place, cap, given, minutes, at }, nights, lampIds }) => {
        const held = given <= cap;
        const lamps = lampIds.size;
        return {
          code: "litAfterCurfew",
          severity: held ? "warning" : "error",
          place: { ...place, lampIds: [...lampIds] },
          nights,
          figures: { minutes: Math.round(minutes), cap, given, lamps },
          sentence: {
            vi: `${planNamed("vi", place)}: ${lamps} đèn trang trí muốn sáng ${numberName("vi", minutes)} phút từ ${clockName(at, offsets)}, sau giờ giới nghiêm (trần ${numberName("vi", cap)} %); ${held ? "giờ giới nghiêm sẽ giữ lại" : "không có gì giữ lại"} (${nightName("vi", nights.worst)}; ${nights.count} đêm).`,
            en: `${planNamed("en", place)}: ${lamps} decorative lamps want light for ${numberName("en", minutes)} min from ${clockName(at, offsets)}, after curfew (cap ${numberName("en", cap)} %); ${held ? "the curfew will hold them" : "nothing holds them"} (${nightName("en", nights.worst)}; ${nights.count} nights).`,
          },
        };
      }),
  };
}
