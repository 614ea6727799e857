import { expect, it } from "vitest";
import type { Floor } from "#protocol/wire/desire.ts";
import { planningSite } from "../../../../controller/core/fleet/configure.ts";
import { lampsBelowFloor } from "../../../../controller/core/orders/below-floor-of-order.ts";
import { anOrder, evening, hour, noon, site } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";

const lampIds = [...smallTown.lamp.values()].filter(({ deviceId }) => deviceId !== undefined).map(({ id }) => id);
const deviceOf = (id: string) => smallTown.lamp.get(id)!.deviceId!;
const outputs = [0, 1, 2, 3];
const late: Floor = { outputs, fromMinute: 22 * 60, toMinute: 5 * 60, percent: 20 };

function below(floorsOf: (device: string) => Floor[], said: Parameters<typeof anOrder>[0] = {}, now = evening) {
  const order = anOrder({ lampIds, target: { level: 10 }, until: now + hour, ...said });
  return lampsBelowFloor(order, smallTown, (device) => ({ floors: floorsOf(device) }), planningSite(site), now);
}

it("counts the lamps whose own floor is above what is wanted, at any time until the end", () => {
  const first = deviceOf(lampIds[0]!);
  const onFirst = lampIds.filter((id) => deviceOf(id) === first).length;
  // 19:00 to 20:00, and to 23:00
  expect(below(() => [late])).toBe(0);
  expect(below(() => [late], { until: evening + 4 * hour })).toBe(lampIds.length);
  expect(below((device) => (device === first ? [late] : []), { until: evening + 4 * hour })).toBe(onFirst);
  expect(below(() => [late], { from: evening + 4 * hour, until: evening + 5 * hour })).toBe(lampIds.length);
});

it("counts none by day, at or above the floor, of other outputs, and of orders without a light", () => {
  const always: Floor = { outputs, fromMinute: 0, toMinute: 0, percent: 20 };
  expect(below(() => [always])).toBe(lampIds.length);
  expect(below(() => [always], {}, noon)).toBe(0);
  expect(below(() => [always], { target: { level: 20 } })).toBe(0);
  expect(below(() => [{ ...always, outputs: [63] }])).toBe(0);
  const { target: _, ...lock } = anOrder({ lampIds });
  expect(lampsBelowFloor(lock, smallTown, () => ({ floors: [always] }), planningSite(site), evening)).toBe(0);
});
