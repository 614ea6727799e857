import { describe, expect, test } from "vitest";
import { createFleetTable } from "../../../controller/console/map/fleet/fleet-table.ts";
import { createFleetView } from "../../../controller/console/map/fleet/fleet-view.ts";
import { type LampColumn, sortLamps } from "../../../controller/console/map/lamp-order.ts";
import { fleetOf } from "./fleet-of.ts";

const { compare } = new Intl.Collator("vi", { numeric: true });
const lamps = [
  { id: "ten", name: "Đèn 10", level: 30, circuit: 1, area: 1 },
  { id: "nine", name: "Đèn 9", level: 100, circuit: 0, area: 2 },
  { id: "first", name: "An Phú", level: -1, circuit: 0, area: 1 },
];
const view = createFleetView(createFleetTable(fleetOf(lamps)));
const sorted = (by: LampColumn, isDown = false) => sortLamps(view, by, isDown, compare).map((row) => lamps[row]!.id);

describe("the lamps of the table", () => {
  test("stand by name as people count, by level and by what feeds them", () => {
    expect(sorted("name")).toEqual(["first", "nine", "ten"]);
    expect(sorted("level")).toEqual(["first", "ten", "nine"]);
    // both circuits are called the same: their cabinets tell them apart
    expect(sorted("circuit").at(-1)).toBe("ten");
    expect(sorted("area")[0]).toBe("ten");
  });

  test("stand the other way round", () => {
    expect(sorted("name", true)).toEqual(["ten", "nine", "first"]);
  });

  test("are those of the filter, and nothing else", () => {
    view.setFilter({ text: "den" });
    expect(sorted("name")).toEqual(["nine", "ten"]);
  });
});
