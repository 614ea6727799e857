/** Which topic groups a device belongs to, and which one publish reaches exactly the lamps of a selection. */
import { maxGroupsPerDevice } from "#protocol/wire/limits.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp, LampUse } from "../inventory/model.ts";
import type { Selection } from "../inventory/select.ts";

/** The group everybody is in; used for calls only. */
export const everybody = "all";

const useLetter: Record<LampUse, string> = { road: "r", decorative: "d" };

/** Road and decorative lamps of an area or circuit are apart, so that dimming a street spares its bridge. */
export const areaTopic = (topicNumber: number, use: LampUse) => `a${topicNumber}${useLetter[use]}`;
export const circuitTopic = (topicNumber: number, use: LampUse) => `c${topicNumber}${useLetter[use]}`;
export const groupTopic = (topicNumber: number) => `g${topicNumber}`;

/** One group of a device's configuration. */
export interface Membership {
  readonly group: string;
  readonly outputs: number[];
}

/**
 * Groups of a device with the outputs each concerns: `all` first, then the nearest first, at most what a device takes.
 * What does not fit is addressed device by device.
 */
export function membershipsOf(
  lamps: readonly Lamp[],
  outputs: number,
  inventory: Inventory,
  index: InventoryIndex,
): Membership[] {
  const found = new Map<string, number[]>([[everybody, Array.from({ length: outputs }, (_, output) => output)]]);
  const add = (group: string, output: number) => {
    const members = found.get(group);
    if (members === undefined) found.set(group, [output]);
    else members.push(output);
  };
  const withOutput = lamps.filter((lamp) => lamp.output !== undefined);
  for (const lamp of withOutput) {
    const circuit = lamp.circuitId === undefined ? undefined : inventory.circuit.get(lamp.circuitId);
    if (circuit !== undefined) add(circuitTopic(circuit.topicNumber, lamp.use), lamp.output!);
  }
  for (const lamp of withOutput) {
    for (const group of index.groupsOfLamp(lamp.id)) add(groupTopic(group.topicNumber), lamp.output!);
  }
  for (const lamp of withOutput) {
    for (const areaId of index.areaAndAbove(lamp.areaId)) {
      add(areaTopic(inventory.area.get(areaId)!.topicNumber, lamp.use), lamp.output!);
    }
  }
  return [...found]
    .slice(0, maxGroupsPerDevice)
    .map(([group, members]) => ({ group, outputs: members.sort((a, b) => a - b) }));
}

/**
 * @param lampIds the resolved selection. @returns the topic group whose members are exactly these lamps, or undefined
 * where none is and the devices are addressed one by one.
 */
export function topicGroupOf(
  selection: Selection,
  lampIds: readonly string[],
  inventory: Inventory,
): string | undefined {
  const use = onlyUse(lampIds, inventory);
  if ("areaId" in selection && use !== undefined)
    return areaTopic(inventory.area.get(selection.areaId)!.topicNumber, use);
  if ("circuitId" in selection && use !== undefined) {
    return circuitTopic(inventory.circuit.get(selection.circuitId)!.topicNumber, use);
  }
  if ("groupId" in selection) return groupTopic(inventory.group.get(selection.groupId)!.topicNumber);
  return undefined;
}

/** @returns the use all lamps share; the selection took all lamps of that use, so it is the whole group. */
function onlyUse(lampIds: readonly string[], inventory: Inventory): LampUse | undefined {
  const uses = new Set(lampIds.map((id) => inventory.lamp.get(id)!.use));
  const [use] = uses;
  return uses.size === 1 ? use : undefined;
}
