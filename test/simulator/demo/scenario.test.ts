import { expect, test } from "vitest";
import { sunEvents } from "#protocol/behavior/sun.ts";
import { generateCity } from "../../../simulator/city/generate.ts";
import { justAfterDusk } from "../../../simulator/demo/dusk.ts";
import { chooseScenario } from "../../../simulator/demo/scenario.ts";
import { written } from "../../../simulator/demo/tell.ts";

const hour = 3_600_000;
const site = { lat: 10.98, lon: 106.65, zone: "Asia/Ho_Chi_Minh" };

test.each([1, 2, 3, 4, 5])(
  "in the demonstration's city of seed %d every road lamp of the area has exactly one part",
  (seed) => {
    const city = generateCity({ seed, lamps: 500, link: "wifi" });
    const { area, dead, locked, outranked, isolated, healthy } = chooseScenario(city);
    const parts = [...dead, ...locked, ...outranked, ...isolated.lamps, ...healthy].map((lamp) => lamp.id);
    const expected = city.lamps.filter((lamp) => lamp.areaId === area.id && lamp.use === "road").map((lamp) => lamp.id);
    expect(parts.toSorted()).toEqual(expected.toSorted());
    expect([dead.length, locked.length, outranked.length]).toEqual([3, 2, 3]);
    expect(healthy.length).toBeGreaterThan(20);
  },
);

test("the isolated segment feeds exactly the lamps that are said to be unpowered", () => {
  const city = generateCity({ seed: 1, lamps: 500 });
  const { isolated } = chooseScenario(city);
  const circuits = city.circuits.filter(
    ({ cabinetId, segment }) => cabinetId === isolated.cabinetId && segment === isolated.segment,
  );
  expect(circuits).toHaveLength(1);
  expect(isolated.lamps.every((lamp) => lamp.circuitId === circuits[0]!.id)).toBe(true);
  expect(isolated.lamps).toHaveLength(city.lamps.filter((lamp) => lamp.circuitId === circuits[0]!.id).length);
});

test.each([
  ["just after midnight", Date.UTC(2026, 10, 21, 17, 5)],
  ["in the morning", Date.UTC(2026, 10, 22, 2)],
  ["late in the evening", Date.UTC(2026, 10, 22, 16, 50)],
])("started %s, the clock begins two minutes after the dusk of that local day", (_, now) => {
  const at = justAfterDusk(site, now);
  expect(written(at, site.zone)).toMatch(/^22\/11\/2026 17:5/);
  const { civilDusk } = sunEvents(site, Date.UTC(2026, 10, 22, 5));
  expect(at - civilDusk).toBeGreaterThan(119_000);
  expect(at - civilDusk).toBeLessThan(121_000);
  expect(Math.abs(at - now)).toBeLessThan(24 * hour);
});
