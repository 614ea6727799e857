/** A plan that wants less light than the floor of a road, by level or by the pattern of dark lamps. */
import type { Site } from "../../fleet/configure.ts";
import type { Inventory } from "../../inventory/model.ts";
import { belowFloor } from "./below-floor.ts";
import { type Finder, planNamed, programKey, programPlace } from "./finder.ts";
import type { FindingPlace } from "./finding.ts";
import { levelAt } from "./light-curve.ts";
import type { NightOfCourse } from "./night-of-course.ts";
import { createTally } from "./tally.ts";
import { clockName, nightName, numberName } from "./words.ts";

interface Below {
  readonly place: FindingPlace;
  /** Percent */
  readonly floor: number;
  readonly wanted: number;
  /** Percent the lamps give all the same: their devices hold the floor. */
  readonly given: number;
  /** EpochMs */
  readonly at: number;
}

export function findBelowFloor(inventory: Inventory, offsets: Site["offsets"]): Finder {
  const tally = createTally<Below>();
  return {
    look(seen, { byRoad }) {
      if (seen.floors.length === 0) return;
      const worst = lowest(seen);
      if (worst === undefined) return;
      for (const [roadId, lampIds] of byRoad) {
        const roadName = inventory.road.get(roadId)?.name ?? roadId;
        const subject = { ...worst, place: { ...programPlace(seen), roadId, roadName } };
        const value = worst.floor - worst.wanted;
        tally.note(`${programKey(seen)}/${roadId}`, subject, { day: seen.night.date, value, at: worst.at, lampIds });
      }
    },
    findings: () =>
      tally.observations().map(({ subject, nights, lampIds }) => {
        const { floor, wanted, given, at } = subject;
        const place = { ...subject.place, lampIds: [...lampIds] };
        return {
          code: "belowFloor",
          severity: given < floor ? "error" : "warning",
          place,
          nights,
          figures: { floor, wanted, given, lamps: lampIds.size },
          sentence: {
            vi: `${planNamed("vi", place)}: ${wantedName("vi", subject, lampIds.size)} lúc ${clockName(at, offsets)} trên ${place.roadName}, dưới mức sàn ${numberName("vi", floor)} % của đường; ${given < floor ? "mức sàn không giữ được ở đây" : "đèn sẽ giữ mức sàn"} (${nightName("vi", nights.worst)}; ${nights.count} đêm).`,
            en: `${planNamed("en", place)}: ${wantedName("en", subject, lampIds.size)} at ${clockName(at, offsets)} on ${place.roadName}, below the road's floor of ${numberName("en", floor)} %; ${given < floor ? "nothing holds the floor here" : "the lamps will hold the floor"} (${nightName("en", nights.worst)}; ${nights.count} nights).`,
          },
        };
      }),
  };
}

function wantedName(language: "vi" | "en", { wanted }: Below, lamps: number): string {
  const vi = language === "vi";
  if (wanted === 0)
    return vi ? `tắt ${lamps} đèn ngoài mẫu cho phép` : `${lamps} lamps dark outside the allowed pattern`;
  return vi ? `mức ${numberName(language, wanted)} %` : `${numberName(language, wanted)} %`;
}

/** Where the plan, caps included, stays furthest below a floor for a notable time. */
function lowest(seen: NightOfCourse): Omit<Below, "place"> | undefined {
  const [worst] = belowFloor({ ...seen, nextNoon: seen.night.nextNoon }).toSorted(
    (a, b) => b.floor - b.wanted - (a.floor - a.wanted),
  );
  if (worst === undefined) return undefined;
  const { floor, wanted, from, until } = worst;
  // a ramp takes its time: what is given counts where the piece has settled
  return { floor, wanted, given: levelAt(seen.light, until - 1), at: from };
}
