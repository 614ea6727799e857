/** Bytes and times a device can get wrong: named, counted, and nothing changes by them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeMessage } from "#protocol/wire/codec.ts";
import { maxUpBytes } from "#protocol/wire/limits.ts";
import { type ApiClient, signIn, until } from "../support/api-client.ts";
import { type Bench, enterBench, shown, sum } from "../support/bench-lamps.ts";
import type { HandDevice } from "../support/hand-device.ts";
import { readJournal } from "../support/journal-rows.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";

const year = 365 * 86_400_000;

let controller: ControllerUnderTest;
let admin: ApiClient;
let bench: Bench;

beforeAll(async () => {
  controller = await startController({ env: { DEN_REPORT_PERIOD: "10", DEN_SAMPLE_PERIOD: "10" } });
  admin = await signIn(controller.url, controller.administrator);
  bench = await enterBench(admin, controller.brokerPort, ["d1", "d3", "d4"]);
});
afterAll(() => controller?.[Symbol.asyncDispose]());

describe("bytes that are no message", () => {
  let device: HandDevice;
  beforeAll(async () => {
    device = await bench.come("d1");
    await device.hello();
    await device.say("report", shown(40));
    await until(
      () => bench.levelOf("d1"),
      (level) => level === 40,
      5_000,
    );
  });
  afterAll(() => device?.[Symbol.asyncDispose]());

  const report = encodeMessage("report", shown(80), "cbor");
  it.each([
    { what: "noise", bytes: Buffer.from("f3ff00a7", "hex"), code: "notCbor" },
    { what: "nothing at all", bytes: Buffer.alloc(0), code: "notCbor" },
    { what: "a report that breaks off", bytes: report.subarray(0, report.length - 3), code: "notCbor" },
    { what: "a report with something behind it", bytes: Buffer.concat([report, Buffer.of(0)]), code: "notCbor" },
    { what: "JSON that breaks off", bytes: Buffer.from('{"states":[{"output":0,'), code: "notJson" },
    { what: "a level above 100 %", bytes: Buffer.from(JSON.stringify(shown(250))), code: "badField" },
    { what: "a list where a report should be", bytes: Buffer.from("8101", "hex"), code: "notAMessage" },
  ])("are refused with the reason: $what", async ({ bytes, code }) => {
    const before = (await bench.refusals()).messages;
    await device.send("den/v1/up/d1/report", bytes);
    const { messages } = await until(bench.refusals, ({ messages }) => sum(messages) > sum(before), 5_000);
    expect({ ...before, ...messages }).toEqual({ ...before, [code]: (before[code] ?? 0) + 1 });
    const { lastReject } = await bench.stateOf("d1");
    expect(lastReject?.code).toBe(code);
    expect(lastReject?.detail.length).toBeGreaterThan(8);
    expect(await bench.levelOf("d1")).toBe(40);
  });

  it("are stopped by the broker where they are too long, and the next right word counts", async () => {
    const before = (await bench.refusals()).broker;
    // never acknowledged: the broker closes
    void device.send("den/v1/up/d1/report", Buffer.alloc(maxUpBytes + 1)).catch(() => {});
    await until(bench.refusals, ({ broker }) => sum(broker) > sum(before), 5_000);
    expect(await bench.levelOf("d1")).toBe(40);
    await using again = await bench.come("d1");
    await again.hello();
    await again.say("report", shown(60));
    await until(
      () => bench.levelOf("d1"),
      (level) => level === 60,
      5_000,
    );
  });
});

describe("a clock that is wrong by years", () => {
  it.each([
    { id: "d3", error: -3 * year, reason: "past" },
    { id: "d4", error: 5 * year, reason: "future" },
  ] as const)("is flagged, its rows stand aside, and the lamp is still told what to do: $reason", async (each) => {
    const { id, error } = each;
    await using device = await bench.come(id);
    const at = Date.now() + error;
    await device.hello({ at, clock: { clockSource: "rtc", bound: 1000 } });
    const rows = [1, 2, 3].map((n) => ({ at: at + n * 1000, output: 0, level: 40, activePower: 20 + n }));
    await device.say("report", { ...shown(40), at, batches: [{ stream: "raw", epoch: 77, after: 0, rows }] });
    const { clockOffset } = await until(
      () => bench.stateOf(id),
      (state) => state.clockOffset !== undefined,
      5_000,
    );
    expect(Math.abs(clockOffset! - error)).toBeLessThan(10_000);

    const placed = await admin.order("overrides", {
      selection: { lampIds: [bench.lampOf(id)] },
      target: { level: 30 },
      until: Date.now() + 600_000,
      why: "thử",
    });
    await until(
      async () => device.desires.at(-1)?.directives?.length ?? 0,
      (count) => count === 1,
      5_000,
    );
    const { rev, directives } = device.desires.at(-1)!;
    const { ref } = directives![0]!;
    await device.say("report", {
      at: at + 5000,
      states: [{ output: 0, level: 30, source: "override", ref, settled: true, activePower: 19 }],
      holds: { rev, refs: [ref] },
    });
    await until(
      () => admin.results(placed.jobId),
      ([result]) => result?.word === "proven" || result?.word === "followed",
      5_000,
    );

    const file = `${controller.data}/telemetry.sqlite`;
    const mine = await until(
      async () => readJournal(file).filter(({ key }) => key.startsWith(`${id} `)),
      (found) => found.length === 3,
      10_000,
    );
    expect(mine.map((row) => row.at)).toEqual([undefined, undefined, undefined]);
    const { items } = await admin.get<{ items: unknown[] }>(
      `/lamps/${bench.lampOf(id)}/history?from=0&to=${Date.now() + 10 * year}`,
    );
    expect(items).toEqual([]);
  });
});
