/** What a preview answers: every night of every calendar, energy in three comparisons, and what somebody should look at. */
import type { Target } from "#protocol/wire/directive.ts";
import type { Baseline } from "../../energy/baseline.ts";
import type { DarkRun } from "./dark-runs.ts";
import type { Finding } from "./finding.ts";
import type { Figures } from "./ledger.ts";
import type { LightChange } from "./light-change.ts";

export interface PreviewReport {
  /** First night, days since 1970-01-01. */
  readonly from: number;
  readonly nights: number;
  readonly lamps: number;
  /** Places at which the sun was reckoned for all lamps together, and how far a lamp is from its own at most, degrees. */
  readonly places: { readonly count: number; readonly farthest: number };
  /** Baselines that speak for its lamps. */
  readonly baselines: readonly Baseline[];
  /** Classes of price that its lamps pay; undefined: what lighting pays. */
  readonly priceClasses: readonly (string | undefined)[];
  /** ISO 4217, of every cost. */
  readonly currency: string;
  readonly total: Figures;
  /** Against the plans in force, over all nights. */
  readonly change: LightChange;
  readonly years: readonly PeriodFigures[];
  readonly months: readonly PeriodFigures[];
  /** One per night. */
  readonly byNight: readonly Figures[];
  readonly calendars: readonly CalendarReport[];
  readonly areas: readonly AreaReport[];
  readonly findings: readonly Finding[];
  /** One for each road with lamps in question. */
  readonly darkRuns: readonly DarkRun[];
  /** By month, calendar and area. */
  readonly rows: readonly MonthRow[];
}

export interface PeriodFigures extends Figures {
  readonly year: number;
  /** 1…12 */
  readonly month?: number;
  /** Nights of it that were previewed. */
  readonly nights: number;
}

/** A calendar of a plan; all absent for lamps that no calendar covers. */
export interface CalendarRef {
  readonly planId?: string;
  readonly calendarId?: string;
  readonly calendarName?: string;
}

export interface CalendarReport extends CalendarRef {
  readonly total: Figures;
  readonly months: readonly PeriodFigures[];
  readonly nights: readonly NightReport[];
}

/** One night of a calendar, with the points as most of its lamps resolve them. */
export interface NightReport {
  /** Days since 1970-01-01 of the date on which it begins. */
  readonly night: number;
  /** EpochMs */
  readonly sunset: number;
  readonly sunrise: number;
  /** Absent: the default program. */
  readonly ruleId?: string;
  readonly ruleName?: string;
  readonly programId?: string;
  readonly programName?: string;
  /** `planId/campaignId` of what changed the program. */
  readonly campaigns?: readonly string[];
  readonly points: readonly ResolvedPoint[];
  readonly figures: Figures;
}

export interface ResolvedPoint {
  /** EpochMs */
  readonly at: number;
  /** Percent */
  readonly level: number;
  readonly target: Target;
  /** s */
  readonly ramp: number;
  /** Position in the plan's program; absent: put there by a campaign, or the fallback. */
  readonly point?: number;
}

export interface AreaReport {
  readonly areaId: string;
  readonly areaName: string;
  readonly total: Figures;
}

export interface MonthRow extends CalendarRef, PeriodFigures {
  readonly areaId: string;
  readonly areaName: string;
}
