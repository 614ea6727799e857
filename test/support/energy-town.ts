/**
 * A town of few lamps in a zone whose clock is changed: one with a meter, one with a level alone, one that only its
 * circuit knows of, one nobody knows anything about.
 */
import type { Baseline } from "../../controller/core/energy/baseline.ts";
import type { Assignment } from "../../controller/core/inventory/ports.ts";
import { inventoryOf } from "../../controller/core/inventory/snapshot.ts";

export const timeZone = "Europe/Berlin";
/** Midnights at the site: the clock is put back on 25 October 2026. */
export const day24 = Date.UTC(2026, 9, 23, 22);
export const day25 = Date.UTC(2026, 9, 24, 22);
export const day26 = Date.UTC(2026, 9, 25, 23);

interface Thing {
  readonly id: string;
  readonly [field: string]: unknown;
}

const area = (id: string, parentId?: string) => ({ id, name: id, topicNumber: 1, ...(parentId && { parentId }) });
const lamp = (id: string, areaId: string, more: object = {}) => ({
  id,
  name: id,
  areaId,
  use: "road",
  modelId: "led",
  lon: 13.4,
  lat: 52.5,
  ...more,
});
const things: Record<string, readonly Thing[]> = {
  area: [area("city"), area("north", "city"), area("south", "city"), area("empty", "city")],
  supplyPoint: [{ id: "pe-1", areaId: "north", utilityCode: "PE01", factor: 20, priceClass: "night" }],
  cabinet: [{ id: "c1", areaId: "north", deviceId: "cab", supplyPointId: "pe-1", lon: 13.4, lat: 52.5 }],
  circuit: [{ id: "live", cabinetId: "c1", kind: "alwaysLive", topicNumber: 2 }],
  road: [{ id: "main", areaId: "north", litArea: 500, illuminance: 10 }],
  lampModel: [
    { id: "led", nominalPower: 100, powerAtMinimumDimLevel: 20, minLevel: 10, outputKind: "white", curve: "dali" },
  ],
  lamp: [
    lamp("metered", "north", { circuitId: "live", roadId: "main", deviceId: "d1", output: 0 }),
    lamp("plain", "north", { circuitId: "live" }),
    lamp("unmetered", "south", { deviceId: "d2", output: 0 }),
    lamp("bare", "south"),
  ],
};
export const inventory = inventoryOf(
  (sort) => new Map((things[sort] ?? []).map((thing) => [thing.id, { name: thing.id, version: 1, ...thing }])) as never,
);
export const assignments: Assignment[] = [
  { lampId: "metered", device: "d1", output: 0, from: day24 },
  { lampId: "unmetered", device: "d2", output: 0, from: 0 },
];
export const rates = {
  currency: "EUR",
  priceClasses: [
    { id: "day", name: "", prices: [{ from: { year: 2026, month: 1, day: 1 }, value: 1, source: "list" }] },
    {
      id: "night",
      name: "",
      prices: [
        { from: { year: 2026, month: 1, day: 1 }, value: 0.2, source: "list of January" },
        { from: { year: 2026, month: 10, day: 25 }, value: 0.4, source: "list of October" },
      ],
    },
  ],
  lightingClass: "day",
  gridFactor: [{ from: { year: 2026, month: 1, day: 1 }, value: 0.5, source: "grid" }],
};
export const baseline: Baseline = {
  areaId: "north",
  recordedOn: { year: 2025, month: 1, day: 1 },
  source: "survey",
  groups: [
    {
      name: "all",
      lamps: 2,
      power: 250,
      program: {
        id: "all",
        name: "all",
        points: [
          { at: { clock: "18:00" }, target: { level: 100 } },
          { at: { clock: "06:00" }, target: { level: 0 } },
        ],
      } as Baseline["groups"][number]["program"],
    },
  ],
};
