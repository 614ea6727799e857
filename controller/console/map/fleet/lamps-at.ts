/** Lamps that stand where another one does: arms of one pole, or entered at one place before anybody measured. */
import type { FleetView } from "./fleet-view.ts";

/** World units: about 1 m at the latitude of Việt Nam. */
const samePlace = 2.6e-8;

/** @returns rows of shown lamps there, that one among them, in the order of their names. */
export function lampsAt({ table, index, shown }: FleetView, row: number): number[] {
  const [x, y] = [table.x[row]!, table.y[row]!];
  const here: number[] = [];
  index.visit({ minX: x - samePlace, maxX: x + samePlace, minY: y - samePlace, maxY: y + samePlace }, (other) => {
    if (shown[other] === 1 || other === row) here.push(other);
  });
  return here.sort((a, b) => table.names[a]!.localeCompare(table.names[b]!, "vi", { numeric: true }));
}
