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
function send(
  device: string,
  rows: readonly DatedSample[],
  first: number,
  last: number,
  receivedAt: number,
  epoch = 7,
): void {
  const batch = { stream: "raw" as const, epoch, after: first, rows: rows.slice(first, last + 1) };
  journal.append(arrivalOf(device, "report", { states: [], batches: [batch] }, "cbor", receivedAt));
}

/** A lamp's three days: gaps, a counter that wraps, is reset or says nothing for a while, and now and then a value that cannot be true. */
function threeDays(rng: Rng): DatedSample[] {
  const rows: DatedSample[] = [];
  let counter = 16_777_000 + nextBelow(rng, 216);
  const period = (1 + nextBelow(rng, 10)) * minute;
  for (let at = begin + nextBelow(rng, 3600) * 1000; at < dayEdges[3]!; at += period) {
    if (nextFraction(rng) < 0.01) at += Math.floor(nextFraction(rng) * 9) * hour;
    if (at >= dayEdges[3]!) break;
    if (nextFraction(rng) < 0.003) counter = 0;
    counter = (counter + nextBelow(rng, 9)) % 16_777_216;
    const activePower = nextFraction(rng) < 0.01 ? 999_999 : nextBelow(rng, 1500) / 10;
    const row = { at, output: 0, activePower, level: nextBelow(rng, 201) / 2 };
    // at times it measures and does not count
    const counts = Math.sin(at / hour) > -0.7 && nextFraction(rng) < 0.9;
    rows.push(counts ? { ...row, activeEnergy: counter / 1000 } : row);
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
    await journal.rolledUp();
    expect(touched(reached + later - 2 * hour)).toBe(0);
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

  test("stand where rows were forgotten, and what comes later for that time stands aside", async () => {
    const rows = threeDays(createRng(5));
    sendInOrder(rows);
    await journal.folded();
    await rollAll(dayEdges[3]! + 4 * hour);
    const query = { spans: [of("d1")], edges: dayEdges, quantities: quantityNames };
    const before = await journal.summaries(query);
    const energy = await journal.energyOf({ ...query, counter: "activeEnergy" });
    const now = dayEdges[3]! + 91 * day;
    const forgotten = await journal.forget(now);
    expect(forgotten).toEqual(["raw_20261023", "raw_20261024", "raw_20261025", "raw_20261026"]);
    expect(await journal.forget(now)).toEqual([]);
    const series = { spans: [of("d1")], from: 0, to: now, stream: "raw" as const, limit: 9 };
    expect(await journal.series(series)).toEqual([]);
    expect(await journal.summaries(query)).toEqual(before);
    // within a forgotten half-hour nothing is known of rows
    expect(await journal.energyOf({ ...query, counter: "activeEnergy" })).toEqual(energy);
    journal.append(
      arrivalOf(
        "d1",
        "report",
        { states: [], batches: [{ stream: "raw", epoch: 8, after: 0, rows: [{ ...rows[9]!, activePower: 1 }] }] },
        "cbor",
        now,
      ),
    );
    await journal.folded();
    expect(await journal.asideOf("d1")).toEqual({ undated: 0, future: 0, past: 1 });
    expect(await journal.summaries(query)).toEqual(before);
    await journal.close();
    journal = await open();
    expect(await journal.summaries(query)).toEqual(before);
  });

  test("go level by level with the years, and days stay", async () => {
    sendInOrder(threeDays(createRng(6)));
    await journal.folded();
    await rollAll(dayEdges[3]! + 4 * hour);
    const days = { spans: [of("d1")], edges: dayEdges, quantities: quantityNames };
    const before = await journal.summaries(days);
    const forgotten = await journal.forget(dayEdges[3]! + 4 * 366 * day);
    expect(forgotten.filter((name) => !name.startsWith("raw"))).toEqual([
      "rolled_half_hours_202610",
      "rolled_hours_202610",
    ]);
    expect(await journal.summaries(days)).toEqual(before);
    const hours = { ...days, edges: [begin, begin + hour, begin + 2 * hour] };
    expect(await journal.summaries(hours)).toEqual([]);
  });

  test("leave a file that grows no more once as much is forgotten as comes", async () => {
    const sizes: number[] = [];
    for (let n = 0; n < 6; n++) {
      for (let lamp = 0; lamp < 100; lamp++) {
        const at = begin + n * day;
        const rows = Array.from({ length: 200 }, (_, k) => ({ at: at + k * 5 * minute, output: 0, activePower: k }));
        for (let first = 0; first < 200; first += 40) send(`lamp-${lamp}`, rows, first, first + 39, at + day, 7 + n);
      }
      await journal.folded();
      if (n >= 2) expect(await journal.forget(begin + (n + 89) * day + hour)).toHaveLength(1);
      const db = new DatabaseSync(folder.of("t.sqlite"), { readOnly: true });
      sizes.push(Object.values(db.prepare("PRAGMA page_count").get()!)[0] as number);
      db.close();
    }
    expect(sizes[5]! - sizes[3]!).toBeLessThan((sizes[2]! - sizes[0]!) / 4);
  });

  test("count a lamp's energy over a replaced device, and a cabinet's by its meter", async () => {
    const every = (device: string, values: readonly number[], name: "activeEnergy" | "totalActiveEnergy") => {
      const rows = values.map((value, n) => ({
        at: begin + n * 10 * minute,
        ...(name === "activeEnergy" ? { output: 0 } : {}),
        [name]: value,
      }));
      send(device, rows as DatedSample[], 0, rows.length - 1, begin + day);
    };
    every("old", [100, 100.1, 100.2, 100.3, 107], "activeEnergy");
    every("new", [5, 5, 5, 5, 5.1, 5.2, 5.3], "activeEnergy");
    every("cabinet", [1000, 1005, 1010, 1015, 1020, 1025, 1030], "totalActiveEnergy");
    await journal.folded();
    const change = begin + 35 * minute;
    const edges = [begin, begin + hour];
    const check = async () => {
      const [lamp] = await journal.energyOf({
        spans: [
          { ...of("old", 0, change), source: "lamp" },
          { ...of("new", change), source: "lamp" },
        ],
        edges,
        counter: "activeEnergy",
      });
      // half of the old one's spike of 6.7 kWh in ten minutes was kept out as more than a lamp can use
      expect(lamp?.buckets[0]?.energy).toBeCloseTo(0.3 + 0.25, 6);
      const meter = { spans: [{ device: "cabinet", from: 0, to: Number.MAX_SAFE_INTEGER }], edges };
      const [cabinet] = await journal.energyOf({ ...meter, counter: "totalActiveEnergy" });
      expect(cabinet?.buckets[0]).toMatchObject({ energy: 30, measured: 1, interpolated: 0 });
      expect(await journal.energyOfAll({ ...meter, counter: "totalActiveEnergy" })).toMatchObject({
        buckets: [{ energy: 30 }],
        silent: [],
      });
    };
    await check();
    await rollAll(begin + 5 * hour);
    await check();
  });

  test("have days of the zone the site is in, also after it was set to another", async () => {
    const rows = threeDays(createRng(8));
    sendInOrder(rows);
    await journal.folded();
    await rollAll(dayEdges[3]! + 4 * hour);
    await journal.close();
    journal = await open({ timeZone: "Asia/Ho_Chi_Minh" });
    const midnights = Array.from({ length: 6 }, (_, n) => Date.UTC(2026, 9, 22 + n, 17));
    const query = { spans: [of("d1")], edges: midnights, quantities: quantityNames };
    const check = async () =>
      expect((await journal.summaries(query))[0]?.buckets).toEqual(straightBuckets(rows, midnights));
    await check();
    await rollAll(dayEdges[3]! + 8 * hour);
    await check();
    // read from days alone
    await journal.forget(dayEdges[3]! + 4 * 366 * day);
    await check();
  });

  test("are made for a file of before there were any", async () => {
    await journal.close();
    folder.remove();
    folder = createTempFolder("roll-ups-old");
    const rows = threeDays(createRng(9));
    const old = new DatabaseSync(folder.of("t.sqlite"));
    old.exec(
      `PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA application_id = ${0x44656e54}; PRAGMA user_version = 1`,
    );
    old.exec(firstSchema);
    old.exec("INSERT INTO devices VALUES (0, 'd1'); INSERT INTO logs VALUES (0, 'raw', 7, '1-9999')");
    const insert = old.prepare(
      "INSERT INTO raw (device, output, at, epoch, sequence, activePower, level, activeEnergy) VALUES (0, 0, ?, 7, ?, ?, ?, ?)",
    );
    old.exec("BEGIN");
    for (const [n, { at, activePower, level, activeEnergy }] of rows.entries()) {
      insert.run(at, n + 1, activePower!, level!, activeEnergy ?? null);
    }
    old.exec(`INSERT INTO events VALUES (0, 0, ${begin}, 7, 1, 'reboot', 'once', NULL)`);
    old.exec("COMMIT");
    old.close();
    journal = await open();
    await expectTruth("d1", rows);
    const period = { from: begin, to: dayEdges[3]! };
    expect(await journal.events({ spans: [of("d1")], ...period, limit: 9 })).toEqual([
      { at: begin, output: 0, type: "reboot", state: "once" },
    ]);
    const all = await journal.series({ spans: [of("d1")], ...period, stream: "raw", limit: 9_999 });
    expect(all).toHaveLength(rows.length);
    await rollAll(dayEdges[3]! + 4 * hour);
    await expectTruth("d1", rows);
  });

  test("wait while the disk is full, refuse what cannot be kept, and are right when there is room again", async () => {
    await journal.close();
    journal = await open({ maxFileBytes: 3 * 1024 * 1024 });
    const rows = threeDays(createRng(7));
    let sent = 0;
    for (let lamp = 0; journal.append(arrivalOf(`lamp-${lamp}`, "report", messageOf(rows))); ) {
      lamp++;
      sent++;
      if (lamp % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const { committed } = journal.figures();
    await expect(journal.close()).rejects.toMatchObject({ code: "data/unwritable" });
    expect(sent).toBeGreaterThanOrEqual(committed);
    journal = await open();
    await journal.folded();
    await rollAll(dayEdges[3]! + 400 * day);
    const edges = [begin, dayEdges[3]!];
    const spans = Array.from({ length: journal.figures().committed + committed }, (_, n) => of(`lamp-${n}`));
    const found = await journal.summaries({ spans, edges, quantities: quantityNames });
    expect(found).toHaveLength(committed);
    const straight = straightBuckets(rows.slice(0, 60), edges);
    for (const { buckets } of found) expect(buckets).toEqual(straight);
    const db = new DatabaseSync(folder.of("t.sqlite"), { readOnly: true });
    expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    db.close();
  }, 60_000);
});

const messageOf = (rows: readonly DatedSample[]) => ({
  states: [],
  batches: [{ stream: "raw" as const, epoch: 7, after: 0, rows: rows.slice(0, 60) }],
});

function sendInOrder(rows: readonly DatedSample[]): void {
  for (let first = 0; first < rows.length; first += 40) {
    const last = Math.min(first + 39, rows.length - 1);
    send("d1", rows, first, last, rows[last]!.at + minute);
  }
}

/** The tables of the first version of the file, as far as rows lie in them. */
const rowKey =
  "device INTEGER NOT NULL, output INTEGER NOT NULL, at INTEGER NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL";
const clustered = "PRIMARY KEY (device, output, at, epoch, sequence)) WITHOUT ROWID";
const firstSchema = `
  CREATE TABLE devices (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
  CREATE TABLE arrivals (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, pack BLOB NOT NULL);
  CREATE TABLE followers (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO followers VALUES ('fold', 0);
  CREATE TABLE logs (device INTEGER NOT NULL, stream TEXT NOT NULL, epoch INTEGER NOT NULL, held TEXT NOT NULL,
    PRIMARY KEY (device, stream, epoch)) WITHOUT ROWID;
  CREATE TABLE losses (device INTEGER NOT NULL, stream TEXT NOT NULL, epoch INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (device, stream, epoch, first, last)) WITHOUT ROWID;
  CREATE TABLE boots (device INTEGER NOT NULL, bootCount INTEGER NOT NULL, beganAt INTEGER NOT NULL,
    PRIMARY KEY (device, bootCount)) WITHOUT ROWID;
  CREATE TABLE raw (${rowKey}, level REAL, activePower REAL, activeEnergy REAL, ${clustered};
  CREATE TABLE half_hours (${rowKey}, level REAL, ${clustered};
  CREATE TABLE events (${rowKey}, type TEXT NOT NULL, state TEXT NOT NULL, value REAL, ${clustered};
  CREATE TABLE aside (device INTEGER NOT NULL, stream TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
    reason TEXT NOT NULL, bootCount INTEGER, receivedAt INTEGER NOT NULL, row TEXT NOT NULL,
    PRIMARY KEY (device, stream, epoch, sequence)) WITHOUT ROWID;
`;
