/** What each device is given, gathered output by output: equal things once, with the outputs they concern. */
import type { DocumentName } from "#protocol/wire/directive.ts";
import type { DevicePlan } from "../fleet/device-plan.ts";
import type { Ceiling, LampCap, Span } from "./compile-caps.ts";
import type { LampFloor } from "./compile-floors.ts";

/** Caps of a device's outputs. */
export interface DeviceCeiling extends Ceiling {
  readonly outputs: number[];
}
export interface DeviceLimit extends Span {
  /** `planId/limitId` */
  readonly key: string;
  readonly outputs: number[];
}

export interface CompiledDevice extends DevicePlan {
  readonly ceilings: readonly DeviceCeiling[];
  readonly limits: readonly DeviceLimit[];
}

export interface OutputPlan {
  readonly calendar?: DocumentName;
  readonly floors: readonly LampFloor[];
  readonly caps: readonly LampCap[];
}

export interface DeviceBook {
  add(deviceId: string, output: number, plan: OutputPlan): void;
  /** Devices that were given something. Lists stand in an order that does not depend on the inventory's. */
  finish(): Map<string, CompiledDevice>;
}

type Shelf = Map<string, { thing: object; outputs: number[] }>;
type Shelves = Record<"calendars" | "floors" | "ceilings" | "limits", Shelf>;

export function createDeviceBook(): DeviceBook {
  const devices = new Map<string, Shelves>();
  return {
    add(deviceId, output, { calendar, floors, caps }) {
      if (calendar === undefined && floors.length === 0 && caps.length === 0) return;
      let shelves = devices.get(deviceId);
      if (shelves === undefined) {
        shelves = { calendars: new Map(), floors: new Map(), ceilings: new Map(), limits: new Map() };
        devices.set(deviceId, shelves);
      }
      if (calendar !== undefined) put(shelves.calendars, { document: calendar }, output);
      for (const floor of floors) put(shelves.floors, floor, output);
      for (const { key, ceiling, span } of caps) {
        if (ceiling !== undefined) put(shelves.ceilings, ceiling, output);
        if (span !== undefined) put(shelves.limits, { key, ...span }, output);
      }
    },
    finish: () =>
      new Map(
        [...devices].map(([id, { calendars, floors, ceilings, limits }]) => [
          id,
          {
            calendars: listOf<CompiledDevice["calendars"][number]>(calendars),
            floors: listOf<CompiledDevice["floors"][number]>(floors),
            ceilings: listOf<DeviceCeiling>(ceilings),
            limits: listOf<DeviceLimit>(limits),
          },
        ]),
      ),
  };
}

function put(shelf: Shelf, thing: object, output: number): void {
  const key = JSON.stringify(thing);
  const entry = shelf.get(key);
  if (entry === undefined) shelf.set(key, { thing, outputs: [output] });
  else if (!entry.outputs.includes(output)) entry.outputs.push(output);
}

function listOf<T extends object>(shelf: Shelf): T[] {
  return [...shelf]
    .map(([key, { thing, outputs }]) => ({ key, entry: { ...thing, outputs: outputs.sort((a, b) => a - b) } }))
    .sort((a, b) => a.entry.outputs[0]! - b.entry.outputs[0]! || (a.key < b.key ? -1 : 1))
    .map(({ entry }) => entry as unknown as T);
}
