import { expect, it, vi } from "vitest";
import { configFor } from "../../../../controller/core/fleet/configure.ts";
import { configDigest } from "../../../../controller/core/fleet/desired.ts";
import type { DeviceOrder } from "../../../../controller/core/fleet/device-orders.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { createDeviceDirectives } from "../../../../controller/engine/fleet/device-directives.ts";
import { anOrder, evening, hour, site } from "../../../support/fleet-things.ts";
import { smallTown } from "../../core/inventory/small-town.ts";

const config = configFor(smallTown.device.get("dev-3")!, smallTown, createInventoryIndex(smallTown), site);
const configured = { config, calendars: [], digest: configDigest(config) };
const on = (order: DeviceOrder["order"]): DeviceOrder => ({
  order,
  lampOutputs: [0],
  segmentOutputs: [],
  companionOutputs: [],
});

it("keeps the answer of a device until its orders, its configuration or the hour change it", () => {
  let orders = [on(anOrder({ ref: 1 })), on(anOrder({ id: "order-2", ref: 2, until: evening + 2 * hour }))];
  const ordersOf = vi.fn(() => orders);
  const directivesOf = createDeviceDirectives(ordersOf);
  const refs = (now: number, by = configured) => directivesOf("dev-3", by, now).directives.map(({ ref }) => ref);
  const first = directivesOf("dev-3", configured, evening);
  expect(refs(evening)).toEqual([1, 2]);
  expect(directivesOf("dev-3", configured, evening + hour - 1)).toBe(first);
  expect(refs(evening + hour)).toEqual([2]);
  // a clock set back brings the first order back
  expect(refs(evening)).toEqual([1, 2]);
  const renewed = { ...configured };
  expect(directivesOf("dev-3", renewed, evening)).not.toBe(first);
  orders = orders.slice(0, 1);
  expect(refs(evening, renewed)).toEqual([1]);
});
