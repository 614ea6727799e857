/** Lets people pause a wide action and let it go on: who may, what its devices are told meanwhile, and then. */
import type { Clock } from "../../clock.ts";
import { type DeviceOrder, devicesBehind } from "../../core/fleet/device-orders.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { jobEnded, refsKeptBack } from "../../core/jobs/pause.ts";
import { isOpen, type Order } from "../../core/orders/order.ts";
import { checkOrdering } from "../../core/orders/place-order.ts";
import type { Person } from "../../core/people/model.ts";
import { ControllerError } from "../../errors.ts";
import type { Fleet } from "../fleet/fleet.ts";
import type { Jobs } from "./jobs.ts";
import type { Orders } from "./orders.ts";

export interface PausesDeps {
  readonly clock: Clock;
  readonly orders: Pick<Orders, "find" | "ordersOf">;
  readonly jobs: Pick<Jobs, "find" | "pause" | "resume" | "isKeptBack">;
  readonly fleet: Pick<Fleet, "touch" | "retryNow" | "twin">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
}

export interface Pauses {
  /**
   * Lamps that have not followed are told nothing of it from now on; what they hold they keep.
   * @returns false where it is paused already. @throws ControllerError `jobs/unknown`, `jobs/ended`, `jobs/cannot-pause`,
   * `people/outside-area`.
   */
  pause(person: Person, jobId: string): Promise<boolean>;
  /** @returns false where it runs already. @throws ControllerError `jobs/unknown`, `jobs/ended`, `people/outside-area`. */
  resume(person: Person, jobId: string): Promise<boolean>;
  /** Orders that a device should follow now: without those it is not told, unless it holds them. */
  ordersToldTo(device: string): readonly DeviceOrder[];
}

export function createPauses({ clock, orders, jobs, fleet, inventory, index }: PausesDeps): Pauses {
  async function orderOf(person: Person, jobId: string): Promise<Order> {
    const view = await jobs.find(jobId);
    const order = view && (await orders.find(view.job.orderId));
    if (order === undefined) {
      throw new ControllerError("jobs/unknown", `There is no job ${jobId}.`, { params: { id: jobId } });
    }
    checkOrdering(person, order, inventory());
    if (!isOpen(order, clock.now())) throw jobEnded(jobId);
    return order;
  }

  return {
    async pause(person, jobId) {
      await orderOf(person, jobId);
      return jobs.pause(jobId, person);
    },
    async resume(person, jobId) {
      const order = await orderOf(person, jobId);
      const toTell = await jobs.resume(jobId);
      if (toTell === undefined) return false;
      // what was sent before the pause had its time: whoever did not answer is told at once, the others as ever
      fleet.retryNow(devicesBehind(order, toTell, inventory(), index()));
      fleet.touch(devicesBehind(order, order.lampIds, inventory(), index()));
      return true;
    },
    ordersToldTo: (device) =>
      orders
        .ordersOf(device)
        .filter(
          ({ order: { id, ref } }) => !jobs.isKeptBack(device, id) || fleet.twin(device)?.holds?.refs.includes(ref),
        ),
  };
}

/** @returns what the fleet asks for each device: names on the wire of orders that it is not told now. */
export function keptBackFrom(
  ordersOf: (device: string) => readonly DeviceOrder[],
  jobs: () => Pick<Jobs, "isKeptBack">,
): (device: string) => ReadonlySet<number> {
  return (device) => refsKeptBack(ordersOf(device), (orderId) => jobs().isKeptBack(device, orderId));
}
