/** The contacts of a segment's relay have welded: its lamps burn by day, whatever the cabinet says. */
import { switchedCabinets, type Trouble } from "./trouble.ts";

export const weldedRelay: Trouble = {
  code: "weldedRelay",
  concerns: "cabinet",
  candidates: switchedCabinets,
  begin({ city, street, clock }, cabinetId) {
    const circuit = city.circuits.find((each) => each.cabinetId === cabinetId && each.segment !== undefined)!;
    street.weld(cabinetId, circuit.segment!, true, clock.now());
    return () => street.weld(cabinetId, circuit.segment!, false, clock.now());
  },
};
