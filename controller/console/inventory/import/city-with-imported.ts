/** A picture of the city as an import would leave it: what stands there now, and the new lamps on top. */
import type { FleetSnapshot } from "../../../api/map-schemas.ts";
import { createFleetTable } from "../../map/fleet/fleet-table.ts";
import { createFleetView, type FleetView } from "../../map/fleet/fleet-view.ts";
import type { ImportedLamp } from "./import-file.ts";

/** @returns the fleet with the imported lamps selected; those that are new have never been heard. */
export function cityWithImported(city: FleetSnapshot, imported: readonly ImportedLamp[]): FleetView {
  const { lamps } = city;
  const moved = new Map(imported.map((lamp) => [lamp.id, lamp]));
  const known = new Set(lamps.id);
  const added = imported.filter(({ id }) => !known.has(id));
  const unheard = city.states.indexOf("unheard");
  const nowhere = added.map(() => -1);
  const at = (axis: "lon" | "lat") => [
    ...lamps.id.map((id, n) => moved.get(id)?.[axis] ?? lamps[axis][n]!),
    ...added.map((lamp) => lamp[axis]),
  ];
  const table = createFleetTable({
    ...city,
    lamps: {
      id: [...lamps.id, ...added.map(({ id }) => id)],
      name: [...lamps.name, ...added.map(({ name }) => name)],
      lon: at("lon"),
      lat: at("lat"),
      area: [...lamps.area, ...nowhere],
      model: [...lamps.model, ...nowhere],
      road: [...lamps.road, ...nowhere],
      circuit: [...lamps.circuit, ...nowhere],
      decorative: [...lamps.decorative, ...added.map(() => 0)],
      state: [...lamps.state, ...added.map(() => unheard)],
      level: [...lamps.level, ...nowhere],
      source: [...lamps.source, ...nowhere],
    },
  });
  const view = createFleetView(table);
  view.select(imported.flatMap(({ id }) => table.rowOf(id) ?? []));
  return view;
}
