import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MapFilter } from "../../../../controller/console/map/fleet/filter.ts";
import { createFleetTable, lampRow } from "../../../../controller/console/map/fleet/fleet-table.ts";
import { createFleetView } from "../../../../controller/console/map/fleet/fleet-view.ts";
import { lampStates } from "../../../../controller/core/fleet/lamp-state.ts";
import { fleetOf, type LampOf, stateCode } from "../fleet-of.ts";

const street: LampOf[] = [
  { id: "a1", name: "Đại lộ Bình Dương 1", state: "lit" },
  { id: "a2", name: "Đại lộ Bình Dương 2", state: "dimmed", level: 30, source: "override" },
  { id: "a3", name: "Hẻm 12", state: "silent", area: 2, circuit: 1 },
  { id: "a4", name: "Hẻm 12 nối dài", state: "lit", area: 2, circuit: 1 },
];
const given = (lamps = street) => createFleetView(createFleetTable(fleetOf(lamps)));
const shown = (filter: MapFilter) => {
  const view = given();
  view.setFilter(filter);
  return view.shownRows().map((row) => view.table.ids[row]);
};
const change = (id: string, state: (typeof lampStates)[number], level = 100) => ({
  id: [id],
  state: [stateCode(state)],
  level: [level],
  source: [9],
});

describe("a filter", () => {
  test.each([
    [{}, ["a1", "a2", "a3", "a4"]],
    [{ area: "city" }, ["a1", "a2", "a3", "a4"]],
    [{ area: "south" }, ["a3", "a4"]],
    [{ states: ["lit"] }, ["a1", "a4"]],
    [{ states: ["lit"], area: "south" }, ["a4"]],
    [{ states: ["silent", "dimmed"] }, ["a2", "a3"]],
    [{ source: "override" }, ["a2"]],
    [{ circuit: "k0" }, ["a1", "a2"]],
    [{ cabinet: "c1" }, ["a3", "a4"]],
    [{ group: "pair" }, ["a1", "a2"]],
    [{ text: "dai lo 2" }, ["a2"]],
    [{ text: "hẻm" }, ["a3", "a4"]],
    [{ only: ["a2", "nobody"] }, ["a2"]],
    [{ area: "nowhere" }, []],
    [{ model: "nothing" }, []],
  ] satisfies [MapFilter, string[]][])("%j shows %j", (filter, ids) => {
    expect(shown(filter)).toEqual(ids);
  });
});

test("the legend counts what the other parts of the filter leave, also states that are not shown", () => {
  const view = given();
  view.setFilter({ area: "south", states: ["lit"] });
  expect(view.counts[stateCode("silent")]).toBe(1);
  expect(view.counts[stateCode("lit")]).toBe(1);
  expect(view.shownTotal()).toBe(1);
});

test("a lamp that changes enters and leaves the filter by itself", () => {
  const view = given();
  view.setFilter({ states: ["silent"] });
  expect(view.apply(change("a1", "silent"))).toBe(true);
  expect(view.shownRows().map((row) => view.table.ids[row])).toEqual(["a1", "a3"]);
  view.apply(change("a3", "lit"));
  expect(view.shownRows()).toEqual([0]);
  expect(view.apply({ id: ["stranger"], state: [0], level: [0], source: [0] })).toBe(false);
});

test("what is hidden is not selected: an order concerns what is seen", () => {
  const view = given();
  view.select([0, 1, 2]);
  view.setFilter({ area: "north" });
  expect(view.selectedRows()).toEqual([0, 1]);
  view.select([3]);
  expect(view.selectedTotal()).toBe(0);
  view.setFilter({});
  view.select([3]);
  view.select([0], true);
  view.toggle(3);
  expect(view.selectedRows()).toEqual([0]);
  view.setFilter({ states: ["lit"] });
  view.apply(change("a1", "off", 0));
  expect(view.selectedTotal()).toBe(0);
});

test("clusters and counts stay right through any changes, as if counted anew", () => {
  const states = fc.constantFrom(...lampStates);
  const steps = fc.array(fc.record({ row: fc.integer({ min: 0, max: 59 }), state: states }), { maxLength: 80 });
  fc.assert(
    fc.property(steps, fc.subarray([...lampStates]), (changes, wanted) => {
      const view = given(Array.from({ length: 60 }, (_, at) => ({ id: `l${at}`, lon: 106.6 + (at % 7) * 0.01 })));
      view.setFilter({ states: wanted });
      const clusters = view.clustersAt(12);
      for (const { row, state } of changes) view.apply(change(`l${row}`, state));
      const anew = createFleetView(view.table);
      anew.setFilter({ states: wanted });
      expect(view.counts).toEqual(anew.counts);
      expect(view.shown).toEqual(anew.shown);
      const told = (list: ReturnType<typeof clusters.list>) =>
        list.map(({ total, counts, x }) => [total, [...counts], x.toFixed(12)]);
      expect(told(clusters.list())).toEqual(told(anew.clustersAt(12).list()));
    }),
  );
});

test("other lamps are told from the same ones, as many of them as before", () => {
  const view = given();
  view.setFilter({ area: "south" });
  const south = view.shownVersion();
  view.setFilter({ area: "south" });
  expect(view.shownVersion()).toBe(south);
  view.setFilter({ text: "binh duong" });
  expect([view.shownTotal(), view.shownVersion() === south]).toEqual([2, false]);
  const named = view.shownVersion();
  view.apply(change("a1", "off"));
  expect(view.shownVersion()).toBe(named);
});

test("clusters divide when the map comes nearer, and hold every lamp shown", () => {
  const view = given(Array.from({ length: 400 }, (_, at) => ({ id: `l${at}`, lon: 106.6 + at * 0.001 })));
  const sum = (zoom: number) =>
    view
      .clustersAt(zoom)
      .list()
      .reduce((all, { total }) => all + total, 0);
  expect([sum(8), sum(12)]).toEqual([400, 400]);
  expect(view.clustersAt(12).list().length).toBeGreaterThan(view.clustersAt(8).list().length);
});

test("a row tells everything around its lamp by name", () => {
  expect(lampRow(given().table, 1)).toMatchObject({
    id: "a2",
    state: "dimmed",
    level: 30,
    source: "override",
    areaName: "Bắc",
    roadName: "Đại lộ Bình Dương",
    circuit: { id: "k0" },
    cabinet: { id: "c0", name: "Tủ 0" },
  });
});
