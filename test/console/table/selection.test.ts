import { expect, test } from "vitest";
import { tickedRows } from "../../../controller/console/table/use-selection.ts";

test("rows that a filter hides are not acted on, however they were ticked before", () => {
  const rowId = (row: string) => row;
  const ticked = new Set(["a", "b", "c"]);
  expect(tickedRows(ticked, ["a", "b", "c", "d"], rowId)).toEqual(["a", "b", "c"]);
  expect(tickedRows(ticked, ["d", "b"], rowId)).toEqual(["b"]);
  expect(tickedRows(ticked, ["d"], rowId)).toEqual([]);
});
