/** Counters that show something else than the truth: wiped, restored, replaced, or wrong for once. */
import type { Sample } from "#protocol/wire/samples.ts";
import type { Street } from "../../simulator/street/street.ts";

/** What stands between a lamp's true counter and what its device shows. */
export interface Skew {
  /** kWh taken off. */
  offset: number;
  /** kWh added to the next reading alone. */
  spike: number;
}

/** The street as devices see it: a replaced device drives the lamp of the old one, and shows a counter of its own. */
export function behindMeters(real: Street, skewOf: (deviceId: string) => Skew): Street {
  const origin = (id: string) => id.replace(/-b$/, "");
  const show = (id: string, row: Sample): Sample => {
    if (row.activeEnergy === undefined) return row;
    const skew = skewOf(id);
    const activeEnergy = Math.max(0, row.activeEnergy - skew.offset) + skew.spike;
    skew.spike = 0;
    return { ...row, activeEnergy };
  };
  return {
    ...real,
    cabinetOf: (id) => real.cabinetOf(origin(id)),
    isFed: (id) => real.isFed(origin(id)),
    drive: (id, ...how) => real.drive(origin(id), ...how),
    release: (id, at) => real.release(origin(id), at),
    measure: (id, at) => real.measure(origin(id), at).map((row) => show(id, row)),
  };
}
