import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idFrom, numberIn } from "../../../../controller/core/inventory/import/cells.ts";
import { columnOf, type ImportColumn, importColumns } from "../../../../controller/core/inventory/import/columns.ts";
import { planImport } from "../../../../controller/core/inventory/import/plan-import.ts";
import type { ImportRow, ImportTable } from "../../../../controller/core/inventory/import/table.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Inventory } from "../../../../controller/core/inventory/model.ts";
import { planChanges } from "../../../../controller/core/inventory/plan-changes.ts";
import { withChanges } from "../../../../controller/core/inventory/snapshot.ts";
import { smallTown } from "./small-town.ts";

function tableOf(cells: ImportRow["cells"][]): ImportTable {
  const rows = cells.map((row, place) => ({ at: place + 2, cells: row }));
  const headers = new Map(importColumns.map((column) => [column, column] as const));
  return { unit: "line", headers, ignored: [], rows, problems: [] };
}

/** @returns the inventory after the file, or what is wrong. */
function imported(inventory: Inventory, table: ImportTable) {
  const index = createInventoryIndex(inventory);
  const plan = planImport(inventory, index, table, {});
  const requests = plan.requests.map(({ request }) => request);
  const judged = planChanges(inventory, index, requests, 1_800_000_000_000);
  if (plan.problems.length > 0) return { problems: plan.problems.map(({ at, reason }) => `${at} ${reason}`) };
  if ("problems" in judged) return { problems: judged.problems.map(({ request, reason }) => `${request} ${reason}`) };
  return { problems: [], plan, after: withChanges(inventory, judged.changes) };
}

const some = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const row = fc.record({
  lamp: fc.constantFrom("A.1", "A.2", "Đ-3", "l1", "l3", "gone", "Cột số 7"),
  name: some("Đèn", "đèn góc"),
  area: fc.constantFrom("city", "north", "harbour"),
  model: fc.constant("model"),
  lon: fc.constantFrom("106,7", "106.71"),
  lat: fc.constant("10.98"),
  use: some("đường", "decorative"),
  road: some("dai-lo", "Đại lộ Bình Dương", "Hẻm 5"),
  order: some("1", "2", "9"),
  cabinet: some("cabinet", "TĐK 05", "TĐK"),
  circuit: some("whole", "Lộ 1", "05 Lộ 1"),
  circuitKind: some("nửa đêm", "whole-night"),
  segment: some("0", "2"),
  phase: some("A", "2"),
  device: some("spare", "NEW-1", "new-2"),
  output: some("0", "1"),
});

describe("planning an import", () => {
  it("finds nothing to do in a file that was accepted before, whatever was in it", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        const table = tableOf(
          rows.map((cells) => Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined))),
        );
        const first = imported(smallTown, table);
        if (first.after === undefined) return;
        accepted++;
        const again = imported(first.after, table);
        expect(again.problems).toEqual([]);
        expect(again.plan).toMatchObject({ requests: [], unchanged: rows.length });
      }),
      { numRuns: 3_000, seed: 20_270_206 },
    );
    // files that are always refused would prove nothing
    expect(accepted).toBeGreaterThan(200);
  });

  it("never takes two circuits for one because their ids would be alike", () => {
    const lamp = { area: "north", model: "model", lon: "106.7", lat: "10.98" };
    const { problems } = imported(
      smallTown,
      tableOf([
        { ...lamp, lamp: "n1", cabinet: "k 1", circuit: "2" },
        { ...lamp, lamp: "n2", cabinet: "k", circuit: "1-2" },
      ]),
    );
    expect(problems).toEqual(["3 differs"]);
  });

  it("brings a retired lamp back instead of refusing its id", () => {
    const cells = { lamp: "gone", area: "north", model: "model", lon: "106.7", lat: "10.98" };
    expect(imported(smallTown, tableOf([cells])).after?.lamp.get("gone")?.retiredAt).toBeUndefined();
  });
});

describe("the cells of a file", () => {
  it.each<[string, number | undefined]>([
    ["106,651", 106.651],
    ["106.651", 106.651],
    ["-7", -7],
    ["1.234,5", undefined],
    ["1e3", undefined],
    ["0x1F", undefined],
    ["", undefined],
    ["٣", undefined],
  ])("read %j as a number: %j", (cell, expected) => {
    expect(numberIn(cell)).toBe(expected);
  });

  it("give the same id for the same words, and different ids for long names that begin alike", () => {
    expect(idFrom("Trụ C.101/Đ2")).toBe("tru-c-101-d2");
    const long = "đường nối từ cầu Bạch Đằng đến ngã tư Bình Chuẩn";
    expect(idFrom(`${long} 1`)).not.toBe(idFrom(`${long} 2`));
    expect(idFrom(`${long} 1`)).toMatch(/^[a-z0-9-]{40}$/);
  });
});

describe("the headers of a file", () => {
  it.each<[string, ImportColumn | undefined]>([
    ["Mã đèn", "lamp"],
    ["MA DEN", "lamp"],
    ["lamp_id", "lamp"],
    ["Kinh độ", "lon"],
    ["Kinh độ tủ", "cabinetLon"],
    ["cabinetLon", "cabinetLon"],
    ["Số ngõ ra", "outputs"],
    ["Ghi chú", undefined],
  ])("know %j as %j", (header, expected) => {
    expect(columnOf(header)).toBe(expected);
  });
});
