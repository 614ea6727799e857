import { mkdtempSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Gap } from "../../controller/core/telemetry/ports.ts";
import { forwardableTables } from "../../controller/stores/telemetry/file/schema.ts";
import { openSqliteJournal } from "../../controller/stores/telemetry/sqlite.ts";
import type { Batch } from "../../firmware-protocol/wire/samples.ts";
import { arrivalOf, fullRange, sampleAt, start } from "../support/telemetry.ts";
import { telemetryHistoryContract } from "./telemetry-history.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "den-journal-"));
  path = join(folder, "telemetry.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const rows = (first: number, count: number) => Array.from({ length: count }, (_, n) => sampleAt(first + n));
/** A report with raw rows of sequences first … first + count − 1. */
const raw = (device: string, first: number, count: number, epoch = 7) =>
  arrivalOf(device, "report", {
    states: [],
    batches: [{ stream: "raw", epoch, after: first - 1, rows: rows(first, count) }],
  });
const lamp = (device: string, output = 0) => ({ device, output, from: 0, to: Number.MAX_SAFE_INTEGER });
const open = (options: Partial<Parameters<typeof openSqliteJournal>[0]> = {}) =>
  openSqliteJournal({ path, commitDelay: 1, foldDelay: 5, ...options });
const rawOf = (journal: Awaited<ReturnType<typeof open>>, device: string) =>
  journal.series({ spans: [lamp(device)], ...fullRange, stream: "raw", limit: 10_000 });

describe("the journal remembers", () => {
  test("what was flushed, after the file was closed and opened again", async () => {
    const first = await open();
    expect(first.append(raw("lamp-1", 1, 3))).toBe(true);
    await first.flushed();
    expect(first.figures()).toMatchObject({ accepted: 1, committed: 1, backlog: 0 });
    await first.close();
    const second = await open();
    await second.folded();
    expect((await rawOf(second, "lamp-1")).map(({ at }) => at)).toEqual([1, 2, 3].map((n) => sampleAt(n).at));
    await second.close();
  });

  test("every quantity of a row as it was measured", async () => {
    const journal = await open();
    journal.append(raw("lamp-1", 5, 1));
    await journal.folded();
    const { output: _, ...quantities } = sampleAt(5);
    expect(await rawOf(journal, "lamp-1")).toEqual([quantities]);
    expect(await journal.latest([{ device: "lamp-1", output: 0 }, { device: "nobody" }])).toEqual([
      quantities,
      undefined,
    ]);
    await journal.close();
  });

  test("rows that come in any order, and none of them twice", async () => {
    const journal = await open();
    for (const [first, count] of [
      [7, 3],
      [1, 3],
      [4, 3],
      [2, 4],
      [7, 3],
    ] as const) {
      journal.append(raw("lamp-1", first, count));
    }
    await journal.folded();
    expect((await rawOf(journal, "lamp-1")).map(({ at }) => at)).toEqual(rows(1, 9).map(({ at }) => at));
    expect(journal.figures().doubles).toBe(7);
    // a double that arrives after the first was folded
    journal.append(raw("lamp-1", 1, 9));
    await journal.folded();
    expect(await rawOf(journal, "lamp-1")).toHaveLength(9);
    expect(journal.figures().doubles).toBe(16);
    await journal.close();
  });

  test("the same sequence of another epoch, stream, output or device as another row", async () => {
    const journal = await open();
    journal.append(raw("lamp-1", 1, 1));
    journal.append(raw("lamp-1", 1, 1, 8));
    journal.append(raw("lamp-2", 1, 1));
    journal.append(
      arrivalOf("lamp-1", "report", {
        states: [],
        batches: [
          { stream: "halfHours", epoch: 7, after: 0, rows: rows(1, 2) },
          { stream: "raw", epoch: 7, after: 1, rows: [{ ...sampleAt(1), output: 1 }] },
        ],
      }),
    );
    await journal.folded();
    expect(await rawOf(journal, "lamp-1")).toHaveLength(2);
    expect(await rawOf(journal, "lamp-2")).toHaveLength(1);
    const query = { ...fullRange, limit: 9 };
    expect(await journal.series({ spans: [lamp("lamp-1", 1)], stream: "raw", ...query })).toHaveLength(1);
    expect(await journal.series({ spans: [lamp("lamp-1")], stream: "halfHours", ...query })).toHaveLength(2);
    expect(journal.figures().doubles).toBe(0);
    await journal.close();
  });

  test("rows without a sequence every time they come, and asks nobody for them", async () => {
    const journal = await open();
    const gaps: Gap[] = [];
    journal.onGap((gap) => gaps.push(gap));
    const message = {
      states: [],
      batches: [{ stream: "raw" as const, epoch: 0, after: 40, rows: [{ activePower: 12 }] }],
    };
    journal.append(arrivalOf("bench", "report", message, "json", start));
    journal.append(arrivalOf("bench", "report", message, "json", start));
    await journal.folded();
    expect(
      await journal.series({
        spans: [{ device: "bench", from: 0, to: start * 2 }],
        ...fullRange,
        stream: "raw",
        limit: 9,
      }),
    ).toEqual([
      { at: start, activePower: 12 },
      { at: start, activePower: 12 },
    ]);
    expect(gaps).toEqual([]);
    expect(await journal.holes("bench")).toEqual([]);
    await journal.close();
  });

  test("events, with what they said", async () => {
    const journal = await open();
    const row = { at: start, output: 2, type: "supplyVoltageTooLow" as const, state: "start" as const, value: 180 };
    journal.append(arrivalOf("lamp-1", "event", { batches: [{ stream: "events", epoch: 7, after: 0, rows: [row] }] }));
    await journal.folded();
    expect(await journal.events({ spans: [lamp("lamp-1", 2)], ...fullRange, limit: 5 })).toEqual([row]);
    expect(await journal.events({ spans: [lamp("lamp-1", 1)], ...fullRange, limit: 5 })).toEqual([]);
    await journal.close();
  });
});

describe("the journal misses", () => {
  test("rows between two messages, as soon as the second is on disk", async () => {
    const journal = await open();
    const gaps: Gap[] = [];
    journal.onGap((gap) => gaps.push(gap));
    journal.append(raw("lamp-1", 1, 3));
    journal.append(raw("lamp-1", 7, 3));
    await journal.flushed();
    expect(gaps).toEqual([{ device: "lamp-1", stream: "raw", epoch: 7, fromSequence: 4, toSequence: 6 }]);
    await journal.close();
  });

  test("what a hello has beyond it, also when the rows before are not folded or were there before a restart", async () => {
    const log = [{ stream: "raw" as const, epoch: 7, first: 1, next: 12 }];
    const expected = [
      { device: "lamp-1", stream: "raw", epoch: 7, fromSequence: 4, toSequence: 6 },
      { device: "lamp-1", stream: "raw", epoch: 7, fromSequence: 10, toSequence: 11 },
    ];
    const first = await open({ foldDelay: 60_000 });
    first.append(raw("lamp-1", 1, 3));
    first.append(raw("lamp-1", 7, 3));
    expect(await first.missing("lamp-1", log)).toEqual(expected);
    await first.close();
    const second = await open({ foldDelay: 60_000 });
    expect(second.figures().unfolded).toBe(2);
    expect(await second.missing("lamp-1", log)).toEqual(expected);
    await second.folded();
    expect(await second.missing("lamp-1", log)).toEqual(expected);
    await second.close();
  });

  test("nothing that is known to be lost, and shows it as a hole for ever", async () => {
    const lost = [{ stream: "raw" as const, epoch: 7, fromSequence: 4, toSequence: 5 }];
    const log = [{ stream: "raw" as const, epoch: 7, first: 1, next: 10 }];
    const open6 = { device: "lamp-1", stream: "raw", epoch: 7, fromSequence: 6, toSequence: 6 };
    const first = await open();
    first.append(raw("lamp-1", 1, 3));
    first.append(raw("lamp-1", 7, 3));
    first.markLost("lamp-1", lost, start);
    expect(await first.missing("lamp-1", log)).toEqual([open6]);
    expect(first.figures().lost).toBe(2);
    await first.close();
    const second = await open();
    expect(await second.missing("lamp-1", log)).toEqual([open6]);
    expect(await second.holes("lamp-1")).toEqual([
      { device: "lamp-1", ...lost[0], lost: true },
      { ...open6, lost: false },
    ]);
    await second.close();
  });
});

describe("the journal dates", () => {
  const early = (uptime: number) => ({ bootCount: 9, uptime, output: 0, activePower: uptime });
  const withoutClock = arrivalOf("lamp-1", "report", {
    states: [],
    batches: [{ stream: "raw", epoch: 7, after: 0, rows: [early(10), early(20)] }],
  });

  test("rows taken without a clock when the boot is dated, before or after they came, and only once", async () => {
    const journal = await open();
    journal.append(withoutClock);
    await journal.folded();
    expect(await rawOf(journal, "lamp-1")).toEqual([]);
    expect(journal.figures().aside).toBe(2);
    journal.dateBoot("lamp-1", 9, start - 60_000);
    journal.append(withoutClock);
    await journal.folded();
    const dated = [
      { at: start - 50_000, activePower: 10 },
      { at: start - 40_000, activePower: 20 },
    ];
    expect(await rawOf(journal, "lamp-1")).toEqual(dated);
    journal.append(
      arrivalOf("lamp-1", "report", {
        states: [],
        batches: [{ stream: "raw", epoch: 7, after: 2, rows: [early(30)] }],
      }),
    );
    await journal.folded();
    expect(await rawOf(journal, "lamp-1")).toEqual([...dated, { at: start - 30_000, activePower: 30 }]);
    await journal.close();
  });

  test("rows of one boot by a later row of it that knows both", async () => {
    const journal = await open();
    journal.append(withoutClock);
    journal.append(
      arrivalOf("lamp-1", "report", {
        states: [],
        batches: [{ stream: "raw", epoch: 7, after: 2, rows: [{ ...early(40), at: start }] }],
      }),
    );
    await journal.folded();
    expect((await rawOf(journal, "lamp-1")).map(({ at }) => at)).toEqual([start - 30_000, start - 20_000, start]);
    await journal.close();
  });

  test("nothing with a time that cannot be true: such rows are kept, counted and in no series", async () => {
    const journal = await open();
    journal.append(
      arrivalOf(
        "lamp-1",
        "report",
        {
          states: [],
          batches: [
            {
              stream: "raw",
              epoch: 7,
              after: 0,
              rows: [{ ...sampleAt(1), at: start + 3 * 365 * 86_400_000 }, sampleAt(2)],
            },
          ],
        },
        "cbor",
        start,
      ),
    );
    await journal.folded();
    expect(await rawOf(journal, "lamp-1")).toHaveLength(1);
    expect(journal.figures().aside).toBe(1);
    expect(await journal.holes("lamp-1")).toEqual([]);
    await journal.close();
    const db = new DatabaseSync(path, { readOnly: true });
    expect(db.prepare("SELECT reason, sequence FROM aside").all()).toEqual([{ reason: "future", sequence: 1 }]);
    db.close();
  });
});

describe("the journal reads", () => {
  test("half-open periods in ascending time, over the devices that were under one lamp", async () => {
    const journal = await open();
    journal.append(raw("old", 1, 9));
    journal.append(raw("new", 1, 9));
    await journal.folded();
    const change = sampleAt(5).at;
    const points = await journal.series({
      spans: [
        { device: "new", output: 0, from: change, to: Number.MAX_SAFE_INTEGER },
        { device: "old", output: 0, from: 0, to: change },
      ],
      from: sampleAt(3).at,
      to: sampleAt(8).at,
      stream: "raw",
      limit: 4,
    });
    expect(points.map(({ at }) => at)).toEqual([3, 4, 5, 6].map((n) => sampleAt(n).at));
    await journal.close();
  });

  test("ten thousand devices, each with its own rows, one full range and no gap", async () => {
    const journal = await open();
    const gaps: Gap[] = [];
    journal.onGap((gap) => gaps.push(gap));
    const devices = Array.from({ length: 10_000 }, (_, n) => `lamp-${n}`);
    for (let round = 0; round < 3; round++) {
      for (const device of devices) journal.append(raw(device, 1 + round * 2, 2));
    }
    await journal.folded();
    expect(gaps).toEqual([]);
    expect(journal.figures()).toMatchObject({ accepted: 30_000, committed: 30_000, unfolded: 0, doubles: 0 });
    const latest = await journal.latest(devices.map((device) => ({ device, output: 0 })));
    expect(latest.every((point) => point?.at === sampleAt(6).at)).toBe(true);
    await journal.close();
    const db = new DatabaseSync(path, { readOnly: true });
    expect(db.prepare("SELECT count(*) AS n, sum(held = '1-6') AS whole FROM logs").get()).toEqual({
      n: 10_000,
      whole: 10_000,
    });
    const tables = forwardableTables(db).filter(({ stream }) => stream === "raw");
    const counts = tables.map(({ name }) => db.prepare(`SELECT count(*) AS n FROM ${name}`).get()!.n as number);
    expect(counts.reduce((sum, n) => sum + n)).toBe(60_000);
    expect(db.prepare("SELECT count(*) AS n FROM arrivals").get()).toEqual({ n: 0 });
    db.close();
  });
});

telemetryHistoryContract("the journal", async () => {
  const journal = await open();
  return {
    async write(rows) {
      for (const { device, stream, epoch, sequence, row } of rows) {
        const batch = { stream, epoch, after: sequence - 1, rows: [row] } as Batch;
        journal.append(arrivalOf(device, "report", { states: [], batches: [batch] }));
      }
      await journal.folded();
    },
    history: journal,
    close: () => journal.close(),
  };
});

describe("the journal says no", () => {
  test("to a file that is not SQLite, and names it and what to do", async () => {
    writeFileSync(path, "this was a photograph of a cat, many times over. ".repeat(500));
    await expect(open()).rejects.toMatchObject({ code: "data/damaged", message: expect.stringContaining(path) });
    expect(readFileSync(path, "utf8")).toContain("cat");
  });

  test("to a file that was cut in half", async () => {
    const journal = await open();
    for (let n = 0; n < 500; n++) journal.append(raw(`lamp-${n}`, 1, 3));
    await journal.folded();
    await journal.close();
    truncateSync(path, Math.floor(statSync(path).size / 2));
    await expect(open()).rejects.toMatchObject({ code: "data/damaged" });
  });

  test("to a file whose book-keeping was overwritten", async () => {
    const journal = await open();
    for (let n = 0; n < 2000; n++) journal.append(raw(`lamp-${n}`, 1, 3));
    await journal.folded();
    await journal.close();
    const file = openSync(path, "r+");
    for (let at = 8192; at < statSync(path).size; at += 8192) writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, at);
    await expect(open()).rejects.toMatchObject({ code: "data/damaged" });
  });

  test("to another program's database and to a newer Den's file", async () => {
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE recipes (name TEXT)");
    await expect(open()).rejects.toMatchObject({
      code: "data/damaged",
      message: expect.stringContaining("something else"),
    });
    db.exec("DROP TABLE recipes");
    db.close();
    await (await open()).close();
    const later = new DatabaseSync(path);
    later.exec("PRAGMA user_version = 999");
    later.close();
    await expect(open()).rejects.toMatchObject({ code: "data/damaged", message: expect.stringContaining("newer Den") });
  });

  test("to a folder that does not exist", async () => {
    await expect(open({ path: join(folder, "nowhere", "t.sqlite") })).rejects.toMatchObject({
      code: "data/unwritable",
    });
  });

  test("to more messages while the disk is full, loses none it took, and goes on when there is room", async () => {
    const journal = await open({ maxFileBytes: 1024 * 1024, foldDelay: 60_000 });
    const pressure: boolean[] = [];
    journal.onPressure((full) => pressure.push(full));
    let n = 0;
    const refused = Promise.withResolvers<void>();
    const feed = () => {
      for (let i = 0; i < 50; i++) {
        if (journal.append(raw(`lamp-${n}`, 1, 3))) n++;
        else return refused.resolve();
      }
      setTimeout(feed, 2);
    };
    feed();
    await refused.promise;
    expect(pressure).toEqual([true]);
    const figures = journal.figures();
    expect(figures.refused).toBe(1);
    expect(figures.backlog).toBeGreaterThan(0);
    await expect(journal.close()).rejects.toMatchObject({ code: "data/unwritable" });

    const wider = await open();
    await wider.folded();
    const found = (
      await wider.latest(Array.from({ length: n }, (_, i) => ({ device: `lamp-${i}`, output: 0 })))
    ).filter(Boolean);
    expect(found).toHaveLength(figures.committed);
    expect(wider.append(raw("lamp-again", 1, 3))).toBe(true);
    await wider.folded();
    expect(await rawOf(wider, "lamp-again")).toHaveLength(3);
    await wider.close();
  });

  test("to more messages than the memory bound while commits lag, and says when they may come again", async () => {
    const journal = await open({ maxBacklogBytes: 20_000 });
    const pressure: boolean[] = [];
    journal.onPressure((full) => pressure.push(full));
    let taken = 0;
    while (journal.append(raw(`lamp-${taken}`, 1, 3))) taken++;
    expect(taken).toBeGreaterThan(20);
    expect(pressure).toEqual([true]);
    await journal.flushed();
    expect(pressure).toEqual([true, false]);
    expect(journal.append(raw("lamp-after", 1, 3))).toBe(true);
    await journal.close();
    expect(journal.figures()).toMatchObject({ committed: taken + 1, refused: 1 });
  });

  test("aloud when its thread fails, and to everything afterwards", async () => {
    const journal = await open({ foldDelay: 1 });
    journal.append(raw("lamp-1", 1, 3));
    await journal.folded();
    const failure = new Promise((resolve) => journal.onFailure(resolve));
    // another process ruins the file under us
    const db = new DatabaseSync(path, { timeout: 5000 });
    db.exec("DROP TABLE touched; DROP TABLE arrivals");
    db.close();
    journal.append(raw("lamp-1", 4, 3));
    await expect(failure).resolves.toMatchObject({ code: expect.stringMatching(/internal|data/) });
    expect(journal.append(raw("lamp-1", 7, 3))).toBe(false);
    await expect(journal.flushed()).rejects.toThrow();
    await expect(journal.missing("lamp-1", [])).rejects.toThrow();
    await expect(journal.close()).rejects.toThrow();
  });

  test("to everything after it was closed", async () => {
    const journal = await open();
    journal.append(raw("lamp-1", 1, 3));
    await journal.close();
    expect(journal.figures()).toMatchObject({ committed: 1, backlog: 0 });
    expect(journal.append(raw("lamp-1", 4, 3))).toBe(false);
    await expect(rawOf(journal, "lamp-1")).rejects.toMatchObject({ code: "telemetry/unavailable" });
    await journal.close();
  });
});
