import { expect, it } from "vitest";
import { colourOf, letterOf } from "../../../../controller/console/plans/calendars/month-grid.ts";

it("tells programs apart by letter and colour, the ordinary one by none", () => {
  expect([letterOf(1), letterOf(2), letterOf(26), letterOf(27)]).toEqual(["A", "B", "Z", "A"]);
  expect(colourOf(["ordinary", "festive"], "festive")).toBe(1);
  expect(colourOf(["ordinary"], "gone")).toBeUndefined();
  expect(
    colourOf(
      Array.from({ length: 9 }, (_, n) => String(n)),
      "8",
    ),
  ).toBe(0);
});
