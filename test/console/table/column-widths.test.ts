import { expect, test } from "vitest";
import { columnWidths } from "../../../controller/console/table/column-widths.ts";

const widthOf = (texts: readonly string[], title = "x") =>
  columnWidths([{ id: "a", title, text: (row: string) => row }], texts)[0]!;

test("a column is as wide as what stands in it, within bounds", () => {
  expect(widthOf(["Đại lộ Bình Dương"])).toBeGreaterThan(widthOf(["Quốc lộ mới"]));
  expect(widthOf(["BB-R1-0012"])).toBeGreaterThan(widthOf(["bb-ri-oolz"]));
  expect(widthOf([])).toBe(64);
  expect(widthOf(["x".repeat(500)])).toBe(180);
});

test("a heading has room in two lines", () => {
  const [two, one] = [widthOf(["1"], "Số thứ tự trên tuyến"), widthOf(["1"], "trên-tuyến")];
  expect(two).toBe(one);
  expect(two).toBeGreaterThan(10 * 7);
});

test("one row in a hundred that says much more does not widen its column", () => {
  const usual = Array.from({ length: 99 }, () => "Dĩ An");
  expect(widthOf([...usual, "một cái tên dài hơn tất cả những cái khác"])).toBe(widthOf(usual));
});
