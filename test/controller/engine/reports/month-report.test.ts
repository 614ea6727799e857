/** The reports of a month, from rows that simulated lamps sent to a real journal to the words on the page. */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createPdfPrinter } from "../../../../controller/bridges/pdf/print-report.ts";
import type { Site } from "../../../../controller/core/fleet/configure.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { ReportKind, ReportWish } from "../../../../controller/core/reports/report.ts";
import { createCabinetReader } from "../../../../controller/engine/energy/cabinet-readings.ts";
import { createEnergy } from "../../../../controller/engine/energy/energy.ts";
import { createEnergyWriter } from "../../../../controller/engine/energy/energy-figures.ts";
import { createLampAccounts } from "../../../../controller/engine/energy/lamp-accounts.ts";
import { createOperationWriter } from "../../../../controller/engine/reports/operation-figures.ts";
import { createReports, type Reports } from "../../../../controller/engine/reports/reports.ts";
import { type Db, openDatabase } from "../../../../controller/stores/database.ts";
import { migrate } from "../../../../controller/stores/migrations.ts";
import { createReportArchive } from "../../../../controller/stores/reports.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../../controller/stores/telemetry/sqlite.ts";
import { inventoryOfCity } from "../../../support/city-inventory.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { timeZone } from "../../../support/metered-city.ts";
import { type MeteredStreet, runMeteredStreet } from "../../../support/metered-street.ts";
import { presentControllers } from "../../../support/present-controllers.ts";
import { createTempFolder } from "../../../support/temp-folder.ts";

const [lamps, days] = [12, 3];
/** The last one is not over at midnight. */
const nights = days - 1;
const viewer = { id: "lan", name: "Nguyễn Thị Lan", grants: [{ role: "viewer" as const }] };
const folder = createTempFolder("month-report");
let db: Db;
let journal: SqliteJournal;
let street: MeteredStreet;
let reports: Reports;
let areaId: string;

beforeAll(async () => {
  journal = await openSqliteJournal({ path: folder.of("telemetry.sqlite"), commitDelay: 2, foldDelay: 50, timeZone });
  street = await runMeteredStreet(journal, lamps, days);
  db = openDatabase({ file: ":memory:" });
  await migrate(db);
  const inventory = inventoryOfCity(street.city, street.assignments);
  const index = createInventoryIndex(inventory);
  areaId = [...inventory.area.values()].find(({ parentId }) => parentId === undefined)!.id;
  const offsets = [{ at: Date.UTC(2026, 0), offset: 420 }];
  const site = () =>
    ({ lat: 10.98, lon: 106.65, timeZone, offsets }) as Pick<Site, "lat" | "lon" | "timeZone" | "offsets"> as Site;
  const things = { inventory: () => inventory, index: () => index };
  const assignments = async (ids: readonly string[]) => street.assignments.filter(({ lampId }) => ids.includes(lampId));
  const read = { ...things, meters: journal, history: journal, assignments };
  const rates = {
    currency: "VND",
    lightingClass: "public",
    priceClasses: [
      {
        id: "public",
        name: "Chiếu sáng công cộng",
        prices: [{ from: { year: 2025, month: 5, day: 10 }, value: 2226, source: "Quyết định giá điện" }],
      },
    ],
    gridFactor: [{ from: { year: 2023, month: 1, day: 1 }, value: 0.6592, source: "Hệ số lưới điện 2023" }],
  };
  const cabinets = createCabinetReader({ ...read, cabinetAssignments: presentControllers(inventory) });
  const energy = createEnergy({
    ...things,
    site,
    accounts: createLampAccounts({ ...read, cabinets }),
    cabinets,
    baselines: () => [],
    rates: () => rates,
  });
  reports = await createReports({
    clock: createFakeClock(street.until),
    archive: createReportArchive(db, folder.of("reports")),
    printer: createPdfPrinter(),
    writers: {
      energy: createEnergyWriter({ ...things, energy, site }),
      operation: createOperationWriter({ ...read, site }),
      bills: () => expect.fail("nobody asks here for bills"),
    },
    ...things,
    site,
    writeTime: () => "04/10/2026 00:00",
    newId: randomUUID,
    log: { error: (error) => expect.fail(String(error)), warn() {}, info() {}, debug() {} },
  });
}, 120_000);
afterAll(async () => {
  await reports?.close();
  await journal?.close();
  await db?.destroy();
  folder.remove();
});

async function made(kind: ReportKind, language: ReportWish["language"] = "vi") {
  const { id } = await reports.ask(viewer, { kind, areaId, from: { year: 2026, month: 10 }, months: 1, language });
  await vi.waitFor(() => expect(reports.find(viewer, id).state).toBe("done"), { timeout: 30_000 });
  const csv = new TextDecoder().decode((await reports.file(viewer, id, "csv")).bytes);
  const file = folder.of(`${kind}-${language}.pdf`);
  writeFileSync(file, (await reports.file(viewer, id, "pdf")).bytes);
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  const rows: string[][] = parse(csv, {
    delimiter: language === "vi" ? ";" : ",",
    bom: true,
    relax_column_count: true,
  });
  return { text, rows };
}

/** A number as Vietnamese spreadsheets write it. */
const figure = (text: string | undefined) => Number(text?.replace(",", "."));

describe("the energy report of a month", () => {
  test("says what the lamps' meters counted, what it cost, and where prices come from", async () => {
    const { text } = await made("energy");
    const truth = [...street.truth.values()].reduce((sum, kWh) => sum + kWh, 0);
    const said = Number(
      /Điện năng\s.*\n(?:.*\n)??\s*([\d.,]+)\s*kWh/.exec(text)?.[1]?.replace(/\./g, "").replace(",", "."),
    );
    expect(Math.abs(said / truth - 1)).toBeLessThan(0.03);
    for (const words of [
      "Báo cáo điện năng chiếu sáng",
      "tháng 10/2026",
      "Nguyễn Thị Lan",
      "Quyết định giá điện",
      "Hệ số lưới điện 2023",
    ]) {
      expect(text).toContain(words);
    }
  });

  test("tells no saving without a baseline, and says why", async () => {
    expect((await made("energy")).text).toContain("Không tính tiết kiệm");
    expect((await made("energy", "en")).text).toContain("No saving is told");
  });
});

describe("the operation report of a month", () => {
  test("finds nearly all light that was wanted, and owns up to what it does not know", async () => {
    const { rows, text } = await made("operation");
    const total = rows.find(([name]) => name === "Cộng")!;
    const [, count, wanted, dark, availability, burning, data] = total.map(figure);
    expect(count).toBe(street.city.lamps.filter(({ deviceId }) => deviceId !== undefined).length);
    expect(wanted).toBeGreaterThan(count! * nights * 6);
    expect(dark! / wanted!).toBeLessThan(0.02);
    expect(availability).toBeGreaterThan(98);
    // the nights are some twelve hours long; each lamp burns through them
    expect(burning).toBeGreaterThan(nights * 10);
    expect(burning).toBeLessThan(nights * 13);
    expect(data).toBeGreaterThan(80);
    expect(data).toBeLessThan(100);
    expect(text).toContain("Độ khả dụng");
    expect(text).toMatch(/Không có số liệu cho [\d,]+ % thời gian ban đêm/);
  });
});
