/** Whether calendars and devices can hold what a plan comes to, beside the other plans in force. */
import type { Floor } from "#protocol/wire/desire.ts";
import { maxCeilingNights, maxCeilings, maxDesireBytes, maxFloorNights, maxFloors } from "#protocol/wire/limits.ts";
import { configFor } from "../../fleet/configure.ts";
import { bytesWithLocks } from "../../fleet/desired.ts";
import type { DevicePlan } from "../../fleet/device-plan.ts";
import type { Steps } from "../../steps.ts";
import type { CompiledPlans } from "../compile/compile-plans.ts";
import type { Plan } from "../plan.ts";
import type { Report } from "./problem.ts";
import type { ValidateContext } from "./validate-plan.ts";

/** Calendars of one desired state. */
const maxCalendarsPerDevice = 8;
/** Devices named for one reason; of the others only the number is told. */
const namedAtMost = 20;
/** About a millisecond. */
const devicesPerStep = 64;

/** Something a device has no room for, and the part of the plan it comes from. */
interface Overflow {
  readonly path: "assignments" | "roadFloors" | "curfews";
  readonly count: number;
  readonly most: number;
  readonly what: string;
  readonly whatVi: string;
}

export function* judgeSize(plan: Plan, compiled: CompiledPlans, context: ValidateContext, report: Report): Steps<void> {
  for (const calendar of new Set(compiled.oversized.map((each) => each.calendar))) {
    const position = plan.calendars.indexOf(calendar);
    report(position < 0 ? "campaigns" : `calendars[${position}]`, "calendarTooLarge", { calendar: calendar.name });
  }
  const found = new Map<string, { overflow: Overflow; id: string }[]>();
  let judged = 0;
  for (const [id, given] of compiled.devices) {
    if (judged++ % devicesPerStep === 0) yield;
    for (const overflow of overflowsOf(id, given, context)) {
      const key = `${overflow.path} ${overflow.what}`;
      const alike = found.get(key);
      if (alike === undefined) found.set(key, [{ overflow, id }]);
      else alike.push({ overflow, id });
    }
  }
  for (const alike of found.values()) reportAlike(alike, context, report);
}

function reportAlike(
  alike: readonly { overflow: Overflow; id: string }[],
  { inventory }: ValidateContext,
  report: Report,
): void {
  for (const { overflow, id } of alike.slice(0, namedAtMost)) {
    const { path, ...params } = overflow;
    report(path, "deviceTooFull", { sort: "device", id, name: inventory.device.get(id)!.name, ...params });
  }
  const [first] = alike;
  if (first === undefined || alike.length <= namedAtMost) return;
  const { path, what, whatVi } = first.overflow;
  report(path, "moreDevicesTooFull", { count: alike.length - namedAtMost, what, whatVi });
}

function overflowsOf(id: string, given: DevicePlan, context: ValidateContext): Overflow[] {
  const { calendars, floors, ceilings } = given;
  const mostRanges = (bounds: readonly Pick<Floor, "nights">[]) =>
    Math.max(0, ...bounds.map(({ nights = [] }) => nights.length));
  const overflows: Overflow[] = [
    {
      path: "assignments" as const,
      count: calendars.length,
      most: maxCalendarsPerDevice,
      what: "calendars",
      whatVi: "lịch",
    },
    { path: "roadFloors" as const, count: floors.length, most: maxFloors, what: "floors", whatVi: "mức sàn" },
    {
      path: "curfews" as const,
      count: ceilings.length,
      most: maxCeilings,
      what: "curfews and limits",
      whatVi: "giờ giới nghiêm và giới hạn",
    },
    {
      path: "curfews" as const,
      count: mostRanges(ceilings),
      most: maxCeilingNights,
      what: "runs of nights in one curfew",
      whatVi: "khoảng đêm trong một giờ giới nghiêm",
    },
    {
      path: "roadFloors" as const,
      count: mostRanges(floors),
      most: maxFloorNights,
      what: "runs of nights in one floor",
      whatVi: "khoảng đêm trong một mức sàn",
    },
  ].filter(({ count, most }) => count > most);
  if (overflows.length > 0) return overflows;
  const count = bytesOf(id, given, context);
  if (count <= maxDesireBytes) return [];
  return [{ path: "assignments", count, most: maxDesireBytes, what: "bytes", whatVi: "byte" }];
}

/** Of the whole desired state, so that the part other plans and the inventory take counts as well. */
function bytesOf(id: string, given: DevicePlan, { inventory, index, site }: ValidateContext): number {
  const device = inventory.device.get(id)!;
  const config = configFor(device, inventory, index, site, given);
  return bytesWithLocks({ config, calendars: given.calendars }, device.outputs);
}
