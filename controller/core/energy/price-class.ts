/** Which price a lamp's energy is billed at: that of the supply point its cabinet hangs on. */
import type { Inventory, Lamp } from "../inventory/model.ts";

/** @returns undefined where nothing says so: then it is what lighting pays. */
export function priceClassOf(
  { circuitId }: Pick<Lamp, "circuitId">,
  { circuit, cabinet, supplyPoint }: Pick<Inventory, "circuit" | "cabinet" | "supplyPoint">,
): string | undefined {
  const cabinetId = circuitId === undefined ? undefined : circuit.get(circuitId)?.cabinetId;
  const supplyPointId = cabinetId === undefined ? undefined : cabinet.get(cabinetId)?.supplyPointId;
  return supplyPointId === undefined ? undefined : supplyPoint.get(supplyPointId)?.priceClass;
}
