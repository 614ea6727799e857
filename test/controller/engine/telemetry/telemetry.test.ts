import { afterEach, beforeEach, expect, test } from "vitest";
import { type RepairLimits, repairLimits } from "../../../../controller/core/telemetry/repair.ts";
import { createTelemetry, type Telemetry } from "../../../../controller/engine/telemetry/telemetry.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../../controller/stores/telemetry/sqlite.ts";
import type { Answer, Ask } from "../../../../firmware-protocol/wire/ask.ts";
import type { Hello } from "../../../../firmware-protocol/wire/hello.ts";
import type { MessageOf } from "../../../../firmware-protocol/wire/messages.ts";
import { createFakeClock, type FakeClock } from "../../../support/fake-clock.ts";
import { arrivalOf, fullRange, sampleAt, start } from "../../../support/telemetry.ts";
import { createTempFolder, type TempFolder } from "../../../support/temp-folder.ts";

const receivedAt = start + 365 * 86_400_000;
type Resend = Extract<Ask, { ask: "resend" }>;

let folder: TempFolder;
let journal: SqliteJournal;
let clock: FakeClock;
let asks: { device: string; ask: Resend }[];
beforeEach(async () => {
  folder = createTempFolder("telemetry");
  journal = await openSqliteJournal({ path: folder.of("t.sqlite"), commitDelay: 1, foldDelay: 1 });
  // the journal is a thread of its own: what it says is heard when it has committed
  clock = createFakeClock(receivedAt, async () => {
    await journal.flushed();
    await new Promise((resolve) => setImmediate(resolve));
  });
  asks = [];
});
afterEach(async () => {
  await journal.close();
  folder.remove();
});

function begin(limits: Partial<RepairLimits> = {}): Telemetry {
  let id = 0;
  return createTelemetry({
    clock,
    journal,
    draw: () => ++id,
    ask: (device, ask) => asks.push({ device, ask: ask as Resend }),
    limits: { ...repairLimits, ...limits },
  });
}

const rows = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => sampleAt(first + n));
const batch = (first: number, last: number) => ({
  stream: "raw" as const,
  epoch: 7,
  after: first - 1,
  rows: rows(first, last),
});
function report(
  telemetry: Telemetry,
  device: string,
  first: number,
  last: number,
  more: Partial<MessageOf["report"]> = {},
) {
  const message = { states: [], batches: [batch(first, last)], ...more };
  telemetry.arrived(arrivalOf(device, "report", message, "cbor", receivedAt), message);
}
/** The device answers an ask with rows, 30 to a message. */
function answer(telemetry: Telemetry, { device, ask }: { device: string; ask: Resend }, first: number, last: number) {
  for (let from = first; from <= last; from += 30) {
    const to = Math.min(last, from + 29);
    const message: Answer = { id: ask.id, result: "ok", done: to === last, batches: [batch(from, to)] };
    telemetry.arrived(arrivalOf(device, "answer", message, "cbor", receivedAt), message);
    telemetry.answered(device, message);
  }
}
const hello = (more: Partial<Hello> = {}): Hello => ({
  protocol: 1,
  profile: "W",
  session: 1,
  model: "lamp",
  swVersion: "1",
  bootCount: 3,
  bootReason: "powerOn",
  uptime: 60,
  capabilities: [{ outputKind: "white" }],
  link: "nbIot",
  encoding: "cbor",
  clock: { clockSource: "none" },
  ...more,
});
const ranges = () => asks.map(({ device, ask }) => [device, ask.fromSequence, ask.toSequence]);

test("a gap is asked for after it had time to close by itself, and not again once its rows came", async () => {
  const telemetry = begin();
  report(telemetry, "lamp-1", 1, 3);
  report(telemetry, "lamp-1", 7, 9);
  await clock.settleBy(1_000);
  expect(asks).toEqual([]);
  await clock.settleBy(3_000);
  expect(asks).toEqual([
    {
      device: "lamp-1",
      ask: { id: 1, ask: "resend", until: expect.any(Number), stream: "raw", epoch: 7, fromSequence: 4, toSequence: 6 },
    },
  ]);
  answer(telemetry, asks[0]!, 4, 6);
  await clock.settleBy(600_000);
  expect(asks).toHaveLength(1);
  expect(telemetry.figures().repair).toEqual({ devices: 0, asking: 0, asked: 1, givenUp: 0 });
  await journal.folded();
  const spans = [{ device: "lamp-1", output: 0, ...fullRange }];
  expect(await journal.series({ spans, ...fullRange, stream: "raw", limit: 99 })).toHaveLength(9);
});

test("a row that was only overtaken is not asked for", async () => {
  const telemetry = begin();
  report(telemetry, "lamp-1", 1, 3);
  report(telemetry, "lamp-1", 7, 9);
  await clock.settleBy(1_000);
  report(telemetry, "lamp-1", 4, 6);
  await clock.settleBy(60_000);
  expect(asks).toEqual([]);
});

test("a long tail shown by a hello comes in bounded asks, one after the other", async () => {
  const telemetry = begin({ rowsPerAsk: 100 });
  telemetry.hello("lamp-1", hello({ log: [{ stream: "raw", epoch: 7, first: 11, next: 261 }] }));
  for (let step = 0; step < 3; step++) {
    await clock.settleBy(4_000);
    expect(asks).toHaveLength(step + 1);
    const { ask } = asks[step]!;
    answer(telemetry, asks[step]!, ask.fromSequence, ask.toSequence);
  }
  await clock.settleBy(60_000);
  expect(ranges()).toEqual([
    ["lamp-1", 11, 110],
    ["lamp-1", 111, 210],
    ["lamp-1", 211, 260],
  ]);
  expect(await journal.missing("lamp-1", [{ stream: "raw", epoch: 7, first: 11, next: 261 }])).toEqual([]);
});

test("an ask without an answer is repeated with growing pauses, then rests until the next hello", async () => {
  const telemetry = begin({ attempts: 3 });
  const said = hello({ log: [{ stream: "raw", epoch: 7, first: 1, next: 4 }] });
  telemetry.hello("lamp-1", said);
  await clock.settleBy(600_000);
  const began = clock.now() - 600_000;
  expect(asks.map(({ ask }) => Math.round((ask.until - began) / 1000))).toEqual([32, 72, 132]);
  expect(new Set(asks.map(({ ask }) => ask.id)).size).toBe(3);
  expect(telemetry.figures().repair).toMatchObject({ devices: 0, asking: 0, givenUp: 1 });
  telemetry.hello("lamp-1", said);
  await clock.settleBy(5_000);
  expect(asks).toHaveLength(4);
});

test("what the device no longer has is closed, counted, a hole, and never asked for again", async () => {
  const telemetry = begin();
  report(telemetry, "lamp-1", 1, 3);
  report(telemetry, "lamp-1", 7, 9);
  await clock.settleBy(4_000);
  const lost = [{ stream: "raw" as const, epoch: 7, fromSequence: 4, toSequence: 6 }];
  const message: Answer = { id: asks[0]!.ask.id, result: "ok", done: true, lost };
  telemetry.arrived(arrivalOf("lamp-1", "answer", message, "cbor", receivedAt), message);
  telemetry.answered("lamp-1", message);
  telemetry.hello("lamp-1", hello({ log: [{ stream: "raw", epoch: 7, first: 7, next: 10 }] }));
  await clock.settleBy(600_000);
  expect(asks).toHaveLength(1);
  expect(telemetry.figures().lost).toBe(3);
  expect(await journal.holes("lamp-1")).toEqual([{ device: "lamp-1", ...lost[0], lost: true }]);
});

test("a device that cannot send again is left alone, one that is busy is asked later", async () => {
  const telemetry = begin();
  for (const device of ["bench", "busy"]) {
    report(telemetry, device, 1, 1);
    report(telemetry, device, 5, 5);
  }
  await clock.settleBy(4_000);
  expect(ranges()).toEqual([
    ["bench", 2, 4],
    ["busy", 2, 4],
  ]);
  telemetry.answered("bench", { id: asks[0]!.ask.id, result: "unsupported", done: true });
  telemetry.answered("busy", { id: asks[1]!.ask.id, result: "busy", done: true });
  await clock.settleBy(15_000);
  expect(ranges().slice(2)).toEqual([["busy", 2, 4]]);
});

test("few devices answer at a time, and fewer while many are coming back", async () => {
  const telemetry = begin({ devicesAtOnce: 10, devicesWhileReturning: 2, returningFrom: 50 });
  const back = (count: number) => {
    for (let n = 0; n < count; n++) {
      telemetry.hello(`lamp-${n}`, hello({ log: [{ stream: "raw", epoch: 7, first: 1, next: 4 }] }));
    }
  };
  back(100);
  await clock.settleBy(4_000);
  expect(asks).toHaveLength(2);
  expect(telemetry.figures().repair).toMatchObject({ devices: 100, asking: 2 });
  answer(telemetry, asks[0]!, 1, 3);
  expect(asks).toHaveLength(3);
  await clock.settleBy(11_000);
  answer(telemetry, asks[1]!, 1, 3);
  expect(telemetry.figures().repair.asking).toBe(10);
  // everybody's turn comes
  for (let n = 2; n < asks.length; n++) answer(telemetry, asks[n]!, 1, 3);
  expect(new Set(asks.map(({ device }) => device)).size).toBe(100);
  await clock.settleBy(1_000);
  expect(telemetry.figures().repair).toMatchObject({ devices: 0, asking: 0, givenUp: 0 });
});

test("after a restart of the controller the gaps of before are found again by the next hello", async () => {
  const before = begin();
  report(before, "lamp-1", 1, 3);
  report(before, "lamp-1", 7, 9);
  await journal.flushed();
  before.close();
  await journal.close();
  journal = await openSqliteJournal({ path: folder.of("t.sqlite"), commitDelay: 1 });
  const after = begin();
  // its log begins after the gap: only asking tells that these rows are gone
  after.hello("lamp-1", hello({ log: [{ stream: "raw", epoch: 7, first: 8, next: 12 }] }));
  await clock.settleBy(4_000);
  expect(ranges()).toEqual([["lamp-1", 4, 11]]);
});

test("rows of a boot without a clock are dated by its hello or by a later report of it", async () => {
  const telemetry = begin();
  const spans = ["by-hello", "by-report"].map((device) => ({ device, output: 0, ...fullRange }));
  const blind = {
    states: [],
    batches: [
      { stream: "raw" as const, epoch: 7, after: 0, rows: [{ bootCount: 3, uptime: 10, output: 0, activePower: 5 }] },
    ],
  };
  for (const device of ["by-hello", "by-report"]) {
    telemetry.hello(device, hello());
    telemetry.arrived(arrivalOf(device, "report", blind, "cbor", receivedAt), blind);
  }
  await journal.folded();
  expect(await journal.series({ spans, ...fullRange, stream: "raw", limit: 9 })).toEqual([]);
  telemetry.hello("by-hello", hello({ at: start, uptime: 60 }));
  report(telemetry, "by-report", 2, 2, { at: start, uptime: 40 });
  await journal.folded();
  const points = await journal.series({ spans, from: 0, to: start, stream: "raw", limit: 9 });
  expect(points.map(({ at }) => at)).toEqual([start - 50_000, start - 30_000]);
});

test("what the journal could not take stays wanted", async () => {
  await journal.close();
  journal = await openSqliteJournal({ path: folder.of("t.sqlite"), commitDelay: 1, maxBacklogBytes: 900 });
  const telemetry = begin();
  report(telemetry, "lamp-1", 1, 3);
  report(telemetry, "lamp-1", 7, 9);
  await clock.settleBy(4_000);
  expect(ranges()).toEqual([["lamp-1", 4, 6]]);
  // memory is full of something else when the answer comes
  while (journal.append(arrivalOf("other", "report", { states: [], batches: [batch(1, 3)] })));
  answer(telemetry, asks[0]!, 4, 6);
  expect(telemetry.figures().refused).toBeGreaterThan(0);
  await clock.settleBy(15_000);
  expect(ranges().slice(1)).toEqual([["lamp-1", 4, 6]]);
});
