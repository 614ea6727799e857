/** A town that is only as believable as a measurement needs: ten areas, each circuit its cabinet and road, one lamp per device. */
import type { InventoryChange } from "../../simulator/city/changes.ts";

/** The area above all others. */
export const wholeTown = "town";

const lampsPerCircuit = 25;
const areas = 10;
/** Circuits of a town, each with a road of the same number. */
export const circuitsOf = (devices: number) => Math.ceil(devices / lampsPerCircuit);
export const circuitId = (n: number) => `circuit-${n}`;
export const roadId = (n: number) => `road-${n}`;
/** Areas in the order of their devices. */
export const areaIds = Array.from({ length: areas }, (_, n) => `area-${n}`);

export const deviceId = (n: number) => `lamp-${String(n).padStart(5, "0")}`;

export function townOf(devices: number): InventoryChange[] {
  const changes: InventoryChange[] = [];
  const create = (sort: string, thing: { readonly id: string; readonly [field: string]: unknown }) =>
    changes.push({ do: "create", sort, thing });
  const areaOf = (n: number) => areaIds[Math.floor((n * areas) / devices)]!;
  create("area", { id: wholeTown, name: "Town" });
  for (const id of areaIds) create("area", { id, name: id, parentId: wholeTown });
  create("lampModel", {
    id: "led-100",
    name: "LED 100 W",
    outputKind: "white",
    curve: "dali",
    nominalPower: 100,
    powerAtMinimumDimLevel: 12,
    minLevel: 10,
  });
  for (let n = 0; n < devices; n++) {
    const [circuit, road] = [circuitId(Math.floor(n / lampsPerCircuit)), roadId(Math.floor(n / lampsPerCircuit))];
    const place = { lon: 106.6 + (n % 100) / 1000, lat: 10.9 + Math.floor(n / 100) / 1000 };
    if (n % lampsPerCircuit === 0) {
      const cabinet = `cabinet-${Math.floor(n / lampsPerCircuit)}`;
      create("cabinet", { id: cabinet, name: cabinet, areaId: areaOf(n), ...place });
      create("circuit", { id: circuit, name: circuit, cabinetId: cabinet, kind: "wholeNight" });
      create("road", { id: road, name: road, areaId: areaOf(n) });
    }
    const id = deviceId(n);
    create("device", { id, name: id, profile: "W", outputs: 1 });
    const driven = { modelId: "led-100", circuitId: circuit, phase: (n % 3) + 1, deviceId: id, output: 0 };
    const along = { roadId: road, order: (n % lampsPerCircuit) + 1 };
    create("lamp", { id, name: id, areaId: areaOf(n), use: "road", ...place, ...along, ...driven });
  }
  return changes;
}

/** Groups a device of the town would be in, for brokers without a controller. */
export function groupsOf(n: number, devices: number): string[] {
  return ["all", `c${Math.floor(n / lampsPerCircuit)}r`, `a${Math.floor((n * areas) / devices)}r`, "a0r"];
}
