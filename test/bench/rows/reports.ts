/** How long figures of a whole city take, and what the API feels meanwhile: a month by day, and reports over a year. */
import { randomUUID } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { energyRoutes } from "../../../controller/api/routes/energy.ts";
import { createPdfPrinter } from "../../../controller/bridges/pdf/print-report.ts";
import { createSystemClock } from "../../../controller/clock.ts";
import { edgesOf } from "../../../controller/core/energy/buckets.ts";
import type { Site } from "../../../controller/core/fleet/configure.ts";
import { createInventoryIndex } from "../../../controller/core/inventory/index.ts";
import type { Inventory, ThingSort } from "../../../controller/core/inventory/model.ts";
import type { Assignment } from "../../../controller/core/inventory/ports.ts";
import { inventoryOf } from "../../../controller/core/inventory/snapshot.ts";
import type { Person } from "../../../controller/core/people/model.ts";
import type { ReportKind } from "../../../controller/core/reports/report.ts";
import { Tally } from "../../../controller/core/telemetry/tally.ts";
import { createCabinetReader } from "../../../controller/engine/energy/cabinet-readings.ts";
import { createEnergy } from "../../../controller/engine/energy/energy.ts";
import { createEnergyWriter } from "../../../controller/engine/energy/energy-figures.ts";
import { createLampAccounts } from "../../../controller/engine/energy/lamp-accounts.ts";
import { createMeterBalances } from "../../../controller/engine/energy/meter-balances.ts";
import { createOperationWriter } from "../../../controller/engine/reports/operation-figures.ts";
import { createReports } from "../../../controller/engine/reports/reports.ts";
import { silentLog } from "../../../controller/log.ts";
import { createReportArchive } from "../../../controller/stores/reports.ts";
import { createPartitions } from "../../../controller/stores/telemetry/file/partitions.ts";
import { createStatements } from "../../../controller/stores/telemetry/file/statements.ts";
import { createRolledRows, type Level } from "../../../controller/stores/telemetry/rolled/rolled-rows.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../controller/stores/telemetry/sqlite.ts";
import { until } from "../../support/api-client.ts";
import { openApi } from "../../support/open-api.ts";
import { arrivalOf } from "../../support/telemetry.ts";
import { createTempFolder } from "../../support/temp-folder.ts";
import { machineTime } from "../program.ts";
import { atMost, type Figure, type Row } from "../row.ts";
import type { Size } from "../size.ts";

const hour = 3_600_000;
const timeZone = "Asia/Ho_Chi_Minh";
const wards = 20;
const begin = { year: 2025, month: 11 };
/** A year of the site's calendar, all of it past. */
const [from, end] = [Date.UTC(2025, 9, 31, 17), Date.UTC(2026, 9, 31, 17)];
const month = { from: Date.UTC(2026, 8, 30, 17), until: end };
const reader: Person = { id: "bench", name: "Bench", grants: [{ role: "viewer" }] };

/** The first ward is small: its hours are kept as well. */
const wardOf = (n: number, lamps: number) => (n < lamps / 100 ? 0 : 1 + (n % (wards - 1)));

function cityOf(lamps: number): Inventory {
  const ids = Array.from({ length: lamps }, (_, n) => n);
  const model = {
    id: "m",
    name: "LED 60 W",
    powerAtMinimumDimLevel: 9,
    outputKind: "white",
    curve: "dali",
    nominalPower: 60,
    minLevel: 10,
  };
  const things: Partial<Record<ThingSort, readonly { readonly id: string }[]>> = {
    area: [
      { id: "city", name: "Thành phố" },
      ...Array.from({ length: wards }, (_, n) => ({ id: `ward-${n}`, name: `Phường ${n + 1}`, parentId: "city" })),
    ].map((area, n) => ({ ...area, topicNumber: n + 1 })),
    lampModel: [model],
    lamp: ids.map((n) => ({
      id: `lamp-${n}`,
      name: `Đèn ${n}`,
      areaId: `ward-${wardOf(n, lamps)}`,
      use: "road",
      modelId: "m",
      lon: 106.65,
      lat: 10.98,
      deviceId: `dev-${n}`,
      output: 0,
    })),
  };
  return inventoryOf(
    (sort) => new Map((things[sort] ?? []).map((thing) => [thing.id, { version: 1, ...thing }])) as never,
  );
}

/** A year of roll-ups, written as the journal writes them: a year of rows would take the fold an hour. */
async function fill(path: string, lamps: number): Promise<void> {
  const retention = { raw: 800, halfHours: 800, hours: 1_100 };
  const journal = await openSqliteJournal({ path, timeZone, retention });
  for (let n = 0; n < lamps; n++) {
    // first and last row say from when to when there is anything; without a counter they leave no energy of their own
    const rows = [from, end - hour].map((at) => ({ at, output: 0, level: 0, activePower: 0.4 }));
    const batches = [{ stream: "raw" as const, epoch: 7, after: 0, rows }];
    journal.append(arrivalOf(`dev-${n}`, "report", { states: [], batches }, "cbor", end));
  }
  await journal.folded();
  await journal.rolledUp();
  await journal.close();

  const db = new DatabaseSync(path);
  const statements = createStatements(db);
  const rolled = createRolledRows(createPartitions(db), statements);
  const put = (level: Level, at: number, width: number, device: number, isLit: boolean) => {
    const tally = new Tally();
    tally.rows = Math.round(width / 300_000);
    for (const [name, value] of [
      ["level", isLit ? 80 : 0],
      ["activePower", isLit ? 48 : 0.4],
      ["operatingHours", 500 + (at - from) / hour / 2],
      ["activeEnergy", 100 + (at - from) / hour / 40],
    ] as const)
      tally.addValue(name, value);
    const energy = { energy: (0.024 * width) / hour, measured: width, interpolated: 0, resets: 0, excluded: 0 };
    rolled.put(level, at, device, 0, { tally, energy });
  };
  db.exec("BEGIN");
  const days = edgesOf("day", from, end, timeZone);
  const numbers = statements.all("SELECT number, id FROM devices") as [number, string][];
  for (const at of days.slice(0, -1)) for (const [number] of numbers) put(2, at, 24 * hour, number, true);
  const close = numbers.filter(([, id]) => wardOf(Number(id.slice(4)), lamps) === 0);
  for (let at = from; at < end; at += hour) {
    const local = ((at / hour) % 24) + 7;
    for (const [number] of close) put(1, at, hour, number, local % 24 >= 18 || local % 24 < 6);
  }
  db.exec("COMMIT");
  db.close();
}

/** What others wait for while `work` is done. @returns ms it took, and ms the event loop was late, p99. */
async function besides(work: () => Promise<unknown>): Promise<{ took: number; late: number }> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const began = machineTime();
  await work();
  const took = machineTime() - began;
  loop.disable();
  return { took, late: loop.percentile(99) / 1e6 };
}

async function openCity(journal: SqliteJournal, lamps: number) {
  const inventory = cityOf(lamps);
  const index = createInventoryIndex(inventory);
  const things = { inventory: () => inventory, index: () => index };
  const assignments = async (ids: readonly string[]): Promise<Assignment[]> =>
    ids.map((lampId) => ({ lampId, device: `dev-${lampId.slice(5)}`, output: 0, from }) as Assignment);
  const site = () =>
    ({ lat: 10.98, lon: 106.65, timeZone, offsets: [{ at: Date.UTC(2025, 0), offset: 420 }] }) as unknown as Site;
  const read = { ...things, meters: journal, history: journal, assignments, cabinetAssignments: async () => [] };
  const cabinets = createCabinetReader(read);
  const accounts = createLampAccounts({ ...read, cabinets });
  const rates = { currency: "VND", priceClasses: [], gridFactor: [] };
  const energy = createEnergy({ ...things, site, accounts, cabinets, baselines: () => [], rates: () => rates });
  return { ...read, energy, site, cabinets, accounts };
}

async function measure({ devices }: Size): Promise<Figure[]> {
  using folder = createTempFolder("bench-reports");
  const path = folder.of("telemetry.sqlite");
  await fill(path, devices);
  const journal = await openSqliteJournal({ path, timeZone, retention: { raw: 800, halfHours: 800, hours: 1_100 } });
  try {
    const city = await openCity(journal, devices);
    const balances = createMeterBalances(city);
    await using api = await openApi({ now: end + hour, routes: [energyRoutes({ energy: city.energy, balances })] });
    for (const area of city.inventory().area.values()) api.areas.set(area.id, area);
    const query = `areaId=city&from=${month.from}&until=${month.until}&by=day`;
    const asked = await besides(async () => {
      const answer = await api.app.inject({ url: `/api/v1/energy?${query}`, headers: api.admin });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      if (answer.json().figures.length !== 31) throw new Error("October has 31 days");
    });
    const figures: Figure[] = [
      {
        subject: "den",
        measure: `${devices} lamps for a month by day, GET /energy`,
        unit: "s",
        value: asked.took / 1000,
      },
      { subject: "den", measure: lateEnergy, unit: "ms", value: asked.late },
    ];
    const reports = await createReports({
      ...city,
      clock: createSystemClock(),
      archive: createReportArchive(api.db, folder.of("reports")),
      printer: createPdfPrinter(),
      writers: {
        energy: createEnergyWriter(city),
        operation: createOperationWriter(city),
        bills: () => Promise.reject(new Error("not measured")),
      },
      writeTime: (at) => new Date(at).toISOString(),
      newId: randomUUID,
      log: silentLog,
    });
    for (const [kind, areaId, what] of [
      ["energy", "city", `${devices} lamps`],
      ["operation", "ward-0", `${city.index().lampsOfArea("ward-0").length} lamps`],
    ] as const satisfies readonly (readonly [ReportKind, string, string])[]) {
      const { took, late } = await besides(async () => {
        const { id } = await reports.ask(reader, { kind, areaId, from: begin, months: 12, language: "vi" });
        const state = async () => reports.find(reader, id).state;
        if ((await until(state, (now) => now === "done" || now === "failed", 1_200_000)) === "failed") {
          throw new Error(`the report of ${kind} failed`);
        }
      });
      figures.push(
        { subject: "den", measure: `report of ${kind} over a year, ${what}`, unit: "s", value: took / 1000 },
        { subject: "den", measure: lateReport(kind), unit: "ms", value: late },
      );
    }
    await reports.close();
    return figures;
  } finally {
    await journal.close();
  }
}

const lateEnergy = "… event loop of the API meanwhile, p99";
const lateReport = (kind: ReportKind) => `… event loop of the API while the report of ${kind} is made, p99`;

export const reports: Row = {
  name: "reports",
  title: "figures of a whole city: a month by day, and reports over a year, with the API's event loop beside them",
  run: measure,
  aims: [
    atMost(50, "den", lateEnergy, "the API's loop beside the energy of a month ≤ 50 ms"),
    atMost(50, "den", lateReport("energy"), "the API's loop beside a year's report on energy ≤ 50 ms"),
    atMost(50, "den", lateReport("operation"), "the API's loop beside a year's report on operation ≤ 50 ms"),
  ],
};
