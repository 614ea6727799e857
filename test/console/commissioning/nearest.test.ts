/** The lamps around a person. */
import { expect, test } from "vitest";
import type { FleetSnapshot } from "../../../controller/api/map-schemas.ts";
import { nearest } from "../../../controller/console/commissioning/nearest.ts";

const here = { lon: 106.65, lat: 10.98 };
const city = {
  roads: [{ id: "r", name: "Đại lộ", areaId: "a" }],
  lamps: {
    id: ["far", "north", "east"],
    name: ["Far", "North", "East"],
    lon: [106.75, 106.65, 106.6503],
    lat: [10.98, 10.9809, 10.98],
    road: [-1, 0, 0],
  },
} as unknown as FleetSnapshot;

test("the nearest lamps come first, with metres and the way to look", () => {
  const [east, north, ...rest] = nearest(city, here, 2);
  expect(rest).toEqual([]);
  // 0.0003° of longitude at 11° north, 0.0009° of latitude
  expect(east).toMatchObject({ id: "east", roadName: "Đại lộ" });
  expect(east?.distance).toBeCloseTo(32.7, 1);
  expect(east?.bearing).toBeCloseTo(90, 6);
  expect(north?.distance).toBeCloseTo(100.1, 1);
  expect(north?.bearing).toBeCloseTo(0, 6);
});
