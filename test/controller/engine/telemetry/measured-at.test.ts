import { expect, it } from "vitest";
import type { Point } from "../../../../controller/core/telemetry/ports.ts";
import { createMeasuredAt } from "../../../../controller/engine/telemetry/measured-at.ts";
import { aPerson, evening } from "../../../support/fleet-things.ts";

const minute = 60_000;

/** A history of these rows, half-open as the real one is. */
function measuring(rows: { raw?: Point[]; halfHours?: Point[] }) {
  const measuredAt = createMeasuredAt(async (_person, _lampId, { from, to, stream, limit }) => ({
    items: (rows[stream] ?? []).filter(({ at }) => from <= at && at < to).slice(0, limit),
  }));
  return (at: number) => measuredAt(aPerson("viewer"), "l1", at);
}

it("takes the last row before the instant, and one after it only where there is none", async () => {
  const rows = [-29, -5, 0, 5].map((n) => ({ at: evening + n * minute, level: 50 + n, activePower: 60 }));
  const measuredAt = measuring({ raw: rows });
  expect(await measuredAt(evening)).toEqual({ at: evening, stream: "raw", level: 50, activePower: 60 });
  expect(await measuredAt(evening - 1)).toMatchObject({ at: evening - 5 * minute });
  expect(await measuredAt(evening - 40 * minute)).toMatchObject({ at: evening - 29 * minute });
});

it("leaves out rows that measured neither light nor power", async () => {
  const rows = [{ at: evening - 10 * minute, level: 50 }, { at: evening - minute }];
  expect(await measuring({ raw: rows })(evening)).toEqual({ at: evening - 10 * minute, stream: "raw", level: 50 });
});

it("falls back on averages of half an hour, and on nothing beyond half an hour", async () => {
  const halfHours = [{ at: evening - 20 * minute, activePower: 31.5 }];
  const measuredAt = measuring({ raw: [{ at: evening - 31 * minute, level: 50 }], halfHours });
  expect(await measuredAt(evening)).toEqual({ at: evening - 20 * minute, stream: "halfHours", activePower: 31.5 });
  expect(await measuredAt(evening + 120 * minute)).toBeUndefined();
});
