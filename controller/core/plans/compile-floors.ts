/** Road floors as each lamp has them: one level per span of the local clock, none where the pattern may darken the lamp. */
import type { Floor } from "#protocol/wire/desire.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Lamp } from "../inventory/model.ts";
import { inOrder } from "./assign.ts";
import { secondsOfChecked } from "./clock-time.ts";
import type { AlternateLamps, ClockTime, Plan, RoadFloor } from "./plan.ts";

/** A floor of one lamp. Lamps of equal floors share one list. */
export type LampFloor = Omit<Floor, "outputs">;

/** @returns floors by lamp; lamps without one are absent. Decorative lamps never have one. */
export function compileFloors(plans: readonly Plan[], index: InventoryIndex): Map<string, readonly LampFloor[]> {
  const floors = new Map<string, LampFloor[]>();
  for (const plan of inOrder(plans)) {
    const reach = new Set(index.areaAndBelow(plan.areaId));
    for (const floor of plan.roadFloors) {
      for (const lamp of new Set(floor.roadIds.flatMap(index.lampsOfRoad))) {
        if (lamp.use !== "road" || !reach.has(lamp.areaId)) continue;
        const own = floorsOf(lamp, floor);
        if (own.length > 0) floors.set(lamp.id, [...(floors.get(lamp.id) ?? []), ...own]);
      }
    }
  }
  return shareEqual(floors);
}

function floorsOf(lamp: Lamp, { spans }: RoadFloor): LampFloor[] {
  return spans
    .filter(({ mayBeDark, level }) => level > 0 && !isAlternate(lamp, mayBeDark))
    .map(({ from, to, level }) => ({ fromMinute: minuteOf(from), toMinute: minuteOf(to), percent: level }));
}

export const minuteOf = (time: ClockTime) => Math.floor(secondsOfChecked(time) / 60);

/** Whether the pattern may darken this lamp. */
export function isAlternate({ order }: Pick<Lamp, "order">, pattern: AlternateLamps | undefined): boolean {
  return pattern !== undefined && order !== undefined && pattern.offsets.includes((order - 1) % pattern.every);
}

/** Equal lists made one, so that ten thousand lamps of a few roads hold a few lists. */
export function shareEqual<T extends readonly unknown[]>(lists: ReadonlyMap<string, T>): Map<string, T> {
  const shared = new Map<string, T>();
  return new Map(
    [...lists].map(([id, list]) => {
      const text = JSON.stringify(list);
      const same = shared.get(text) ?? list;
      shared.set(text, same);
      return [id, same];
    }),
  );
}
