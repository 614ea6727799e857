/** What people see of telemetry on its way to a real InfluxDB, and from where a long period is read. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forwardingRoutes } from "../../../controller/api/routes/forwarding.ts";
import { createSystemClock } from "../../../controller/clock.ts";
import { forwardingLimits } from "../../../controller/core/telemetry/forwarding.ts";
import type { TelemetryHistory } from "../../../controller/core/telemetry/ports.ts";
import { createForwarder, type Forwarder } from "../../../controller/engine/telemetry/forwarder.ts";
import { createHistories } from "../../../controller/engine/telemetry/histories.ts";
import { silentLog } from "../../../controller/log.ts";
import { createInfluxHistory } from "../../../controller/stores/telemetry/influx/history.ts";
import { openInfluxV1 } from "../../../controller/stores/telemetry/influx/influx-v1.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../controller/stores/telemetry/sqlite.ts";
import { createRng } from "../../../firmware-protocol/behavior/random.ts";
import { until } from "../../support/api-client.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";
import { hasInflux, type Influx, startInflux } from "../../support/start-influx.ts";
import { arrivalOf } from "../../support/telemetry.ts";
import { createTempFolder } from "../../support/temp-folder.ts";

const clock = createSystemClock();
const day = 86_400_000;
const kept = { rows: 30 * day, halfHours: 400 * day, hours: 1095 * day };
const began = Math.floor(clock.now() / 1000) * 1000 - 3_600_000;

const asking =
  (api: OpenApi) =>
  async (method: "GET" | "POST" | "DELETE", path: string, headers = api.admin) => {
    const answer = await api.app.inject({ method, url: `/api/v1/telemetry/forwarding${path}`, headers });
    return { status: answer.statusCode, body: answer.json() };
  };

test("without an InfluxDB there is nothing to tell", async () => {
  await using api = await openApi({ routes: [forwardingRoutes({})] });
  const { status, body } = await asking(api)("GET", "");
  expect(status).toBe(404);
  expect(body).toMatchObject({ code: "telemetry/not-forwarded" });
});

test("the queue is the whole city's: who keeps a part of it neither sees nor moves rows of others", async () => {
  await using api = await openApi({ routes: [forwardingRoutes({})] });
  const keeper = await api.signedIn("keeper", [{ role: "administrator", areaIds: ["di-an"] }]);
  const calls = [
    ["GET", ""],
    ["GET", "/refused"],
    ["DELETE", "/refused"],
    ["POST", "/refused/retry"],
    ["POST", "/backfill"],
  ] as const;
  for (const [method, path] of calls)
    expect([path, await asking(api)(method, path, keeper)]).toMatchObject([
      path,
      { status: 403, body: { code: "people/outside-area" } },
    ]);
});

describe.skipIf(!hasInflux)("with an InfluxDB", () => {
  const folder = createTempFolder("forwarding-api");
  let influx: Influx;
  let journal: SqliteJournal;
  let forwarder: Forwarder;
  let api: OpenApi;
  let ask: ReturnType<typeof asking>;

  beforeAll(async () => {
    influx = await startInflux();
    // somebody else wrote what Den means as a float
    await influx.write(`raw,device=other,output=0 level=1i ${began}000000`);
    journal = await openSqliteJournal({ path: folder.of("telemetry.sqlite"), foldDelay: 5 });
    const target = openInfluxV1({ url: influx.url, database: influx.database });
    await journal.outgoing.aim(target.name);
    forwarder = createForwarder({
      clock,
      rng: createRng(1),
      outgoing: journal.outgoing,
      target,
      audit: { after: async () => [] },
      log: silentLog,
      limits: { ...forwardingLimits, firstWait: 20, longestWait: 100 },
    });
    const rows = [
      { at: began + 1000, output: 0, activePower: 10 },
      { at: began + 2000, output: 0, activePower: 20, level: 50.5 },
    ];
    const message = { states: [], batches: [{ stream: "raw" as const, epoch: 7, after: 0, rows }] };
    journal.append(arrivalOf("d1", "report", message, "cbor", clock.now()));
    await journal.folded();
    api = await openApi({ now: clock.now(), routes: [forwardingRoutes({ forwarder })] });
    ask = asking(api);
    await until(
      async () => forwarder.status(),
      ({ state, refused }) => state === "following" && refused === 1,
      30_000,
    );
  }, 60_000);
  afterAll(async () => {
    await forwarder.close();
    await journal.close();
    await api[Symbol.asyncDispose]();
    await influx[Symbol.asyncDispose]();
    folder.remove();
  });

  test("an administrator sees how it stands, and nobody with less", async () => {
    const { body } = await ask("GET", "");
    expect(body).toMatchObject({ state: "following", rows: 0, refused: 1, recording: true });
    expect(body.target).toContain("InfluxDB 1");
    const viewer = await api.signedIn("viewer", [{ role: "viewer" }]);
    for (const [method, path] of [
      ["GET", ""],
      ["GET", "/refused"],
      ["POST", "/refused/retry"],
      ["DELETE", "/refused"],
      ["POST", "/backfill"],
    ] as const)
      expect((await ask(method, path, viewer)).status).toBe(403);
  });

  test("what InfluxDB refuses is shown with its reason, stays when tried in vain, and goes when it is mended", async () => {
    const { body } = await ask("GET", "/refused?limit=10");
    expect(body.items).toHaveLength(1);
    expect(body.items[0].reason).toMatch(/field type conflict/);
    expect(body.items[0].line).toContain("activePower=20");
    expect((await ask("POST", "/refused/retry")).body).toEqual({ rows: 0 });
    expect((await ask("GET", "/refused")).body.items).toHaveLength(1);
    await influx.query('DROP MEASUREMENT "raw"');
    expect((await ask("POST", "/refused/retry")).body).toEqual({ rows: 1 });
    expect((await ask("GET", "/refused")).body.items).toEqual([]);
    expect((await ask("DELETE", "/refused")).body).toEqual({ rows: 0 });
  });

  test("everything is sent once more when asked for", async () => {
    expect(await influx.query('SELECT count("sequence") FROM "raw"')).toEqual([{ time: 0, count: 1 }]);
    expect((await ask("POST", "/backfill")).status).toBe(200);
    await expect.poll(() => forwarder.status().state, { timeout: 15_000 }).toBe("following");
    expect(await influx.query('SELECT count("sequence") FROM "raw"')).toEqual([{ time: 0, count: 2 }]);
  });

  test("what is older than the journal keeps is read from InfluxDB, the rest from the journal, and both say the same", async () => {
    const connection = openInfluxV1({ url: influx.url, database: influx.database });
    const histories = createHistories({
      clock,
      journal,
      kept,
      behind: { history: createInfluxHistory(connection), forwarder },
    });
    const now = clock.now();
    const spans = [{ device: "d1", output: 0, from: 0, to: Number.MAX_SAFE_INTEGER }];
    const read = (span: number) =>
      histories.read({ from: now - span, to: now }, (history: TelemetryHistory) =>
        history.series({ spans, from: now - span, to: now, stream: "raw", limit: 10 }),
      );
    const [short, long] = [await read(day), await read(40 * day)];
    expect([short.source, long.source]).toEqual(["journal", "influxdb"]);
    expect(long.answer).toEqual(short.answer);
    expect(long.answer).toHaveLength(2);
  });

  test("a report about hours the journal has forgotten is summed up from InfluxDB, days from the journal", async () => {
    const connection = openInfluxV1({ url: influx.url, database: influx.database });
    const hours = 60 * day;
    const asked: string[] = [];
    const told = (name: string, history: TelemetryHistory): TelemetryHistory => ({
      ...history,
      summaries(query, signal) {
        asked.push(name);
        return history.summaries(query, signal);
      },
    });
    const histories = createHistories({
      clock,
      journal: told("journal", journal),
      kept: { ...kept, hours },
      behind: { history: told("influxdb", createInfluxHistory(connection)), forwarder },
    });
    const end = Math.ceil(clock.now() / day) * day;
    const spans = [{ device: "d1", output: 0, from: 0, to: Number.MAX_SAFE_INTEGER, source: "lamp" }];
    const sums = (begin: number, step: number) => {
      const edges = Array.from({ length: (end - begin) / step + 1 }, (_, n) => begin + n * step);
      return histories.summaries({ spans, edges, quantities: ["level"] });
    };
    const before = end - hours - 2 * day;
    const [byHour, byDay] = [await sums(before, day / 24), await sums(before, day)];
    expect(asked).toEqual(["influxdb", "journal"]);
    for (const found of [byHour, byDay]) {
      expect(found.flatMap(({ buckets }) => buckets).reduce((rows, bucket) => rows + bucket.rows, 0)).toBe(2);
    }
  });

  test("everything is read from the journal while InfluxDB does not answer", async () => {
    const nobody = openInfluxV1({ url: "http://127.0.0.1:1", database: "den" });
    const histories = createHistories({
      clock,
      journal,
      kept,
      behind: { history: createInfluxHistory(nobody), forwarder },
    });
    const now = clock.now();
    const spans = [{ device: "d1", output: 0, from: 0, to: Number.MAX_SAFE_INTEGER }];
    const period = { from: now - 40 * day, to: now };
    const found = await histories.read(period, (history) =>
      history.series({ spans, ...period, stream: "raw", limit: 10 }),
    );
    expect(found.source).toBe("journal");
    expect(found.answer).toHaveLength(2);
  });
});
