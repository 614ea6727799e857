/** What a lamp measured around an instant of the past: a single row while there are any, else an average of half an hour. */
import type { Measured } from "../../core/fleet/why.ts";
import type { Person } from "../../core/people/model.ts";
import type { Point } from "../../core/telemetry/ports.ts";

/** ms on both sides within which a row says something of the instant: two usual sampling periods. */
const around = 1_800_000;
/** Rows of the shortest sampling period within that time. */
const most = 1000;

/** Rows of a lamp in ascending time, for a person who may read them; half-open, from ≤ at < to. */
export type RowsOfLamp = (
  person: Person,
  lampId: string,
  query: { from: number; to: number; stream: Measured["stream"]; limit: number },
) => Promise<{ readonly items: readonly Point[] }>;

export function createMeasuredAt(
  rowsOf: RowsOfLamp,
): (person: Person, lampId: string, at: number) => Promise<Measured | undefined> {
  return async (person, lampId, at) => {
    for (const stream of ["raw", "halfHours"] as const) {
      const period = { from: at - around, to: at + around + 1 };
      const { items } = await rowsOf(person, lampId, { ...period, stream, limit: most });
      const rows = items.filter(({ level, activePower }) => level !== undefined || activePower !== undefined);
      // the last row before it tells what was given then; one after it may tell of the next switching
      const row = rows.findLast((each) => each.at <= at) ?? rows[0];
      if (row === undefined) continue;
      const { level, activePower } = row;
      return {
        at: row.at,
        stream,
        ...(level === undefined ? {} : { level }),
        ...(activePower === undefined ? {} : { activePower }),
      };
    }
    return undefined;
  };
}
