/** Reports where calendars and cities are awkward: the month in which the clock is put back, and months and areas of nothing. */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { nightAt } from "#protocol/behavior/night.ts";
import type { Sample } from "#protocol/wire/samples.ts";
import { createPdfPrinter } from "../../../../controller/bridges/pdf/print-report.ts";
import type { Site } from "../../../../controller/core/fleet/configure.ts";
import { offsetsOf } from "../../../../controller/core/fleet/offsets.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Person } from "../../../../controller/core/people/model.ts";
import type { Month, ReportKind } from "../../../../controller/core/reports/report.ts";
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
import { timeZone, inventory as town } from "../../../support/energy-town.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { presentControllers } from "../../../support/present-controllers.ts";
import { arrivalOf } from "../../../support/telemetry.ts";
import { createTempFolder } from "../../../support/temp-folder.ts";

const hour = 3_600_000;
/** October 2026 at the site: 745 hours, because the 25th has 25. */
const [from, end] = [Date.UTC(2026, 8, 30, 22), Date.UTC(2026, 9, 31, 23)];
const october = { year: 2026, month: 10 };
/** A lamp of the south that was taken down in the middle of the month. */
const gone = { ...town.lamp.get("unmetered")!, id: "gone", name: "gone", retiredAt: Date.UTC(2026, 9, 15, 10) };
const inventory = { ...town, lamp: new Map([...town.lamp, ["gone", gone]]) };
const viewer: Person = { id: "lan", name: "Lan", grants: [{ role: "viewer" }] };
const place = { lat: 52.5, lon: 13.4 };
const site = { place, offsets: offsetsOf(timeZone, from) };
const folder = createTempFolder("report-corners");
let db: Db;
let journal: SqliteJournal;
let reports: Reports;

beforeAll(async () => {
  journal = await openSqliteJournal({ path: folder.of("telemetry.sqlite"), commitDelay: 2, foldDelay: 20, timeZone });
  const rows = Array.from({ length: (end - from) / hour + 2 }, (_, n) => {
    const at = from + n * hour;
    const { sunset, sunrise } = nightAt(site, at);
    const isNight = at >= sunset && at < sunrise;
    // the counter goes on by day as well, so that every hour of the month is told apart
    return { at, output: 0, level: isNight ? 100 : 0, activePower: isNight ? 100 : 0, activeEnergy: 50 + 0.1 * n };
  }) as unknown as Sample[];
  for (let n = 0; n < rows.length; n += 40) {
    const batch = { stream: "raw" as const, epoch: 9, after: n, rows: rows.slice(n, n + 40) };
    journal.append(arrivalOf("d1", "report", { states: [], batches: [batch] }, "cbor", end + 2 * hour));
  }
  await journal.folded();
  db = openDatabase({ file: ":memory:" });
  await migrate(db);
  const index = createInventoryIndex(inventory);
  const here = () => ({ ...place, ...site, timeZone }) as unknown as Site;
  const things = { inventory: () => inventory, index: () => index };
  const spans = [
    { lampId: "metered", device: "d1", output: 0, from },
    { lampId: "unmetered", device: "d2", output: 0, from },
    { lampId: "gone", device: "d1", output: 0, from, to: gone.retiredAt },
  ];
  const read = {
    ...things,
    meters: journal,
    history: journal,
    assignments: async (ids: readonly string[]) => spans.filter(({ lampId }) => ids.includes(lampId)),
  };
  const cabinets = createCabinetReader({ ...read, cabinetAssignments: presentControllers(inventory) });
  const accounts = createLampAccounts({ ...read, cabinets });
  const rates = { currency: "EUR", priceClasses: [], gridFactor: [] };
  const energy = createEnergy({ ...things, site: here, accounts, cabinets, baselines: () => [], rates: () => rates });
  reports = await createReports({
    clock: createFakeClock(end + 24 * hour),
    archive: createReportArchive(db, folder.of("reports")),
    printer: createPdfPrinter(),
    writers: {
      energy: createEnergyWriter({ ...things, energy, site: here }),
      operation: createOperationWriter({ ...read, site: here }),
      bills: () => expect.fail("nobody asks here for bills"),
    },
    ...things,
    site: here,
    writeTime: () => "2026-11-02 00:00",
    newId: randomUUID,
    log: { error: (error) => expect.fail(String(error)), warn() {}, info() {}, debug() {} },
  });
}, 60_000);
afterAll(async () => {
  await reports?.close();
  await journal?.close();
  await db?.destroy();
  folder.remove();
});

async function made(kind: ReportKind, areaId: string, first: Month = october) {
  const { id } = await reports.ask(viewer, { kind, areaId, from: first, months: 1, language: "en" });
  await vi.waitFor(() => expect(reports.find(viewer, id).state).toBe("done"), { timeout: 30_000 });
  const csv = new TextDecoder().decode((await reports.file(viewer, id, "csv")).bytes);
  const file = folder.of(`${kind}-${areaId}.pdf`);
  writeFileSync(file, (await reports.file(viewer, id, "pdf")).bytes);
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
  return { text, rows: parse(csv, { bom: true, relax_column_count: true }) as string[][] };
}

/** Rows below a title, its head left out, up to the next empty line. */
function below(rows: readonly string[][], title: string): string[][] {
  const begin = rows.findIndex(([first]) => first === title) + 2;
  const after = rows.findIndex((row, n) => n >= begin && row.length === 1 && row[0] === "");
  return rows.slice(begin, after === -1 ? undefined : after);
}

describe("the month in which the clock is put back", () => {
  test("has a day of 25 hours in the energy report, and its days are the month", async () => {
    const { rows } = await made("energy", "north");
    const days = below(rows, "Energy by day").map(([day, energy]) => [Number(day), Number(energy)] as const);
    expect(days.map(([day]) => day)).toEqual(Array.from({ length: 31 }, (_, n) => n + 1));
    for (const [day, energy] of days) expect(energy).toBeCloseTo(day === 25 ? 2.5 : 2.4, 6);
    const [, total] = rows.find(([label]) => label === "Energy (kWh)")!;
    expect(Number(total)).toBeCloseTo(74.5, 6);
  });

  test("has each of its nights once in the operation report, the long one in full", async () => {
    const { rows } = await made("operation", "north");
    // the night of the 31st is not over when the month is, and that of 30 September began before it
    const nights = Array.from({ length: 30 }, (_, n) => nightAt(site, Date.UTC(2026, 9, n + 1, 12)));
    const lit = Array.from({ length: (end - from) / hour }, (_, n) => from + n * hour).filter((at) =>
      nights.some(({ sunset, sunrise }) => at >= sunset && at < sunrise),
    );
    const [, lamps, wanted, unlit] = below(rows, "Operation by area").at(-1)!.map(Number);
    expect(lamps).toBe(1);
    expect(wanted).toBe(lit.length);
    expect(unlit).toBe(0);
  });
});

test("a lamp retired within the month is in the operation report with its nights until then", async () => {
  const { text, rows } = await made("operation", "south");
  const [, lamps, wanted, , , , completeness] = below(rows, "Operation by area").at(-1)!.map(Number);
  const nights = Array.from({ length: 30 }, (_, n) => nightAt(site, Date.UTC(2026, 9, n + 1, 12)));
  const its = nights.filter(({ sunrise }) => sunrise < gone.retiredAt);
  expect(lamps).toBe(2);
  expect(wanted).toBe(its.reduce((sum, night) => sum + hoursLit(night), 0));
  // of the other lamp nothing was ever heard
  const dark = (some: typeof nights) => some.reduce((sum, { sunset, sunrise }) => sum + sunrise - sunset, 0);
  expect(completeness).toBeCloseTo((dark(its) / (dark(its) + dark(nights))) * 100, 1);
  expect(text).toContain("Out of use by now: 1 of them");
  expect(text).toMatch(/Nothing is known of 6\d\.\d % of the dark hours/);
});

/** Whole hours that begin between sunset and sunrise. */
function hoursLit({ sunset, sunrise }: { sunset: number; sunrise: number }): number {
  return Math.ceil(sunrise / hour) - Math.ceil(sunset / hour);
}

describe("a report over nothing", () => {
  test("says so for an area without lamps", async () => {
    expect((await made("energy", "empty")).text).toContain("There were no lamps in this area in this period");
    expect((await made("operation", "empty")).text).toContain("No lamp with a controller hung in this area");
  });

  test("says so for a month before anything was heard, and claims no saving for it", async () => {
    const before = { year: 2024, month: 2 };
    const { text, rows } = await made("energy", "south", before);
    expect(text).toContain("Nothing is known of the energy of 100.0 % of the lamps' time");
    expect(text).toContain("No saving is told");
    expect(below(rows, "Overview")[0]).toEqual(["Cost (EUR)", "0"]);
    const operation = await made("operation", "south", before);
    expect(operation.text).toContain("No lamp with a controller hung in this area");
  });
});
