import { expect, test } from "vitest";
import { planningSite } from "../../../../controller/core/fleet/configure.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { darkHours } from "../../../../controller/core/orders/dark-hours.ts";
import type { LightAt } from "../../../../controller/core/orders/outlook.ts";
import { roadsLeft } from "../../../../controller/core/orders/road-light.ts";
import { compileFloors } from "../../../../controller/core/plans/compile/compile-floors.ts";
import type { RoadFloor } from "../../../../controller/core/plans/plan.ts";
import { runSteps } from "../../../../controller/core/steps.ts";
import { aPlan, evening, hour, noon, site } from "../../../support/fleet-things.ts";
import { snapshot } from "../inventory/small-town.ts";

const four = (roadId: string, modelIds: readonly string[] = ["plain", "plain", "plain", "plain"]) =>
  modelIds.map((modelId, n) => ({ id: `${roadId}-${n + 1}`, roadId, order: n + 1, modelId }));
const town = snapshot({
  area: [{ id: "city" }],
  lampModel: [{ id: "plain" }, { id: "small", luminousFlux: 5_000 }, { id: "big", luminousFlux: 15_000 }],
  road: [
    { id: "main", name: "Đại lộ Bình Dương" },
    { id: "lane", name: "Hẻm 12" },
    { id: "mixed", name: "Quốc lộ 13" },
  ],
  lamp: [
    ...four("main"),
    { id: "garland", roadId: "main", order: 1, use: "decorative" },
    ...four("lane"),
    ...four("mixed", ["small", "big"]),
  ],
});
const index = createInventoryIndex(town);

const floorOf = (said: Partial<RoadFloor["spans"][number]>, roadIds = ["main", "mixed"]): RoadFloor => ({
  id: "floor",
  name: "Đường chính",
  roadIds,
  spans: [{ from: "00:00", to: "00:00", level: 20, ...said }],
});

/** The plan: 30 % until 22:00, then 24 %, all of the night. */
const late = evening + 3 * hour;
const plan: LightAt = (_, at) =>
  at < late ? { level: 30, until: late } : { level: 24, until: Number.POSITIVE_INFINITY };

function left(lampIds: string[], level: number, floors: RoadFloor[] = [floorOf({})], said: { from?: number } = {}) {
  const begin = said.from ?? evening;
  const context = {
    inventory: town,
    index,
    outlook: {
      kindOf: ({ id }: { id: string }) => id,
      without: plan,
      with: ((one, at) =>
        lampIds.includes(one.id) && at >= begin ? { level, until: begin + 5 * hour } : plan(one, at)) as LightAt,
    },
    floors: compileFloors([aPlan({ roadFloors: floors })], town, index, [0, 84_005]),
    hours: darkHours({ issuedAt: begin, until: begin + 5 * hour, ...said }, planningSite(site), begin),
    offsets: planningSite(site).offsets,
  };
  return runSteps(roadsLeft({ lampIds }, context));
}
const all = (road: string, lamps = 4) => Array.from({ length: lamps }, (_, n) => `${road}-${n + 1}`);

test("a road's average is told at its worst hour: without the order, with it, and what the floor asks for", () => {
  expect(left(all("main"), 8)).toEqual({
    roads: 1,
    below: 1,
    worst: [
      {
        roadId: "main",
        roadName: "Đại lộ Bình Dương",
        lamps: 4,
        at: evening,
        before: 30,
        after: 8,
        floor: 20,
        dark: 0,
      },
    ],
  });
});

test("the worst hour is where the lamps that were not meant give least, or where the floor begins", () => {
  // two of four to 8 %: 19 % on average until 22:00, then 16 %
  expect(left(["main-1", "main-2"], 8).worst).toMatchObject([{ at: late, before: 24, after: 16, floor: 20 }]);
  const lateFloor = floorOf({ from: "23:00", to: "05:00" });
  expect(left(all("main"), 8, [lateFloor]).worst).toMatchObject([{ at: evening + 4 * hour, floor: 20 }]);
  // over before the floor begins
  expect(left(all("main"), 8, [floorOf({ from: "01:00", to: "05:00" })])).toMatchObject({
    below: 0,
    worst: [{ floor: 0 }],
  });
});

test("lamps a pattern may darken ask for nothing, others that go dark are counted", () => {
  const everySecond = floorOf({ mayBeDark: { every: 2, offsets: [1] } });
  expect(left(["main-2", "main-4"], 0, [everySecond])).toMatchObject({
    below: 0,
    worst: [{ floor: 10, after: 12, dark: 0 }],
  });
  expect(left(["main-1", "main-3"], 0, [everySecond])).toMatchObject({ below: 1, worst: [{ after: 12, dark: 2 }] });
});

test("roads below their floor come first, the furthest below at the top; a road without one comes after them", () => {
  const floors = [floorOf({}, ["main"]), { ...floorOf({ level: 12 }, ["mixed"]), id: "other" }];
  const { roads, below, worst } = left([...all("lane"), ...all("mixed", 2), ...all("main")], 5, floors);
  expect([roads, below]).toEqual([3, 2]);
  expect(worst.map(({ roadId }) => roadId)).toEqual(["main", "mixed", "lane"]);
});

test("flux is what counts along a road of different lamps", () => {
  expect(left(["mixed-2"], 8).worst).toMatchObject([{ at: late, before: 24, after: (24 + 3 * 8) / 4, floor: 20 }]);
});

test("a road that loses nothing is none of it", () => {
  expect(left(all("main"), 30)).toEqual({ roads: 0, below: 0, worst: [] });
  expect(left(["garland"], 0)).toEqual({ roads: 0, below: 0, worst: [] });
});

test("an order that is over before dusk takes nothing, whatever it darkens", () => {
  expect(left(all("main"), 8, [floorOf({})], { from: noon })).toEqual({ roads: 0, below: 0, worst: [] });
});
