/** Thousands of devices that have to be told something, and one order that must not wait behind them. */
import { describe, expect, it } from "vitest";
import type { DeviceOrder } from "../../../../controller/core/fleet/device-orders.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { repairPace } from "../../../../controller/engine/fleet/desire-loop.ts";
import { createFleet } from "../../../../controller/engine/fleet/fleet.ts";
import { silentLog } from "../../../../controller/log.ts";
import { openDatabase } from "../../../../controller/stores/database.ts";
import { createFleetStore } from "../../../../controller/stores/fleet.ts";
import { migrate } from "../../../../controller/stores/migrations.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { aHello, anOrder, evening, hour, site } from "../../../support/fleet-things.ts";
import { createRecordingDownlink } from "../../../support/recording-downlink.ts";
import { snapshot } from "../../core/inventory/small-town.ts";

const count = 3_000;
const ids = Array.from({ length: count }, (_, n) => `d${n}`);
const city = snapshot({
  area: [{ id: "city" }],
  lampModel: [{ id: "model" }],
  device: ids.map((id) => ({ id })),
  lamp: ids.map((id) => ({ id: `l-${id}`, areaId: "city", deviceId: id, output: 0 })),
});

async function openFleet() {
  const db = openDatabase({ file: ":memory:" });
  await migrate(db);
  const clock = createFakeClock(evening);
  const orders = new Map<string, DeviceOrder[]>();
  /** EpochMs of each desired state sent. */
  const times: number[] = [];
  const sent = createRecordingDownlink({ desire: () => times.push(clock.now()), directive: () => {} });
  const index = createInventoryIndex(city);
  const fleet = await createFleet({
    clock,
    store: createFleetStore(db),
    downlink: sent,
    site: () => site,
    inventory: () => city,
    index: () => index,
    keptBack: () => new Set(),
    ordersOf: (device) => orders.get(device) ?? [],
    planOf: () => undefined,
    onWaiting: () => {},
    untilOf: () => evening + hour,
    draw: () => 7,
    log: silentLog,
  });
  return {
    clock,
    fleet,
    sent,
    times,
    order(device: string, ref: number) {
      const order = anOrder({ ref, lampIds: [`l-${device}`] });
      const spread = { order, lampOutputs: [0], segmentOutputs: [], companionOutputs: [] };
      orders.set(device, [...(orders.get(device) ?? []), spread as DeviceOrder]);
    },
    everybodyReturns() {
      for (const [n, id] of ids.entries()) {
        fleet.hello(id, aHello({ session: n + 1, at: clock.now(), holds: { rev: 0, refs: [] } }), "cbor");
        fleet.report(id, { at: clock.now(), session: n + 1, states: [], holds: { rev: 0, refs: [] } }, "cbor");
      }
    },
    async [Symbol.asyncDispose]() {
      await fleet.close();
      await db.destroy();
    },
  };
}

describe("repairs", () => {
  it("take turns, in the order in which the devices came, and each device is told once", async () => {
    await using room = await openFleet();
    room.everybodyReturns();
    await room.clock.settleBy(5_000);
    expect(room.sent.told()).toEqual(ids);
    const { perSecond, atOnce } = repairPace;
    for (const from of new Set(room.times)) {
      const inTenth = room.times.filter((at) => at >= from && at < from + 100).length;
      expect(inTenth).toBeLessThanOrEqual(perSecond / 10 + atOnce);
    }
    expect(room.times.at(-1)! - room.times[0]!).toBeGreaterThanOrEqual(((count - 2 * atOnce) * 1000) / perSecond);
  });

  it("let an order of a person pass all of them that still wait", async () => {
    await using room = await openFleet();
    room.everybodyReturns();
    await room.clock.settleBy(300);
    const before = room.sent.told().length;
    expect(room.fleet.figures().waitingForTurn).toBeGreaterThan(count / 2);
    room.order("d2999", 4711);
    room.fleet.touchFirst(["d2999"]);
    await room.clock.settleBy(100);
    const place = room.sent.told().indexOf("d2999");
    // behind what had its turn in the same tenth of a second, not behind thousands
    expect(place - before).toBeLessThanOrEqual(repairPace.atOnce);
    expect(room.sent.desires[place]!.desire.directives?.map(({ ref }) => ref)).toEqual([4711]);
    await room.clock.settleBy(5_000);
    expect(room.sent.told()).toHaveLength(count);
    expect(new Set(room.sent.told()).size).toBe(count);
  });

  it("wait for members that missed a group publish, and then take turns too", async () => {
    await using room = await openFleet();
    room.everybodyReturns();
    await room.clock.settleBy(5_000);
    for (const { device, desire } of room.sent.desires) {
      const { session } = room.fleet.twin(device)!;
      room.fleet.report(
        device,
        { at: room.clock.now(), session: session!, states: [], holds: { rev: desire.rev, refs: [] } },
        "cbor",
      );
    }
    await room.clock.settleBy(1_000);
    room.sent.clear();
    room.times.length = 0;
    for (const id of ids) room.order(id, 99);
    const chance = room.clock.now() + 8_000;
    room.fleet.expectRef(ids, 99, chance);
    room.fleet.touchFirst(ids);
    await room.clock.settleTo(chance - 1);
    expect(room.sent.told()).toEqual([]);
    await room.clock.settleBy(5_000);
    expect(room.sent.told().toSorted()).toEqual(ids.toSorted());
    const first = room.times.filter((at) => at < chance + 100).length;
    expect(first).toBeLessThanOrEqual(2 * repairPace.atOnce);
  });
});
