/** How many lamps an order would take below their road's floor: without `darken` the floor holds them up, and who orders should know. */
import type { Offsets } from "#protocol/behavior/civil-time.ts";
import { floorAt } from "#protocol/behavior/floor.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import type { Site } from "#protocol/behavior/night.ts";
import type { Floor } from "#protocol/wire/desire.ts";
import type { DevicePlan } from "../fleet/device-plan.ts";
import type { Inventory } from "../inventory/model.ts";
import { type DarkHours, darkHours } from "./dark-hours.ts";
import type { Order } from "./order.ts";

/**
 * Lamps with electronics alone, by the floors they are given now and the sun of the site.
 * @param now EpochMs
 */
export function lampsBelowFloor(
  order: Pick<Order, "lampIds" | "target" | "issuedAt" | "from" | "until">,
  { lamp }: Pick<Inventory, "lamp">,
  planOf: (device: string) => Pick<DevicePlan, "floors"> | undefined,
  site: Site,
  now: number,
): number {
  const { lampIds, target } = order;
  if (target === undefined) return 0;
  const isBelow = belowWithin(levelOf(target), darkHours(order, site, now), site.offsets);
  return lampIds.filter((id) => {
    const { deviceId, output = 0 } = lamp.get(id) ?? {};
    const floors = (deviceId === undefined ? undefined : planOf(deviceId))?.floors ?? [];
    return isBelow(floors.filter(({ outputs }) => outputs.includes(output)));
  }).length;
}

/** Lamps of a few roads hold a few lists of floors, so each list is walked once. */
function belowWithin(level: number, hours: readonly DarkHours[], offsets: Offsets) {
  const answers = new Map<string, boolean>();
  return (floors: readonly Floor[]): boolean => {
    if (floors.every(({ percent }) => percent <= level)) return false;
    const entries = floors.map((floor) => ({ ...floor, outputs: [0] }));
    const text = JSON.stringify(entries);
    const known = answers.get(text);
    const answer = known ?? hours.some((each) => exceeds(entries, level, each, offsets));
    answers.set(text, answer);
    return answer;
  };
}

function exceeds(
  floors: readonly Floor[],
  level: number,
  { from, until, night }: DarkHours,
  offsets: Offsets,
): boolean {
  for (let at = from; at < until; ) {
    const { percent, nextChangeAt } = floorAt(floors, 0, offsets, night, at);
    if (percent > level) return true;
    at = nextChangeAt;
  }
  return false;
}
