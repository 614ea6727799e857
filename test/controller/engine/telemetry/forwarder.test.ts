/** The way from the journal into a real InfluxDB, through everything that can stand in it. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AuditLine } from "../../../../controller/core/people/audit.ts";
import { createForwarder } from "../../../../controller/engine/telemetry/forwarder.ts";
import { silentLog } from "../../../../controller/log.ts";
import { openInfluxV1 } from "../../../../controller/stores/telemetry/influx/influx-v1.ts";
import { openInfluxV2 } from "../../../../controller/stores/telemetry/influx/influx-v2.ts";
import { openSqliteJournal } from "../../../../controller/stores/telemetry/sqlite.ts";
import { createRng } from "../../../../firmware-protocol/behavior/random.ts";
import {
  began,
  clock,
  type ForwarderBenchOptions,
  benchLimits as limits,
  openForwarderBench,
  until,
} from "../../../support/forwarder-bench.ts";
import { startInflux2Front } from "../../../support/influx-2-front.ts";
import { hasInflux, type Influx, startInflux } from "../../../support/start-influx.ts";
import { arrivalOf } from "../../../support/telemetry.ts";
import { createTempFolder } from "../../../support/temp-folder.ts";

/** ms; a busy machine takes its time to start databases and threads. */
const patience = { timeout: 90_000 };

describe.skipIf(!hasInflux)("the forwarder", patience, () => {
  let influx: Influx;
  beforeAll(async () => {
    influx = await startInflux();
  }, patience.timeout);
  afterAll(() => influx[Symbol.asyncDispose]());
  beforeEach(async () => {
    await influx.query(`DROP DATABASE "${influx.database}"`);
    await influx.query(`CREATE DATABASE "${influx.database}"`);
  });
  const v1 = (rest: object = {}) =>
    openInfluxV1({ url: influx.url, database: influx.database, timeout: 1_000, ...rest });

  const openBench = (options: Omit<ForwarderBenchOptions, "influx">) => openForwarderBench({ influx, ...options });
  test("brings every row once, however often it came", async () => {
    await using bench = await openBench({ target: v1 });
    for (let n = 0; n < 10; n++) bench.feed(20, 1 + n * 50, 50);
    bench.feed(20, 101, 60);
    await bench.complete();
    expect(bench.forwarder().status()).toMatchObject({ state: "following", rows: 0, bytes: 0, refused: 0 });
  });

  test("speaks to InfluxDB 2 with token, organisation and bucket", async () => {
    await using front = await startInflux2Front(influx);
    const { url, org, token } = front;
    await using bench = await openBench({
      target: () => openInfluxV2({ url, version: 2, org, token, database: influx.database }),
    });
    for (let n = 0; n < 5; n++) bench.feed(20, 1 + n * 60, 60);
    await bench.complete();
  });

  test("takes over a journal that has a past, while new rows come", async () => {
    await using bench = await openBench({
      target: v1,
      before: async ({ feed, journal }) => {
        for (let n = 0; n < 20; n++) feed(20, 1 + n * 50, 50);
        await journal.folded();
      },
    });
    for (let n = 0; n < 10; n++) {
      bench.feed(20, 1_001 + n * 20, 20);
      await sleep(10);
    }
    await bench.complete();
    expect(bench.forwarder().status()).toMatchObject({ state: "following", backfilling: false });
  });

  test("dates a row once: when its boot is told later, and told otherwise after that", async () => {
    await using bench = await openBench({ target: v1 });
    const message = {
      states: [],
      batches: [
        { stream: "raw" as const, epoch: 9, after: 0, rows: [{ bootCount: 4, uptime: 60, output: 0, activePower: 5 }] },
      ],
    };
    const arrival = arrivalOf("late", "report", message, "cbor", clock.now());
    bench.journal.append(arrival);
    await bench.journal.folded();
    bench.journal.dateBoot("late", 4, began);
    await bench.journal.flushed();
    bench.journal.dateBoot("late", 4, began + 600_000);
    bench.journal.append(arrival);
    await bench.journal.folded();
    await until(() => bench.forwarder().status().rows === 0 && bench.forwarder().status().sent > 0);
    expect(await influx.query('SELECT "activePower" FROM "raw"')).toEqual([{ time: began + 60_000, activePower: 5 }]);
  });

  test("loses and doubles nothing when InfluxDB is killed under load, and the controller after it", async () => {
    await using bench = await openBench({ target: v1 });
    for (let n = 0; n < 40; n++) {
      bench.feed(20, 1 + n * 25, 25);
      if (n === 8) await influx.kill();
      if (n === 20) await bench.restart();
      if (n === 30) await influx.restart();
      await sleep(15);
    }
    await bench.complete();
  });

  test("waits for an InfluxDB that takes connections and says nothing", async () => {
    await using bench = await openBench({ target: v1 });
    await until(() => bench.forwarder().status().state === "following");
    influx.freeze();
    bench.feed(10, 1, 50);
    await until(() => bench.forwarder().status().state === "waiting");
    expect(bench.forwarder().status().reason).toMatch(/within 1 s|timed out/);
    influx.thaw();
    await bench.complete();
  });

  test("does not keep Den from stopping while InfluxDB says nothing", async () => {
    await using bench = await openBench({ target: () => openInfluxV1({ url: influx.url, database: influx.database }) });
    await until(() => bench.forwarder().status().state === "following");
    influx.freeze();
    bench.feed(10, 1, 50);
    await bench.journal.folded();
    await sleep(50);
    const asked = clock.now();
    await bench.forwarder().close();
    expect(clock.now() - asked).toBeLessThan(1_000);
    influx.thaw();
    await bench.restart();
    await bench.complete();
  });

  test("sets a row aside that has a field of another type, says why, sends the rest, and the row when it is mended", async () => {
    await influx.write(`raw,device=d3,output=0 level=1i ${began}000000`);
    await using bench = await openBench({ target: v1, mostRefused: 5_000 });
    const poisoned = (sequence: number, at: number) => ({ at, output: 0, activePower: sequence, level: 20 });
    bench.journal.append(
      arrivalOf(
        "other",
        "report",
        {
          states: [],
          batches: [
            {
              stream: "raw",
              epoch: 3,
              after: 0,
              rows: [
                { at: began + 1000, output: 0, activePower: 1 },
                poisoned(2, began + 2000),
                { at: began + 3000, output: 0, activePower: 3 },
              ],
            },
          ],
        },
        "cbor",
        clock.now(),
      ),
    );
    await bench.journal.folded();
    await until(() => bench.forwarder().status().refused === 1 && bench.forwarder().status().state === "following");
    expect(await influx.query(`SELECT "activePower" FROM "raw" WHERE "device" = 'other'`)).toEqual([
      { time: began + 1000, activePower: 1 },
      { time: began + 3000, activePower: 3 },
    ]);
    const [refused] = await bench.forwarder().refused(10);
    expect(refused?.reason).toMatch(/field type conflict.*level/);
    expect(refused?.line).toContain("device=other");
    expect(await bench.forwarder().retryRefused()).toBe(0);
    expect(bench.forwarder().status().refused).toBe(1);
    await influx.query(`DROP MEASUREMENT "raw"`);
    expect(await bench.forwarder().retryRefused()).toBe(1);
    expect(bench.forwarder().status().refused).toBe(0);
    expect(await influx.query(`SELECT "activePower" FROM "raw"`)).toEqual([{ time: began + 2000, activePower: 2 }]);
  });

  test("stops where InfluxDB refuses everything, keeps what comes, and goes on when somebody has looked", async () => {
    await influx.write(`raw,device=d3,output=0 level=1i ${began}000000`);
    await using bench = await openBench({ target: v1, mostRefused: 50 });
    bench.feed(3, 1, 50);
    await bench.journal.folded();
    await until(() => bench.forwarder().status().state === "stopped");
    bench.feed(3, 51, 20);
    await bench.journal.folded();
    expect(bench.forwarder().status().rows).toBeGreaterThanOrEqual(60);
    await influx.query(`DROP MEASUREMENT "raw"`);
    expect(await bench.forwarder().retryRefused()).toBe(150);
    await bench.complete();
  });

  test("keeps nothing for a database that does not exist, says so, and brings all of it once it does", async () => {
    await influx.query(`DROP DATABASE "${influx.database}"`);
    await using bench = await openBench({ target: v1 });
    await until(() => bench.forwarder().status().state === "waiting");
    expect(bench.forwarder().status().reason).toMatch(/404 database not found/);
    bench.feed(5, 1, 50);
    await bench.journal.folded();
    expect(bench.forwarder().status()).toMatchObject({ recording: false, rows: 0 });
    await influx.query(`CREATE DATABASE "${influx.database}"`);
    await bench.complete();
  });

  test("names a retention policy that does not exist", async () => {
    await using bench = await openBench({ target: () => v1({ retentionPolicy: "decade" }) });
    await until(() => bench.forwarder().status().state === "waiting");
    expect(bench.forwarder().status().reason).toBe("the database den has no retention policy decade");
  });

  test("counts rows older than InfluxDB keeps, and calls them neither sent nor refused", async () => {
    await influx.query(`CREATE RETENTION POLICY "short" ON "${influx.database}" DURATION 1h REPLICATION 1 DEFAULT`);
    await using bench = await openBench({ target: v1 });
    await until(() => bench.forwarder().status().state === "following");
    const rows = [
      { at: began - 7_200_000, output: 0, activePower: 1 },
      { at: clock.now() - 1000, output: 0, activePower: 2 },
    ];
    bench.journal.append(
      arrivalOf(
        "d0",
        "report",
        {
          states: [],
          batches: [
            {
              stream: "raw",
              epoch: 3,
              after: 0,
              rows: rows.map((row) => ({ ...row, at: Math.floor(row.at / 1000) * 1000 })),
            },
          ],
        },
        "cbor",
        clock.now(),
      ),
    );
    await bench.journal.folded();
    await until(() => bench.forwarder().status().sent > 0 && bench.forwarder().status().rows === 0);
    expect(bench.forwarder().status()).toMatchObject({ sent: 1, expired: 1, refused: 0 });
  });

  test("halves batches that are too large for InfluxDB", async () => {
    await using small = await startInflux({ maxBodySize: 4_000 });
    await using bench = await openBench({ target: () => openInfluxV1({ url: small.url, database: small.database }) });
    bench.feed(20, 1, 60);
    await bench.journal.folded();
    await until(() => bench.forwarder().status().rows === 0 && bench.forwarder().status().state === "following");
    expect(await small.query('SELECT count("sequence") FROM "raw"')).toEqual([{ time: 0, count: 1_200 }]);
  });

  test("waits for an InfluxDB that is full", async () => {
    await using full = await startInflux({ maxCacheSize: 20_000 });
    await using bench = await openBench({ target: () => openInfluxV1({ url: full.url, database: full.database }) });
    for (let n = 0; n < 10; n++) bench.feed(20, 1 + n * 50, 50);
    await bench.journal.folded();
    await until(() => bench.forwarder().status().state === "waiting");
    expect(bench.forwarder().status().reason).toMatch(/Internal Server Error/);
    expect(bench.forwarder().status().rows).toBeGreaterThan(0);
  });

  test("drops a queue that grows too large in an outage, and reads the journal instead", async () => {
    await using bench = await openBench({ target: v1, maxOutgoingBytes: 20_000 });
    bench.feed(10, 1, 20);
    await bench.complete();
    await influx.kill();
    for (let n = 0; n < 20; n++) {
      bench.feed(20, 21 + n * 50, 50);
      await bench.journal.folded();
      expect(bench.forwarder().status().bytes).toBeLessThanOrEqual(20_000);
    }
    expect(bench.forwarder().status()).toMatchObject({ recording: false, rows: 0, overflows: 1 });
    await influx.restart();
    await bench.complete();
  });

  test("fills an InfluxDB again that lost everything", async () => {
    await using bench = await openBench({ target: v1 });
    bench.feed(10, 1, 50);
    await bench.complete();
    await influx.query(`DROP DATABASE "${influx.database}"`);
    bench.feed(10, 51, 5);
    await bench.journal.folded();
    await until(() => bench.forwarder().status().state === "waiting");
    await influx.query(`CREATE DATABASE "${influx.database}"`);
    await bench.complete();
  });

  test("sends all of it once more when asked, which changes nothing", async () => {
    await using bench = await openBench({ target: v1 });
    bench.feed(10, 1, 50);
    await bench.complete();
    await influx.query(`DELETE FROM "raw" WHERE "device" = 'd3'`);
    await bench.forwarder().backfill();
    await bench.complete();
  });

  test("goes on where it was after a restart, and begins anew for another database", async () => {
    await using bench = await openBench({ target: v1 });
    bench.feed(10, 1, 50);
    await bench.complete();
    await bench.restart();
    await until(() => bench.forwarder().status().state === "following");
    expect(bench.forwarder().status().sent).toBe(0);
    await bench.forwarder().close();
    expect(await bench.journal.outgoing.aim("another")).toBe(0);
    expect(bench.journal.outgoing.figures()).toMatchObject({ recording: false, backfilling: false });
  });

  test("leaves nothing behind when InfluxDB is no longer configured", async () => {
    await using bench = await openBench({ target: v1 });
    bench.feed(10, 1, 50);
    await bench.complete();
    await influx.kill();
    bench.feed(10, 51, 50);
    await bench.journal.folded();
    await bench.forwarder().close();
    expect(await bench.journal.outgoing.aim(undefined)).toBe(500);
    bench.feed(10, 101, 50);
    await bench.journal.folded();
    expect(bench.journal.outgoing.figures()).toMatchObject({ recording: false, rows: 0, bytes: 0 });
    await influx.restart();
  });

  test("marks what people ordered, and not what they only wrote down", async () => {
    const line = (sequence: number, action: string, rest: Partial<AuditLine> = {}): AuditLine => ({
      sequence,
      at: began + sequence * 1000,
      personId: "lan",
      personName: "Lan",
      action,
      result: "done",
      details: {},
      ...rest,
    });
    await using bench = await openBench({
      target: v1,
      audit: [
        line(1, "plan.save"),
        line(2, "plan.deploy", { thing: { sort: "plan", id: "p1" }, areaId: "di-an", details: { why: 'lễ "2/9"' } }),
        line(3, "override.place", { result: "refused" }),
        line(4, "override.place", { details: { why: "sự kiện", lamps: 12 } }),
      ],
    });
    await until(() => bench.forwarder().status().audited === 4);
    expect(await influx.query('SELECT "action","by","why","thing","areaId","lamps" FROM "annotations"')).toEqual([
      {
        time: began + 2000,
        action: "plan.deploy",
        by: "Lan",
        why: 'lễ "2/9"',
        thing: "plan p1",
        areaId: "di-an",
        lamps: null,
      },
      { time: began + 4000, action: "override.place", by: "Lan", why: "sự kiện", thing: null, areaId: null, lamps: 12 },
    ]);
  });
});

describe.skipIf(!hasInflux)("the forwarder before a locked door", patience, () => {
  test("says that the password is wrong, and what comes is kept in the journal alone", async () => {
    await using influx = await startInflux({ user: { name: "den", password: "right" } });
    using folder = createTempFolder("forwarder");
    const journal = await openSqliteJournal({ path: folder.of("telemetry.sqlite"), foldDelay: 5 });
    const target = openInfluxV1({ url: influx.url, database: influx.database, user: "den", password: "wrong" });
    await journal.outgoing.aim(target.name);
    const audit = { after: async () => [] };
    const deps = { clock, rng: createRng(1), outgoing: journal.outgoing, audit, log: silentLog, limits };
    const locked = createForwarder({ ...deps, target });
    await until(() => locked.status().state === "waiting");
    expect(locked.status()).toMatchObject({ reason: "401 authorization failed", recording: false });
    await locked.close();
    const key = openInfluxV1({ url: influx.url, database: influx.database, user: "den", password: "right" });
    const open = createForwarder({ ...deps, target: key });
    await until(() => open.status().state === "following");
    await open.close();
    await journal.close();
  });
});
