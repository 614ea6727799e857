/** A bridge with art lighting: one node drives 64 colour luminaires along both railings. */
import { addCabinet, addDevice, addRoad, type Draft } from "./draft.ts";
import { moved, rounded } from "./geometry.ts";
import { bridgeModel } from "./lamp-models.ts";
import type { PlaceArea } from "./place.ts";

/** Luminaires per node: the outputs one device may have. */
export const bridgeLamps = 64;
/** m between neighbours on a railing. */
const pitch = 8;
/** m from the middle of the deck to a railing. */
const halfWidth = 9;

export function layBridge(draft: Draft, area: PlaceArea, bridge: PlaceArea["bridges"][number]): void {
  const heading = (bridge.heading * Math.PI) / 180;
  const start = [bridge.lon, bridge.lat] as const;
  const road = addRoad(draft, area, bridge.name, start);
  road.path.push(rounded(moved(start, heading, (bridgeLamps / 2 - 1) * pitch)));
  const cabinet = addCabinet(draft, area, moved(start, heading, -15), 2, bridge);
  // always live: shows are loaded by day, and the node must be there to be asked
  const circuit = {
    id: `${cabinet.id}-1`,
    name: `${cabinet.name} – ${draft.place.circuits.decorative}`,
    cabinetId: cabinet.id,
    kind: "decorative" as const,
  };
  draft.circuits.push(circuit);
  const deviceId = addDevice(draft, "C", bridgeLamps);
  for (let output = 0; output < bridgeLamps; output++) {
    // down one railing and back along the other, as the cable runs
    const left = output < bridgeLamps / 2;
    const along = (left ? output : bridgeLamps - 1 - output) * pitch;
    const at = moved(moved(start, heading, along), heading + (left ? -Math.PI / 2 : Math.PI / 2), halfWidth);
    const [lon, lat] = rounded(at);
    const number = String(output + 1).padStart(2, "0");
    draft.lamps.push({
      id: `${bridge.id}-${number}`,
      name: `${bridge.name} ${output + 1}`,
      areaId: area.id,
      use: "decorative",
      modelId: bridgeModel.id,
      lon,
      lat,
      roadId: road.id,
      order: output + 1,
      pole: `${bridge.id}-${number}`.toUpperCase(),
      circuitId: circuit.id,
      phase: ((output % 3) + 1) as 1 | 2 | 3,
      deviceId,
      output,
    });
  }
}
