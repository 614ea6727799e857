import { afterEach, beforeEach, expect, test } from "vitest";
import { type FleetApi, openFleetApi } from "../../support/open-fleet-api.ts";

let opened: FleetApi;
beforeEach(async () => {
  opened = await openFleetApi();
});
afterEach(() => opened[Symbol.asyncDispose]());

test("a crew lets a lamp of its area blink: the device is asked, and it is written down", async () => {
  const answer = await opened.call("crew@north", "POST", "/lamps/n1/identify", { duration: 20 });
  expect(answer).toEqual({ status: 202, body: { online: true } });
  expect(opened.asked).toMatchObject([{ device: "d-n1", ask: { ask: "identify", output: 0, duration: 20 } }]);
  const { items } = (await opened.call("administrator@everywhere", "GET", "/audit")).body;
  expect(items).toContainEqual(expect.objectContaining({ action: "lamp.identify", thing: { sort: "lamp", id: "n1" } }));
});

test("whoever may not work there is refused, and a lamp without electronics cannot", async () => {
  const code = async (who: Parameters<FleetApi["call"]>[0], id: string) =>
    (await opened.call(who, "POST", `/lamps/${id}/identify`, {})).body.code;
  expect(await code("viewer@north", "n1")).toBe("people/no-power");
  expect(await code("crew@north", "s1")).toBe("inventory/unknown");
  expect(await code("crew@north", "dumb")).toBe("plans/unsupported");
  expect(opened.asked).toEqual([]);
});
