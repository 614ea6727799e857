/**
 * A plan run over a year before it is deployed. It takes the documents that devices would get and asks the function that
 * devices ask; energy, comparisons and findings are read off the light that comes out.
 */
import { utcOf } from "#protocol/behavior/civil-time.ts";
import { type Night, nightAt } from "#protocol/behavior/night.ts";
import { createBaselineBook } from "../../energy/baseline.ts";
import type { Lamp } from "../../inventory/model.ts";
import { selectLamps } from "../../inventory/select.ts";
import { runSteps, type Steps } from "../../steps.ts";
import { createCalendarNights } from "./calendar-nights.ts";
import { type Cell, cellsOf, decidingPlace } from "./cells.ts";
import { type Course, createCourseFinder } from "./courses.ts";
import { type RoadWatch, watchRoad } from "./dark-runs.ts";
import { allFinders } from "./finders.ts";
import { type Group, type Grouped, groupLamps, type Load } from "./groups.ts";
import { energyOf, fullLoadHours, gapsIn, litHours, litSpans, type Span } from "./light-curve.ts";
import { createNightReckoner, type NightOfCourse, type PreviewSite } from "./night-of-course.ts";
import { type PreviewRequest, usualNights } from "./preview-request.ts";
import type { PreviewReport } from "./report.ts";
import { type Gathered, writeReport } from "./write-report.ts";

/** The whole preview at once: 10,000 lamps with 20 calendars take a few seconds. */
export function preview(request: PreviewRequest): PreviewReport {
  return runSteps(previewSteps(request));
}

/**
 * The same in small steps, for a shell that has other things to do in between. The snapshot is used in place: handing a city to a worker
 * thread would block as long as copying it takes, and hold it twice.
 * @yields the share that is done, 0…1.
 */
export function* previewSteps(request: PreviewRequest): Steps<PreviewReport, number> {
  const { from, nights = usualNights, site } = request;
  const { cells, grouped, roads, courses } = yield* prepare(request, nights);
  const finders = allFinders(request.inventory, site.offsets);
  const calendarNights = createCalendarNights(grouped.lamps);
  const gathered = { grouped, cells, roads: [...roads.values()].flat(), finders, calendarNights };
  const reckon = createNightReckoner(site);
  const befores = new Map<Course, number>();
  const places = [...new Set(cells.values())];
  for (let n = 0; n < nights; n++) {
    const sun = new Map<Cell, Night>();
    for (const cell of places) {
      sun.set(cell, nightOf(cell, from + n, site));
      yield n / nights;
    }
    const tonight = new Map<Course, NightOfCourse>();
    for (const course of courses) {
      const seen = reckon(course, sun.get(course.cell)!, befores.get(course) ?? 0);
      befores.set(course, seen.after);
      tonight.set(course, seen);
      look(seen, gathered);
      if (tonight.size % coursesPerStep === 0) yield n / nights;
    }
    book(n, tonight, sun, grouped);
    const darkOf = createDarkness(tonight);
    for (const [cell, roadsThere] of roads) for (const road of roadsThere) road.look(sun.get(cell)!, darkOf);
    yield (n + 1) / nights;
  }
  return yield* writeReport(request, nights, gathered);
}

/** About half a millisecond. */
const coursesPerStep = 32;

/** Sorts lamps and roads into what is reckoned together. */
function* prepare(request: PreviewRequest, nights: number) {
  const { plans, inForce, inventory, index, site, selection } = request;
  const lamps = selectLamps(inventory, index, selection).map((id) => inventory.lamp.get(id)!);
  const roadIds = new Set(lamps.flatMap(({ roadId }) => roadId ?? []));
  yield 0;
  const neighbours = [...roadIds].flatMap((id) => index.lampsOfRoad(id));
  yield 0;
  const cells = yield* cellsOf([...new Set([...lamps, ...neighbours])], decidingPlace(index));
  const courseOf = createCourseFinder(inventory, index);
  const baselines = createBaselineBook(request.baselines, inventory, site.offsets);
  yield 0;
  const grouped = yield* groupLamps(lamps, cells, courseOf, { plans, inForce, baselines, inventory, index, nights });
  const plannedCourse = (lamp: Lamp) => courseOf(lamp, cells.get(lamp.id)!, plans);
  const courses = new Set(grouped.groups.flatMap(({ load, present }) => [load.course, present.course]));
  const asked = new Set(lamps.map(({ id }) => id));
  const roads = new Map<Cell, RoadWatch[]>();
  for (const id of roadIds) {
    const road = inventory.road.get(id);
    if (road === undefined) continue;
    const along = index.lampsOfRoad(id);
    const cell = cells.get(along[0]!.id)!;
    roads.set(cell, [...(roads.get(cell) ?? []), watchRoad(road, index, plannedCourse, asked)]);
    for (const lamp of along) courses.add(plannedCourse(lamp));
    yield 0;
  }
  return { cells, grouped, roads, courses };
}

const dayMs = 86_400_000;

function nightOf({ place }: Cell, day: number, { offsets }: PreviewSite): Night {
  const site = { place: { ...place }, offsets: [...offsets] };
  return nightAt(site, utcOf(site.offsets, day * dayMs + dayMs / 2));
}

function look(seen: NightOfCourse, { grouped, finders, calendarNights }: Gathered): void {
  const lamps = grouped.lamps.get(seen.course);
  if (lamps === undefined) return;
  calendarNights.look(seen);
  for (const finder of finders) finder.look(seen, lamps);
}

/** Spans without light between dusk and dawn, each course looked at once. */
function createDarkness(tonight: ReadonlyMap<Course, NightOfCourse>): (course: Course) => readonly Span[] {
  const known = new Map<Course, readonly Span[]>();
  return (course) => {
    const { night, light } = tonight.get(course)!;
    const { civilDusk, civilDawn } = night;
    const dark = known.get(course) ?? gapsIn({ from: civilDusk, until: civilDawn }, litSpans(light));
    known.set(course, dark);
    return dark;
  };
}

/** Writes one night into the ledger. */
function book(
  n: number,
  tonight: ReadonlyMap<Course, NightOfCourse>,
  sun: ReadonlyMap<Cell, Night>,
  { groups }: Grouped,
): void {
  const energies = new Map<Load, number>();
  const energy = (load: Load): number => {
    const known = energies.get(load) ?? energyOf(tonight.get(load.course)!.light, load.model);
    energies.set(load, known);
    return known;
  };
  const hours = new Map<Course, { lit: number; full: number }>();
  const hoursOf = (course: Course) => {
    const { light } = tonight.get(course)!;
    const known = hours.get(course) ?? { lit: litHours(light), full: fullLoadHours(light) };
    hours.set(course, known);
    return known;
  };
  const baselineEnergy = new Map<Group["baseline"], number>();
  for (const { load, present, bucket, baseline, light, lamps } of groups) {
    const { sums } = bucket;
    const { lit, full } = hoursOf(load.course);
    const planned = lamps * energy(load);
    const night = sun.get(load.course.cell)!;
    sums.lampHours[n]! += lamps * lit;
    sums.fullLoadHours[n]! += lamps * full;
    sums.plan[n]! += planned;
    light.plan += full;
    light.present += hoursOf(present.course).full;
    sums.present[n]! += lamps * energy(present);
    sums.reference[n]! += (lamps * load.model.nominalPower * (night.sunrise - night.sunset)) / hourMs / 1000;
    if (baseline === undefined) continue;
    const recorded = baselineEnergy.get(baseline) ?? baseline.energyOf(night);
    baselineEnergy.set(baseline, recorded);
    sums.baseline[n]! += (recorded * lamps) / baseline.lamps;
    sums.covered[n]! += planned;
  }
}

const hourMs = 3_600_000;
