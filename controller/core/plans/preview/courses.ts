/** Groups lamps that give the same light: who shares document, place of the sun, floors, caps and feed has one course. */
import { suits } from "#protocol/behavior/calendar.ts";
import type { Calendar as Document } from "#protocol/wire/calendar.ts";
import type { OutputKind } from "#protocol/wire/vocabulary.ts";
import type { InventoryIndex, Segment } from "../../inventory/index.ts";
import type { Inventory, Lamp, LampUse } from "../../inventory/model.ts";
import { segmentKey } from "../../orders/order.ts";
import type { CompiledCalendar } from "../compile/calendar-book.ts";
import type { LampCap } from "../compile/compile-caps.ts";
import type { LampFloor } from "../compile/compile-floors.ts";
import type { CompiledPlans } from "../compile/compile-plans.ts";
import { partKey } from "../plan.ts";
import type { Cell } from "./cells.ts";
import type { LampCeiling } from "./night-bounds.ts";

/** What a relay holds; without a document it follows the fallback. */
export interface SegmentOrders {
  readonly document: Document | undefined;
  readonly floors: readonly LampFloor[];
  readonly ceilings: readonly LampCeiling[];
}

/** How a lamp comes by its light. */
export type Feed =
  /** It decides by itself; it has supply always, or while the segment is closed. */
  | { readonly by: "itself"; readonly segment?: SegmentOrders }
  /** It has no electronics: full light while the segment is closed. */
  | { readonly by: "segment"; readonly segment: SegmentOrders }
  /** Nothing that is commanded switches it: taken as lit from dusk to dawn. */
  | { readonly by: "nobody" };

export interface Course {
  readonly cell: Cell;
  readonly use: LampUse;
  readonly feed: Feed;
  /** Undefined: no calendar covers its lamps, or none they can show. */
  readonly calendar: CompiledCalendar | undefined;
  readonly floors: readonly LampFloor[];
  readonly ceilings: readonly LampCeiling[];
}

/** @returns the course of a lamp under some plans; the same object for all that share it, whichever plans they are. */
export type CourseFinder = (lamp: Lamp, cell: Cell, plans: CompiledPlans) => Course;

export function createCourseFinder(inventory: Inventory, index: InventoryIndex): CourseFinder {
  const courses = new Map<string, Course>();
  const nameOf = createNames();
  const segmentOrders = createSegmentOrders();
  const feedOf = (lamp: Lamp, plans: CompiledPlans): Feed => {
    const fed = index.segmentOf(lamp);
    const segment = fed?.device && segmentOrders(fed, plans);
    if (lamp.deviceId !== undefined) return segment === undefined ? { by: "itself" } : { by: "itself", segment };
    return segment === undefined ? { by: "nobody" } : { by: "segment", segment };
  };
  return (lamp, cell, plans) => {
    const { compiled, floors, caps } = plans.lamps.get(lamp.id)!;
    const feed = feedOf(lamp, plans);
    const calendar = usable(compiled, inventory.lampModel.get(lamp.modelId)!.outputKind);
    const segment = "segment" in feed ? feed.segment : undefined;
    const key = [
      cell.key,
      lamp.use,
      feed.by,
      nameOf(segment?.document),
      nameOf(segment?.floors),
      nameOf(segment?.ceilings),
      nameOf(calendar?.document),
      calendar === undefined ? "" : partKey(calendar.plan.id, calendar.calendar.id),
      nameOf(floors),
      nameOf(caps),
    ].join("|");
    const known = courses.get(key);
    if (known !== undefined) return known;
    const course = { cell, use: lamp.use, feed, calendar, floors, ceilings: caps.map(ceilingOf) };
    courses.set(key, course);
    return course;
  };
}

/** As the device holds it: a limit is a ceiling at all hours that begins and ends. */
export function ceilingOf({ ceiling, span }: LampCap): LampCeiling {
  const { nights, ...hours } = ceiling ?? { fromMinute: 0, toMinute: 0, percent: 100 };
  return { ...hours, ...span, ...(nights !== undefined && { nights: nights.map(([a, b]) => [a, b]) }) };
}

/** A calendar that is too big or asks for what the output cannot show is none, as in the device. */
function usable(compiled: CompiledCalendar | undefined, kind: OutputKind): CompiledCalendar | undefined {
  return compiled?.name !== undefined && suits(compiled.document, kind) ? compiled : undefined;
}

/** Short names of documents and lists; equal content has equal names. */
function createNames(): (thing: object | undefined) => string {
  const byObject = new WeakMap<object, string>();
  const byText = new Map<string, string>();
  return (thing) => {
    if (thing === undefined) return "";
    const known = byObject.get(thing);
    if (known !== undefined) return known;
    const text = JSON.stringify(thing);
    const name = byText.get(text) ?? String(byText.size);
    byText.set(text, name);
    byObject.set(thing, name);
    return name;
  };
}

function createSegmentOrders(): (segment: Segment, plans: CompiledPlans) => SegmentOrders {
  const byPlans = new Map<CompiledPlans, Map<string, SegmentOrders>>();
  return ({ cabinet, device, output }, plans) => {
    const known = byPlans.get(plans) ?? new Map<string, SegmentOrders>();
    byPlans.set(plans, known);
    const key = segmentKey({ cabinetId: cabinet.id, output });
    const orders = known.get(key) ?? ordersOf(plans, device?.id, output, key);
    known.set(key, orders);
    return orders;
  };
}

function ordersOf(plans: CompiledPlans, deviceId: string | undefined, output: number, key: string): SegmentOrders {
  const { floors = [], ceilings = [] } = (deviceId === undefined ? undefined : plans.devices.get(deviceId)) ?? {};
  const mine = <T extends { outputs: readonly number[] }>(things: readonly T[]): Omit<T, "outputs">[] =>
    things.filter(({ outputs }) => outputs.includes(output)).map(({ outputs: _, ...thing }) => thing);
  return { document: plans.segments.get(key), floors: mine(floors), ceilings: mine(ceilings) };
}
