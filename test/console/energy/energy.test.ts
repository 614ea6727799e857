import { expect, test } from "vitest";
import { barsOf } from "../../../controller/console/energy/bars.ts";
import { energyPlace, resolutionOf, sinceKnown } from "../../../controller/console/energy/energy.ts";
import { type Comparison, worstFirst } from "../../../controller/console/energy/supply-points.ts";

const day = 86_400_000;
const areas = [{ areaId: "north", parentId: "city" }, { areaId: "city" }];

test("the place of the address is meant, else the area in scope, else the topmost that is seen", () => {
  expect(energyPlace("supplyPoint:pe-1", "north", areas)).toEqual({ sort: "supplyPoint", id: "pe-1" });
  expect(energyPlace(undefined, "north", areas)).toEqual({ sort: "area", id: "north" });
  expect(energyPlace("nonsense", undefined, areas)).toEqual({ sort: "area", id: "city" });
  // somebody who sees a ward alone has the ward at the top
  expect(energyPlace(undefined, undefined, areas.slice(0, 1))).toEqual({ sort: "area", id: "north" });
  expect(energyPlace(undefined, undefined, [])).toBeUndefined();
});

test("a day is shown in half-hours, a quarter in days, a year in months, unless another is asked for", () => {
  const of = (days: number, asked?: string) => resolutionOf(asked, { from: 0, to: days * day }, 0);
  expect([of(1), of(31), of(366), of(366, "day")]).toEqual(["halfHour", "day", "month", "day"]);
  // half-hours of that day are forgotten
  expect(resolutionOf(undefined, { from: 0, to: day }, 1)).toBe("day");
});

test("nothing known is not nothing used", () => {
  const figure = (energy: number, completeness: number) => ({ from: 0, energy, completeness });
  expect(barsOf([figure(12, 1), figure(0, 0), figure(0, 1)])).toEqual([
    [0, 0, 0],
    [12, null, 0],
    [null, null, null],
  ]);
});

test("a place is told of from the first step on of which anything is known", () => {
  const months = [{}, { completeness: 0 }, { completeness: 0.4 }, {}, { completeness: 1 }];
  expect(sinceKnown(months)).toEqual(months.slice(2));
  expect(sinceKnown([{}, { completeness: 0 }])).toEqual([]);
});

test("supply points with something to say come first, the greater deviation before the smaller", () => {
  const point = (supplyPointId: string, finding: Comparison["finding"], share?: number) =>
    ({ supplyPointId, finding, ...(share === undefined ? {} : { share }) }) as Comparison;
  const all = [
    point("fine", "none"),
    point("thin", "thin"),
    point("load", "unknownLoad", 0.05),
    point("factor", "wrongFactor", -0.5),
  ];
  expect(worstFirst(all).map(({ supplyPointId }) => supplyPointId)).toEqual(["factor", "load", "thin", "fine"]);
});
