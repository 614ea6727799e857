/** A year of bills of twenty supply points against what their cabinets counted: real journal, real file, real database. */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readCsv } from "../../../../controller/api/import/read-csv.ts";
import { createPdfPrinter } from "../../../../controller/bridges/pdf/print-report.ts";
import { billColumnOf } from "../../../../controller/core/energy/bills/columns.ts";
import type { Comparison } from "../../../../controller/core/energy/bills/compare-bills.ts";
import type { Site } from "../../../../controller/core/fleet/configure.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { AuditEntry } from "../../../../controller/core/people/audit.ts";
import type { Person } from "../../../../controller/core/people/model.ts";
import type { Language } from "../../../../controller/core/plans/preview/words.ts";
import type { Month } from "../../../../controller/core/reports/report.ts";
import { createBillsWriter } from "../../../../controller/engine/energy/bill-figures.ts";
import { type Bills, createBills } from "../../../../controller/engine/energy/bills.ts";
import { createCabinetReader } from "../../../../controller/engine/energy/cabinet-readings.ts";
import { createLampAccounts } from "../../../../controller/engine/energy/lamp-accounts.ts";
import { createReports, type Reports } from "../../../../controller/engine/reports/reports.ts";
import { createBillStore } from "../../../../controller/stores/bills.ts";
import { type Db, openDatabase } from "../../../../controller/stores/database.ts";
import { migrate } from "../../../../controller/stores/migrations.ts";
import { createReportArchive } from "../../../../controller/stores/reports.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../../controller/stores/telemetry/sqlite.ts";
import { createRng } from "../../../../simulator/rng.ts";
import { billedCity, billedYear, lastDay, points, timeZone } from "../../../support/billed-year.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { presentControllers } from "../../../support/present-controllers.ts";
import { createTempFolder } from "../../../support/temp-folder.ts";

const administrator: Person = { id: "admin", name: "Lan", grants: [{ role: "administrator" }] };
const viewer: Person = { id: "minh", name: "Minh", grants: [{ role: "viewer", areaIds: ["north"] }] };
const folder = createTempFolder("bills");
const inventory = billedCity();
const year = billedYear(createRng(20_260_101));
const lines: AuditEntry[] = [];
let journal: SqliteJournal;
let db: Db;
let bills: Bills;

const tableOf = (file: string) =>
  readCsv(new TextEncoder().encode(file), { columnOf: billColumnOf, refusal: "energy/import-rejected" });
const importFile = async (id: string, file: string, { by = administrator, dryRun = false } = {}) =>
  bills.importBills(by, await tableOf(file), { id, dryRun });

beforeAll(async () => {
  journal = await openSqliteJournal({ path: folder.of("telemetry.sqlite"), commitDelay: 2, foldDelay: 20, timeZone });
  for (const arrival of year.arrivals) journal.append(arrival);
  await journal.folded();
  db = openDatabase({ file: ":memory:" });
  await migrate(db);
  const index = createInventoryIndex(inventory);
  const things = { inventory: () => inventory, index: () => index, meters: journal, history: journal };
  const cabinets = createCabinetReader({ ...things, cabinetAssignments: presentControllers(inventory) });
  bills = createBills({
    ...things,
    clock: { now: () => lastDay, wakeAt: () => () => {} },
    store: createBillStore(db),
    audit: { record: async (line) => void lines.push(line) },
    site: () => ({ timeZone }),
    cabinets,
    accounts: createLampAccounts({ ...things, cabinets, assignments: async () => [] }),
  });
}, 120_000);
afterAll(async () => {
  await journal?.close();
  await db?.destroy();
  folder.remove();
});

const everywhere = { place: { areaId: "city" } };

describe("a file of bills", () => {
  test("is only looked at in a dry run, then taken, and changes nothing the second time", async () => {
    const seen = await importFile("look", year.file, { dryRun: true });
    expect([seen.rows, seen.bills.length]).toEqual([240, 240]);
    expect(await bills.list(administrator, everywhere)).toEqual([]);
    expect((await importFile("year", year.file)).bills).toHaveLength(240);
    expect(await bills.list(administrator, everywhere)).toHaveLength(240);
    expect(await importFile("again", year.file)).toMatchObject({ bills: [], unchanged: 240 });
    expect(lines.map(({ action, thing }) => [action, thing?.id])).toEqual([["bills.import", "year"]]);
  });

  test("whose id was used is refused", async () => {
    await expect(importFile("year", year.file)).rejects.toMatchObject({ code: "energy/import-taken" });
  });

  test("is refused whole with a place per wrong cell, in both languages", async () => {
    const file = "Mã PE;Từ ngày;Đến ngày;kWh\nPE01;01/01/2020;31/01/2020;10\nPE99;1/1;31/01/2020;x\n";
    const places = [
      { path: "line 3, column Mã PE", messageVi: expect.stringContaining("PE99") },
      { path: "line 3, column Từ ngày" },
      { path: "line 3, column kWh" },
    ];
    await expect(importFile("bad", file)).rejects.toMatchObject({ code: "energy/import-rejected", places });
    expect(await bills.list(administrator, { place: { supplyPointId: "pe-1" }, until: "2025-01-01" })).toEqual([]);
  });

  test("of somebody without the power there names no supply point he could write to", async () => {
    const file = "mã PE;từ ngày;đến ngày;kWh\nPE01;01/01/2020;31/01/2020;10\n";
    await expect(importFile("viewer", file, { by: viewer })).rejects.toMatchObject({ code: "energy/import-rejected" });
  });
});

describe("twelve bills of each of twenty supply points", () => {
  let comparisons: Comparison[];
  beforeAll(async () => {
    comparisons = await bills.compare(administrator, everywhere);
  }, 120_000);

  test("the one with a wrong factor is found, with the factor it should have, and nothing else", () => {
    const found = comparisons.filter(({ finding }) => finding !== "none");
    const usual = comparisons
      .filter(({ supplyPointId }) => supplyPointId !== year.wrong)
      .flatMap(({ periods }) => periods.map(({ share }) => Math.abs(share ?? 0)));
    console.log(
      `${comparisons.length} supply points, ${comparisons.reduce((sum, { periods }) => sum + periods.length, 0)} periods: found ${JSON.stringify(found.map(({ supplyPointId, finding, likelyFactor, share }) => ({ supplyPointId, finding, likelyFactor, share })))}; the others deviate by at most ${(Math.max(...usual) * 100).toFixed(2)} %`,
    );
    expect(comparisons).toHaveLength(points);
    expect(found).toMatchObject([{ supplyPointId: year.wrong, finding: "wrongFactor", likelyFactor: 20 }]);
  });

  test("a month in which a cabinet was away has no verdict, and its neighbours have", () => {
    const { periods } = comparisons.find(({ supplyPointId }) => supplyPointId === year.away)!;
    const thin = periods.filter(({ remarks }) => remarks.includes("thin"));
    expect(thin).toHaveLength(1);
    expect(thin[0]).not.toHaveProperty("share");
    expect(periods.filter(({ share }) => share !== undefined)).toHaveLength(11);
  });

  test("whoever may read one area alone is told of that area alone", async () => {
    const told = await bills.compare(viewer, { place: { areaId: "north" } });
    expect(told.map(({ supplyPointId }) => supplyPointId)).toEqual(["pe-1", "pe-2", "pe-3", "pe-4", "pe-5"]);
    await expect(bills.compare(viewer, everywhere)).rejects.toMatchObject({ code: "inventory/unknown" });
    await expect(bills.list(viewer, { place: { supplyPointId: "pe-9" } })).rejects.toMatchObject({
      code: "inventory/unknown",
    });
  });

  test("a period without bills is compared with nothing", async () => {
    expect(await bills.compare(administrator, { ...everywhere, from: "2030-01-01" })).toEqual([]);
  });
});

describe("the report on bills", () => {
  let reports: Reports;
  beforeAll(async () => {
    const site = () => ({ timeZone }) as Site;
    const index = createInventoryIndex(inventory);
    const other = () => expect.fail("nobody asks here for anything but bills");
    reports = await createReports({
      clock: createFakeClock(lastDay),
      archive: createReportArchive(db, folder.of("reports")),
      printer: createPdfPrinter(),
      writers: {
        bills: createBillsWriter({
          bills,
          inventory: () => inventory,
          index: () => index,
          site,
          rates: () => ({ currency: "VND" }),
        }),
        energy: other,
        operation: other,
      },
      inventory: () => inventory,
      site,
      writeTime: () => "08/12/2026 07:00",
      newId: randomUUID,
      log: { error: (error) => expect.fail(String(error)), warn() {}, info() {}, debug() {} },
    });
  });
  afterAll(() => reports.close());

  async function made(from: Month, months: number, language: Language = "vi") {
    const { id } = await reports.ask(administrator, { kind: "bills", areaId: "city", from, months, language });
    await vi.waitFor(() => expect(reports.find(administrator, id).state).toBe("done"), { timeout: 100_000 });
    const csv = new TextDecoder().decode((await reports.file(administrator, id, "csv")).bytes);
    const delimiter = language === "vi" ? ";" : ",";
    const rows: string[][] = parse(csv, { delimiter, bom: true, relax_column_count: true });
    const file = folder.of(`bills-${from.month}-${language}.pdf`);
    writeFileSync(file, (await reports.file(administrator, id, "pdf")).bytes);
    return { rows, text: execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }) };
  }
  const billsIn = (rows: readonly string[][]) => rows.filter(([, , from = ""]) => /^\d/.test(from));

  test("of one month names the wrong factor, which shows over a year, and nothing else", async () => {
    const { rows, text } = await made({ year: 2026, month: 11 }, 1);
    expect(billsIn(rows)).toHaveLength(points);
    expect(new Set(billsIn(rows).map(([, , , to]) => to))).toEqual(new Set(["05/11/2026"]));
    const begin = rows.findIndex(([title]) => title === "Điểm đo có chênh lệch kéo dài");
    const [found, after] = rows.slice(begin + 2);
    expect([found?.[0], found?.[1], found?.[2], found?.[5]]).toEqual(["Trạm 7", "PE07", "Hệ số nhân sai", "20"]);
    // the empty line before the next table
    expect(after).toEqual([""]);
    for (const words of ["Báo cáo hóa đơn và hệ thống", "tháng 11/2026", "Hệ số nhân sai", "1 trong 20 điểm đo"]) {
      expect(text).toContain(words);
    }
  }, 120_000);

  test("of a year holds each bill once, and says of which periods too little is known", async () => {
    const { rows, text } = await made({ year: 2026, month: 1 }, 12, "en");
    expect(billsIn(rows)).toHaveLength(240);
    expect(billsIn(rows).filter((cells) => cells.at(-1)?.includes("too little data"))).toHaveLength(1);
    expect(text).toContain("1 of 240 periods are not judged");
    expect(text).toContain("Wrong factor");
  }, 120_000);

  test("of months before the first bill says so, and whom no bill came for", async () => {
    const { rows, text } = await made({ year: 2024, month: 10 }, 1);
    expect(billsIn(rows)).toEqual([]);
    expect(text).toContain("Không có hóa đơn nào kết thúc trong kỳ này");
    expect(text).toMatch(/20 điểm đo: Trạm 1, Trạm 2,/);
  }, 120_000);
});

describe("an import", () => {
  test("is taken back once, by whoever may write there, and can be brought again", async () => {
    await expect(bills.undo(viewer, "year")).rejects.toMatchObject({ code: "people/outside-area" });
    await expect(bills.undo(administrator, "never")).rejects.toMatchObject({ code: "energy/import-unknown" });
    await bills.undo(administrator, "year");
    expect(await bills.list(administrator, everywhere)).toEqual([]);
    await expect(bills.undo(administrator, "year")).rejects.toMatchObject({ code: "energy/import-undone" });
    expect((await importFile("once-more", year.file)).bills).toHaveLength(240);
    const [newest, first] = await bills.imports(viewer);
    expect([newest?.id, first?.id].sort()).toEqual(["once-more", "year"]);
  });
});
