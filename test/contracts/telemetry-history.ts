/** What every history of telemetry must do, whatever keeps it; each adapter's test file runs it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SourceSpan, TelemetryHistory } from "../../controller/core/telemetry/ports.ts";
import type { EventRow, Sample } from "../../firmware-protocol/wire/samples.ts";

/** A row with its place in a log. `at` is EpochMs on a whole second, values are multiples of the wire's resolution. */
export type HistoryRow = { device: string; epoch: number; sequence: number } & (
  | { stream: "raw" | "halfHours"; row: Sample & { at: number } }
  | { stream: "events"; row: EventRow & { at: number } }
);

export interface OpenHistory {
  /** Resolves when the rows can be read. Rows come in any order, and some twice. */
  write(rows: readonly HistoryRow[]): Promise<void>;
  readonly history: TelemetryHistory;
  close(): Promise<void>;
}

const minute = 60_000;
const hour = 60 * minute;
/** 2026-10-25 00:00 in Berlin, whose clocks are set back that night. */
const midnight = Date.UTC(2026, 9, 24, 22);
const always = { from: 0, to: Number.MAX_SAFE_INTEGER };
const of = (device: string, output = 0): SourceSpan => ({ device, output, ...always });

/** Rows of one output, a row every `period` ms. */
function every(device: string, from: number, period: number, values: readonly Partial<Sample>[]): HistoryRow[] {
  return values.map((value, n) => ({
    device,
    epoch: 7,
    sequence: n + 1,
    stream: "raw",
    row: { output: 0, ...value, at: from + n * period },
  }));
}
const powers = (...values: number[]) => values.map((activePower) => ({ activePower }));

/** @param open a history with nothing in it. */
export function telemetryHistoryContract(name: string, open: () => Promise<OpenHistory>): void {
  describe(`${name} as a history of telemetry`, () => {
    let opened: OpenHistory;
    let history: TelemetryHistory;
    beforeEach(async () => {
      opened = await open();
      history = opened.history;
    });
    afterEach(() => opened.close());

    test("gives the rows of a half-open period in ascending time, each once, up to the limit", async () => {
      const rows = every("d1", midnight, 5 * minute, powers(10, 20, 30, 40, 50, 60));
      await opened.write([...rows.slice(3), ...rows.slice(0, 4)]);
      const query = { spans: [of("d1")], from: midnight + 5 * minute, to: midnight + 25 * minute };
      const all = await history.series({ ...query, stream: "raw", limit: 100 });
      expect(all).toEqual([20, 30, 40, 50].map((activePower, n) => ({ at: query.from + n * 5 * minute, activePower })));
      expect(await history.series({ ...query, stream: "raw", limit: 2 })).toEqual(all.slice(0, 2));
      expect(await history.series({ ...query, stream: "halfHours", limit: 100 })).toEqual([]);
      expect(await history.series({ ...query, spans: [of("d1", 1)], stream: "raw", limit: 100 })).toEqual([]);
      expect(await history.series({ ...query, spans: [of("nobody")], stream: "raw", limit: 100 })).toEqual([]);
    });

    test("gives every quantity as it was measured, and nothing that was not", async () => {
      const row = {
        at: midnight,
        output: 0,
        level: 50.5,
        supplyVoltage: 231.4,
        supplyCurrent: 0.431,
        activePower: 98.7,
        powerFactor: 0.97,
        activeEnergy: 16_777.215,
        operatingHours: 1234.5,
        controlGearTemperature: -4,
        switchOnCounter: 300,
        rssi: -81,
      };
      await opened.write([{ device: "d1", epoch: 7, sequence: 1, stream: "raw", row }]);
      const { output: _, ...point } = row;
      const query = { spans: [of("d1")], from: midnight, to: midnight + 1, limit: 5 };
      expect(await history.series({ ...query, stream: "raw" })).toEqual([point]);
    });

    test("keeps the device's own half-hours apart from its samples", async () => {
      const row = { at: midnight, output: 0, activePower: 80, supplyVoltageMin: 210, litSeconds: 1800 };
      await opened.write([
        { device: "d1", epoch: 8, sequence: 1, stream: "halfHours", row },
        ...every("d1", midnight, 5 * minute, powers(81)),
      ]);
      const { output: _, ...point } = row;
      const query = { spans: [of("d1")], from: midnight, to: midnight + hour, limit: 9 };
      expect(await history.series({ ...query, stream: "halfHours" })).toEqual([point]);
      expect(await history.series({ ...query, stream: "raw" })).toEqual([{ at: midnight, activePower: 81 }]);
    });

    test("goes on over the devices that were under one lamp, whatever order they are named in", async () => {
      await opened.write([
        ...every("old", midnight, 5 * minute, powers(1, 2, 3, 4)),
        ...every("new", midnight, 5 * minute, powers(10, 20, 30, 40)),
      ]);
      const change = midnight + 10 * minute;
      const spans = [
        { ...of("new"), from: change, source: "lamp" },
        { ...of("old"), to: change, source: "lamp" },
      ];
      const points = await history.series({ spans, from: midnight, to: midnight + hour, stream: "raw", limit: 3 });
      expect(points.map(({ activePower }) => activePower)).toEqual([1, 2, 30]);
    });

    test("gives events in ascending time, with what they said, of the device and of its outputs apart", async () => {
      const event = (sequence: number, row: EventRow & { at: number }): HistoryRow => ({
        device: "d1",
        epoch: 9,
        sequence,
        stream: "events",
        row,
      });
      const low = { at: midnight, output: 0, type: "supplyVoltageTooLow", state: "start", value: 180 } as const;
      const ended = { ...low, at: midnight + hour, state: "end", value: 201.5 } as const;
      const reboot = { at: midnight, type: "reboot", state: "once" } as const;
      await opened.write([event(2, ended), event(1, low), event(3, reboot), event(1, low)]);
      const query = { from: midnight, to: midnight + hour + 1, limit: 9 };
      expect(await history.events({ spans: [of("d1")], ...query })).toEqual([low, ended]);
      expect(await history.events({ spans: [of("d1")], ...query, to: midnight + hour })).toEqual([low]);
      expect(await history.events({ spans: [of("d1")], ...query, limit: 1 })).toEqual([low]);
      expect(await history.events({ spans: [{ device: "d1", ...always }], ...query })).toEqual([reboot]);
    });

    test("gives the newest row of each of many, in the order asked", async () => {
      await opened.write([
        ...every("d1", midnight, 5 * minute, powers(1, 2, 3)),
        ...every("d2", midnight, minute, [{ level: 40 }, { level: 50 }]),
        { device: "meter", epoch: 7, sequence: 1, stream: "raw", row: { at: midnight, totalPower: 4.5 } },
      ]);
      const asked = [{ device: "meter" }, { device: "d2", output: 0 }, { device: "d9", output: 0 }];
      expect(await history.latest([...asked, { device: "d1", output: 0 }])).toEqual([
        { at: midnight, totalPower: 4.5 },
        { at: midnight + minute, level: 50 },
        undefined,
        { at: midnight + 10 * minute, activePower: 3 },
      ]);
    });

    test("sums up buckets as they are asked for: a night of 25 hours, a day, and an hour cut in the middle", async () => {
      // a row every ten minutes, its power the number of the row
      const rows = every(
        "d1",
        midnight,
        10 * minute,
        Array.from({ length: 6 * 49 }, (_, n) => ({ activePower: n, ...(n % 6 === 0 ? { level: 50 } : {}) })),
      );
      await opened.write(rows);
      const edges = [midnight, midnight + 25 * hour, midnight + 49 * hour];
      expect(
        await history.summaries({ spans: [of("d1")], edges, quantities: ["activePower", "level", "frequency"] }),
      ).toEqual([
        {
          source: "d1/0",
          buckets: [
            {
              from: edges[0],
              to: edges[1],
              rows: 150,
              quantities: {
                activePower: { count: 150, min: 0, max: 149, mean: 74.5 },
                level: { count: 25, min: 50, max: 50, mean: 50 },
              },
            },
            {
              from: edges[1],
              to: edges[2],
              rows: 144,
              quantities: {
                activePower: { count: 144, min: 150, max: 293, mean: 221.5 },
                level: { count: 24, min: 50, max: 50, mean: 50 },
              },
            },
          ],
        },
      ]);
      const odd = [midnight + 7 * minute, midnight + 20 * minute, midnight + 45 * minute, midnight + 46 * minute];
      const [found] = await history.summaries({ spans: [of("d1")], edges: odd, quantities: ["activePower"] });
      expect(found?.buckets).toEqual([
        { from: odd[0], to: odd[1], rows: 1, quantities: { activePower: { count: 1, min: 1, max: 1, mean: 1 } } },
        { from: odd[1], to: odd[2], rows: 3, quantities: { activePower: { count: 3, min: 2, max: 4, mean: 3 } } },
      ]);
    });

    test("sums up one source over devices that follow each other within a bucket, and leaves out what was outside", async () => {
      await opened.write([
        ...every("old", midnight, 10 * minute, powers(10, 20, 30, 1000)),
        ...every("new", midnight, 10 * minute, powers(2000, 2000, 2000, 40, 50, 60)),
      ]);
      const change = midnight + 30 * minute;
      const spans = [
        { ...of("old"), to: change, source: "lamp" },
        { ...of("nobody"), source: "never heard" },
        { ...of("new"), from: change, source: "lamp" },
      ];
      const edges = [midnight - hour, midnight, midnight + hour];
      expect(await history.summaries({ spans, edges, quantities: ["activePower"] })).toEqual([
        {
          source: "lamp",
          buckets: [
            {
              from: midnight,
              to: midnight + hour,
              rows: 6,
              quantities: { activePower: { count: 6, min: 10, max: 60, mean: 35 } },
            },
          ],
        },
      ]);
    });

    test("keeps values that cannot be true out of summaries, and still counts their rows", async () => {
      await opened.write(
        every("d1", midnight, 10 * minute, [
          { activePower: 100, supplyVoltage: 230 },
          { activePower: 900_000, supplyVoltage: 999 },
          { activePower: 50, supplyVoltage: 232 },
        ]),
      );
      const [found] = await history.summaries({
        spans: [of("d1")],
        edges: [midnight, midnight + hour],
        quantities: ["activePower", "supplyVoltage"],
      });
      expect(found?.buckets).toMatchObject([
        {
          from: midnight,
          to: midnight + hour,
          rows: 3,
          quantities: {
            activePower: { count: 2, min: 50, max: 100, mean: 75 },
            supplyVoltage: { count: 2, min: 230, max: 232, mean: 231 },
          },
        },
      ]);
    });

    test("sums up the same whether rows come in order, late or twice", async () => {
      const rows = every("d1", midnight, 10 * minute, powers(10, 20, 30, 40, 50, 60, 70));
      await opened.write([...rows.slice(4), ...rows.slice(0, 2)]);
      const query = { spans: [of("d1")], edges: [midnight, midnight + hour], quantities: ["activePower"] as const };
      const [before] = await history.summaries(query);
      expect(before?.buckets[0]?.quantities.activePower).toEqual({ count: 4, min: 10, max: 60, mean: 35 });
      await opened.write(rows);
      const [after] = await history.summaries(query);
      expect(after?.buckets[0]?.quantities.activePower).toEqual({ count: 6, min: 10, max: 60, mean: 35 });
    });

    test("puts many sources together: powers add up, levels are averaged, and a replaced device is one lamp", async () => {
      await opened.write([
        ...every("a", midnight, 30 * minute, [
          { activePower: 100, level: 100, supplyVoltageMin: 220 },
          { activePower: 50, level: 50 },
          { activePower: 40, level: 40, activeEnergy: 5 },
        ]),
        ...every("b", midnight + minute, hour, [{ activePower: 10, level: 20, supplyVoltageMin: 210 }]),
        ...every("b2", midnight + 2 * minute, hour, [{ activePower: 30, level: 60 }]),
      ]);
      const change = midnight + 100_000;
      const points = await history.aggregate({
        spans: [of("a"), { ...of("b"), to: change, source: "b" }, { ...of("b2"), from: change, source: "b" }],
        edges: [midnight, midnight + hour, midnight + 2 * hour, midnight + 3 * hour],
        quantities: ["activePower", "level", "supplyVoltageMin", "frequency", "activeEnergy"],
      });
      expect(points).toEqual([
        {
          at: midnight,
          sources: 2,
          activePower: 95,
          level: 57.5,
          supplyVoltageMin: 210,
          lowest: { activePower: 10, level: 20, supplyVoltageMin: 210 },
          highest: { activePower: 100, level: 100, supplyVoltageMin: 220 },
        },
        {
          at: midnight + hour,
          sources: 1,
          activePower: 40,
          level: 40,
          lowest: { activePower: 40, level: 40 },
          highest: { activePower: 40, level: 40 },
        },
      ]);
    });

    test("answers over nothing with nothing", async () => {
      const edges = [midnight, midnight + hour];
      expect(await history.summaries({ spans: [], edges, quantities: ["level"] })).toEqual([]);
      expect(await history.aggregate({ spans: [of("d1")], edges, quantities: ["level"] })).toEqual([]);
      expect(await history.latest([])).toEqual([]);
      expect(await history.series({ spans: [], ...always, stream: "raw", limit: 5 })).toEqual([]);
      expect(await history.events({ spans: [], ...always, limit: 5 })).toEqual([]);
    });

    test("ends a query whose asker has left", async () => {
      await opened.write(every("d1", midnight, 5 * minute, powers(1, 2, 3)));
      const query = { spans: [of("d1")], edges: [midnight, midnight + hour], quantities: ["activePower"] as const };
      await expect(history.summaries(query, AbortSignal.abort(new Error("left")))).rejects.toThrow("left");
      const leaving = new AbortController();
      const asked = history.summaries(query, leaving.signal);
      leaving.abort(new Error("left later"));
      await expect(asked).rejects.toThrow("left later");
      expect(await history.summaries(query)).toHaveLength(1);
    });
  });
}
