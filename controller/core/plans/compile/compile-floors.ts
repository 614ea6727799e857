/**
 * Road floors as each lamp has them: one level per span of the local clock, none where the pattern may darken the lamp,
 * and less on the nights of an approval that was given.
 */
import type { Floor } from "#protocol/wire/desire.ts";
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Inventory, Lamp } from "../../inventory/model.ts";
import { inOrder } from "../assign.ts";
import { secondsOfChecked } from "../clock-time.ts";
import { type DayRange, dayOf, firstDay, lastDay, withoutRanges } from "../days.ts";
import type { AlternateLamps, ClockTime, Plan, RoadFloor, Scope } from "../plan.ts";
import { lampsInScope } from "../scope.ts";

/** A floor of one lamp. Lamps of equal floors share one list. */
export type LampFloor = Omit<Floor, "outputs">;

/**
 * @param window nights before it are past: approvals that have ended by then are left out.
 * @returns floors by lamp; lamps without one are absent. Decorative lamps never have one.
 */
export function compileFloors(
  plans: readonly Plan[],
  inventory: Inventory,
  index: InventoryIndex,
  window: DayRange,
): Map<string, readonly LampFloor[]> {
  const floors = new Map<string, LampFloor[]>();
  for (const plan of inOrder(plans)) {
    const reach = new Set(index.areaAndBelow(plan.areaId));
    for (const floor of plan.roadFloors) {
      const lowered = lowerings(floor, window, (scope) => lampsInScope(scope, plan.areaId, inventory, index));
      for (const lamp of new Set(floor.roadIds.flatMap(index.lampsOfRoad))) {
        if (lamp.use !== "road" || !reach.has(lamp.areaId)) continue;
        const own = floorsOf(lamp, floor, lowered);
        if (own.length > 0) floors.set(lamp.id, [...(floors.get(lamp.id) ?? []), ...own]);
      }
    }
  }
  return shareEqual(floors);
}

/** An approval that was given: less is enough on these nights. */
interface Lowering {
  readonly level: number;
  readonly nights: DayRange;
  /** Undefined: every lamp of the floor. */
  readonly lamps: ReadonlySet<string> | undefined;
}

/** The lowest first, so that of two that overlap it takes the night. */
function lowerings(
  { approvals = [] }: RoadFloor,
  window: DayRange,
  lampsOf: (scope: Scope) => ReadonlySet<string>,
): Lowering[] {
  return approvals
    .filter(({ approved, to }) => approved !== undefined && dayOf(to) >= window[0])
    .map(({ level, from, to, scope }) => ({
      level,
      nights: [dayOf(from), dayOf(to)] as const,
      lamps: scope && lampsOf(scope),
    }))
    .toSorted((a, b) => a.level - b.level);
}

function floorsOf(lamp: Lamp, { spans }: RoadFloor, lowered: readonly Lowering[]): LampFloor[] {
  const mine = lowered.filter(({ lamps }) => lamps?.has(lamp.id) ?? true);
  return spans
    .filter(({ mayBeDark, level }) => level > 0 && !isAlternate(lamp, mayBeDark))
    .flatMap(({ from, to, level }) => {
      const hours = { fromMinute: minuteOf(from), toMinute: minuteOf(to) };
      return levelsByNight(level, mine).map(({ percent, nights }) => ({
        ...hours,
        percent,
        ...(nights && { nights }),
      }));
    });
}

/** The floor's own level on all nights but those of approvals that lower it; 0 needs no entry. */
function levelsByNight(level: number, lowered: readonly Lowering[]): Omit<LampFloor, "fromMinute" | "toMinute">[] {
  const levels: Omit<LampFloor, "fromMinute" | "toMinute">[] = [];
  const taken: DayRange[] = [];
  for (const lowering of lowered.filter((each) => each.level < level)) {
    const nights = withoutRanges(lowering.nights, taken);
    if (nights.length > 0 && lowering.level > 0) levels.push({ percent: lowering.level, nights });
    taken.push(lowering.nights);
  }
  if (taken.length === 0) return [{ percent: level }];
  const usual = withoutRanges([firstDay, lastDay], taken);
  return usual.length === 0 ? levels : [{ percent: level, nights: usual }, ...levels];
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
