/** Lamps that cover each other are found together. */
import { expect, test } from "vitest";
import { createFleetTable } from "../../../../controller/console/map/fleet/fleet-table.ts";
import { createFleetView } from "../../../../controller/console/map/fleet/fleet-view.ts";
import { lampsAt } from "../../../../controller/console/map/fleet/lamps-at.ts";
import { fleetOf } from "../fleet-of.ts";

const pole = { lon: 106.65, lat: 10.98 };
const view = createFleetView(
  createFleetTable(
    fleetOf([
      { id: "b", name: "Lamp 10", ...pole },
      { id: "a", name: "Lamp 9", ...pole },
      { id: "dark", name: "Lamp 11", ...pole, state: "off" },
      // the next pole, 33 m away
      { id: "next", lon: 106.6503, lat: 10.98 },
    ]),
  ),
);
const idsAt = (id: string) => lampsAt(view, view.table.rowOf(id)!).map((row) => view.table.ids[row]);

test("arms of one pole stand together in the order of their names, the next pole does not", () => {
  view.setFilter({});
  expect(idsAt("b")).toEqual(["a", "b", "dark"]);
  expect(idsAt("next")).toEqual(["next"]);
});

test("what the filter hides cannot be tapped, except the one that is looked at", () => {
  view.setFilter({ states: ["lit"] });
  expect(idsAt("a")).toEqual(["a", "b"]);
  expect(idsAt("dark")).toEqual(["a", "b", "dark"]);
});

test("a city entered at one place is one pole", () => {
  const many = Array.from({ length: 500 }, (_, n) => ({ id: `l${n}`, ...pole }));
  const city = createFleetView(createFleetTable(fleetOf(many)));
  city.setFilter({});
  expect(lampsAt(city, 0)).toHaveLength(500);
});
