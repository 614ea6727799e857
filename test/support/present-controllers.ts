/** Cabinets that always had the controller they have now, as the inventory would tell it. */
import type { Inventory } from "../../controller/core/inventory/model.ts";
import type { CabinetAssignment } from "../../controller/core/inventory/ports.ts";

export function presentControllers({ cabinet }: Pick<Inventory, "cabinet">) {
  return async (cabinetIds: readonly string[]): Promise<CabinetAssignment[]> =>
    cabinetIds.flatMap((cabinetId) => {
      const device = cabinet.get(cabinetId)?.deviceId;
      return device === undefined ? [] : [{ cabinetId, device, from: 0 }];
    });
}
