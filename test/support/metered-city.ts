/** A city of cabinets with 25 lamps each on an always-live circuit; every fourth has a second one with lamps without electronics. */
import type { City } from "../../simulator/city/city.ts";
import { streetModel } from "../../simulator/city/lamp-models.ts";

export const place = { lat: 10.98, lon: 106.65 };
export const timeZone = "Asia/Ho_Chi_Minh";

const lampsPerCabinet = 25;
/** Lamps without electronics on the second circuit of every fourth cabinet. */
const plainLamps = 4;

export function meteredCity(lampCount: number): City {
  const cabinets = Array.from({ length: Math.ceil(lampCount / lampsPerCabinet) }, (_, n) => `c${n}`);
  const lamp = (id: string, circuitId: string, order: number) => ({
    id,
    name: id,
    areaId: "city",
    use: "road" as const,
    modelId: streetModel.id,
    ...place,
    pole: id,
    circuitId,
    phase: ((order % 3) + 1) as 1 | 2 | 3,
  });
  const withPlain = cabinets.filter((_, n) => n % 4 === 0);
  return {
    seed: 1,
    site: { ...place, zone: timeZone },
    climate: { mean: 27, swing: 4 },
    areas: [{ id: "city", name: "Thành phố" }],
    supplyPoints: [],
    cabinets: cabinets.map((id) => ({
      id,
      name: id,
      areaId: "city",
      supplyPointId: "",
      deviceId: `cab-${id}`,
      ...place,
    })),
    circuits: [
      ...cabinets.map((id) => ({ id: `${id}-live`, name: "", cabinetId: id, kind: "alwaysLive" as const })),
      ...withPlain.map((id) => ({
        id: `${id}-plain`,
        name: "",
        cabinetId: id,
        kind: "wholeNight" as const,
        segment: 0,
      })),
    ],
    roads: [],
    lampModels: [streetModel],
    devices: [
      ...cabinets.map((id) => ({ id: `cab-${id}`, name: "", profile: "R" as const, outputs: 1 })),
      ...Array.from({ length: lampCount }, (_, n) => ({ id: `d${n}`, name: "", profile: "W" as const, outputs: 1 })),
    ],
    lamps: [
      ...Array.from({ length: lampCount }, (_, n) => ({
        ...lamp(`l${n}`, `${cabinets[Math.floor(n / lampsPerCabinet)]}-live`, n),
        deviceId: `d${n}`,
        output: 0,
      })),
      ...withPlain.flatMap((id) => Array.from({ length: plainLamps }, (_, n) => lamp(`${id}-p${n}`, `${id}-plain`, n))),
    ],
    hardware: [],
  };
}
