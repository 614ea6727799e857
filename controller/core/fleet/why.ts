/** Why a lamp does what it does: one answer, as data and as a sentence in both languages, for every screen and log. */

import type { Decision } from "#protocol/behavior/arbitrate.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import type { Source } from "#protocol/wire/vocabulary.ts";
import type { CalendarName } from "../plans/night-of-lamp.ts";
import type { Order, OrderKind } from "../plans/order.ts";
import { pointName } from "../plans/point-name.ts";
import { sourceNames } from "./light-names.ts";
import type { Supply } from "./supply.ts";

/** The order behind an answer, as far as people need it. */
export interface OrderName {
  readonly id: string;
  readonly kind: OrderKind;
  readonly personName: string;
  readonly why: string;
  readonly issuedAt: number;
  readonly until?: number;
  readonly documentNumber?: string;
}

export interface Why {
  readonly lampId: string;
  readonly at: number;
  /** What should be: supply first, then the lamp's own decision. */
  readonly expected: {
    /** Percent, 0 without supply. */
    readonly level: number;
    readonly source: Source | "supply";
    readonly order?: OrderName;
    /** The part of a plan behind the calendar, where that decides. */
    readonly calendar?: CalendarName;
    readonly filtered?: string;
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
  /** Whether the report is what was expected; absent where there is no report. */
  readonly agrees?: boolean;
  readonly sentence: { readonly vi: string; readonly en: string };
}

export interface WhyInput {
  readonly lampId: string;
  readonly lampName: string;
  readonly at: number;
  readonly decision: Decision;
  readonly supply: Supply;
  readonly cabinetName: (cabinetId: string) => string;
  readonly orderByRef: (ref: number) => Order | undefined;
  /** What the lamp follows now, whether it decides or not. */
  readonly calendar: CalendarName | undefined;
  readonly reported: (Omit<NonNullable<Why["reported"]>, "order"> & { readonly ref?: number }) | undefined;
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
}

export function explain(input: WhyInput): Why {
  const { lampId, at, reported } = input;
  const expected = expectedOf(input);
  const said = reported && reportedOf(reported, input);
  return {
    lampId,
    at,
    expected,
    ...(said === undefined ? {} : { reported: said, agrees: agrees(expected, said) }),
    sentence: { vi: sentence("vi", input, expected, said), en: sentence("en", input, expected, said) },
  };
}

function expectedOf({ decision, supply, cabinetName, orderByRef, calendar }: WhyInput): Why["expected"] {
  if (supply.kind === "open") {
    const { cabinetId, output, source } = supply;
    const order = supply.ref === undefined ? undefined : orderByRef(supply.ref);
    return {
      level: 0,
      source: "supply",
      segment: { cabinetId, cabinetName: cabinetName(cabinetId), output, source },
      ...(order === undefined ? {} : { order: nameOf(order) }),
    };
  }
  const order = decision.ref === undefined ? undefined : orderByRef(decision.ref);
  return {
    level: levelOf(decision.target),
    source: decision.source,
    ...(order === undefined ? {} : { order: nameOf(order) }),
    ...(decision.source !== "calendar" || calendar === undefined ? {} : { calendar }),
    ...(decision.filtered === undefined ? {} : { filtered: decision.filtered }),
    ...(Number.isFinite(decision.nextChangeAt) ? { nextChangeAt: decision.nextChangeAt } : {}),
  };
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
  const { id, kind, personName, why, issuedAt, until, documentNumber } = order;
  return {
    id,
    kind,
    personName,
    why,
    issuedAt,
    ...(until === undefined ? {} : { until }),
    ...(documentNumber === undefined ? {} : { documentNumber }),
  };
}

type Language = "vi" | "en";

function sentence(
  language: Language,
  { lampName, writeTime }: WhyInput,
  expected: Why["expected"],
  reported: Why["reported"],
): string {
  const main =
    expected.source === "supply" ? unsupplied(language, lampName, expected) : decided(language, lampName, expected);
  const author = expected.order === undefined ? "" : authorOf(language, expected.order, writeTime);
  return `${main}${author}${doubt(language, expected, reported, writeTime)}.`;
}

function unsupplied(language: Language, lampName: string, { segment }: Why["expected"]): string {
  const { cabinetName, output, source } = segment!;
  const name = sourceNames[source][language];
  return language === "vi"
    ? `${lampName} không có điện: lộ ${output + 1} của ${cabinetName} đang mở do ${name}`
    : `${lampName} has no supply: segment ${output + 1} of ${cabinetName} is open because of ${name}`;
}

function decided(language: Language, lampName: string, { level, source, calendar }: Why["expected"]): string {
  const percent = percentOf(language, level);
  const name = calendar === undefined ? sourceNames[source as Source][language] : calendarText(language, calendar);
  return language === "vi"
    ? `${lampName} ở mức ${percent} % do ${name}`
    : `${lampName} is at ${percent} % because of ${name}`;
}

/** The calendar, the plan it stands in, the program of tonight, the kind of night that chose it, and the switch point. */
function calendarText(language: Language, name: CalendarName): string {
  const { calendarName, planName, programName, ruleName, point: decides } = name;
  const [calendar, plan, program, night, point] =
    language === "vi"
      ? (["lịch", "kế hoạch", "chương trình", "đêm", "điểm"] as const)
      : (["calendar", "plan", "program", "nights", "point"] as const);
  const of = [
    `${plan} “${planName}”`,
    ...(programName === undefined ? [] : [`${program} “${programName}”`]),
    ...(ruleName === undefined ? [] : [`${night} “${ruleName}”`]),
    ...(decides === undefined ? [] : [`${point} ${pointName(language, decides.time)}`]),
  ];
  return `${calendar} “${calendarName}” (${of.join(", ")})`;
}

const percentOf = (language: Language, level: number) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(level);

function authorOf(language: Language, order: OrderName, writeTime: (at: number) => string): string {
  const { personName, until, why, documentNumber } = order;
  const vi = language === "vi";
  const parts = [
    vi ? ` của ${personName}` : ` by ${personName}`,
    until === undefined
      ? vi
        ? ", đến khi được gỡ"
        : ", until it is released"
      : `${vi ? " đến " : " until "}${writeTime(until)}`,
    documentNumber === undefined ? "" : vi ? `, văn bản số ${documentNumber}` : `, document ${documentNumber}`,
    why === "" ? "" : vi ? ` (lý do: ${why})` : ` (${why})`,
  ];
  return parts.join("");
}

function doubt(
  language: Language,
  expected: Why["expected"],
  reported: Why["reported"],
  writeTime: (at: number) => string,
): string {
  const vi = language === "vi";
  if (reported === undefined || expected.source === "supply") return "";
  if (!reported.online) {
    const at = writeTime(reported.at);
    return vi ? `; mất liên lạc, báo cáo cuối lúc ${at}` : `; silent, last report at ${at}`;
  }
  const level = percentOf(language, reported.level);
  if (!agrees(expected, reported)) return vi ? `; đèn lại báo ${level} %` : `; but the lamp reports ${level} %`;
  if (reported.settled) return "";
  return vi ? `; đèn đang chuyển dần, hiện ở ${level} %` : `; it is on its way, now at ${level} %`;
}
