/**
 * What an area burned before: lamps, watts and switching as somebody recorded them before commissioning. It is what
 * savings are told against, so it is written down once and dated, not derived from anything that can change.
 */
import { resolveNight } from "#protocol/behavior/calendar.ts";
import type { Night } from "#protocol/behavior/night.ts";
import type { Calendar as Document } from "#protocol/wire/calendar.ts";
import type { Site } from "../fleet/configure.ts";
import { areaAndAbove } from "../inventory/index.ts";
import type { Inventory } from "../inventory/model.ts";
import { compileCalendar } from "../plans/compile/compile-calendar.ts";
import { emptyPlan, type FullDate, type Program } from "../plans/plan.ts";
import type { PlanAct } from "../plans/plan-revision.ts";
import { fullLoadHours, lightCurve, type Span, within } from "../plans/preview/light-curve.ts";

export interface Baseline {
  /** It speaks for the area and everything below that has none of its own. */
  readonly areaId: string;
  /** Day of the survey. */
  readonly recordedOn: FullDate;
  /** Survey, acceptance record, số văn bản. */
  readonly source: string;
  readonly groups: readonly BaselineGroup[];
}

/** A baseline as it was recorded. A correction is a further recording: the highest of an area holds, all stay readable. */
export interface BaselineRecording {
  readonly baseline: Baseline;
  /** From 1, per area. */
  readonly revision: number;
  /** Of a correction, `why` is its reason. */
  readonly recorded: PlanAct;
}

/** Lamps of one wattage on one switching: whole-night, half-night, … */
export interface BaselineGroup {
  readonly name: string;
  readonly lamps: number;
  /** W of one lamp at full level, ballast included. */
  readonly power: number;
  readonly program: Program;
}

/** Baselines by the lamps they speak for. */
export interface BaselineBook {
  /** The baseline nearest above an area; undefined: none was recorded. */
  of(areaId: string): BaselineShares | undefined;
}

export interface BaselineShares {
  readonly baseline: Baseline;
  /** Lamps in use today among which it is shared out. */
  readonly lamps: number;
  /** kWh of all its groups in one night, or in the part of it that lies in the span. */
  energyOf(night: Night, span?: Span): number;
}

export function createBaselineBook(
  baselines: readonly Baseline[],
  { area, lamp }: Pick<Inventory, "area" | "lamp">,
  offsets: Site["offsets"],
): BaselineBook {
  const byArea = new Map(baselines.map((baseline) => [baseline.areaId, baseline]));
  const nearest = new Map<string, Baseline | undefined>();
  const nearestTo = (areaId: string): Baseline | undefined => {
    if (!nearest.has(areaId)) {
      const found = areaAndAbove(areaId, area).find((id) => byArea.has(id));
      nearest.set(areaId, found === undefined ? undefined : byArea.get(found));
    }
    return nearest.get(areaId);
  };
  const lamps = new Map<Baseline, number>();
  for (const { areaId, retiredAt } of lamp.values()) {
    const baseline = retiredAt === undefined ? nearestTo(areaId) : undefined;
    if (baseline !== undefined) lamps.set(baseline, (lamps.get(baseline) ?? 0) + 1);
  }
  const shares = new Map([...lamps].map(([baseline, count]) => [baseline, sharesOf(baseline, count, offsets)]));
  return {
    of: (areaId) => {
      const baseline = nearestTo(areaId);
      return baseline && shares.get(baseline);
    },
  };
}

function sharesOf(baseline: Baseline, lamps: number, offsets: Site["offsets"]): BaselineShares {
  const clock = { place: { lat: 0, lon: 0 }, offsets: [...offsets] };
  const groups = baseline.groups.map((group) => ({ ...group, document: documentOf(group.program) }));
  return {
    baseline,
    lamps,
    energyOf: (night, span = { from: night.noon, until: night.nextNoon }) => {
      let kWh = 0;
      for (const { document, lamps: count, power } of groups) {
        const { steps } = resolveNight(document, clock, night);
        const { stretches } = lightCurve({ steps, nextNoon: night.nextNoon, caps: [], floors: [], before: 0 });
        kWh += (count * power * fullLoadHours(within(stretches, [span]))) / 1000;
      }
      return kWh;
    },
  };
}

/** A program as a calendar that has nothing else. */
function documentOf(program: Program): Document {
  const plan = { ...emptyPlan("baseline", "", ""), programs: [program] };
  const calendar = { id: "baseline", name: "", rules: [], defaultProgramId: program.id };
  return compileCalendar(plan, calendar, [0, 0]).document;
}
