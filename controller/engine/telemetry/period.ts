/** Periods people ask histories for. */
import { ControllerError } from "../../errors.ts";

/** EpochMs, half-open: from ≤ at < to. Absent: the last 24 hours before `to`, which is now. */
export interface Period {
  readonly from?: number;
  readonly to?: number;
}

const day = 86_400_000;

/** @throws ControllerError `telemetry/bad-range` */
export function periodOf({ from, to }: Period, now: number): { from: number; to: number } {
  const end = to ?? now;
  const period = { from: from ?? end - day, to: end };
  if (period.from < period.to) return period;
  throw badRange(`The period ends (${period.to}) before it begins (${period.from}). Swap from and to.`);
}

export function badRange(message: string): ControllerError {
  return new ControllerError("telemetry/bad-range", message);
}
