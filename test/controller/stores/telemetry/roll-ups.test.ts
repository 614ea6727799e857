import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SourceSpan } from "../../../../controller/core/telemetry/ports.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../../controller/stores/telemetry/sqlite.ts";
import { createRng, nextFraction, type Rng } from "../../../../firmware-protocol/behavior/random.ts";
import { quantityNames } from "../../../../firmware-protocol/wire/samples.ts";
import { type DatedSample, straightBuckets, straightEnergy } from "../../../support/straight-buckets.ts";
import { arrivalOf } from "../../../support/telemetry.ts";
import { createTempFolder, type TempFolder } from "../../../support/temp-folder.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Midnight in Berlin before the clocks are set back: the second of the days has 25 hours. */
const begin = Date.UTC(2026, 9, 23, 22);
const dayEdges = [begin, begin + day, begin + 2 * day + hour, begin + 3 * day + hour];
const timeZone = "Europe/Berlin";

const nextBelow = (rng: Rng, limit: number) => Math.floor(nextFraction(rng) * limit);

let folder: TempFolder;
let journal: SqliteJournal;
beforeEach(async () => {
  folder = createTempFolder("roll-ups");
  journal = await open();
});
afterEach(async () => {
  await journal.close();
  folder.remove();
});

const open = (options: object = {}) =>
  openSqliteJournal({ path: folder.of("t.sqlite"), commitDelay: 1, foldDelay: 1, timeZone, ...options });
const of = (device: string, from = 0, to = Number.MAX_SAFE_INTEGER): SourceSpan => ({ device, output: 0, from, to });

/** Sends rows first … last of a log, as one message received at `receivedAt`. */
function send(device: string, rows: readonly DatedSample[], first: number, last: number, receivedAt: number): void {
  const batch = { stream: "raw" as const, epoch: 7, after: first, rows: rows.slice(first, last + 1) };
  journal.append(arrivalOf(device, "report", { states: [], batches: [batch] }, "cbor", receivedAt));
}

/** A lamp's three days: gaps, a counter that wraps or is reset, and now and then a value that cannot be true. */
function threeDays(rng: Rng): DatedSample[] {
  const rows: DatedSample[] = [];
  let counter = 16_777_000 + nextBelow(rng, 216);
  const period = (1 + nextBelow(rng, 10)) * minute;
  for (let at = begin + nextBelow(rng, 3600) * 1000; at < dayEdges[3]!; at += period) {
    if (nextFraction(rng) < 0.01) at += Math.floor(nextFraction(rng) * 9) * hour;
    if (nextFraction(rng) < 0.003) counter = 0;
    counter = (counter + nextBelow(rng, 9)) % 16_777_216;
    const activePower = nextFraction(rng) < 0.01 ? 999_999 : nextBelow(rng, 1500) / 10;
    rows.push({ at, output: 0, activePower, level: nextBelow(rng, 201) / 2, activeEnergy: counter / 1000 });
  }
  return rows;
}

/** Sends all rows in messages of up to twelve, in any order, some twice; folds and rolls up in between, or not. */
async function sendShuffled(device: string, rows: readonly DatedSample[], rng: Rng): Promise<void> {
  const messages: [number, number][] = [];
  for (let first = 0; first < rows.length; ) {
    const last = Math.min(rows.length - 1, first + nextBelow(rng, 12));
    messages.push([first, last]);
    if (nextFraction(rng) < 0.1) messages.push([first, last]);
    first = last + 1;
  }
  // mostly in order, with some that come much later
  const order = messages
    .map((message, n) => ({ message, place: n + (nextFraction(rng) < 0.2 ? nextFraction(rng) * 200 : 0) }))
    .sort((a, b) => a.place - b.place);
  let reached = begin;
  for (const [n, { message }] of order.entries()) {
    reached = Math.max(reached, rows[message[1]]!.at + minute);
    send(device, rows, ...message, reached);
    if (nextFraction(rng) < 0.05) await journal.folded();
    // the roll-ups of everything so far have their turn
    if (n % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const halfHours = (from: number, to: number) =>
  Array.from({ length: (to - from) / (hour / 2) + 1 }, (_, n) => from + (n * hour) / 2);

async function expectTruth(device: string, rows: readonly DatedSample[]): Promise<void> {
  const spans = [of(device)];
  const odd = [begin - day, begin + 7 * minute, begin + 11 * hour + 1, begin + 2 * day + 3 * minute, begin + 5 * day];
  for (const edges of [dayEdges, halfHours(begin, dayEdges[3]!), odd]) {
    const [found] = await journal.summaries({ spans, edges, quantities: quantityNames });
    expect(found?.buckets).toEqual(straightBuckets(rows, edges));
    const [energy] = await journal.energyOf({ spans, edges, counter: "activeEnergy" });
    const straight = straightEnergy(rows, edges, "activeEnergy");
    expect(energy?.buckets).toHaveLength(straight.length);
    for (const [n, bucket] of straight.entries()) {
      const stored = energy!.buckets[n]!;
      expect(stored.energy).toBeCloseTo(bucket.energy, 9);
      expect(stored.measured).toBeCloseTo(bucket.measured, 5);
      expect(stored.interpolated).toBeCloseTo(bucket.interpolated, 5);
      expect([stored.resets, stored.excluded]).toEqual([bucket.resets, bucket.excluded]);
    }
  }
}

/** Lets the roll-ups come to their end: time goes on by a message of somebody else. */
async function rollAll(reached: number): Promise<void> {
  for (const later of [0, hour, 2 * day]) {
    journal.append(
      arrivalOf(
        "clock",
        "report",
        {
          states: [],
          batches: [{ stream: "raw", epoch: 0, after: 0, rows: [{ at: reached + later, level: 1 }] }],
        },
        "cbor",
        reached + later,
      ),
    );
    await journal.folded();
    await expect.poll(() => touched(reached + later - 2 * hour), { timeout: 20_000 }).toBe(0);
  }
}

/** Marks of half-hours before an instant. */
function touched(before: number): number {
  const db = new DatabaseSync(folder.of("t.sqlite"), { readOnly: true });
  const { n } = db.prepare("SELECT count(*) AS n FROM touched WHERE level = 0 AND at < ?").get(before) as { n: number };
  db.close();
  return n;
}

describe("roll-ups", () => {
  test.each([1, 2, 3, 4])("say what the rows say, in whatever order these came (%i)", async (seed) => {
    const rng = createRng(20_260_920 + seed);
    const rows = threeDays(rng);
    await sendShuffled("d1", rows, rng);
    await journal.folded();
    // half rolled up, half not
    await expectTruth("d1", rows);
    await rollAll(dayEdges[3]! + 4 * hour);
    await expectTruth("d1", rows);
  });
});
