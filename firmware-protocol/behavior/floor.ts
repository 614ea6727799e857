/** The least level a road keeps: per output and local time, from civil dusk to civil dawn whatever a plan says. */
import type { Floor } from "../wire/desire.ts";
import { localMinute, nextLocalMinute, nextOffsetChange, type Offsets } from "./civil-time.ts";
import { darkness, type Night } from "./night.ts";

/**
 * Floor of an output at `now` (EpochMs). Of several entries that match the highest counts.
 * @returns percent 0–100 and the next instant it can change
 */
export function floorAt(
  floors: readonly Floor[],
  output: number,
  offsets: Offsets,
  night: Night,
  now: number,
): { percent: number; nextChangeAt: number } {
  const { dark, nextChangeAt } = darkness(night, now);
  const mine = floors.filter(({ outputs }) => outputs.includes(output));
  if (mine.length === 0) return { percent: 0, nextChangeAt: Infinity };
  if (!dark) return { percent: 0, nextChangeAt };
  const minute = localMinute(offsets, now);
  let percent = 0;
  let next = Math.min(nextChangeAt, nextOffsetChange(offsets, now));
  for (const floor of mine) {
    if (holdsOn(floor, night.date) && covers(floor, minute)) percent = Math.max(percent, floor.percent);
    next = Math.min(
      next,
      nextLocalMinute(offsets, now, floor.fromMinute),
      nextLocalMinute(offsets, now, floor.toMinute),
    );
  }
  return { percent, nextChangeAt: next };
}

/** True on nights among those named; without any on every night. */
export function holdsOn({ nights }: Pick<Floor, "nights">, date: number): boolean {
  return nights === undefined || nights.some(([first, last]) => first <= date && date <= last);
}

/** From a local minute up to, not including, another; past midnight where the second is smaller; equal: the whole day. */
export function covers({ fromMinute, toMinute }: Pick<Floor, "fromMinute" | "toMinute">, minute: number): boolean {
  if (fromMinute === toMinute) return true;
  return fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}

/** Floor where the time is unknown but it is certainly night: the highest of the day and of all nights. */
export function highestFloor(floors: readonly Floor[], output: number): number {
  return floors.reduce((most, floor) => (floor.outputs.includes(output) ? Math.max(most, floor.percent) : most), 0);
}
