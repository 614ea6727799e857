/**
 * A dimming plan as people edit it: programs, calendars and who follows them, floors, curfews and campaigns of one area.
 * It says nothing about devices; `compile-plans.ts` turns it into what they hold.
 *
 * Several plans are in force side by side, one of the city and some of its districts for example, so that two districts
 * never edit one document. Ids are the caller's (`thingIdPattern`), unique within their list of one plan.
 */
import type { Target } from "#protocol/wire/directive.ts";
import type { SunEventName } from "#protocol/wire/vocabulary.ts";
import type { CircuitKind, LampUse } from "../inventory/model.ts";
import type { Approval } from "./approval.ts";

/** Local time of the site, `hh:mm` or `hh:mm:ss`. From 12:00 on it lies in the evening of a night, before in the morning. */
export type ClockTime = string;

/** A day of the Gregorian calendar. As a night it is the one that begins at noon of that day. */
export interface FullDate {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
  /** 1…31 */
  readonly day: number;
}

/** A day of one year or, without `year`, of every year. */
export interface PlanDate {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

/** When a switch point happens in each night. */
export type PointTime =
  | { readonly clock: ClockTime }
  | {
      readonly sun: SunEventName;
      /** Whole minutes after the event, negative before; −720…720. Absent: 0. */
      readonly offset?: number;
      /** Never earlier, never later than these on the clock of the night. */
      readonly notBefore?: ClockTime;
      readonly notAfter?: ClockTime;
    };

/** From this time on the output shows the target. */
export interface SwitchPoint {
  readonly at: PointTime;
  /** Level on every output (a relay closes above 0), a colour on colour outputs, open or closed on relays. */
  readonly target: Target;
  /** Seconds over which the output moves to the target, 0…3600. Absent: at once. */
  readonly ramp?: number;
}

/**
 * The course of one night. Points are sorted by the time they resolve to; at equal times the later in the list wins.
 * Before the first the output is off, after the last it stays until noon.
 */
export interface Program {
  readonly id: string;
  readonly name: string;
  readonly points: readonly SwitchPoint[];
}

/** ISO 8601: 1 Monday … 7 Sunday, of the day on which the night begins. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Which nights are meant. */
export type NightSelector =
  | { readonly by: "date"; readonly date: PlanDate }
  /** Both ends included; both with or both without a year, without one it may pass the new year. */
  | { readonly by: "range"; readonly from: PlanDate; readonly to: PlanDate }
  | { readonly by: "weekday"; readonly weekdays: readonly Weekday[] }
  /** The nth or the last of a weekday in these months; `months` absent: in every month. */
  | {
      readonly by: "nthWeekday";
      readonly weekday: Weekday;
      readonly nth: 1 | 2 | 3 | 4 | 5 | "last";
      readonly months?: readonly number[];
    }
  | { readonly by: "holidays"; readonly holidaySetId: string }
  | LunarSelector;

/** A day of the Vietnamese lunar calendar in every lunar year, with the nights around it. */
export interface LunarSelector {
  readonly by: "lunar";
  /** 1…12; absent: every month, leap months too (rằm, mồng một). */
  readonly month?: number;
  /** 1…30 or the last day of the month. A 30th means the last day: many months have only 29. */
  readonly day: number | "last";
  /** Leap months of that number: absent not meant, `also` besides the ordinary one, `only` instead of it. */
  readonly leap?: "also" | "only";
  /** Nights that belong to it before and after, 0…30 each. */
  readonly daysBefore?: number;
  readonly daysAfter?: number;
}

/** Nights with a program of their own. The first rule of a calendar that matches a night wins. */
export interface CalendarRule {
  readonly id: string;
  readonly name: string;
  /** Any of them selects the night. */
  readonly nights: readonly NightSelector[];
  readonly programId: string;
}

export interface Calendar {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly CalendarRule[];
  /** Program of all other nights. A draft may lack it; a plan in force never does. */
  readonly defaultProgramId?: string;
}

/** One holiday: a day, a span or a recurring day. */
export interface Holiday {
  readonly name: string;
  readonly on: Extract<NightSelector, { by: "date" | "range" | "nthWeekday" | "lunar" }>;
}

export interface HolidaySet {
  readonly id: string;
  readonly name: string;
  readonly holidays: readonly Holiday[];
}

/** Road lamps, decorative lamps, or both. */
export type Uses = LampUse | "all";

/**
 * Lamps that follow a calendar. The nearest wins: lamp > circuit > group > area, of areas the innermost, and in one
 * area the one that names a kind of circuit.
 */
export interface Assignment {
  readonly id: string;
  readonly to: AssignmentTarget;
  readonly calendarId: string;
}
export type AssignmentTarget =
  | { readonly lampId: string }
  /** `use` absent: road lamps. */
  | { readonly circuitId: string; readonly use?: Uses }
  | { readonly groupId: string }
  /** With everything below it. `circuitKind`: only lamps on circuits of that kind, all half-night ones for example. */
  | { readonly areaId: string; readonly use?: Uses; readonly circuitKind?: CircuitKind };

/**
 * Lamps meant by a curfew, a campaign or a limit: all that stand in one of the things named, of one use. No thing named:
 * every lamp within the plan's area.
 */
export interface Scope {
  readonly use: Uses;
  readonly areaIds?: readonly string[];
  readonly roadIds?: readonly string[];
  readonly circuitIds?: readonly string[];
  readonly groupIds?: readonly string[];
  readonly lampIds?: readonly string[];
}

/** What a road keeps between civil dusk and civil dawn whatever a calendar says. */
export interface RoadFloor {
  readonly id: string;
  readonly name: string;
  readonly roadIds: readonly string[];
  /** Evening and late, for example. Hours that no span covers have no floor. */
  readonly spans: readonly FloorSpan[];
  /** Nights and lamps for which less is enough. */
  readonly approvals?: readonly FloorApproval[];
}

/** Less light than the floor on some nights. Of two that overlap the lower holds. */
export interface FloorApproval extends Approval {
  /** Percent that takes the place of higher floors, 0…100 in steps of 0.5. */
  readonly level: number;
}

export interface FloorSpan {
  /** From … up to, not including, on the local clock; past midnight where `to` is earlier; equal: all hours. */
  readonly from: ClockTime;
  readonly to: ClockTime;
  /** Least percent of every lamp that may not be dark, 0…100 in steps of 0.5. */
  readonly level: number;
  /** Alternate lamps that may be dark meanwhile; absent: none. */
  readonly mayBeDark?: AlternateLamps;
}

/** Lamps whose (order on the road − 1) modulo `every` is one of `offsets`. A lamp without an order never is. */
export interface AlternateLamps {
  /** 2…12 */
  readonly every: number;
  /** 0…every − 1, not all of them. */
  readonly offsets: readonly number[];
}

/** A nightly cap after arbitration: it holds against calendars, scenes, shows, overrides and desks alike. */
export interface Curfew {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly from: ClockTime;
  readonly to: ClockTime;
  /** Highest percent meanwhile, 0…100 in steps of 0.5; 0 is dark. */
  readonly percent: number;
  readonly documentNumber?: string;
  /** Nights and lamps for which it does not hold. */
  readonly approvals?: readonly Approval[];
}

/** A dated saving laid over every calendar in scope, whichever plan it belongs to; it ends by itself. */
export interface Campaign {
  readonly id: string;
  readonly name: string;
  /** First and last night. */
  readonly from: FullDate;
  readonly to: FullDate;
  readonly scope: Scope;
  readonly shift?: CampaignShift;
  readonly reductions?: readonly CampaignReduction[];
  readonly curfews?: readonly CampaignCurfew[];
  readonly why: string;
  readonly documentNumber?: string;
}

/** Moves the first light of a night and its last end; negative is earlier. Whole minutes, −180…180. */
export interface CampaignShift {
  readonly onMinutes: number;
  readonly offMinutes: number;
}

/** Takes a share off whatever the calendars say between two times. */
export interface CampaignReduction {
  readonly from: ClockTime;
  readonly to: ClockTime;
  /** Percent of the planned level that is taken away, above 0 up to 100; 50 halves it. */
  readonly byPercent: number;
  /** Narrows the campaign's scope, to quiet roads for example. */
  readonly scope?: Scope;
}

export interface CampaignCurfew {
  readonly from: ClockTime;
  readonly to: ClockTime;
  readonly percent: number;
  /** Narrows the campaign's scope, to decorative lamps for example. */
  readonly scope?: Scope;
}

/** One cap over one span of time. */
export interface Limit {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly percent: number;
  /** EpochMs, whole seconds. */
  readonly from: number;
  readonly until: number;
  readonly why: string;
  readonly documentNumber?: string;
}

export interface Plan {
  readonly id: string;
  readonly name: string;
  /** Where it may reach, with everything below: whoever edits it needs the right here. */
  readonly areaId: string;
  readonly programs: readonly Program[];
  readonly calendars: readonly Calendar[];
  readonly holidaySets: readonly HolidaySet[];
  readonly assignments: readonly Assignment[];
  readonly roadFloors: readonly RoadFloor[];
  readonly curfews: readonly Curfew[];
  readonly campaigns: readonly Campaign[];
  readonly limits: readonly Limit[];
}

/** Prefix of the plan's parts in tables over several plans. */
export const partKey = (planId: string, partId: string) => `${planId}/${partId}`;

/** A plan of an area without anything in it. */
export function emptyPlan(id: string, name: string, areaId: string): Plan {
  return {
    id,
    name,
    areaId,
    programs: [],
    calendars: [],
    holidaySets: [],
    assignments: [],
    roadFloors: [],
    curfews: [],
    campaigns: [],
    limits: [],
  };
}
