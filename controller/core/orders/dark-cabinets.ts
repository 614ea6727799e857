/** Cabinets that an order leaves without any light on their roads. Judged before it is given. */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import type { DarkHours } from "./dark-hours.ts";
import type { Order } from "./order.ts";
import { type LightAt, type Outlook, oneOfEachKind } from "./outlook.ts";

/**
 * A cabinet counts where at some dark hour of the order none of its road lamps gives light, and without the order one
 * would. Road lamps of an area that hang on no known cabinet count as one together.
 * @param hours in which it is dark.
 */
export function darkCabinets(
  { lampIds }: Pick<Order, "lampIds">,
  inventory: Pick<Inventory, "lamp" | "circuit">,
  index: Pick<InventoryIndex, "lampsOfCabinet" | "lampsIn">,
  outlook: Outlook,
  hours: readonly DarkHours[],
): number {
  return lampsByCabinet(lampIds, inventory, index).filter((lamps) => {
    const kinds = oneOfEachKind(lamps, outlook);
    return hours.some(({ from, until }) => goesDark(kinds, outlook, from, until));
  }).length;
}

/** @returns the road lamps of every cabinet the order touches, those it does not mean among them. */
function lampsByCabinet(
  lampIds: readonly string[],
  { lamp, circuit }: Pick<Inventory, "lamp" | "circuit">,
  index: Pick<InventoryIndex, "lampsOfCabinet" | "lampsIn">,
): Lamp[][] {
  const cabinetOf = ({ circuitId }: Lamp) => (circuitId === undefined ? undefined : circuit.get(circuitId)?.cabinetId);
  const cabinets = new Set<string>();
  const areas = new Set<string>();
  for (const id of lampIds) {
    const meant = lamp.get(id);
    if (meant?.use !== "road") continue;
    const cabinetId = cabinetOf(meant);
    if (cabinetId === undefined) areas.add(meant.areaId);
    else cabinets.add(cabinetId);
  }
  return [
    ...[...cabinets].map((id) => index.lampsOfCabinet(id).filter(({ use }) => use === "road")),
    ...[...areas].map((id) => index.lampsIn(id).filter((one) => one.use === "road" && cabinetOf(one) === undefined)),
  ];
}

function goesDark(lamps: readonly Lamp[], outlook: Outlook, begin: number, end: number): boolean {
  for (let at = begin; at < end; ) {
    const { isLit, until } = look(lamps, outlook.with, at);
    if (isLit) {
      at = until;
      continue;
    }
    const without = look(lamps, outlook.without, at);
    if (without.isLit) return true;
    at = Math.min(until, without.until);
  }
  return false;
}

/** @returns until when it stays so at least. Where one lamp is lit the others need no look. */
function look(lamps: readonly Lamp[], lightAt: LightAt, at: number): { isLit: boolean; until: number } {
  let dark = Number.POSITIVE_INFINITY;
  for (const lamp of lamps) {
    const { level, until } = lightAt(lamp, at);
    if (level > 0) return { isLit: true, until };
    dark = Math.min(dark, until);
  }
  return { isLit: false, until: dark };
}
