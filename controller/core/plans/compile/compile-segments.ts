/**
 * What the relays of cabinets are given: closed whenever a lamp on the segment wants light, by its calendar or by its
 * floor; open under a curfew that darkens every lamp on it.
 */
import type { Calendar as Document } from "#protocol/wire/calendar.ts";
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Inventory, Lamp } from "../../inventory/model.ts";
import { inUse } from "../../inventory/snapshot.ts";
import { type SegmentName, segmentKey } from "../../orders/order.ts";
import type { Steps } from "../../steps.ts";
import type { DayRange } from "../days.ts";
import type { LampPlan } from "../lamp-plan.ts";
import type { CalendarBook } from "./calendar-book.ts";
import type { LampCap } from "./compile-caps.ts";
import type { LampFloor } from "./compile-floors.ts";
import type { DeviceBook } from "./device-book.ts";
import type { NightTable } from "./night-table.ts";
import { fallbackNights, segmentCalendar } from "./segment-calendar.ts";

export interface SegmentContext {
  readonly inventory: Inventory;
  readonly index: InventoryIndex;
  readonly lamps: ReadonlyMap<string, LampPlan>;
  readonly book: CalendarBook;
  readonly devices: DeviceBook;
  readonly table: NightTable;
  readonly window: DayRange;
}

/** @returns the calendar of each segment on which a lamp has one, by `segmentKey`. */
export function* compileSegments(context: SegmentContext): Steps<Map<string, Document>> {
  const { inventory, index, lamps, book, devices } = context;
  const segments = new Map<string, Document>();
  const calendarOf = createUnions(context);
  for (const name of segmentsInUse(inventory)) {
    yield;
    const members = index.lampsOfSegment(name.cabinetId, name.output);
    const plans = members.map(({ id }) => lamps.get(id)!);
    const document = calendarOf(members, plans);
    if (document !== undefined) segments.set(segmentKey(name), document);
    const deviceId = inUse(inventory, "cabinet", name.cabinetId)?.deviceId;
    if (deviceId === undefined) continue;
    const calendar = document && book.publish(document);
    devices.add(deviceId, name.output, {
      ...(calendar !== undefined && { calendar }),
      floors: closedWhile(plans),
      caps: openWhile(plans),
    });
  }
  return segments;
}

function segmentsInUse(inventory: Inventory): SegmentName[] {
  const names = new Map<string, SegmentName>();
  for (const { cabinetId, segment, retiredAt } of inventory.circuit.values()) {
    if (segment === undefined || retiredAt !== undefined) continue;
    const name = { cabinetId, output: segment };
    names.set(segmentKey(name), name);
  }
  return [...names.values()];
}

/** Segments whose lamps follow the same calendars share the union. */
function createUnions({ table, window }: SegmentContext) {
  const names = new Map<Document, number>();
  const unions = new Map<string, Document>();
  const nameOf = (document: Document) => {
    if (!names.has(document)) names.set(document, names.size);
    return names.get(document)!;
  };
  return (members: readonly Lamp[], plans: readonly LampPlan[]): Document | undefined => {
    const documents = new Set(plans.flatMap(({ compiled }) => compiled?.document ?? []));
    if (documents.size === 0) return undefined;
    // a road lamp without a calendar is lit by its fallback, or by nothing but the segment
    if (members.some(({ use }, n) => use === "road" && plans[n]!.compiled === undefined)) documents.add(fallbackNights);
    const sorted = [...documents].sort((a, b) => nameOf(a) - nameOf(b));
    const key = sorted.map(nameOf).join(" ");
    const union = unions.get(key) ?? segmentCalendar(sorted, table, window);
    unions.set(key, union);
    return union;
  };
}

/** A lamp that its floor keeps lit needs supply, whatever the calendars say. */
function closedWhile(plans: readonly LampPlan[]): LampFloor[] {
  const spans = new Map<string, LampFloor>();
  for (const { floors } of plans) {
    for (const floor of floors) {
      const { percent: _, ...span } = floor;
      spans.set(JSON.stringify(span), { ...span, percent: 100 });
    }
  }
  return [...spans.values()];
}

/** Caps that every lamp on the segment has, and that leave no light. */
function openWhile(plans: readonly LampPlan[]): LampCap[] {
  const [first, ...others] = plans.map(({ caps }) =>
    caps.filter(({ ceiling, span }) => (ceiling ?? span)?.percent === 0),
  );
  return (first ?? []).filter((cap) => {
    const text = JSON.stringify(cap);
    return others.every((caps) => caps.some((other) => JSON.stringify(other) === text));
  });
}
