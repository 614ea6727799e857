/** The utility's voltage is gone: cabinet and lamps are dead together. */
import type { Trouble } from "./trouble.ts";

export const supplyLost: Trouble = {
  code: "supplyLost",
  concerns: "cabinet",
  candidates: ({ city }) => city.cabinets.map((cabinet) => cabinet.id),
  begin(city, cabinetId) {
    city.setSupply(cabinetId, false);
    return () => city.setSupply(cabinetId, true);
  },
};
