/** Everyone who looks at every night of every course. */
import type { Site } from "../../fleet/configure.ts";
import type { Inventory } from "../../inventory/model.ts";
import { findBelowFloor } from "./find-below-floor.ts";
import { findCurfewLight } from "./find-curfew-light.ts";
import { findDarkEnds } from "./find-dark-ends.ts";
import { findDayLight } from "./find-day-light.ts";
import { findLostPoints } from "./find-lost-points.ts";
import { findOpenSegments } from "./find-open-segments.ts";
import { findUncovered } from "./find-uncovered.ts";
import type { Finder } from "./finder.ts";

export function allFinders(inventory: Inventory, offsets: Site["offsets"]): Finder[] {
  return [
    findUncovered(),
    findDarkEnds(offsets),
    findDayLight(),
    findLostPoints(offsets),
    findBelowFloor(inventory, offsets),
    findOpenSegments(offsets),
    findCurfewLight(offsets),
  ];
}
