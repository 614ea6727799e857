import { expect, test } from "vitest";
import { nightAt } from "#protocol/behavior/night.ts";
import { planningSite } from "../../../../controller/core/fleet/configure.ts";
import { darkHours, edge } from "../../../../controller/core/orders/dark-hours.ts";
import { evening, hour, noon, site } from "../../../support/fleet-things.ts";

const place = planningSite(site);
const hoursOf = (said: { from?: number; until?: number }, now = evening) =>
  darkHours({ issuedAt: now, ...said }, place, now).map(({ from, until }) => [from, until]);
const { civilDusk, civilDawn } = nightAt(place, evening);

test("an order within a night is dark throughout, one through a night between dusk and dawn", () => {
  expect(hoursOf({ until: evening + hour })).toEqual([[evening, evening + hour]]);
  expect(hoursOf({ until: noon + 24 * hour }, noon)).toEqual([[civilDusk + edge, civilDawn - edge]]);
  expect(hoursOf({ from: evening + hour, until: evening + 2 * hour }, noon)).toEqual([
    [evening + hour, evening + 2 * hour],
  ]);
});

test("an order of several nights has hours in each, one of a day or without an end none", () => {
  expect(hoursOf({ until: evening + 48 * hour })).toHaveLength(3);
  expect(hoursOf({ until: noon + 5 * hour }, noon)).toEqual([]);
  expect(hoursOf({})).toEqual([]);
});
