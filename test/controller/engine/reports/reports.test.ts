/** Reports as their askers live with them: asked, waited for, taken, forgotten; over a restart too. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { createPdfPrinter } from "../../../../controller/bridges/pdf/print-report.ts";
import type { Area } from "../../../../controller/core/inventory/model.ts";
import type { Person } from "../../../../controller/core/people/model.ts";
import type { ReportWish } from "../../../../controller/core/reports/report.ts";
import {
  createReports,
  mostWaiting,
  type Reports,
  type ReportWriter,
} from "../../../../controller/engine/reports/reports.ts";
import { type Db, openDatabase } from "../../../../controller/stores/database.ts";
import { migrate } from "../../../../controller/stores/migrations.ts";
import { createReportArchive } from "../../../../controller/stores/reports.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { createTempFolder } from "../../../support/temp-folder.ts";

const now = Date.UTC(2026, 9, 20, 3);
const areas = new Map<string, Area>(
  [
    { id: "di-an", name: "Dĩ An" },
    { id: "ben-cat", name: "Bến Cát" },
  ].map((area, n) => [area.id, { ...area, version: 1, topicNumber: n + 1 }]),
);
const lan: Person = { id: "lan", name: "Lan", grants: [{ role: "viewer", areaIds: ["di-an"] }] };
const minh: Person = { id: "minh", name: "Minh", grants: [{ role: "viewer", areaIds: ["di-an"] }] };
const tu: Person = { id: "tu", name: "Tú", grants: [{ role: "viewer", areaIds: ["ben-cat"] }] };
const wish: ReportWish = {
  kind: "operation",
  areaId: "di-an",
  from: { year: 2026, month: 9 },
  months: 1,
  language: "vi",
};

const opened: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** A writer whose documents are finished when the test says so. */
function heldWriter() {
  const scopes: Parameters<ReportWriter>[0][] = [];
  let release = Promise.withResolvers<void>();
  const write: ReportWriter = async (scope, tell, signal) => {
    scopes.push(scope);
    tell(0.5);
    await Promise.race([
      release.promise,
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    ]);
    return {
      title: "Báo cáo vận hành",
      ...scope.frame,
      sections: [
        {
          heading: "Tổng quan",
          blocks: [{ kind: "table", title: "Bảng", columns: [{ label: "Đèn" }], rows: [["L1"]] }],
        },
      ],
    };
  };
  const hold = () => {
    release = Promise.withResolvers();
  };
  return { write, scopes, release: () => release.resolve(), hold };
}

async function open(writer: ReportWriter, db?: Db, folder = createTempFolder("reports")) {
  const base = db ?? openDatabase({ file: ":memory:" });
  if (db === undefined) {
    await migrate(base);
    opened.push({ close: () => folder.remove() }, { close: () => base.destroy() });
  }
  const failures: unknown[] = [];
  const failing: ReportWriter = async () => {
    throw new Error("the disk is on fire");
  };
  let ids = 0;
  const reports = await createReports({
    clock: createFakeClock(now),
    archive: createReportArchive(base, folder.of("reports")),
    printer: createPdfPrinter(),
    writers: { operation: writer, energy: failing, bills: failing },
    inventory: () => ({ area: areas }),
    site: () => ({ timeZone: "Asia/Ho_Chi_Minh" }),
    writeTime: () => "20/10/2026 10:00",
    newId: () => `${db === undefined ? "first" : "second"}-${++ids}`,
    log: { error: (error) => failures.push(error), warn() {}, info() {}, debug() {} },
  });
  opened.push(reports);
  return { reports, base, folder, failures };
}

const done = (reports: Reports, person: Person, id: string) =>
  vi.waitFor(() => expect(reports.find(person, id).state).toBe("done"));

describe("a report", () => {
  test("is made while its asker does something else, and is there as PDF and CSV", async () => {
    const held = heldWriter();
    const { reports } = await open(held.write);
    const { id, state } = await reports.ask(lan, wish);
    expect(state).toMatch(/waiting|running/);
    await vi.waitFor(() => expect(reports.find(lan, id)).toMatchObject({ state: "running", share: 0.475 }));
    await expect(reports.file(lan, id, "pdf")).rejects.toMatchObject({ code: "reports/unfinished" });
    held.release();
    await done(reports, lan, id);
    const pdf = await reports.file(lan, id, "pdf");
    expect(new TextDecoder("latin1").decode(pdf.bytes.subarray(0, 5))).toBe("%PDF-");
    const csv = new TextDecoder().decode((await reports.file(lan, id, "csv")).bytes);
    expect(csv).toContain("Báo cáo vận hành\r\nDĩ An · tháng 09/2026\r\nLập lúc 20/10/2026 10:00 bởi Lan · Den");
  });

  test("covers its months by the site's calendar, the present one up to now", async () => {
    const held = heldWriter();
    held.release();
    const { reports } = await open(held.write);
    const whole = await reports.ask(lan, wish);
    const present = await reports.ask(lan, { ...wish, months: 12 });
    await done(reports, lan, whole.id);
    await done(reports, lan, present.id);
    const midnight = (month: number) => Date.UTC(2026, month - 1, 1) - 7 * 3_600_000;
    expect(held.scopes.map(({ from, until }) => [from, until])).toEqual([
      [midnight(9), midnight(10)],
      [midnight(9), now],
    ]);
    expect(held.scopes[1]!.frame.subject).toBe("Dĩ An · tháng 09/2026 – 08/2027");
  });

  test("is seen by whoever may read its area, and by nobody else", async () => {
    const held = heldWriter();
    const { reports } = await open(held.write);
    const { id } = await reports.ask(lan, wish);
    expect(reports.list(minh).map((report) => report.id)).toEqual([id]);
    expect(reports.list(tu)).toEqual([]);
    expect(() => reports.find(tu, id)).toThrow(expect.objectContaining({ code: "reports/unknown" }));
    await expect(reports.ask(tu, wish)).rejects.toMatchObject({ code: "inventory/unknown" });
  });

  test("is refused for a month that has not begun, and for an area that is not", async () => {
    const { reports } = await open(heldWriter().write);
    await expect(reports.ask(lan, { ...wish, from: { year: 2026, month: 11 } })).rejects.toMatchObject({
      code: "reports/future",
      params: { month: "11/2026" },
    });
    await expect(reports.ask(lan, { ...wish, areaId: "nowhere" })).rejects.toMatchObject({ code: "inventory/unknown" });
    expect(reports.list(lan)).toEqual([]);
  });

  test("waits for its turn, and is refused where too many wait", async () => {
    const { reports } = await open(heldWriter().write);
    for (let n = 0; n < mostWaiting; n++) await reports.ask(lan, wish);
    await expect(reports.ask(lan, wish)).rejects.toMatchObject({ code: "reports/full" });
    expect(reports.list(lan).filter(({ state }) => state === "running")).toHaveLength(1);
  });

  test("that fails says so, and the next is made all the same", async () => {
    const held = heldWriter();
    held.release();
    const { reports, failures } = await open(held.write);
    const bad = await reports.ask(lan, { ...wish, kind: "energy" });
    const good = await reports.ask(lan, wish);
    await done(reports, lan, good.id);
    expect(reports.find(lan, bad.id).state).toBe("failed");
    expect(failures).toHaveLength(1);
  });
});

describe("removing a report", () => {
  test("stops it where it is under way, and the next one begins", async () => {
    const held = heldWriter();
    const { reports } = await open(held.write);
    const first = await reports.ask(lan, wish);
    const second = await reports.ask(lan, wish);
    await vi.waitFor(() => expect(reports.find(lan, first.id).state).toBe("running"));
    await reports.remove(lan, first.id);
    expect(() => reports.find(lan, first.id)).toThrow(expect.objectContaining({ code: "reports/unknown" }));
    await vi.waitFor(() => expect(reports.find(lan, second.id).state).toBe("running"));
  });

  test("is its asker's affair", async () => {
    const { reports } = await open(heldWriter().write);
    const { id } = await reports.ask(lan, wish);
    await expect(reports.remove(minh, id)).rejects.toMatchObject({ code: "people/outside-area" });
    expect(reports.find(lan, id).id).toBe(id);
  });
});

test("what was asked survives a restart, and so does what was done", async () => {
  const held = heldWriter();
  held.release();
  const { reports, base, folder } = await open(held.write);
  const ended = await reports.ask(lan, wish);
  await done(reports, lan, ended.id);
  held.hold();
  const waiting = await reports.ask(lan, wish);
  await vi.waitFor(() => expect(reports.find(lan, waiting.id).state).toBe("running"));
  await reports.close();

  held.release();
  const { reports: again } = await open(held.write, base, folder);
  expect(again.find(lan, ended.id)).toMatchObject({ state: "done", share: 1 });
  expect((await again.file(lan, ended.id, "pdf")).bytes.length).toBeGreaterThan(1000);
  await done(again, lan, waiting.id);
});
