/** Files of lamps on their way to the API. */
import { describe, expect, test } from "vitest";
import { exampleFile } from "../../../../controller/console/inventory/import/example-file.ts";
import {
  bodyOf,
  formatOf,
  rowProblems,
  wrongRows,
} from "../../../../controller/console/inventory/import/import-file.ts";
import { columnOf } from "../../../../controller/core/inventory/import/columns.ts";

describe("a file of lamps", () => {
  test("is told by its name, because browsers call a CSV file by what is installed", () => {
    expect(["Đèn.CSV", "lamps.geojson", "lamps.JSON", "lamps.txt"].map(formatOf)).toEqual([
      "csv",
      "geojson",
      "geojson",
      "csv",
    ]);
    const excel = new Blob(["a"], { type: "application/vnd.ms-excel" });
    expect(bodyOf(excel, "csv").type).toBe("text/csv");
  });

  test("has an example whose every heading is understood", () => {
    const headings = exampleFile.slice(1).split("\r\n")[0]!.split(";");
    expect(headings.filter((heading) => columnOf(heading) === undefined)).toEqual([]);
  });
});

describe("what is wrong with a file", () => {
  const places = ["line 3, column Kinh độ", "line 3, column Loại đèn, mới", "feature 12", "body"].map((path) => ({
    path,
    message: "wrong",
  }));

  test("is known by row and column, headings with commas included", () => {
    expect(rowProblems(places).map(({ row, column }) => [row, column])).toEqual([
      [3, "Kinh độ"],
      [3, "Loại đèn, mới"],
      [12, ""],
      [undefined, ""],
    ]);
  });

  test("is counted by rows, not by cells", () => {
    expect(wrongRows(rowProblems(places.slice(0, 3)))).toBe(2);
  });
});
