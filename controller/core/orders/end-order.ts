/** Who may end an order, and who may try another light under a work lock. */
import type { Target } from "#protocol/wire/directive.ts";
import { ControllerError } from "../../errors.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory } from "../inventory/model.ts";
import { mayIn, type Person, type Power } from "../people/model.ts";
import { areasOfOrder } from "./areas-of-order.ts";
import { isOpen, type Order, type OrderKind, type SegmentName, segmentKey } from "./order.ts";

/** Power needed to end what somebody else ordered. */
const powerToEnd: Record<OrderKind, Power> = {
  override: "override",
  workLock: "breakLock",
  isolate: "isolate",
  emergency: "emergency",
};

/** @throws ControllerError `people/outside-area`, `plans/not-holder`, `plans/confirm-needed`. */
export function mayEnd(order: Order, person: Person, inventory: Inventory, why: string | undefined): void {
  const holder = order.personId === person.id;
  if (order.kind === "workLock" && holder) return;
  for (const areaId of areasOfOrder(order, inventory)) {
    if (mayIn(person, powerToEnd[order.kind], areaId, inventory.area)) continue;
    if (order.kind === "workLock") {
      throw new ControllerError("plans/not-holder", `only ${order.personName} or a supervisor may release this lock`, {
        params: { holder: order.personName },
      });
    }
    throw new ControllerError("people/outside-area", `${person.name} may not end this here`, {
      params: { area: areaId },
    });
  }
  if ((order.kind === "workLock" || order.kind === "isolate") && (why ?? "").trim() === "") {
    throw new ControllerError("plans/confirm-needed", "say why it is safe now: who confirmed it on site");
  }
}

/**
 * A test changes the light under one's own lock, locked segments closing for it, and only while nobody else has hands
 * in the same thing: not on the lamp, not on the segment that feeds it, not on a lamp that the segment feeds.
 * @throws ControllerError `plans/not-holder`, `plans/locked`, `plans/unsupported`.
 */
export function mayTest(
  order: Order,
  target: Target | undefined,
  openOrders: readonly Order[],
  person: Person,
  context: { inventory: Inventory; index: InventoryIndex; now: number },
): void {
  if (order.kind !== "workLock") throw new ControllerError("plans/unsupported", "only a work lock is tested");
  if (order.personId !== person.id) {
    throw new ControllerError("plans/not-holder", `only ${order.personName} tests under this lock`, {
      params: { holder: order.personName },
    });
  }
  const lamps = new Set(order.lampIds);
  const locked = new Set(order.segments.map(segmentKey));
  const above = new Set([...order.segments, ...feedsOf(order, context)].map(segmentKey));
  for (const other of openOrders) {
    if (other.kind !== "workLock" || other.id === order.id || !isOpen(other, context.now)) continue;
    const shared =
      other.lampIds.some((id) => lamps.has(id)) ||
      other.segments.some((name) => above.has(segmentKey(name))) ||
      feedsOf(other, context).some((name) => locked.has(segmentKey(name)));
    if (!shared) continue;
    throw new ControllerError("plans/locked", `${other.personName} has a work lock on the same lamp or segment`, {
      params: { holder: other.personName },
    });
  }
  if (target !== undefined && "closed" in target) {
    throw new ControllerError("plans/unsupported", "name a level: segments close for light and open for none");
  }
}

function feedsOf(order: Order, { inventory, index }: { inventory: Inventory; index: InventoryIndex }): SegmentName[] {
  return order.lampIds.flatMap((id) => {
    const lamp = inventory.lamp.get(id);
    const feed = lamp && index.segmentOf(lamp);
    return feed === undefined ? [] : [{ cabinetId: feed.cabinet.id, output: feed.output }];
  });
}
