/** Darkness between sunset and the first light, and between the last light and sunrise. */
import { levelOf } from "#protocol/behavior/light.ts";
import type { Site } from "../../fleet/configure.ts";
import { type Finder, minute, notable, planNamed, programKey, programPlace } from "./finder.ts";
import type { Finding, FindingPlace } from "./finding.ts";
import { createTally, type Observation } from "./tally.ts";
import { clockName, nightName, numberName } from "./words.ts";

interface Gap {
  readonly place: FindingPlace;
  /** Dark from sunset or to sunrise, min. */
  readonly minutes: number;
  /** First or last light, EpochMs. */
  readonly light: number;
}

/** Nights without any light are no gap; floors and dark runs tell about them. */
export function findDarkEnds(offsets: Site["offsets"]): Finder {
  const evenings = createTally<Gap>();
  const mornings = createTally<Gap>();
  return {
    look(seen) {
      const { course, night, steps } = seen;
      if (course.use !== "road") return;
      const first = steps.findIndex(({ target }) => levelOf(target) > 0);
      if (first < 0) return;
      const last = steps.findLastIndex(({ target }) => levelOf(target) > 0);
      const on = steps[first]!.at;
      const off = steps[last + 1]?.at ?? night.nextNoon;
      const key = programKey(seen);
      const gap = (light: number, ms: number): Gap => ({ place: programPlace(seen), minutes: ms / minute, light });
      if (on - night.sunset > notable) {
        const value = (on - night.civilDusk) / minute;
        evenings.note(key, gap(on, on - night.sunset), { day: night.date, value, at: on });
      }
      if (night.sunrise - off > notable) {
        const value = (night.civilDawn - off) / minute;
        mornings.note(key, gap(off, night.sunrise - off), { day: night.date, value, at: off });
      }
    },
    findings: () => [
      ...evenings.observations().map((seen) => finding("darkEvening", seen, offsets)),
      ...mornings.observations().map((seen) => finding("darkMorning", seen, offsets)),
    ],
  };
}

/** In twilight a gap is usual; beyond it a road lies in the dark. */
function finding(
  code: "darkEvening" | "darkMorning",
  { subject: { place, minutes, light }, value, nights }: Observation<Gap>,
  offsets: Site["offsets"],
): Finding {
  const evening = code === "darkEvening";
  const at = clockName(light, offsets);
  const rounded = Math.round(minutes * 10) / 10;
  return {
    code,
    severity: value * minute > notable ? "error" : "note",
    place,
    nights,
    figures: { minutes: rounded, minutesBeyondTwilight: Math.max(0, Math.round(value * 10) / 10) },
    sentence: {
      vi: evening
        ? `${planNamed("vi", place)}: tối ${numberName("vi", rounded)} phút từ lúc mặt trời lặn đến khi bật lúc ${at} (${nightName("vi", nights.worst)}; ${nights.count} đêm).`
        : `${planNamed("vi", place)}: tối ${numberName("vi", rounded)} phút từ khi tắt lúc ${at} đến lúc mặt trời mọc (${nightName("vi", nights.worst)}; ${nights.count} đêm).`,
      en: evening
        ? `${planNamed("en", place)}: dark for ${numberName("en", rounded)} min between sunset and the first light at ${at} (${nightName("en", nights.worst)}; ${nights.count} nights).`
        : `${planNamed("en", place)}: dark for ${numberName("en", rounded)} min between the last light at ${at} and sunrise (${nightName("en", nights.worst)}; ${nights.count} nights).`,
    },
  };
}
