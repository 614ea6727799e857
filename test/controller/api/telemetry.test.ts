import { afterAll, beforeAll, expect, test } from "vitest";
import { telemetryRoutes } from "../../../controller/api/routes/telemetry.ts";
import type { ChangeRequest } from "../../../controller/core/inventory/change-request.ts";
import { createHistories } from "../../../controller/engine/histories.ts";
import { createHistory } from "../../../controller/engine/history.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../controller/stores/telemetry/sqlite.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";
import { admin, type InventoryBench, openInventory } from "../../support/open-inventory.ts";
import { arrivalOf } from "../../support/telemetry.ts";
import { createTempFolder, type TempFolder } from "../../support/temp-folder.ts";

const hour = 3_600_000;
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
    lamp("l1", "di-an", { deviceId: "d1", output: 0 }),
    lamp("l2", "di-an-1", { deviceId: "d2", output: 0 }),
    lamp("l3", "ben-cat", { deviceId: "d3", output: 0 }),
    lamp("plain", "di-an"),
  ]);
  clock.advanceBy(hour);
  replacedAt = clock.now();
  await inventory.change(admin, [
    { do: "change", sort: "lamp", id: "l1", version: 1, set: { deviceId: "d1b" } },
  ] as ChangeRequest[]);
  // the old device goes on talking on somebody's bench: no longer the lamp's history
  measured("d1", noon, [10, 10, 10, 10, 10, 10, 99, 99]);
  measured("d1b", replacedAt, [20, 20, 20]);
  measured("d2", noon, [30, 30, 30, 30, 30, 30]);
  measured("d3", noon, [1000]);
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
  const history = createHistory({
    clock,
    journal,
    histories: createHistories({ clock, journal }),
    inventory: inventory.current,
    index: inventory.index,
    assignments: inventory.assignments,
  });
  api = await openApi({ now: clock.now(), routes: [telemetryRoutes({ history })] });
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
      { at: noon, sources: 2, activePower: 40, level: 50 },
      { at: noon + hour, sources: 1, activePower: 20, level: 50 },
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
  ["/telemetry/series?areaId=di-an&from=0&step=86400000", 422, "telemetry/bad-range"],
  ["/telemetry/series?areaId=di-an&from=1799000000000&step=60000", 422, "telemetry/bad-range"],
  ["/telemetry/series?areaId=atlantis", 404, "inventory/unknown"],
])("%s is answered %i %s", async (url, status, code) => {
  expect((await get(url)).body).toMatchObject({ status, code });
});
