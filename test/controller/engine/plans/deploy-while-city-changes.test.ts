/** Plans are compiled in slices, between which the city may change: nothing is ever given that belongs to half of each. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { planningSite } from "../../../../controller/core/fleet/configure.ts";
import { isSamePlan } from "../../../../controller/core/fleet/device-plan.ts";
import type { Inventory } from "../../../../controller/core/inventory/model.ts";
import { compilePlans } from "../../../../controller/core/plans/compile/compile-plans.ts";
import type { InSlices } from "../../../../controller/engine/in-slices.ts";
import { type ControlRoom, openControlRoom, street } from "../../../support/control-room.ts";
import { deploy } from "../../../support/deploy-plan.ts";
import { aPlan, site } from "../../../support/fleet-things.ts";

const onlyNorth = aPlan({
  areaId: "north",
  assignments: [{ id: "n", to: { areaId: "north" }, calendarId: "all-year" }],
});
const moved: Inventory = {
  ...street,
  lamp: new Map([
    ...street.lamp,
    ["s1", { ...street.lamp.get("s1")!, areaId: "north" }],
    ["n6", { ...street.lamp.get("n6")!, areaId: "south" }],
  ]),
};

/** Cuts after every single step, and tells the test which step it is. */
function stepByStep(onStep: (step: number) => void): InSlices {
  let taken = 0;
  return async (steps) => {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      onStep(++taken);
      await nextTurn();
    }
  };
}

const planned = (room: ControlRoom) =>
  compilePlans({
    plans: room.deployments.inForce().map(({ plan }) => plan),
    inventory: room.inventory(),
    index: room.index(),
    site: planningSite(site),
    now: room.clock.now(),
  }).devices;

it.each([1, 5, 9, 13, 17])("ends with what the new city comes to when it changes at step %i", async (when) => {
  let armed = false;
  let from = 0;
  const inSlices = stepByStep((step) => {
    if (!armed) from = step;
    else if (step - from === when) room.change(moved);
  });
  await using room = await openControlRoom({ inSlices });
  armed = true;
  const deploying = deploy(room, onlyNorth);
  for (let turn = 0; turn < 200; turn++) await nextTurn();
  const { id } = await deploying;
  await room.clock.settleBy(120_000);
  expect(room.inventory()).toBe(moved);
  expect((await room.deployments.find(id))?.state).toBe("done");
  const expected = planned(room);
  for (const device of street.device.keys()) {
    expect(isSamePlan(room.given.planOf(device), expected.get(device)), device).toBe(true);
  }
  expect(room.given.planOf("d-s1")?.calendars).toHaveLength(1);
  expect(room.given.planOf("d-n6")).toBeUndefined();
  for (const { lamp, device } of [{ lamp: "s1", device: "d-s1" }]) {
    const last = room.sent.desires.filter((sent) => sent.device === device).at(-1)!;
    expect(last.desire.calendars, lamp).toEqual(expected.get(device)!.calendars);
  }
});
