/** Replaces hardware under a position: the lamp keeps its plans, groups, alarms and history, only the device changes. */
import type { ChangeRequest, Draft } from "./change-request.ts";
import type { InventoryIndex } from "./index.ts";
import type { Inventory, Lamp } from "./model.ts";
import { inUse } from "./snapshot.ts";

export interface Replacement {
  /** The new device; one that is not known yet is created like the old one unless described otherwise. */
  readonly device: Pick<Draft<"device">, "id"> & Partial<Draft<"device">>;
  /** All lamps of the old device, each on the same output as before; or this lamp alone. */
  readonly lamps: "all" | "one";
  /** For a lamp alone: the output of the new device. Absent: as before, 0 for a lamp that had none. */
  readonly output?: number;
  /** The old device stays in the inventory as a spare. Else it is retired once nothing hangs on it. */
  readonly keepOld: boolean;
}

/** @returns what to ask for; `planChanges` judges it as any other request. */
export function requestsToReplace(
  inventory: Inventory,
  index: InventoryIndex,
  lamp: Lamp,
  { device, lamps, output, keepOld }: Replacement,
): ChangeRequest[] {
  const old = lamp.deviceId === undefined ? undefined : inUse(inventory, "device", lamp.deviceId);
  const moving = lamps === "all" && old !== undefined ? index.lampsOfDevice(old.id) : [lamp];
  const requests: ChangeRequest[] = moving.map(({ id, version, output: present }) => ({
    do: "change",
    sort: "lamp",
    id,
    version,
    set: { deviceId: device.id, output: (lamps === "one" ? output : undefined) ?? present ?? 0 },
  }));
  if (!inventory.device.has(device.id)) {
    const likeOld = { name: device.id, profile: old?.profile ?? "W", outputs: old?.outputs ?? 1 } as const;
    requests.push({ do: "create", sort: "device", thing: { ...likeOld, ...device } });
  }
  if (old !== undefined && !keepOld && device.id !== old.id && isFreed(old.id, moving, index)) {
    requests.push({ do: "retire", sort: "device", id: old.id, version: old.version });
  }
  return requests;
}

function isFreed(deviceId: string, moving: readonly Lamp[], index: InventoryIndex): boolean {
  return index.lampsOfDevice(deviceId).length === moving.length && index.cabinetsOfDevice(deviceId).length === 0;
}
