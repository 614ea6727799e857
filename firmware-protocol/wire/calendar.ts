/**
 * The calendar as a document: what a night can look like, and which nights look how. One serves thousands of lamps,
 * so nothing of one lamp stands in it; place and UTC offsets are in each device's configuration. Lunar dates, holiday
 * sets and campaigns arrive here compiled to nights.
 */
import { z } from "zod";
import { readCbor, Unreadable } from "./cbor-reader.ts";
import { writeCbor } from "./cbor-writer.ts";
import type { Reject } from "./codec.ts";
import { Target } from "./directive.ts";
import { maxCalendarBytes, maxPoints, maxPrograms, maxRanges, maxRules } from "./limits.ts";
import { DayNumber, Seconds } from "./units.ts";
import { sunEventNames } from "./vocabulary.ts";

/** Local clock time, s from midnight. In a night those from 12:00 on come first. */
const timeOfDay = z.number().int().min(0).max(86_399);
const noon = 43_200;
const program = z
  .number()
  .int()
  .min(0)
  .max(maxPrograms - 1);

const effect = {
  target: Target,
  /** Over which the output moves to the target; absent: at once. */
  ramp: Seconds.optional(),
};

/** One switch point: a time of the night and what the output shows from then on. */
export const Point = z.union([
  z.strictObject({ time: timeOfDay, ...effect }),
  z
    .strictObject({
      sun: z.enum(sunEventNames),
      /** Minutes after the event; negative: before. */
      shift: z.number().int().min(-720).max(720).optional(),
      notBefore: timeOfDay.optional(),
      notAfter: timeOfDay.optional(),
      ...effect,
    })
    .refine(
      ({ notBefore, notAfter }) =>
        notBefore === undefined || notAfter === undefined || sinceNoon(notBefore) <= sinceNoon(notAfter),
      "notBefore comes after notAfter in the night",
    ),
]);
export type Point = z.input<typeof Point>;

/** What a night looks like (TALQ: control program). Before the first point the output is off. */
export const Program = z.strictObject({ points: z.array(Point).max(maxPoints) });
export type Program = z.input<typeof Program>;

const monthAndDay = z.number().int().min(101).max(1231);

/**
 * Nights that have another program than the default. A night is named by the local date on which it begins. Every
 * selector that is there must match; in one selector any of its entries.
 */
export const Rule = z
  .strictObject({
    program,
    /** First and last night, both included, as days since 1970-01-01; ascending and apart. */
    nights: z
      .array(z.tuple([DayNumber, DayNumber]))
      .min(1)
      .max(maxRanges)
      .refine(
        (ranges) => ranges.every(([first, last], n) => first <= last && (n === 0 || first > ranges[n - 1]![1])),
        "ranges of nights ascend and do not touch each other's days",
      )
      .optional(),
    /** First and last day of the year as month × 100 + day; the first after the last: over the new year. */
    yearly: z
      .array(z.tuple([monthAndDay, monthAndDay]))
      .min(1)
      .max(maxRanges)
      .refine((ranges) => ranges.flat().every(isDayOfYear), "a day that no year has")
      .optional(),
    /** Monday 1 … Sunday 7 (ISO 8601). */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
    /** The n-th of its weekday in its month, 1 … 5; −1: the last. */
    occurrences: z
      .array(z.literal([-1, 1, 2, 3, 4, 5]))
      .min(1)
      .max(6)
      .optional(),
  })
  .refine(
    ({ nights, yearly, weekdays, occurrences }) => (nights ?? yearly ?? weekdays ?? occurrences) !== undefined,
    "a rule that matches every night is the default program",
  );
export type Rule = z.input<typeof Rule>;

export const Calendar = z
  .strictObject({
    /** Changes whenever a device that does not know something new here would light the wrong night. */
    format: z.literal(1),
    programs: z.array(Program).min(1).max(maxPrograms),
    /** The first that matches a night counts. */
    rules: z.array(Rule).max(maxRules).optional(),
    /** Of the nights no rule matches. */
    defaultProgram: program,
    /** Relays: shortest time between two switchings, s. */
    dwell: z.number().int().min(60).max(3600).optional(),
    /** Relays: closings are spread over as many seconds, each segment at its own place. */
    stagger: z.number().int().min(0).max(600).optional(),
  })
  .refine(
    ({ programs, rules, defaultProgram }) =>
      defaultProgram < programs.length && (rules ?? []).every((rule) => rule.program < programs.length),
    "a program that does not exist",
  )
  .refine(
    ({ programs }) =>
      new Set(programs.flatMap(({ points }) => points.map(({ target }) => "closed" in target))).size < 2,
    "a calendar is for relays or for lamps, not for both",
  );
export type Calendar = z.input<typeof Calendar>;

function sinceNoon(time: number): number {
  return (time + 86_400 - noon) % 86_400;
}

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDayOfYear(value: number): boolean {
  const day = value % 100;
  return day >= 1 && day <= (longestMonths[Math.floor(value / 100) - 1] ?? 0);
}

/**
 * Canonical bytes: equal calendars are equal bytes, hence one document. Assumes a calendar its schema accepts.
 * @throws RangeError above `maxCalendarBytes`
 */
export function encodeCalendar(calendar: Calendar): Uint8Array {
  const bytes = writeCbor(calendar);
  if (bytes.length > maxCalendarBytes) {
    throw new RangeError(`a calendar of ${bytes.length} bytes is above its ${maxCalendarBytes}`);
  }
  return bytes;
}

export type DecodedCalendar = { ok: true; calendar: Calendar } | { ok: false; reject: Reject };

/** @returns the checked calendar, or why a device refuses it as `badDocument`; never throws. */
export function decodeCalendar(bytes: Uint8Array): DecodedCalendar {
  if (bytes.length > maxCalendarBytes) {
    return refuse("tooLarge", `${bytes.length} bytes where a calendar may have ${maxCalendarBytes}`);
  }
  let raw: unknown;
  try {
    raw = readCbor(bytes);
  } catch (error) {
    return refuse(error instanceof Unreadable ? "badField" : "notCbor", (error as Error).message);
  }
  if (typeof raw !== "object" || Array.isArray(raw) || raw instanceof Uint8Array) {
    return refuse("notAMessage", "not a map");
  }
  if ((raw as { format?: unknown }).format !== 1) return refuse("unknownVersion", "this side reads format 1");
  const parsed = Calendar.safeParse(raw);
  if (parsed.success) return { ok: true, calendar: parsed.data as Calendar };
  const [issue] = parsed.error.issues;
  return refuse("badField", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

function refuse(code: Reject["code"], detail: string): DecodedCalendar {
  return { ok: false, reject: { code, detail: detail.slice(0, 200) } };
}
