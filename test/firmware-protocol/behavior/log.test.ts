import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  appendRow,
  defaultCapacity,
  extentsOf,
  fillBatch,
  firstOf,
  formatLog,
  lostOf,
  maxBatchRows,
  sectorRows,
} from "#protocol/behavior/log.ts";
import { type LogRow, packRow, unpackRow, wireBytes } from "#protocol/behavior/log-row.ts";
import { encodeMessage } from "#protocol/wire/codec.ts";
import { EventRow, Sample } from "#protocol/wire/samples.ts";
import { arbitraryOf } from "../../support/arbitrary-of.ts";

const at = Date.UTC(2026, 10, 22, 12);
const aSample: Sample = {
  output: 0,
  level: 70,
  supplyVoltage: 229.3,
  supplyCurrent: 0.213,
  activePower: 44.9,
  powerFactor: 0.95,
  activeEnergy: 12_345.678,
  operatingHours: 8123.4,
  controlGearTemperature: 41,
  switchOnCounter: 812,
};
const row = (n: number): Sample => ({ at: at + n * 1000, ...aSample });
let epoch = 0;
const logOf = (rows: number, raw: number) => {
  epoch = 100;
  const log = formatLog({ events: 40, raw, halfHours: 40 }, () => ++epoch);
  for (let n = 1; n <= rows; n++) appendRow(log, "raw", row(n));
  return log;
};
const sequencesOf = (log: ReturnType<typeof logOf>, from: number, to: number) => {
  const filled = fillBatch(log, "raw", from - 1, to, 1e9, []);
  return filled?.batch.rows.map(({ at: time }) => (time! - at) / 1000);
};

describe("a row in the log", () => {
  const schema = fc.oneof(arbitraryOf(Sample), arbitraryOf(EventRow)) as fc.Arbitrary<LogRow>;
  const toThousandths = (given: LogRow) =>
    Object.fromEntries(
      Object.entries(given)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, typeof value === "number" ? Math.round(value * 1000) / 1000 + 0 : value]),
    );

  test("comes back as it went in, to a thousandth of its unit", () => {
    fc.assert(
      fc.property(fc.array(schema, { maxLength: 5 }), (rows) => {
        const buffer = { bytes: new Uint8Array(0), used: 0 };
        for (const given of rows) packRow(buffer, given);
        const cursor = { bytes: buffer.bytes.slice(0, buffer.used), position: 0 };
        for (const given of rows) expect(unpackRow(cursor)).toEqual(toThousandths(given));
        expect(cursor.position).toBe(buffer.used);
      }),
    );
  });

  test("of ten values takes under 50 bytes", () => {
    const buffer = { bytes: new Uint8Array(0), used: 0 };
    packRow(buffer, row(1));
    expect(buffer.used).toBeLessThan(50);
  });

  test("never takes more bytes on the wire than is reckoned with", () => {
    fc.assert(
      fc.property(fc.array(arbitraryOf(Sample) as fc.Arbitrary<Sample>, { minLength: 1, maxLength: 8 }), (rows) => {
        const batch = { stream: "raw", epoch: 0xffff_ffff, after: 0xffff_ffff, rows } as const;
        const bytes = encodeMessage("report", { states: [], batches: [batch] }, "cbor");
        const reckoned = rows.reduce((sum, given) => sum + wireBytes(given), 32 + 12);
        expect(bytes.length).toBeLessThanOrEqual(reckoned);
      }),
    );
  });
});

describe("a stream", () => {
  test("numbers its rows from 1 and says what can be asked for", () => {
    const log = logOf(3, 100);
    expect(extentsOf(log)).toEqual([
      { stream: "events", epoch: 101, first: 1, next: 1 },
      { stream: "raw", epoch: 102, first: 1, next: 4 },
      { stream: "halfHours", epoch: 103, first: 1, next: 1 },
    ]);
    expect(sequencesOf(log, 2, 3)).toEqual([2, 3]);
  });

  test("keeps at least its capacity, always the newest, and drops whole sectors", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 400 }), (capacity, rows) => {
        const log = logOf(rows, capacity);
        const first = firstOf(log.raw);
        expect(rows - first + 1).toBeGreaterThanOrEqual(Math.min(rows, capacity));
        expect(rows - first + 1).toBeLessThan(capacity + sectorRows);
        expect((first - 1) % sectorRows).toBe(0);
        const kept = sequencesOf(log, first, rows) ?? [];
        expect(kept).toEqual(Array.from({ length: Math.min(kept.length, 64) }, (_, n) => first + n));
      }),
    );
  });

  test("thinned in one stream keeps the others whole", () => {
    const log = logOf(0, 32);
    for (let n = 1; n <= 40; n++) appendRow(log, "halfHours", row(n));
    for (let n = 1; n <= 400; n++) appendRow(log, "raw", row(n));
    expect(firstOf(log.halfHours)).toBe(1);
    expect(firstOf(log.raw)).toBeGreaterThan(320);
  });

  test("of a lamp that samples each quarter-hour holds 21 days of half-hours and 7 of rows in 80 KiB", () => {
    const log = formatLog(defaultCapacity(1), () => 1);
    for (let n = 0; n < 21 * 96; n++) {
      appendRow(log, "raw", row(n));
      if (n % 2 === 0) appendRow(log, "halfHours", row(n));
    }
    expect(log.halfHours.next - firstOf(log.halfHours)).toBe(21 * 48);
    expect(log.raw.next - firstOf(log.raw)).toBeGreaterThanOrEqual(7 * 96);
    const bytes = [log.raw, log.halfHours]
      .flatMap(({ sectors }) => sectors)
      .reduce((sum, sector) => sum + sector.bytes.length, 0);
    console.log(`log of a lamp after 21 days: ${(bytes / 1024).toFixed(0)} KiB`);
    expect(bytes).toBeLessThan(80 * 1024);
  });
});

describe("a batch", () => {
  test("states the sequence before its first row, has at most 64 rows and keeps its budget", () => {
    const log = logOf(200, 200);
    const filled = fillBatch(log, "raw", 10, 200, 1e9, [])!;
    expect(filled.batch).toMatchObject({ stream: "raw", after: 10 });
    expect(filled.batch.rows).toHaveLength(maxBatchRows);
    expect(filled.last).toBe(74);
    const small = fillBatch(log, "raw", 10, 200, 1000, [])!;
    expect(small.bytes).toBeLessThanOrEqual(1000);
    expect(encodeMessage("report", { states: [], batches: [small.batch] }, "cbor").length).toBeLessThanOrEqual(1000);
  });

  test("skips what was thinned and shows it by its after", () => {
    const log = logOf(200, 64);
    expect(fillBatch(log, "raw", 3, 200, 1e9, [])?.batch.after).toBe(firstOf(log.raw) - 1);
  });

  test("does not exist where there is nothing to send or no room", () => {
    const log = logOf(5, 64);
    expect(fillBatch(log, "raw", 5, 9, 1e9, [])).toBeUndefined();
    expect(fillBatch(log, "raw", 0, 5, 20, [])).toBeUndefined();
  });
});

describe("what is lost", () => {
  const log = logOf(200, 64);
  const { epoch: present } = log.raw;
  const first = firstOf(log.raw);
  const range = (fromSequence: number, toSequence: number, of = present) =>
    lostOf(log, { stream: "raw", epoch: of, fromSequence, toSequence });

  test("is exactly the thinned part of a range", () => {
    expect(range(1, 200)).toEqual({ stream: "raw", epoch: present, fromSequence: 1, toSequence: first - 1 });
    expect(range(1, 3)).toMatchObject({ fromSequence: 1, toSequence: 3 });
    expect(range(first, 200)).toBeUndefined();
  });

  test("is all of a range of another epoch, and nothing that is not written yet", () => {
    expect(range(5, 9, present + 1)).toMatchObject({ epoch: present + 1, fromSequence: 5, toSequence: 9 });
    expect(range(201, 300)).toBeUndefined();
  });
});
