/** Somebody left the cabinet's selector in MAN: everything behind its relays burns. */
import { switchedCabinets, type Trouble } from "./trouble.ts";

export const selectorInHand: Trouble = {
  code: "selectorInHand",
  concerns: "cabinet",
  candidates: switchedCabinets,
  begin(city, cabinetId) {
    city.turnSelector(cabinetId, "man");
    return () => city.turnSelector(cabinetId, "auto");
  },
};
