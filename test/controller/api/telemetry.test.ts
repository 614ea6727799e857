import { afterAll, beforeAll, expect, test } from "vitest";
import { telemetryRoutes } from "../../../controller/api/routes/telemetry.ts";
import { telemetryCurveRoutes } from "../../../controller/api/routes/telemetry-curves.ts";
import type { ChangeRequest } from "../../../controller/core/inventory/change-request.ts";
import { createTelemetryCurves } from "../../../controller/engine/telemetry/curves.ts";
import { createTelemetryExport } from "../../../controller/engine/telemetry/export.ts";
import { createHistories } from "../../../controller/engine/telemetry/histories.ts";
import { createHistory } from "../../../controller/engine/telemetry/history.ts";
import { createTelemetrySubjects } from "../../../controller/engine/telemetry/subjects.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../controller/stores/telemetry/sqlite.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";
import { admin, type InventoryBench, openInventory } from "../../support/open-inventory.ts";
import { arrivalOf } from "../../support/telemetry.ts";
import { createTempFolder, type TempFolder } from "../../support/temp-folder.ts";

const hour = 3_600_000;
const kept = { rows: 90 * 24 * hour, halfHours: 400 * 24 * hour, hours: 1_095 * 24 * hour };
const timeZone = "Asia/Ho_Chi_Minh";
let folder: TempFolder;
let journal: SqliteJournal;
let bench: InventoryBench;
let api: OpenApi;
/** EpochMs, a whole hour, when the lamps were put up. */
let noon: number;
/** EpochMs when l1 got another device. */
let replacedAt: number;

const create = (sort: ChangeRequest["sort"], thing: object) => ({ do: "create", sort, thing }) as ChangeRequest;
const lamp = (id: string, areaId: string, more: object = {}) =>
  create("lamp", { id, name: id, areaId, use: "road", modelId: "led", lon: 106.6, lat: 11, ...more });
const device = (id: string) => create("device", { id, name: id, profile: "W", outputs: 1 });

/** Rows of a device every ten minutes from `from`, each with this power. */
function measured(name: string, from: number, powers: readonly number[]): void {
  const rows = powers.map((activePower, n) => ({ at: from + n * 600_000, output: 0, activePower, level: 50 }));
  const batches = [{ stream: "raw" as const, epoch: 7, after: 0, rows }];
  journal.append(arrivalOf(name, "report", { states: [], batches }, "cbor", from + 24 * hour));
}

beforeAll(async () => {
  folder = createTempFolder("telemetry-api");
  journal = await openSqliteJournal({ path: folder.of("t.sqlite"), commitDelay: 1 });
  bench = await openInventory();
  const { inventory, clock } = bench;
  clock.advanceTo(Math.ceil(clock.now() / hour) * hour);
  noon = clock.now();
  await inventory.change(admin, [
    create("area", { id: "di-an", name: "Dĩ An" }),
    create("area", { id: "di-an-1", name: "Dĩ An 1", parentId: "di-an" }),
    create("area", { id: "ben-cat", name: "Bến Cát" }),
    create("lampModel", {
      id: "led",
      name: "LED",
      outputKind: "white",
      curve: "dali",
      nominalPower: 100,
      powerAtMinimumDimLevel: 12,
      minLevel: 10,
    }),
    ...["d1", "d1b", "d2", "d3"].map(device),
    create("device", { id: "dc", name: "dc", profile: "R", outputs: 4 }),
    create("device", { id: "dc2", name: "dc2", profile: "R", outputs: 4 }),
    create("cabinet", { id: "c1", name: "Tủ 1", areaId: "di-an", lon: 106.6, lat: 11, deviceId: "dc" }),
    lamp("l1", "di-an", { deviceId: "d1", output: 0 }),
    lamp("l2", "di-an-1", { deviceId: "d2", output: 0 }),
    lamp("l3", "ben-cat", { deviceId: "d3", output: 0 }),
    lamp("plain", "di-an"),
  ]);
  clock.advanceBy(hour);
  replacedAt = clock.now();
  await inventory.change(admin, [
    { do: "change", sort: "lamp", id: "l1", version: 1, set: { deviceId: "d1b" } },
    { do: "change", sort: "cabinet", id: "c1", version: 1, set: { deviceId: "dc2" } },
  ] as ChangeRequest[]);
  // the old device goes on talking on somebody's bench: no longer the lamp's history
  measured("d1", noon, [10, 10, 10, 10, 10, 10, 99, 99]);
  measured("d1b", replacedAt, [20, 20, 20]);
  measured("d2", noon, [30, 30, 30, 30, 30, 30]);
  measured("d3", noon, [1000]);
  // the old controller goes on talking on a bench as well
  const onBench = { at: replacedAt + 600_000, totalPower: 99 };
  const meter = [...[1, 2, 3].map((totalPower, n) => ({ at: noon + n * 600_000, totalPower })), onBench];
  const relay = [{ at: noon, output: 2, activePower: 700, closed: true }];
  const ofCabinet = [...meter, ...relay];
  journal.append(
    arrivalOf("dc", "report", { states: [], batches: [{ stream: "raw", epoch: 7, after: 0, rows: ofCabinet }] }),
  );
  const ofTheNext = [{ at: replacedAt, totalPower: 4 }];
  journal.append(
    arrivalOf("dc2", "report", { states: [], batches: [{ stream: "raw", epoch: 3, after: 0, rows: ofTheNext }] }),
  );
  journal.append(
    arrivalOf("d1b", "event", {
      batches: [
        { stream: "events", epoch: 7, after: 0, rows: [{ at: replacedAt, output: 0, type: "reboot", state: "once" }] },
        { stream: "raw", epoch: 7, after: 9, rows: [] },
      ],
    }),
  );
  await journal.folded();
  clock.advanceBy(hour);
  const { current, index, assignments, cabinetAssignments } = inventory;
  const subjects = createTelemetrySubjects({ inventory: current, index, assignments, cabinetAssignments });
  const reading = { clock, journal, histories: createHistories({ clock, journal, kept }), subjects, timeZone };
  const history = createHistory(reading);
  const curves = createTelemetryCurves({ ...reading, samplePeriod: 600_000 });
  const exports = createTelemetryExport(reading);
  const routes = [telemetryRoutes({ history }), telemetryCurveRoutes({ curves, exports })];
  api = await openApi({ now: clock.now(), routes });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await bench[Symbol.asyncDispose]();
  await journal.close();
  folder.remove();
});

const get = async (url: string, headers: { cookie: string } = api.admin) => {
  const answer = await api.app.inject({ url: `/api/v1${url}`, headers });
  return { status: answer.statusCode, body: answer.json() };
};

test("a lamp's history goes on over a replaced device and takes nothing of the old one afterwards", async () => {
  const { status, body } = await get("/lamps/l1/history");
  expect(status).toBe(200);
  expect(body.items.map(({ activePower }: { activePower: number }) => activePower)).toEqual([
    10, 10, 10, 10, 10, 10, 20, 20, 20,
  ]);
  expect(body.items[0]).toEqual({ at: noon, activePower: 10, level: 50 });
  expect(body.next).toBeUndefined();
});

test("pages follow each other without a row lost or twice, and end", async () => {
  const seen: number[] = [];
  let url = "/lamps/l1/history?limit=4";
  for (let pages = 1; ; pages++) {
    const { body } = await get(url);
    seen.push(...body.items.map(({ at }: { at: number }) => at));
    if (body.next === undefined) {
      expect(pages).toBe(3);
      break;
    }
    url = `/lamps/l1/history?limit=4&cursor=${body.next}`;
  }
  expect(seen).toEqual(Array.from({ length: 9 }, (_, n) => noon + n * 600_000));
});

test("periods are half-open", async () => {
  const { body } = await get(`/lamps/l2/history?from=${noon + 600_000}&to=${noon + 1_800_000}`);
  expect(body.items.map(({ at }: { at: number }) => at - noon)).toEqual([600_000, 1_200_000]);
});

test("a lamp shows its events and its holes", async () => {
  expect((await get("/lamps/l1/events")).body.items).toEqual([
    { at: replacedAt, output: 0, type: "reboot", state: "once" },
  ]);
  expect((await get("/lamps/l1/holes")).body.items).toEqual([
    { device: "d1b", stream: "raw", epoch: 7, fromSequence: 4, toSequence: 9, lost: false },
  ]);
  expect((await get("/lamps/plain/holes")).body.items).toEqual([]);
});

test("an area is added up with what lies below it, and says how many lamps had a word", async () => {
  const { body } = await get(`/telemetry/series?areaId=di-an&from=${noon}&to=${noon + 2 * hour}&step=${hour}`);
  expect(body).toEqual({
    lamps: 3,
    step: hour,
    source: "journal",
    points: [
      {
        at: noon,
        sources: 2,
        activePower: 40,
        level: 50,
        lowest: { activePower: 10, level: 50 },
        highest: { activePower: 30, level: 50 },
      },
      {
        at: noon + hour,
        sources: 1,
        activePower: 20,
        level: 50,
        lowest: { activePower: 20, level: 50 },
        highest: { activePower: 20, level: 50 },
      },
    ],
  });
});

test("the newest values of an area name every lamp, also those that never measured", async () => {
  const { body } = await get("/telemetry/latest?areaId=di-an");
  expect(body.items).toEqual([
    { lampId: "l1", point: { at: replacedAt + 1_200_000, activePower: 20, level: 50 } },
    { lampId: "plain" },
    { lampId: "l2", point: { at: noon + 3_000_000, activePower: 30, level: 50 } },
  ]);
});

test("people see their areas only: others' lamps do not exist, others' areas are refused", async () => {
  const local = await api.signedIn("hoa", [{ role: "viewer", areaIds: ["di-an"] }]);
  expect((await get("/lamps/l2/history", local)).status).toBe(200);
  expect((await get("/lamps/l3/history", local)).body).toMatchObject({ status: 404, code: "inventory/unknown" });
  expect((await get("/lamps/nowhere/history", local)).body).toMatchObject({ status: 404, code: "inventory/unknown" });
  expect((await get("/telemetry/series?areaId=ben-cat", local)).body).toMatchObject({
    status: 403,
    code: "people/outside-area",
  });
  expect((await get("/telemetry/latest?areaId=di-an", local)).status).toBe(200);
  expect((await api.app.inject("/api/v1/lamps/l1/history")).statusCode).toBe(401);
});

test.each([
  ["/lamps/l1/history?from=9&to=9", 422, "telemetry/bad-range"],
  ["/lamps/l1/history?limit=0", 400, "request/malformed"],
  ["/lamps/l1/history?stream=lies", 400, "request/malformed"],
  ["/lamps/l1/history?cursor=zzz", 400, "request/malformed"],
  ["/lamps/l1/history?form=1", 400, "request/malformed"],
  ["/telemetry/series", 400, "request/malformed"],
  ["/telemetry/series?areaId=di-an&circuitId=c", 400, "request/malformed"],
  ["/telemetry/series?areaId=di-an&quantities=activeEnergy", 400, "request/malformed"],
  ["/telemetry/series?areaId=di-an&step=59999", 400, "request/malformed"],
  ["/telemetry/series?areaId=di-an&step=week", 400, "request/malformed"],
  ["/telemetry/series?areaId=di-an&from=1700000000000&step=60000", 422, "telemetry/bad-range"],
  ["/lamps/l1/series?quantities=lies", 400, "request/malformed"],
  ["/lamps/l1/series?points=1", 400, "request/malformed"],
  ["/lamps/nowhere/history.csv", 404, "inventory/unknown"],
  ["/telemetry/history.csv?areaId=atlantis", 404, "inventory/unknown"],
  ["/cabinets/nowhere/history", 404, "inventory/unknown"],
  ["/telemetry/series?areaId=atlantis", 404, "inventory/unknown"],
])("%s is answered %i %s", async (url, status, code) => {
  expect((await get(url)).body).toMatchObject({ status, code });
});

test("the curve of a lamp keeps smallest, greatest and mean of each step, over a replaced device", async () => {
  const { body } = await get(`/lamps/l1/series?from=${noon}&to=${noon + 2 * hour}&step=${2 * hour}`);
  expect(body.buckets.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0)).toBe(9);
  const hours = await get(`/lamps/l1/series?from=${noon}&to=${noon + 2 * hour}&step=${hour}&quantities=activePower`);
  expect(hours.body).toEqual({
    step: hour,
    source: "journal",
    buckets: [
      {
        from: noon,
        to: noon + hour,
        rows: 6,
        quantities: { activePower: { count: 6, min: 10, max: 10, mean: 10 } },
      },
      {
        from: noon + hour,
        to: noon + 2 * hour,
        rows: 3,
        quantities: { activePower: { count: 3, min: 20, max: 20, mean: 20 } },
      },
    ],
  });
});

test("days and months begin at the site's midnight, and steps are found for as many points as are wanted", async () => {
  const midnight = Date.UTC(2026, 10, 21, 17);
  const { body } = await get(
    `/lamps/l1/completeness?from=${midnight - 40 * 24 * hour}&to=${noon + 90 * 24 * hour}&step=month`,
  );
  expect(body.step).toBe("month");
  expect(new Date(body.buckets[0].to).toISOString()).toMatch(/T17:00:00.000Z$/);
  expect((await get(`/lamps/l1/series?from=${noon}&to=${noon + 48 * hour}&points=48`)).body.step).toBe(hour);
  expect((await get(`/lamps/l1/series?from=${noon}&to=${noon + 48 * hour}&points=2`)).body.step).toBe("day");
  // of a day whose rows are forgotten half-hours are left, then hours
  const then = (days: number) => `/lamps/l1/series?from=${noon - days * 24 * hour}&to=${noon - (days - 1) * 24 * hour}`;
  expect((await get(then(2))).body.step).toBe(300_000);
  expect((await get(then(100))).body.step).toBe(hour / 2);
  expect((await get(then(500))).body.step).toBe(hour);
});

test("a cabinet's meter and its relay outputs, over a replaced controller, have histories and curves of their own", async () => {
  const powers = async (url: string) =>
    (await get(url)).body.items.map(
      (row: { totalPower?: number; activePower?: number }) => row.totalPower ?? row.activePower,
    );
  expect(await powers("/cabinets/c1/history")).toEqual([1, 2, 3, 4]);
  expect(await powers("/cabinets/c1/history?output=2")).toEqual([700]);
  expect((await get(`/cabinets/c1/series?from=${noon}&to=${noon + hour}&step=${hour}`)).body.buckets).toEqual([
    { from: noon, to: noon + hour, rows: 3, quantities: { totalPower: { count: 3, min: 1, max: 3, mean: 2 } } },
  ]);
  expect((await get("/cabinets/c1/events")).body.items).toEqual([]);
  expect((await get("/cabinets/c1/holes")).body.items).toEqual([]);
  const { body } = await get(`/cabinets/c1/completeness?from=${noon}&to=${noon + hour}&step=${hour}`);
  expect(body.buckets).toEqual([{ from: noon, to: noon + hour, rows: 3, expected: 6, absurd: 0 }]);
});

test("completeness counts rows against those a device takes, since the lamp was put up", async () => {
  const { body } = await get(`/lamps/l1/completeness?from=${noon - hour}&to=${noon + 2 * hour}&step=${hour}`);
  expect(body).toEqual({
    step: hour,
    source: "journal",
    aside: { undated: 0, future: 0, past: 0 },
    buckets: [
      { from: noon, to: noon + hour, rows: 6, expected: 6, absurd: 0 },
      { from: noon + hour, to: noon + 2 * hour, rows: 3, expected: 6, absurd: 0 },
    ],
  });
  const many = await get(`/telemetry/completeness?areaId=di-an&from=${noon}&to=${noon + hour}`);
  expect(many.body.items).toEqual([
    { lampId: "l1", from: noon, to: noon + hour, rows: 6, expected: 6, absurd: 0 },
    { lampId: "plain", from: noon, to: noon + hour, rows: 0, expected: 0, absurd: 0 },
    { lampId: "l2", from: noon, to: noon + hour, rows: 6, expected: 6, absurd: 0 },
  ]);
});

test("a table for a spreadsheet begins with its mark, in the language asked for", async () => {
  const text = async (url: string) => (await api.app.inject({ url: `/api/v1${url}`, headers: api.admin })).body;
  const vi = (await text("/lamps/l1/history.csv?quantities=activePower,level")).split("\r\n");
  expect(vi[0]).toBe("\uFEFFĐèn;Thời gian;UTC;activePower (W);level (%)");
  const local = new Date(noon + 7 * hour);
  const two = (n: number) => String(n).padStart(2, "0");
  const written = `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()} ${two(local.getUTCHours())}:00:00`;
  expect(vi[1]).toBe(`l1;${written};${new Date(noon).toISOString()};10;50`);
  expect(vi).toHaveLength(11);
  const en = (await text("/telemetry/history.csv?areaId=di-an&language=en&quantities=activePower")).split("\r\n");
  expect(en[0]).toBe("\uFEFFLamp,Time,UTC,activePower (W)");
  expect(en.slice(1).filter((line) => line.startsWith("l2,"))).toHaveLength(6);
  const local2 = await api.signedIn("lan", [{ role: "viewer", areaIds: ["di-an"] }]);
  expect((await get("/telemetry/history.csv?areaId=ben-cat", local2)).status).toBe(403);
  expect((await get("/lamps/l3/history.csv", local2)).status).toBe(404);
  const meter = (await text("/cabinets/c1/history.csv?quantities=totalPower")).split("\r\n");
  expect(meter[0]).toBe("\uFEFFTủ;Thời gian;UTC;totalPower (kW)");
  expect(meter.slice(1).map((line) => line.split(";").at(-1))).toEqual(["1", "2", "3", "4", ""]);
  expect((await text("/cabinets/c1/history.csv?output=2&quantities=activePower")).split("\r\n")[1]).toMatch(
    /^c1;.*;700$/,
  );
  expect((await get("/cabinets/nowhere/history.csv")).status).toBe(404);
});
