/** Floors and ceilings of one night as spans of time, asked as the device asks for them: from change to change. */
import { ceilingAt } from "#protocol/behavior/ceiling.ts";
import { floorAt } from "#protocol/behavior/floor.ts";
import type { Night } from "#protocol/behavior/night.ts";
import type { Ceiling } from "#protocol/wire/desire.ts";
import type { Site } from "../../fleet/configure.ts";
import type { LampFloor } from "../compile/compile-floors.ts";
import type { Bound } from "./light-curve.ts";

type Offsets = Site["offsets"];
/** A ceiling without the outputs of one device. */
export type LampCeiling = Omit<Ceiling, "outputs">;

/** Output that stands for every lamp with these bounds. */
const output = 0;

export function floorsTonight(floors: readonly LampFloor[], offsets: Offsets, night: Night): Bound[] {
  const entries = floors.map((floor) => ({ ...floor, outputs: [output] }));
  const table = [...offsets];
  return bounds(night, 0, (at) => floorAt(entries, output, table, night, at));
}

export function ceilingsTonight(ceilings: readonly LampCeiling[], offsets: Offsets, night: Night): Bound[] {
  const entries = ceilings.map((ceiling) => ({ ...ceiling, outputs: [output] }));
  const table = [...offsets];
  return bounds(night, 100, (at) => ceilingAt(entries, output, table, night, at));
}

/** @param idle percent that bounds nothing. */
function bounds(
  night: Night,
  idle: number,
  percentAt: (at: number) => { percent: number; nextChangeAt: number },
): Bound[] {
  const found: Bound[] = [];
  for (let at = night.noon; at < night.nextNoon; ) {
    const { percent, nextChangeAt } = percentAt(at);
    const until = Math.min(nextChangeAt, night.nextNoon);
    if (percent !== idle) found.push({ from: at, until, percent });
    at = until;
  }
  return found;
}
