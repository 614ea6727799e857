/** The night of Giao thừa through the whole chain: written by people, judged, compiled to bytes, kept by a lamp. */
import { describe, expect, test } from "vitest";
import { decodeCalendar } from "#protocol/wire/calendar.ts";
import { configFor } from "../../../../controller/core/fleet/configure.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { LunarSelector, Plan } from "../../../../controller/core/plans/plan.ts";
import { validatePlan } from "../../../../controller/core/plans/validate/validate-plan.ts";
import { bench, desireOf, hour, lampWith } from "../../../firmware-protocol/behavior/support/device-on-bench.ts";
import { site as fleetSite } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";
import { at, cityPlan, compileTown, night } from "./plan-of-a-town.ts";

const index = createInventoryIndex(smallTown);
/** Dates on which the nights of Giao thừa begin. */
const eves = [
  "2026-02-16",
  "2027-02-05",
  "2028-01-25",
  "2029-02-12",
  "2030-02-01",
  "2031-01-22",
  "2032-02-10",
  "2033-01-30",
];
const sayings: [string, LunarSelector, string[]][] = [
  ["lastDay of the twelfth month", { by: "lunar", month: 12, day: "last" }, []],
  ["30 tháng Chạp", { by: "lunar", month: 12, day: 30 }, ["lunarThirtieth"]],
];

/** `2027-02-05` and so many days on. */
const dayAfter = (date: string, days: number) => new Date((night(date) + days) * 24 * hour).toISOString().slice(0, 10);

/** What a lamp with this plan shows at local times, percent, running by itself from noon of the day before. */
function shownBy(plan: Plan, date: string, times: readonly string[]): number[] {
  const compiled = compileTown([plan], `${dayAfter(date, -120)} 12:00`);
  const given = compiled.devices.get("dev-3")!;
  const [{ document }] = given.calendars as [(typeof given.calendars)[number]];
  const decoded = decodeCalendar(compiled.documents.get(document.digest)!);
  if (!decoded.ok) throw new Error("the document cannot be read");
  const start = at(`${dayAfter(date, -1)} 12:00`);
  const lamp = bench({ hardware: lampWith(), boot: { rtcTime: start, rtcBound: 10 }, utc: start, timeServer: false });
  const config = configFor(smallTown.device.get("dev-3")!, smallTown, index, fleetSite, given);
  lamp.give({ kind: "desire", desire: desireOf({ config, calendars: [...given.calendars] }) });
  lamp.give({ kind: "document", digest: document.digest, calendar: decoded.calendar });
  return times.map((local) => {
    lamp.runTo(at(local) - start);
    return lamp.outputs()[0]!.level;
  });
}

describe.each(sayings)("a rule on %s", (_, selector, notes) => {
  const [usual, half] = cityPlan.calendars;
  const plan: Plan = {
    ...cityPlan,
    calendars: [{ ...usual!, rules: [{ ...usual!.rules[0]!, nights: [selector] }] }, half!],
  };

  test("is sound, and says what a 30th means", () => {
    const context = { inventory: smallTown, index, others: [], site: fleetSite, now: at("2026-11-22 20:00") };
    expect(validatePlan(plan, context).map(({ severity, reason }) => [severity, reason])).toEqual(
      notes.map((note) => ["note", note]),
    );
  });

  test.each(eves)("lights the whole night that begins on %s, before midnight and after, and no other", (date) => {
    const [before, next] = [dayAfter(date, -1), dayAfter(date, 1)];
    const times = [`${before} 23:30`, `${date} 03:00`, `${date} 23:30`, `${next} 03:00`, `${next} 23:30`];
    // full light all night on the festive one, half of it after 22:00 on the others
    expect(shownBy(plan, date, times)).toEqual([50, 50, 100, 100, 50]);
  });
});
