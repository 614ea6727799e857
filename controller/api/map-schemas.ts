/** The fleet in columns, as maps take it, and what the live stream tells of it afterwards. */
import { z } from "zod";
import { sources } from "#protocol/wire/vocabulary.ts";
import { lampStates } from "../core/fleet/lamp-state.ts";
import { circuitKinds } from "../core/inventory/model.ts";
import { at } from "./fleet-schemas.ts";

const texts = z.array(z.string());
const numbers = z.array(z.number());
const thing = { id: z.string(), name: z.string() };

const LampColumns = z
  .object({
    id: texts,
    name: texts,
    lon: numbers.describe("Degrees WGS 84."),
    lat: numbers,
    area: numbers.describe("Position in `areas`."),
    model: numbers.describe("Position in `models`."),
    road: numbers.describe("Position in `roads`; -1: none."),
    circuit: numbers.describe("Position in `circuits`; -1: none."),
    decorative: numbers.describe("1: decorative, 0: road."),
    state: numbers.describe("Position in `states`."),
    level: numbers.describe("Percent last reported; -1: never."),
    source: numbers.describe("Position in `sources` of who decided; -1: nothing known."),
  })
  .describe("Columns of equal length: the same position everywhere is the same lamp.");

export const FleetSnapshot = z.object({
  at,
  states: z.array(z.enum(lampStates)),
  sources: z.array(z.enum(sources)),
  areas: z.array(z.object({ ...thing, parentId: z.exactOptional(z.string()) })),
  roads: z.array(
    z.object({ ...thing, areaId: z.string(), path: z.exactOptional(z.array(z.tuple([z.number(), z.number()]))) }),
  ),
  cabinets: z.array(
    z.object({
      ...thing,
      areaId: z.string(),
      lon: z.number(),
      lat: z.number(),
      online: z.exactOptional(z.boolean().describe("Absent: no controller of its own.")),
    }),
  ),
  circuits: z.array(
    z.object({
      ...thing,
      cabinetId: z.string(),
      kind: z.enum(circuitKinds),
      segment: z.exactOptional(z.number().int().describe("Relay output that feeds it; absent: always live.")),
    }),
  ),
  models: z.array(z.object(thing)),
  groups: z.array(z.object({ ...thing, areaId: z.string(), lamps: numbers.describe("Positions in the columns.") })),
  lamps: LampColumns,
});
export type FleetSnapshot = z.output<typeof FleetSnapshot>;

/** What a `lamps` event tells: columns of equal length, the new states of lamps of one area, codes as in the snapshot. */
export const LampsChanged = z.object({ id: texts, state: numbers, level: numbers, source: numbers });
export type LampsChanged = z.output<typeof LampsChanged>;

/** What an `inventory` event tells: things were entered, changed or retired. */
export const InventoryChanged = z.object({ at });
