import fc from "fast-check";
import { expect, test } from "vitest";
import type { AuditLine } from "../../../../controller/core/people/audit.ts";
import { annotationOf } from "../../../../controller/core/telemetry/annotation.ts";
import { chooseHistory, finestKept, shortestBucket } from "../../../../controller/core/telemetry/choose-history.ts";
import {
  firstPace,
  forwardingLimits as limits,
  paceAfterBatch,
  paceAfterSetback,
  paceAfterTooLarge,
  type Setback,
} from "../../../../controller/core/telemetry/forwarding.ts";
import { createRng } from "../../../../firmware-protocol/behavior/random.ts";
import "../../../support/fixed-chance.ts";

const away: Setback = { kind: "unreachable", reason: "refused" };

/** Waits of so many setbacks in a row. */
function waits(setback: Setback, count: number, seed = 1): number[] {
  const rng = createRng(seed);
  let pace = firstPace(limits);
  return Array.from({ length: count }, () => {
    const next = paceAfterSetback(pace, setback, rng, limits);
    pace = next.pace;
    return next.wait;
  });
}

test("waits twice as long after each setback, up to half a minute, and never less than half of that", () => {
  for (const [n, wait] of waits(away, 20).entries()) {
    const span = Math.min(limits.longestWait, limits.firstWait * 2 ** n);
    expect(wait).toBeGreaterThanOrEqual(span / 2);
    expect(wait).toBeLessThanOrEqual(span);
  }
});

test("does not return together with others", () => {
  expect(new Set(Array.from({ length: 20 }, (_, seed) => waits(away, 1, seed)[0])).size).toBeGreaterThan(15);
});

test("does as it is asked by a database that is busy, within reason", () => {
  expect(waits({ kind: "busy", reason: "429", retryAfter: 7_000 }, 1)).toEqual([7_000]);
  expect(waits({ kind: "busy", reason: "429", retryAfter: 10 ** 9 }, 1)).toEqual([limits.longestRetryAfter]);
});

test("asks seldom where only people can help, and sends no less for it", () => {
  for (const kind of ["denied", "nowhere"] as const) {
    const { pace, wait } = paceAfterSetback(firstPace(limits), { kind, reason: "" }, createRng(1), limits);
    expect(wait).toBeGreaterThanOrEqual(limits.longestWait / 2);
    expect(pace.rows).toBe(limits.mostRows);
  }
});

test("sends less at once after trouble and more after success, always within the bounds", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("good", "large", "away")), (story) => {
      let pace = firstPace(limits);
      for (const word of story) {
        const { rows } = pace;
        if (word === "good") pace = paceAfterBatch(pace, limits);
        else if (word === "large") pace = paceAfterTooLarge(pace, limits);
        else pace = paceAfterSetback(pace, away, createRng(3), limits).pace;
        expect(pace.rows).toBeGreaterThanOrEqual(limits.fewestRows);
        expect(pace.rows).toBeLessThanOrEqual(limits.mostRows);
        if (word === "good") expect(pace).toEqual({ rows: Math.min(limits.mostRows, rows * 2), setbacks: 0 });
      }
    }),
  );
});

test("what the journal has forgotten is read from a database that holds everything, and nothing else is", () => {
  const hour = 3_600_000;
  const day = 24 * hour;
  const now = 1_790_000_000_000;
  const kept = { rows: 90 * day, halfHours: 400 * day, hours: 1095 * day };
  const from = (days: number, bucket?: number, complete = true) => {
    const reach = { from: now - days * day, to: now, ...(bucket === undefined ? {} : { bucket }) };
    return chooseHistory(reach, now, kept, complete);
  };
  expect([from(89), from(91), from(91, undefined, false)]).toEqual(["journal", "influxdb", "journal"]);
  expect([from(91, hour / 2), from(401, hour / 2), from(401, hour), from(1096, hour)]).toEqual([
    "journal",
    "influxdb",
    "journal",
    "influxdb",
  ]);
  const finest = (days: number) => finestKept(now - days * day, now, kept);
  expect([finest(89), finest(91), finest(401), finest(1096)]).toEqual([0, hour / 2, hour, day]);
  expect([from(91, 300_000), from(4000, shortestBucket([0, 24 * hour, 47 * hour, 72 * hour]))]).toEqual([
    "influxdb",
    "journal",
  ]);
});

test("an annotation is what changes the light, with who and why", () => {
  const line: AuditLine = {
    sequence: 9,
    at: 5,
    personId: "lan",
    personName: "Lan",
    action: "override.place",
    result: "done",
    thing: { sort: "override", id: "o1" },
    areaId: "di-an",
    details: { why: "sự kiện", lamps: 12, target: { level: 30 } },
  };
  expect(annotationOf(line)).toEqual({
    at: 5,
    sequence: 9,
    action: "override.place",
    by: "Lan",
    why: "sự kiện",
    thing: "override o1",
    areaId: "di-an",
    lamps: 12,
  });
  expect(annotationOf({ ...line, result: "refused" })).toBeUndefined();
  for (const action of ["plan.save", "people.create", "api.call", "signIn"])
    expect(annotationOf({ ...line, action })).toBeUndefined();
});
