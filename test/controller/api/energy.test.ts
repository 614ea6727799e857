/** Energy and bills over the API: a town of few lamps in a zone whose clock is changed, on a real journal. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { billRoutes } from "../../../controller/api/routes/bills.ts";
import { energyRoutes } from "../../../controller/api/routes/energy.ts";
import { createInventoryIndex } from "../../../controller/core/inventory/index.ts";
import { createBills } from "../../../controller/engine/energy/bills.ts";
import { createCabinetReader } from "../../../controller/engine/energy/cabinet-readings.ts";
import { createEnergy } from "../../../controller/engine/energy/energy.ts";
import { createLampAccounts } from "../../../controller/engine/energy/lamp-accounts.ts";
import { createMeterBalances } from "../../../controller/engine/energy/meter-balances.ts";
import { createBillStore } from "../../../controller/stores/bills.ts";
import { openDatabase } from "../../../controller/stores/database.ts";
import { migrate } from "../../../controller/stores/migrations.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../controller/stores/telemetry/sqlite.ts";
import type { Sample } from "../../../firmware-protocol/wire/samples.ts";
import { assignments, baseline, day24, day25, day26, inventory, rates, timeZone } from "../../support/energy-town.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";
import { presentControllers } from "../../support/present-controllers.ts";
import { arrivalOf } from "../../support/telemetry.ts";
import { createTempFolder } from "../../support/temp-folder.ts";

const hour = 3_600_000;
const minute = 60_000;
const now = day26 + 12 * hour;

/** Rows every quarter of an hour from two days before the lamp hung there to the morning after. */
function* rowsOf(row: (hours: number) => Omit<Sample, "at">): Iterable<Sample> {
  for (let at = day24 - 48 * hour; at < now; at += 15 * minute) yield { at, ...row((at - day24) / hour) } as Sample;
}
function arrivals(device: string, rows: Iterable<Sample>) {
  const all = [...rows];
  return Array.from({ length: Math.ceil(all.length / 40) }, (_, n) => {
    const some = all.slice(n * 40, (n + 1) * 40);
    const batch = { stream: "raw" as const, epoch: 9, after: n * 40, rows: some };
    return arrivalOf(device, "report", { states: [], batches: [batch] }, "cbor", Number(some.at(-1)!.at) + minute);
  });
}

const folder = createTempFolder("energy-api");
let journal: SqliteJournal;
let api: OpenApi;
let viewer: { cookie: string };
let southViewer: { cookie: string };

beforeAll(async () => {
  journal = await openSqliteJournal({ path: folder.of("telemetry.sqlite"), commitDelay: 2, foldDelay: 20, timeZone });
  const rows = [
    ...arrivals(
      "d1",
      rowsOf((hours) => ({ output: 0 as never, activeEnergy: 50 + 0.1 * hours })),
    ),
    ...arrivals(
      "d2",
      rowsOf(() => ({ output: 0 as never, level: 100 as never })),
    ),
    // the plain lamp takes 100 W as well, and somebody else 400 W
    ...arrivals(
      "cab",
      rowsOf((hours) => ({ totalPower: 0.6, totalActiveEnergy: 900 + 0.6 * hours })),
    ),
  ];
  for (const arrival of rows) journal.append(arrival);
  await journal.folded();
  const db = openDatabase({ file: ":memory:" });
  await migrate(db);
  const index = createInventoryIndex(inventory);
  const read = { inventory: () => inventory, index: () => index, meters: journal, history: journal };
  const site = () => ({ lat: 52.5, lon: 13.4, timeZone });
  const cabinets = createCabinetReader({ ...read, cabinetAssignments: presentControllers(inventory) });
  const accounts = createLampAccounts({
    ...read,
    cabinets,
    assignments: async (ids) => assignments.filter(({ lampId }) => ids.includes(lampId)),
  });
  const bills = createBills({
    ...read,
    clock: { now: () => now, wakeAt: () => () => {} },
    store: createBillStore(db),
    audit: { record: async () => {} },
    site,
    cabinets,
    accounts,
  });
  api = await openApi({
    now,
    routes: [
      energyRoutes({
        energy: createEnergy({ ...read, site, accounts, cabinets, baselines: () => [baseline], rates: () => rates }),
        balances: createMeterBalances({ ...read, site, cabinets, accounts }),
      }),
      billRoutes({ bills, supplyPoints: () => inventory.supplyPoint }),
    ],
  });
  api.areas.clear();
  for (const one of inventory.area.values()) api.areas.set(one.id, one);
  viewer = await api.signedIn("minh", [{ role: "viewer" }]);
  southViewer = await api.signedIn("nam", [{ role: "viewer", areaIds: ["south"] }]);
}, 60_000);
afterAll(async () => {
  await api?.[Symbol.asyncDispose]();
  await journal?.close();
  folder.remove();
});

async function get(path: string, headers = viewer) {
  const answer = await api.app.inject({ method: "GET", url: `/api/v1${path}`, headers });
  return { status: answer.statusCode, body: answer.json() };
}
const of = (place: string, from = day24, until = day26, by = "day") =>
  `/energy?${place}&from=${from}&until=${until}&by=${by}`;

describe("energy of a place", () => {
  test("by day of the site: the day the clock is put back has 25 hours", async () => {
    const { body } = await get(of("lampId=metered"));
    expect(body.figures.map(({ from, until }: { from: number; until: number }) => [from, until])).toEqual([
      [day24, day25],
      [day25, day26],
    ]);
    expect(body.figures[0].energy).toBeCloseTo(2.4, 3);
    expect(body.figures[1].energy).toBeCloseTo(2.5, 3);
    expect(body.total).toMatchObject({ estimated: 0, completeness: expect.closeTo(1, 3), resets: 0, excluded: 0 });
    expect((await get(of("lampId=metered", day25, day26, "halfHour"))).body.figures).toHaveLength(50);
  });

  test("costs what held on the day, and says by which list", async () => {
    const { body } = await get(of("lampId=metered"));
    expect(body.total.cost).toBeCloseTo(2.4 * 0.2 + 2.5 * 0.4, 3);
    expect(body.total.co2).toBeCloseTo(2.45, 3);
    expect(body).toMatchObject({ currency: "EUR", sources: ["list of January", "grid", "list of October"] });
    // a month is one figure, and its price changed within
    const month = await get(of("lampId=metered", day24, day26, "month"));
    expect(month.body.figures).toHaveLength(1);
    expect(month.body.figures[0].cost).toBeCloseTo(body.total.cost, 6);
  });

  test("does not count what its device measured before the lamp hung on it", async () => {
    const { body } = await get(of("lampId=metered", day24 - 48 * hour, day26));
    expect(body.total.energy).toBeCloseTo(4.9, 3);
    expect(body.total.completeness).toBeCloseTo(1, 2);
  });

  test("of a lamp without electronics is its circuit's rest, of one without a meter what its level means", async () => {
    const plain = (await get(of("lampId=plain"))).body.total;
    expect(plain.metered).toBe(0);
    expect(plain.estimated).toBeCloseTo(0.5 * 49, 1);
    const unmetered = (await get(of("lampId=unmetered"))).body.total;
    expect(unmetered).toMatchObject({ metered: 0, estimatedShare: expect.closeTo(1, 3) });
    expect(unmetered.estimated).toBeCloseTo(4.9, 3);
  });

  test("of a cabinet or a supply point stands beside what its meter counted", async () => {
    for (const place of ["cabinetId=c1", "supplyPointId=pe-1"]) {
      const { body } = await get(of(place));
      expect(body.total.meter).toEqual({ energy: expect.closeTo(0.6 * 49, 3), completeness: expect.closeTo(1, 3) });
      expect(body.figures[1].meter.energy).toBeCloseTo(15, 3);
      expect(body.total.energy).toBeCloseTo(4.9 + 0.5 * 49, 1);
    }
    expect((await get(of("circuitId=live"))).body.total).not.toHaveProperty("meter");
  });

  test("is unknown, not zero, where nothing is measured", async () => {
    const { body } = await get(of("lampId=bare"));
    expect(body.total).toMatchObject({ energy: 0, completeness: 0 });
    expect((await get(of("areaId=south"))).body.total.completeness).toBeCloseTo(0.5, 3);
  });

  test("tells no saving for time in which the lamp did not hang there yet", async () => {
    const before = `/energy?lampId=metered&from=${day24 - 24 * hour}&until=${day25}&by=day`;
    const { total, figures } = (await get(before)).body;
    expect(total).not.toHaveProperty("saving");
    expect(figures.map((figure: object) => "saving" in figure)).toEqual([false, true]);
  });

  test("tells savings only where all is known, by LED and by dimming apart", async () => {
    const { body } = await get(of("roadId=main"));
    const { saving, energy } = body.total;
    // two nights and an hour more end and begin in between: 25 h of 18:00–06:00
    expect(saving.baseline).toBeCloseTo(0.25 * 25, 6);
    expect(saving.ledAtFull).toBeCloseTo(0.1 * 25, 6);
    expect(saving.byLed + saving.byDimming).toBeCloseTo(saving.baseline - energy, 6);
    expect(body.indicators).toEqual({ pdi: 20 });
    expect((await get(of("areaId=city"))).body.total).not.toHaveProperty("saving");
  });

  test("of nothing is an answer, not an error", async () => {
    const { status, body } = await get(of("areaId=empty"));
    expect(status).toBe(200);
    expect(body).toMatchObject({ lamps: 0, total: { energy: 0, cost: 0 } });
    expect(body.total).not.toHaveProperty("completeness");
    const past = await get(of("areaId=city", 0, 24 * hour));
    expect(past.body.total).toMatchObject({ energy: 0 });
  });

  test("is for those who may see all of it", async () => {
    expect((await get(of("areaId=north"), southViewer)).body.code).toBe("inventory/unknown");
    expect((await get(of("areaId=city"), southViewer)).body.code).toBe("people/outside-area");
    expect((await get(of("areaId=south"), southViewer)).status).toBe(200);
    expect((await get(of("areaId=nowhere"))).body.code).toBe("inventory/unknown");
  });

  test.each([
    ["two places", "/energy?areaId=city&roadId=main&from=0&until=1", "request/malformed"],
    ["no place", "/energy?from=0&until=1", "request/malformed"],
    ["an end before the begin", of("areaId=city", day25, day24), "telemetry/bad-range"],
    ["half-hours of years", of("areaId=city", 0, day24, "halfHour"), "telemetry/bad-range"],
    ["an instant beyond all calendars", of("areaId=city", day24, 1e18), "request/malformed"],
    ["a resolution nobody knows", of("areaId=city", day24, day25, "week"), "request/malformed"],
  ])("is refused for %s", async (_, path, code) => {
    expect((await get(path)).body.code).toBe(code);
  });
});

describe("a cabinet's balance", () => {
  const balance = (id: string, headers = viewer) =>
    get(`/energy/cabinets/${id}/balance?from=${day24}&until=${day26}`, headers);

  test("says nothing of lamps nobody can know", async () => {
    const { body } = await balance("c1");
    expect(body.meter).toBeCloseTo(0.6 * 49, 3);
    expect(body.lamps).toBeCloseTo(4.9, 3);
    expect(body.finding).toBe("incomplete");
  });

  test("is for those who may see the cabinet", async () => {
    expect((await balance("c1", southViewer)).body.code).toBe("inventory/unknown");
    expect((await balance("c9")).body.code).toBe("inventory/unknown");
  });
});

describe("bills", () => {
  const file = "Mã PE;Từ ngày;Đến ngày;kWh\nPE01;24/10/2026;25/10/2026;30\n";
  const send = (path: string, headers: { cookie: string }, payload = "") =>
    api.app.inject({
      method: "POST",
      url: `/api/v1${path}`,
      headers: { ...headers, ...(payload && { "content-type": "text/csv" }) },
      ...(payload && { payload }),
    });

  test("are imported, compared and taken back", async () => {
    const taken = await send("/bills/import?id=october", api.admin, file);
    expect(taken.json()).toMatchObject({ rows: 1, unchanged: 0, bills: [{ from: "2026-10-24", until: "2026-10-26" }] });
    const { body } = await get("/bills/comparison?areaId=north");
    expect(body.items).toMatchObject([
      { supplyPointId: "pe-1", name: "pe-1", finding: "thin", periods: [{ system: { by: "cabinetMeters" } }] },
    ]);
    expect(body.items[0].periods[0].share).toBeCloseTo(30 / 29.4 - 1, 3);
    expect((await get("/bills?supplyPointId=pe-1")).body.items).toHaveLength(1);
    expect((await get("/bills/imports", southViewer)).body.items).toEqual([]);
    expect((await get("/bills?supplyPointId=pe-1", southViewer)).body.code).toBe("inventory/unknown");
    expect((await send("/bills/imports/october/undo", api.admin)).statusCode).toBe(204);
    expect((await get("/bills?areaId=city")).body.items).toEqual([]);
    expect((await get("/bills/comparison?areaId=city")).body.items).toEqual([]);
  });

  test("are for those with the power, and refused as files in both languages", async () => {
    expect((await send("/bills/import?id=x", viewer, file)).json().code).toBe("people/no-power");
    const wrong = (await send("/bills/import?id=x", api.admin, "Mã PE;Từ ngày\n")).json();
    expect(wrong).toMatchObject({ code: "energy/import-rejected", detailVi: expect.stringContaining("Tệp hóa đơn") });
    const binary = await api.app.inject({
      method: "POST",
      url: "/api/v1/bills/import?id=x",
      headers: { ...api.admin, "content-type": "text/csv" },
      payload: Buffer.from([0xff, 0xfe, 0x00]),
    });
    expect(binary.json().code).toBe("energy/import-rejected");
  });
});
