/** Columns of a file whose headings say something else. */
import { expect, test } from "vitest";
import {
  chooseColumn,
  columnAt,
  type FileHeader,
} from "../../../../controller/console/inventory/import/column-choice.ts";

const x: FileHeader = { header: "X", column: "lon" };
const y: FileHeader = { header: "Y", column: "lat" };
const note: FileHeader = { header: "Ghi chú" };
const read = (choice: Parameters<typeof columnAt>[1]) => [x, y, note].map((header) => columnAt(header, choice));

test("a header is what it was recognised as until somebody says otherwise", () => {
  expect(read({})).toEqual(["lon", "lat", undefined]);
  expect(read(chooseColumn({}, note, "pole"))).toEqual(["lon", "lat", "pole"]);
});

test("a column that is taken by another header leaves the one it had", () => {
  const once = chooseColumn({}, x, "lat");
  expect(read(once)).toEqual(["lat", undefined, undefined]);
  expect(read(chooseColumn(once, y, "lon"))).toEqual(["lat", "lon", undefined]);
});

test("a header can be left unread, and taken up again", () => {
  const without = chooseColumn({}, x, undefined);
  expect(read(without)).toEqual([undefined, "lat", undefined]);
  expect(read(chooseColumn(without, x, "lon"))).toEqual(["lon", "lat", undefined]);
});
