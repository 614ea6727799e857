/** Spreads an order over devices: which outputs of which device take part in it, and how. */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory } from "../inventory/model.ts";
import type { Order, SegmentName } from "../orders/order.ts";

/** One order as far as one device is concerned. Output lists ascend; empty where it does not take part in that way. */
export interface DeviceOrder {
  readonly order: Order;
  readonly lampOutputs: number[];
  readonly segmentOutputs: number[];
  readonly companionOutputs: number[];
}

/**
 * @returns by device. The lamps were resolved when the order was given; the devices under them are today's, so that
 * replaced hardware takes over what its lamp owes.
 */
export function spreadOrder(order: Order, inventory: Inventory): Map<string, DeviceOrder> {
  const spread = new Map<string, DeviceOrder>();
  const at = (device: string): DeviceOrder => {
    let entry = spread.get(device);
    if (entry === undefined) {
      entry = { order, lampOutputs: [], segmentOutputs: [], companionOutputs: [] };
      spread.set(device, entry);
    }
    return entry;
  };
  for (const lampId of order.lampIds) {
    const lamp = inventory.lamp.get(lampId);
    if (lamp?.deviceId !== undefined && lamp.retiredAt === undefined)
      at(lamp.deviceId).lampOutputs.push(lamp.output ?? 0);
  }
  const place = (names: readonly SegmentName[], role: "segmentOutputs" | "companionOutputs") => {
    for (const { cabinetId, output } of names) {
      const device = inventory.cabinet.get(cabinetId)?.deviceId;
      if (device !== undefined) at(device)[role].push(output);
    }
  };
  place(order.segments, "segmentOutputs");
  place(order.companions, "companionOutputs");
  for (const { lampOutputs, segmentOutputs, companionOutputs } of spread.values()) {
    for (const outputs of [lampOutputs, segmentOutputs, companionOutputs]) outputs.sort((a, b) => a - b);
  }
  return spread;
}

/** @returns devices that decide whether these lamps follow: their own, and the cabinets that move their segments with them. */
export function devicesBehind(
  order: Order,
  lampIds: readonly string[],
  inventory: Inventory,
  index: InventoryIndex,
): Set<string> {
  const moved = new Set(spreadOrder(order, inventory).keys());
  const devices = lampIds.flatMap((id) => {
    const lamp = inventory.lamp.get(id);
    return [lamp?.deviceId, lamp && index.segmentOf(lamp)?.device?.id];
  });
  return new Set(devices.filter((device) => device !== undefined && moved.has(device)) as string[]);
}

/** Lamps on a device and those fed by the cabinet it drives: whose words may change when it reports. */
export function lampsTouchedBy(device: string, index: InventoryIndex): string[] {
  const own = index.lampsOfDevice(device);
  const fed = index.cabinetsOfDevice(device).flatMap(({ id }) => index.lampsOfCabinet(id));
  return [...own, ...fed].map(({ id }) => id);
}
