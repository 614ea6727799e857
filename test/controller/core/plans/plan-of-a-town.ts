/** A plan for the small town of the inventory's tests, and a way to say plans without spelling every field. */
import { calendarAt } from "#protocol/behavior/calendar.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import type { Site } from "#protocol/behavior/night.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Inventory } from "../../../../controller/core/inventory/model.ts";
import { type CompiledPlans, compilePlans } from "../../../../controller/core/plans/compile/compile-plans.ts";
import { emptyPlan, type Plan, type Program, type SwitchPoint } from "../../../../controller/core/plans/plan.ts";
import { smallTown } from "../inventory/small-town.ts";

const hanoiTime = 420;
export const site: Site = {
  place: { lat: 10.98, lon: 106.67 },
  offsets: [{ at: 1_577_836_800_000, offset: hanoiTime }],
};

/** EpochMs of a local time, `2027-02-05 18:30`. */
export const at = (local: string) => Date.parse(`${local.replace(" ", "T")}Z`) - hanoiTime * 60_000;
/** Number of the night that begins on a date. */
export const night = (date: string) => Date.parse(`${date}T00:00Z`) / 86_400_000;

/** Points as a list of when and level: `["sunset+10", 100]`, `["22:00", 50]`. */
export function program(id: string, ...points: [when: string, level: number][]): Program {
  return {
    id,
    name: id,
    points: points.map(([when, level]): SwitchPoint => {
      const sun = /^([a-zA-Z]+)([+-]\d+)?$/.exec(when);
      if (sun === null) return { at: { clock: when }, target: { level } };
      const event = { sun: sun[1] as "sunset" };
      return { at: sun[2] === undefined ? event : { ...event, offset: Number(sun[2]) }, target: { level } };
    }),
  };
}

export const evening = program("evening", ["sunset+10", 100], ["22:00", 50], ["sunrise-15", 0]);
export const short = program("short", ["sunset+10", 100], ["22:00", 0]);
export const festive = program("festive", ["civilDusk", 100], ["civilDawn", 0]);

/** The whole city on `evening`, festive on the night of Giao thừa. */
export const cityPlan: Plan = {
  ...emptyPlan("city-plan", "Kế hoạch thành phố", "city"),
  programs: [evening, short, festive],
  calendars: [
    {
      id: "usual",
      name: "Thường ngày",
      rules: [
        { id: "new-year", name: "Giao thừa", nights: [{ by: "lunar", month: 12, day: "last" }], programId: "festive" },
      ],
      defaultProgramId: "evening",
    },
    { id: "half", name: "Nửa đêm", rules: [], defaultProgramId: "short" },
  ],
  assignments: [{ id: "everybody", to: { areaId: "city" }, calendarId: "usual" }],
};

export function compileTown(plans: readonly Plan[], now: string, inventory: Inventory = smallTown, where: Site = site) {
  return compilePlans({
    plans,
    inventory,
    index: createInventoryIndex(inventory),
    site: where,
    now: at(now),
  });
}

/** What the document a lamp holds wants at a local time, percent. */
export function levelAt(compiled: CompiledPlans, lampId: string, local: string): number {
  const { compiled: calendar } = compiled.lamps.get(lampId)!;
  return levelOf(calendarAt(calendar!.document, site, at(local)).target);
}
