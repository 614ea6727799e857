/** What each device is given, gathered output by output: equal things once, with the outputs they concern. */
import type { DocumentName } from "#protocol/wire/directive.ts";
import type { DevicePlan } from "../../fleet/device-plan.ts";
import type { Steps } from "../../steps.ts";
import type { LampCap } from "./compile-caps.ts";
import type { LampFloor } from "./compile-floors.ts";

export interface OutputPlan {
  readonly calendar?: DocumentName;
  readonly floors: readonly LampFloor[];
  readonly caps: readonly LampCap[];
}

export interface DeviceBook {
  add(deviceId: string, output: number, plan: OutputPlan): void;
  /** Devices that were given something. Lists stand in an order that does not depend on the inventory's. */
  finish(): Steps<Map<string, DevicePlan>>;
}

/** A limit is a ceiling at all hours that begins and ends. */
const allDay = { fromMinute: 0, toMinute: 0 } as const;

/** Some tenths of a millisecond. */
const devicesPerStep = 64;

type Shelf = Map<string, { thing: object; outputs: number[] }>;
type Shelves = Record<"calendars" | "floors" | "ceilings", Shelf>;

export function createDeviceBook(): DeviceBook {
  const devices = new Map<string, Shelves>();
  return {
    add(deviceId, output, { calendar, floors, caps }) {
      if (calendar === undefined && floors.length === 0 && caps.length === 0) return;
      let shelves = devices.get(deviceId);
      if (shelves === undefined) {
        shelves = { calendars: new Map(), floors: new Map(), ceilings: new Map() };
        devices.set(deviceId, shelves);
      }
      if (calendar !== undefined) put(shelves.calendars, { document: calendar }, output);
      for (const floor of floors) put(shelves.floors, floor, output);
      for (const { ceiling, span } of caps) {
        if (ceiling !== undefined) put(shelves.ceilings, ceiling, output);
        if (span !== undefined) put(shelves.ceilings, { ...allDay, ...span }, output);
      }
    },
    *finish() {
      const plans = new Map<string, DevicePlan>();
      for (const [id, { calendars, floors, ceilings }] of devices) {
        if (plans.size % devicesPerStep === 0) yield;
        plans.set(id, {
          calendars: listOf<DevicePlan["calendars"][number]>(calendars),
          floors: listOf<DevicePlan["floors"][number]>(floors),
          ceilings: listOf<DevicePlan["ceilings"][number]>(ceilings),
        });
      }
      return plans;
    },
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
