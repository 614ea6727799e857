/** How lists are narrowed, sorted and written to files. */
import { describe, expect, test } from "vitest";
import {
  type Choice,
  type Column,
  chooseRows,
  nextSorting,
  readSorting,
  writeSorting,
} from "../../../controller/console/table/columns.ts";
import { toCsv } from "../../../controller/console/table/csv.ts";

interface Lamp {
  readonly name: string;
  readonly power?: number;
  readonly state: string;
}

const columns: readonly Column<Lamp>[] = [
  { id: "name", title: "Tên", text: ({ name }) => name },
  { id: "power", title: "Công suất", text: ({ power }) => `${power ?? ""}`, sortBy: ({ power }) => power },
];
const rows: readonly Lamp[] = [
  { name: "Đại lộ Bình Dương 10", power: 90, state: "on" },
  { name: "Đại lộ Bình Dương 9", power: 100, state: "off" },
  { name: "Ấp Chánh 1", state: "on" },
];
const { compare } = new Intl.Collator("vi", { numeric: true });
const choose = (choice: Partial<Choice<Lamp>>) =>
  chooseRows(rows, { columns, compare, ...choice }).map(({ name }) => name);

describe("a list", () => {
  test("finds words in any order, without marks", () => {
    expect(choose({ words: "duong dai" })).toHaveLength(2);
    expect(choose({ words: "100 ĐẠI" })).toEqual(["Đại lộ Bình Dương 9"]);
    expect(choose({ words: "tan uyen" })).toEqual([]);
  });

  test("shows what every filter with a value lets through", () => {
    const filters = [
      { id: "state", title: "", options: [], matches: (row: Lamp, value: string) => row.state === value },
    ];
    expect(choose({ filters, values: { state: "on" } })).toHaveLength(2);
    expect(choose({ filters, values: {} })).toHaveLength(3);
  });

  test("sorts names with their numbers, figures as figures, and what is unknown last either way", () => {
    expect(choose({ sorting: { column: "name", descending: false } })).toEqual([
      "Ấp Chánh 1",
      "Đại lộ Bình Dương 9",
      "Đại lộ Bình Dương 10",
    ]);
    const byPower = (descending: boolean) => choose({ sorting: { column: "power", descending } });
    expect(byPower(false)).toEqual(["Đại lộ Bình Dương 10", "Đại lộ Bình Dương 9", "Ấp Chánh 1"]);
    expect(byPower(true)).toEqual(["Đại lộ Bình Dương 9", "Đại lộ Bình Dương 10", "Ấp Chánh 1"]);
  });

  test("leaves the rows it was given as they are", () => {
    const before = [...rows];
    choose({ sorting: { column: "name", descending: true } });
    expect(rows).toEqual(before);
  });
});

test("a heading sorts up, then down, then as it came; the address says so", () => {
  const once = nextSorting(undefined, "power");
  const twice = nextSorting(once, "power");
  expect([writeSorting(once), writeSorting(twice), writeSorting(nextSorting(twice, "power"))]).toEqual([
    "power",
    "-power",
    undefined,
  ]);
  expect(readSorting("-power")).toEqual(twice);
  expect(nextSorting(twice, "name")).toEqual({ column: "name", descending: false });
});

describe("a file of a list", () => {
  const csv = (...names: string[]) =>
    toCsv(
      columns,
      names.map((name) => ({ name, power: 1.5, state: "" })),
    );

  test("is what Excel in Vietnamese opens: a mark, semicolons, CRLF, marks kept", () => {
    expect(csv("Đèn 1")).toBe("\uFEFFTên;Công suất\r\nĐèn 1;1.5");
  });

  test("keeps semicolons, quotes and line breaks inside a cell", () => {
    expect(csv('a;"b"\nc')).toContain('"a;""b""\nc";1.5');
  });

  test("does not let a name run as a formula, and leaves negative numbers alone", () => {
    expect(csv("=1+1", "@x", "-12,5", "+84 90")).toContain("\r\n'=1+1;");
    expect(csv("@x")).toContain("\r\n'@x;");
    expect(csv("-12,5")).toContain("\r\n-12,5;");
    expect(csv("-cmd")).toContain("\r\n'-cmd;");
  });
});
