/** The last 24 hours of a lamp as columns for a chart: what its calendar wanted, what it gave, what it drew. */

import type { z } from "zod";
import { levelOf } from "#protocol/behavior/light.ts";
import type { LampNight } from "../../../api/routes/lamp-plans.ts";
import type { Point } from "../../../api/telemetry-schemas.ts";

export type Sample = z.infer<typeof Point>;
export type Step = NonNullable<z.infer<typeof LampNight>["night"]>["steps"][number];

/** Seconds of time, wanted percent, given percent, watts; null where nothing is known. */
export type DayColumns = [number[], (number | null)[], (number | null)[], (number | null)[]];

/**
 * @param steps of all nights concerned, ascending; each holds until the next
 * @param from @param to EpochMs; the wanted level is drawn up to `to` even where nothing was measured
 */
export function dayColumns(samples: readonly Sample[], steps: readonly Step[], from: number, to: number): DayColumns {
  const inside = steps.filter(({ at }) => at > from && at < to);
  const times = [from, ...inside.map(({ at }) => at), ...samples.map(({ at }) => at), to];
  const sorted = [...new Set(times)].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
  const measured = new Map(samples.map((sample) => [sample.at, sample]));
  let step = 0;
  const columns: DayColumns = [[], [], [], []];
  for (const at of sorted) {
    while (step < steps.length && steps[step]!.at <= at) step++;
    const sample = measured.get(at);
    columns[0].push(at / 1000);
    columns[1].push(step === 0 ? null : levelOf(steps[step - 1]!.target));
    columns[2].push(sample?.level ?? null);
    columns[3].push(sample?.activePower ?? null);
  }
  return columns;
}
