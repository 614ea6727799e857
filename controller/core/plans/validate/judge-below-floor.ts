/**
 * Whether a plan wants less light than the road floors in force, without an approval for it. The lamps would hold the
 * floor all the same; a plan that counts on less is refused before it goes out.
 */
import { resolveNight } from "#protocol/behavior/calendar.ts";
import { nightBounds } from "#protocol/behavior/civil-time.ts";
import type { Night } from "#protocol/behavior/night.ts";
import { planningSite } from "../../fleet/configure.ts";
import type { Inventory, Lamp } from "../../inventory/model.ts";
import type { Steps } from "../../steps.ts";
import type { CompiledCalendar } from "../compile/calendar-book.ts";
import type { LampCap } from "../compile/compile-caps.ts";
import type { LampFloor } from "../compile/compile-floors.ts";
import type { CompiledPlans } from "../compile/compile-plans.ts";
import { createNightTable, nightsAhead } from "../compile/night-table.ts";
import { type Plan, partKey } from "../plan.ts";
import { type BelowFloor, belowFloor } from "../preview/below-floor.ts";
import { ceilingOf } from "../preview/courses.ts";
import type { Bound } from "../preview/light-curve.ts";
import { ceilingsTonight, floorsTonight } from "../preview/night-bounds.ts";
import { nightName } from "../preview/words.ts";
import type { Report } from "./problem.ts";
import type { ValidateContext } from "./validate-plan.ts";

/** Lamps that have calendar, floors and caps in common. */
interface Alike {
  readonly compiled: CompiledCalendar;
  readonly floors: readonly LampFloor[];
  readonly caps: readonly LampCap[];
  /** Lamps by road. */
  readonly roads: Map<string, number>;
}

/** One place of the plan that is below the floor of one road. */
interface Finding {
  readonly path: string;
  readonly roadId: string;
  readonly lamps: Map<Alike, number>;
  readonly nights: Set<number>;
  worst: BelowFloor;
}

export function* judgeBelowFloor(
  plan: Plan,
  compiled: CompiledPlans,
  { inventory, site, now }: ValidateContext,
  report: Report,
): Steps<void> {
  const groups = gather(compiled, inventory);
  if (groups.length === 0) return;
  const planning = planningSite(site);
  const { offsets } = planning;
  const table = createNightTable(planning);
  const found = new Map<string, Finding>();
  const { date: tonight } = nightBounds(offsets, now);
  for (let day = tonight; day <= tonight + nightsAhead; day++) {
    yield;
    const night = table.night(day);
    const stepsOf = memo((each: CompiledCalendar) => resolveNight(each.document, planning, night));
    const floorsOf = memo((floors: readonly LampFloor[]) => floorsTonight(floors, offsets, night));
    const capsOf = memo((caps: readonly LampCap[]) => ceilingsTonight(caps.map(ceilingOf), offsets, night));
    for (const alike of groups) {
      const floors = floorsOf(alike.floors);
      if (floors.length === 0) continue;
      const { steps, program } = stepsOf(alike.compiled);
      for (const below of belowFloor({ steps, nextNoon: night.nextNoon, floors, caps: capsOf(alike.caps) })) {
        const path = culpritOf(plan, alike, program, below, (cap) => ceilingsTonight([ceilingOf(cap)], offsets, night));
        if (path !== undefined) note(found, path, alike, below, night);
      }
    }
  }
  for (const finding of found.values()) tell(finding, inventory, report);
}

function gather({ lamps }: CompiledPlans, { lamp: known }: Pick<Inventory, "lamp">): Alike[] {
  const groups = new Map<CompiledCalendar, Map<readonly LampFloor[], Map<readonly LampCap[], Alike>>>();
  const all: Alike[] = [];
  for (const [id, { compiled, floors, caps }] of lamps) {
    if (compiled === undefined || floors.length === 0) continue;
    const byFloors = groups.get(compiled) ?? new Map();
    groups.set(compiled, byFloors);
    const byCaps: Map<readonly LampCap[], Alike> = byFloors.get(floors) ?? new Map();
    byFloors.set(floors, byCaps);
    let alike = byCaps.get(caps);
    if (alike === undefined) {
      alike = { compiled, floors, caps, roads: new Map() };
      byCaps.set(caps, alike);
      all.push(alike);
    }
    const { roadId } = known.get(id) as Lamp & { roadId: string };
    alike.roads.set(roadId, (alike.roads.get(roadId) ?? 0) + 1);
  }
  return all;
}

/** @returns the place of this plan that takes the light; undefined where another plan does. */
function culpritOf(
  plan: Plan,
  { compiled, caps }: Alike,
  program: number,
  { capped, point, from, floor }: BelowFloor,
  boundsOf: (cap: LampCap) => readonly Bound[],
): string | undefined {
  if (capped) {
    const takes = caps.filter((cap) =>
      boundsOf(cap).some((bound) => bound.from <= from && from < bound.until && bound.percent < floor),
    );
    return takes.map(({ key }) => pathOf(plan, key)).find((path) => path !== undefined);
  }
  const origin = compiled.programs[program]!;
  const campaign = origin.campaigns.map((key) => pathOf(plan, key)).findLast((path) => path !== undefined);
  if (campaign !== undefined || compiled.plan !== plan) return campaign;
  const position = plan.programs.findIndex(({ id }) => id === origin.programId);
  const source = point === undefined ? undefined : origin.points[point];
  return source === undefined ? `programs[${position}]` : `programs[${position}].points[${source}]`;
}

/** @param key `planId/` and the id of a curfew, campaign or limit. */
function pathOf(plan: Plan, key: string): string | undefined {
  for (const list of ["campaigns", "curfews", "limits"] as const) {
    const n = plan[list].findIndex(({ id }) => partKey(plan.id, id) === key);
    if (n >= 0) return `${list}[${n}]`;
  }
  return undefined;
}

function note(found: Map<string, Finding>, path: string, alike: Alike, below: BelowFloor, { date }: Night): void {
  for (const [roadId, lamps] of alike.roads) {
    const key = `${path} ${roadId}`;
    const known = found.get(key) ?? { path, roadId, lamps: new Map(), nights: new Set(), worst: below };
    found.set(key, known);
    known.lamps.set(alike, lamps);
    known.nights.add(date);
    if (below.floor - below.wanted > known.worst.floor - known.worst.wanted) known.worst = below;
  }
}

function tell({ path, roadId, lamps, nights, worst }: Finding, inventory: Inventory, report: Report): void {
  const first = Math.min(...nights);
  report(path, "belowFloor", {
    road: inventory.road.get(roadId)?.name ?? roadId,
    lamps: [...lamps.values()].reduce((sum, count) => sum + count, 0),
    nights: nights.size,
    nightVi: nightName("vi", first),
    nightEn: nightName("en", first),
    floor: worst.floor,
    wanted: worst.wanted,
  });
}

function memo<K extends object, T>(reckon: (thing: K) => T): (thing: K) => T {
  const known = new Map<K, T>();
  return (thing) => {
    if (!known.has(thing)) known.set(thing, reckon(thing));
    return known.get(thing)!;
  };
}
