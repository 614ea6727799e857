/**
 * Why a lamp does what it does, did or will do: one answer, as data and as a sentence in both languages, for every screen
 * and log. `why-sentence.ts` writes the sentence.
 */

import type { Decision } from "#protocol/behavior/arbitrate.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import type { Night } from "#protocol/behavior/night.ts";
import type { Filter, Source } from "#protocol/wire/vocabulary.ts";
import type { Order, OrderKind } from "../orders/order.ts";
import type { ApprovalName, BoundName, LampBounds } from "../plans/bounds-of-lamp.ts";
import type { CalendarName } from "../plans/night-of-lamp.ts";
import type { RevisionName } from "../plans/plan-revision.ts";
import { nightName } from "../plans/preview/words.ts";
import type { Supply } from "./supply.ts";
import { writeWhy } from "./why-sentence.ts";

/** The order behind an answer, as far as people need it. */
export interface OrderName {
  readonly id: string;
  readonly kind: OrderKind;
  readonly personName: string;
  /** Who asked for it, where it took two people. */
  readonly requestedBy?: string;
  readonly why: string;
  readonly issuedAt: number;
  readonly until?: number;
  readonly documentNumber?: string;
}

/** Relative to when it was asked. What is past is told from what was deployed and ordered then. */
export const tenses = ["past", "now", "future"] as const;
export type Tense = (typeof tenses)[number];

/** What a lamp wrote into its log around an instant of the past. */
export interface Measured {
  /** EpochMs of the row. */
  readonly at: number;
  /** `halfHours`: an average, kept for longer than single rows. */
  readonly stream: "raw" | "halfHours";
  /** Percent */
  readonly level?: number;
  /** W */
  readonly activePower?: number;
}

export interface Why {
  readonly lampId: string;
  readonly at: number;
  readonly tense: Tense;
  /** The night the instant belongs to, noon to noon, by both its dates. */
  readonly night: { readonly from: number; readonly until: number; readonly vi: string; readonly en: string };
  /** What should be: supply first, then the lamp's own decision. */
  readonly expected: {
    /** Percent, 0 without supply. */
    readonly level: number;
    readonly source: Source | "supply";
    readonly order?: OrderName;
    /** The part of a plan behind the calendar, where that decides. */
    readonly calendar?: CalendarName;
    /** The revision of that plan. */
    readonly revision?: RevisionName;
    /** The last filter that changed what the source wanted. */
    readonly filtered?: Filter;
    /** The part of a plan behind that filter. */
    readonly heldBy?: BoundName;
    /** Consent without which a floor or curfew would have changed the light. */
    readonly approvals: readonly ApprovalName[];
    /** EpochMs at which this can change by itself; absent: never. */
    readonly nextChangeAt?: number;
    /** Where the supply is interrupted, and what keeps it so. */
    readonly segment?: {
      readonly cabinetId: string;
      readonly cabinetName: string;
      readonly output: number;
      readonly source: Source;
    };
  };
  /** What the lamp last said; absent where it never did or has no electronics. */
  readonly reported?: {
    readonly at: number;
    /** Percent given then. */
    readonly level: number;
    /** Percent it was moving to; equal to `level` once settled. */
    readonly target: number;
    readonly source: Source;
    readonly order?: OrderName;
    readonly settled: boolean;
    /** W */
    readonly activePower?: number;
    readonly online: boolean;
  };
  /** Of the past: what the lamp measured; absent where nothing is known. */
  readonly measured?: Measured;
  /** Whether the report, or what was measured, is what was expected; absent where there is neither. */
  readonly agrees?: boolean;
  readonly sentence: { readonly vi: string; readonly en: string };
}

export interface WhyInput {
  readonly lampId: string;
  readonly lampName: string;
  readonly at: number;
  readonly tense: Tense;
  /** Of the lamp's own place. */
  readonly night: Pick<Night, "noon" | "nextNoon" | "date">;
  readonly decision: Decision;
  readonly supply: Supply;
  readonly cabinetName: (cabinetId: string) => string;
  readonly orderByRef: (ref: number) => Order | undefined;
  /** What the lamp follows now, whether it decides or not. */
  readonly calendar: CalendarName | undefined;
  readonly revisionOf: (planId: string) => RevisionName | undefined;
  readonly bounds: LampBounds;
  readonly reported: (Omit<NonNullable<Why["reported"]>, "order"> & { readonly ref?: number }) | undefined;
  /** Of the past, with whether it was what was expected at its own instant; `nothing`: no row around it. */
  readonly measured?: (Measured & { readonly agrees?: boolean }) | "nothing";
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
}

export function explain(input: WhyInput): Why {
  const { lampId, at, tense, night, reported, measured } = input;
  const expected = expectedOf(input);
  const said = reported && reportedOf(reported, input);
  const { agrees: asExpected, ...row } = measured === undefined || measured === "nothing" ? {} : measured;
  const agreement = said === undefined ? asExpected : agrees(expected, said);
  const answer = {
    lampId,
    at,
    tense,
    night: {
      from: night.noon,
      until: night.nextNoon,
      vi: nightName("vi", night.date),
      en: nightName("en", night.date),
    },
    expected,
    ...(said === undefined ? {} : { reported: said }),
    ...("at" in row ? { measured: row } : {}),
    ...(agreement === undefined ? {} : { agrees: agreement }),
  };
  return { ...answer, sentence: { vi: writeWhy("vi", answer, input), en: writeWhy("en", answer, input) } };
}

function expectedOf(input: WhyInput): Why["expected"] {
  const { decision, supply, cabinetName, orderByRef, calendar, revisionOf, bounds } = input;
  if (supply.kind === "open") {
    const { cabinetId, output, source } = supply;
    const order = supply.ref === undefined ? undefined : orderByRef(supply.ref);
    return {
      level: 0,
      source: "supply",
      segment: { cabinetId, cabinetName: cabinetName(cabinetId), output, source },
      approvals: [],
      ...(order === undefined ? {} : { order: nameOf(order) }),
    };
  }
  const { filtered } = decision;
  const order = decision.ref === undefined ? undefined : orderByRef(decision.ref);
  const decides = decision.source === "calendar" ? calendar : undefined;
  const revision = decides && revisionOf(decides.planId);
  const heldBy = holding(filtered, bounds);
  const level = levelOf(decision.target);
  return {
    level,
    source: decision.source,
    approvals: bounds.approvals.filter((approval) => isUsed(approval, level)),
    ...(order === undefined ? {} : { order: nameOf(order) }),
    ...(decides === undefined ? {} : { calendar: decides }),
    ...(revision === undefined ? {} : { revision }),
    ...(filtered === undefined ? {} : { filtered }),
    ...(heldBy === undefined ? {} : { heldBy }),
    ...(Number.isFinite(decision.nextChangeAt) ? { nextChangeAt: decision.nextChangeAt } : {}),
  };
}

/** Without the approval the light would be another. */
function isUsed({ kind, percent }: ApprovalName, level: number): boolean {
  return kind === "floor" ? level < percent : level > percent;
}

/** Of several floors the highest holds, of several caps the lowest. */
function holding(filtered: Filter | undefined, { floors, caps }: LampBounds): BoundName | undefined {
  if (filtered === "floor") return floors.toSorted((a, b) => b.percent - a.percent)[0];
  return filtered === "limit" ? caps.toSorted((a, b) => a.percent - b.percent)[0] : undefined;
}

function reportedOf(
  { ref, ...said }: NonNullable<WhyInput["reported"]>,
  { orderByRef }: WhyInput,
): NonNullable<Why["reported"]> {
  const order = ref === undefined ? undefined : orderByRef(ref);
  return { ...said, ...(order === undefined ? {} : { order: nameOf(order) }) };
}

/** One percent covers the steps of the wire and a driver's rounding. A ramp on its way to the right end agrees. */
function agrees(expected: Why["expected"], reported: NonNullable<Why["reported"]>): boolean {
  if (expected.source === "supply") return !reported.online || reported.level <= 1;
  return reported.online && Math.abs(expected.level - reported.target) <= 1;
}

export function nameOf(order: Order): OrderName {
  const { id, kind, personName, requested, why, issuedAt, until, documentNumber } = order;
  return {
    id,
    kind,
    personName,
    ...(requested === undefined ? {} : { requestedBy: requested.personName }),
    why,
    issuedAt,
    ...(until === undefined ? {} : { until }),
    ...(documentNumber === undefined ? {} : { documentNumber }),
  };
}
