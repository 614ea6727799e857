/** The city as a tree with counts. */
import { describe, expect, test } from "vitest";
import type { FleetSnapshot } from "../../../../controller/api/map-schemas.ts";
import { branchAt, cityTree } from "../../../../controller/console/inventory/overview/city-tree.ts";

const city: FleetSnapshot = {
  at: 0,
  states: ["lit"],
  sources: [],
  areas: [
    { id: "city", name: "Bình Dương" },
    { id: "tdm", name: "Thủ Dầu Một", parentId: "city" },
    { id: "ben-cat", name: "Bến Cát", parentId: "city" },
    { id: "lone", name: "Xa", parentId: "not-visible" },
  ],
  roads: [{ id: "r", name: "Đại lộ", areaId: "tdm" }],
  cabinets: [{ id: "c", name: "Tủ 1", areaId: "tdm", lon: 106, lat: 10 }],
  circuits: [
    { id: "k2", name: "Lộ 2", cabinetId: "c", kind: "halfNight" },
    { id: "k1", name: "Lộ 1", cabinetId: "c", kind: "wholeNight" },
  ],
  models: [],
  groups: [],
  lamps: {
    id: ["1", "2", "3"],
    name: ["1", "2", "3"],
    lon: [106, 106, 106],
    lat: [10, 10, 10],
    area: [1, 1, 2],
    model: [-1, -1, -1],
    road: [0, 0, -1],
    circuit: [1, 0, -1],
    decorative: [0, 0, 0],
    state: [0, 0, 0],
    level: [-1, -1, -1],
    source: [-1, -1, -1],
  },
};
const tree = cityTree(city, (a, b) => a.localeCompare(b, "vi"));

describe("the tree of the city", () => {
  test("counts lamps upwards through areas, and by feed in cabinets", () => {
    const [root] = tree;
    expect(root).toMatchObject({ id: "city", lamps: 3 });
    expect(root?.children.map(({ id, lamps }) => [id, lamps])).toEqual([
      ["ben-cat", 1],
      ["tdm", 2],
    ]);
    const [cabinet, road] = root?.children[1]?.children ?? [];
    expect(cabinet).toMatchObject({ sort: "cabinet", lamps: 2 });
    expect(cabinet?.children.map(({ name, lamps }) => [name, lamps])).toEqual([
      ["Lộ 1", 1],
      ["Lộ 2", 1],
    ]);
    expect(road).toMatchObject({ sort: "road", lamps: 2, children: [] });
  });

  test("begins at an area whose parent is not one's own", () => {
    expect(tree.map(({ id }) => id)).toEqual(["city", "lone"]);
  });

  test("is cut to the area one looks at, however deep", () => {
    expect(branchAt(tree, "tdm").map(({ id }) => id)).toEqual(["tdm"]);
    expect(branchAt(tree, undefined)).toBe(tree);
    expect(branchAt(tree, "unknown")).toEqual([]);
  });
});
