import { expect, test } from "vitest";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { neighbourhoodOf } from "../../../../controller/core/inventory/neighbourhood.ts";
import { segmentKey } from "../../../../controller/core/orders/order.ts";
import { bigCity, planOfBigCity } from "../plans/compile/big-city.ts";
import { cityPlan, compileTown } from "../plans/plan-of-a-town.ts";
import { smallTown } from "./small-town.ts";

const now = "2026-11-22 20:00";
const curfew = {
  id: "c",
  name: "C",
  scope: { use: "all" as const, groupIds: ["corner"] },
  from: "22:00",
  to: "05:00",
  percent: 0,
};
const approval = {
  id: "a",
  name: "A",
  from: { year: 2026, month: 11, day: 1 },
  to: { year: 2027, month: 1, day: 1 },
  scope: { use: "road" as const, lampIds: ["l1"] },
  level: 5,
  why: "w",
  approved: { at: 0, personId: "hoa", personName: "Hoa" },
};
const floor = {
  id: "f",
  name: "F",
  roadIds: ["dai-lo"],
  spans: [{ from: "18:00", to: "05:00", level: 20 }],
  approvals: [approval],
};
const half = { id: "h", to: { areaId: "city", circuitKind: "halfNight" as const }, calendarId: "half" };

test.each([
  [
    "a small town",
    smallTown,
    { ...cityPlan, assignments: [...cityPlan.assignments, half], curfews: [curfew], roadFloors: [floor] },
  ],
  ["a city", bigCity(400), planOfBigCity(400, 50)],
])("plans come to the same for a lamp of %s among its neighbours alone", (_, city, plan) => {
  const index = createInventoryIndex(city);
  const whole = compileTown([plan], now, city);
  const lamps = [...city.lamp.values()].filter(({ retiredAt }) => retiredAt === undefined);
  for (const lamp of lamps.filter((_each, n) => n % Math.ceil(lamps.length / 20) === 0)) {
    const near = compileTown([plan], now, neighbourhoodOf(lamp, city, index));
    const mine = near.lamps.get(lamp.id)!;
    const theirs = whole.lamps.get(lamp.id)!;
    expect(mine.compiled?.document).toEqual(theirs.compiled?.document);
    expect([mine.floors, mine.caps]).toEqual([theirs.floors, theirs.caps]);
    if (lamp.deviceId !== undefined) expect(near.devices.get(lamp.deviceId)).toEqual(whole.devices.get(lamp.deviceId));
    const feed = index.segmentOf(lamp);
    if (feed === undefined) continue;
    const key = segmentKey({ cabinetId: feed.cabinet.id, output: feed.output });
    expect(near.segments.get(key)).toEqual(whole.segments.get(key));
    const relay = (compiled: typeof near) =>
      feed.device &&
      compiled.devices.get(feed.device.id)?.calendars.find(({ outputs }) => outputs.includes(feed.output))?.document;
    expect(relay(near)).toEqual(relay(whole));
  }
});
