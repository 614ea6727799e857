/** Puts together what a preview gathered on its way through the nights. */
import type { Steps } from "../../steps.ts";
import { partKey } from "../plan.ts";
import type { CalendarNights } from "./calendar-nights.ts";
import { type Cell, decidingPlace } from "./cells.ts";
import { findingOfRun, type RoadWatch } from "./dark-runs.ts";
import { findApprovals } from "./find-approvals.ts";
import type { Finder } from "./finder.ts";
import { bySeverity } from "./finding.ts";
import type { Grouped } from "./groups.ts";
import {
  type Bucket,
  type Figures,
  monthsOf,
  type NightRates,
  type Period,
  ratesOfNights,
  sumUp,
  yearsOf,
} from "./ledger.ts";
import { lightChange } from "./light-change.ts";
import type { PreviewRequest } from "./preview-request.ts";
import type { AreaReport, CalendarRef, CalendarReport, MonthRow, PeriodFigures, PreviewReport } from "./report.ts";

/** What was gathered. */
export interface Gathered {
  readonly grouped: Grouped;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly roads: readonly RoadWatch[];
  readonly finders: readonly Finder[];
  readonly calendarNights: CalendarNights;
}

/** @yields 1 between its steps: all nights are reckoned. */
export function* writeReport(
  request: PreviewRequest,
  nights: number,
  gathered: Gathered,
): Steps<PreviewReport, number> {
  const { from, rates, site } = request;
  const { grouped, roads, finders } = gathered;
  const { buckets } = grouped;
  const priced = ratesOfNights(rates, from, nights);
  const all = { from: 0, until: nights };
  const months = monthsOf(from, nights);
  const runs = roads.map((road) => ({ road: road.road, run: road.longest() }));
  const runFindings = runs.flatMap(({ run, road }) => findingOfRun(run, road, site.offsets) ?? []);
  const lampIds = new Set([...grouped.lamps.values()].flatMap((lamps) => lamps.lampIds));
  const exceptions = findApprovals(request, lampIds, nights);
  yield 1;
  const total = sumUp(buckets, priced, all);
  yield 1;
  const years = yearsOf(from, nights).map((year) => figuresOf(buckets, priced, year));
  yield 1;
  return {
    from,
    nights,
    lamps: buckets.reduce((sum, { lamps }) => sum + lamps, 0),
    places: placesOf(request, gathered),
    baselines: [...new Set(grouped.groups.flatMap(({ baseline }) => baseline?.baseline ?? []))],
    priceClasses: [...new Set(buckets.map(({ priceClass }) => priceClass))],
    currency: rates.currency,
    total,
    change: lightChange(grouped.groups),
    years,
    months: yield* each(months, (month) => figuresOf(buckets, priced, month)),
    byNight: yield* nightByNight(buckets, priced, nights),
    calendars: yield* calendarsOf(buckets, priced, months, nights, gathered.calendarNights),
    areas: yield* areasOf(request, buckets, priced, all),
    findings: [...(yield* each(finders, (finder) => finder.findings())).flat(), ...runFindings, ...exceptions].sort(
      bySeverity,
    ),
    darkRuns: runs.map(({ run }) => run),
    rows: (yield* each(months, (month) => monthRows(request, buckets, priced, month))).flat(),
  };
}

function* each<T, R>(things: readonly T[], of: (thing: T) => R): Steps<R[], number> {
  const made: R[] = [];
  for (const thing of things) {
    made.push(of(thing));
    yield 1;
  }
  return made;
}

function* nightByNight(buckets: readonly Bucket[], rates: NightRates, nights: number): Steps<Figures[], number> {
  const figures: Figures[] = [];
  for (let n = 0; n < nights; n++) {
    figures.push(sumUp(buckets, rates, { from: n, until: n + 1 }));
    if (n % nightsPerStep === 0) yield 1;
  }
  return figures;
}

/** Less than a millisecond for the calendars of a city. */
const nightsPerStep = 32;

function monthRows({ inventory }: PreviewRequest, buckets: readonly Bucket[], rates: NightRates, month: Period) {
  const rows = Map.groupBy(buckets, (bucket) => `${keyOf(bucket)}|${bucket.areaId}`);
  return [...rows.values()].map((own): MonthRow => {
    const { areaId } = own[0]!;
    return {
      ...refOf(own[0]!),
      areaId,
      areaName: inventory.area.get(areaId)?.name ?? areaId,
      ...figuresOf(own, rates, month),
    };
  });
}

function placesOf({ index, inventory }: PreviewRequest, { cells }: Gathered): PreviewReport["places"] {
  const placeOf = decidingPlace(index);
  let farthest = 0;
  for (const [id, { place }] of cells) {
    const { lat, lon } = placeOf(inventory.lamp.get(id)!);
    farthest = Math.max(farthest, Math.hypot(lat - place.lat, lon - place.lon));
  }
  return { count: new Set(cells.values()).size, farthest: Math.round(farthest * 1000) / 1000 };
}

function figuresOf(buckets: readonly Bucket[], rates: NightRates, period: Period): PeriodFigures {
  const { year, month, from, until } = period;
  return { year, ...(month !== undefined && { month }), nights: until - from, ...sumUp(buckets, rates, period) };
}

function refOf({ followed }: Bucket): CalendarRef {
  if (followed === undefined) return {};
  const { plan, assignment } = followed;
  const calendarName = plan.calendars.find(({ id }) => id === assignment.calendarId)?.name ?? assignment.calendarId;
  return { planId: plan.id, calendarId: assignment.calendarId, calendarName };
}

const keyOf = ({ followed }: Bucket) =>
  followed === undefined ? "" : partKey(followed.plan.id, followed.assignment.calendarId);

function* calendarsOf(
  buckets: readonly Bucket[],
  rates: NightRates,
  months: readonly Period[],
  nights: number,
  calendarNights: CalendarNights,
): Steps<CalendarReport[], number> {
  const calendars: CalendarReport[] = [];
  for (const [key, own] of Map.groupBy(buckets, keyOf)) {
    const figures = yield* nightByNight(own, rates, nights);
    calendars.push({
      ...refOf(own[0]!),
      total: sumUp(own, rates, { from: 0, until: nights }),
      months: months.map((month) => figuresOf(own, rates, month)),
      nights: calendarNights.of(key).map((night, n) => ({ ...night, figures: figures[n]! })),
    });
    yield 1;
  }
  return calendars;
}

function areasOf(
  { inventory }: PreviewRequest,
  buckets: readonly Bucket[],
  rates: NightRates,
  all: { from: number; until: number },
): Steps<AreaReport[], number> {
  return each([...Map.groupBy(buckets, ({ areaId }) => areaId)], ([areaId, own]) => ({
    areaId,
    areaName: inventory.area.get(areaId)?.name ?? areaId,
    total: sumUp(own, rates, all),
  }));
}
