/**
 * iCalendar (RFC 5545) in and out: all-day events of other programs' calendars become days with names, and back. The
 * lines themselves are read and written by ical.js; here is what they mean to us, and on which line something is wrong.
 */
import ICAL from "ical.js";
import type { DayEvent, Recurrence } from "../core/plans/day-events.ts";
import { type DayRange, dateOf, dayOf, exists } from "../core/plans/days.ts";
import type { Weekday } from "../core/plans/plan.ts";
import type { DayFileProblem, DayFiles } from "../core/plans/ports.ts";

/** Bytes a file may have, and events in it: a century of holidays is far below either. */
const maxBytes = 1_000_000;
const maxEvents = 2000;

interface ContentLine {
  readonly line: number;
  readonly text: string;
}

/**
 * @param window days for which recurrences are written out that our calendars do not know; those by year and by weekday
 * of months stay rules. @returns what could be read; never throws.
 */
export function readICal(text: string, window: DayRange): ReturnType<DayFiles["read"]> {
  const events: DayEvent[] = [];
  const problems: DayFileProblem[] = [];
  const report = (line: number, message: string, messageVi: string) => problems.push({ line, message, messageVi });
  if (text.length > maxBytes) {
    report(1, `the file is larger than ${maxBytes} characters`, `tệp lớn hơn ${maxBytes} ký tự`);
    return { events, problems };
  }
  const lines = unfold(text);
  if (lines[0]?.text.toUpperCase() !== "BEGIN:VCALENDAR") {
    report(1, "does not begin with BEGIN:VCALENDAR", "không bắt đầu bằng BEGIN:VCALENDAR");
    return { events, problems };
  }
  let block: ContentLine[] | undefined;
  let depth = 0;
  for (const content of lines) {
    const upper = content.text.toUpperCase();
    if (upper === "BEGIN:VEVENT") {
      if (block !== undefined) report(block[0]!.line, "END:VEVENT is missing", "thiếu END:VEVENT");
      block = [content];
      depth = 0;
    } else if (block === undefined) continue;
    else if (upper === "END:VEVENT") {
      if (events.length >= maxEvents) {
        report(content.line, `more than ${maxEvents} events`, `nhiều hơn ${maxEvents} sự kiện`);
        return { events, problems };
      }
      events.push(...readEvent(block, window, report));
      block = undefined;
    } else if (upper.startsWith("BEGIN:")) depth++;
    else if (upper.startsWith("END:")) depth--;
    // alarms inside of an event have properties of the same names
    else if (depth === 0) block.push(content);
  }
  if (block !== undefined) report(block[0]!.line, "END:VEVENT is missing", "thiếu END:VEVENT");
  return { events, problems };
}

/** Lines put together again that were folded (RFC 5545, 3.1), each with the number of its first. */
function unfold(text: string): ContentLine[] {
  const contents: { line: number; text: string }[] = [];
  for (const [n, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const open = contents.at(-1);
    if (/^[ \t]/.test(line) && open !== undefined) open.text += line.slice(1);
    else if (line !== "") contents.push({ line: n + 1, text: line });
  }
  return contents;
}

type ReportLine = (line: number, message: string, messageVi: string) => void;

interface Properties {
  readonly line: number;
  readonly property: InstanceType<typeof ICAL.Property>;
}

function readEvent(block: readonly ContentLine[], window: DayRange, report: ReportLine): DayEvent[] {
  const found = new Map<string, Properties>();
  const excluded: number[] = [];
  for (const { line, text } of block.slice(1)) {
    const name = /^[A-Za-z-]+/.exec(text)?.[0].toLowerCase();
    if (name === undefined || !known.has(name)) continue;
    try {
      const property = ICAL.Property.fromString(text);
      // values are read when first asked; a wrong one has to show here
      property.getValues();
      if (name === "exdate") excluded.push(...property.getValues().map((value) => dayOfTime(value as ICAL.Time)));
      else found.set(name, { line, property });
    } catch (error) {
      report(
        line,
        `${name.toUpperCase()} cannot be read: ${(error as Error).message}`,
        `không đọc được ${name.toUpperCase()}`,
      );
      return [];
    }
  }
  const at = block[0]!.line;
  if (found.get("status")?.property.getFirstValue() === "CANCELLED") return [];
  const days = daysOf(found, at, report);
  if (days === undefined) return [];
  const name = String(found.get("summary")?.property.getFirstValue() ?? "").trim();
  if (name === "") {
    report(at, "the event has no SUMMARY", "sự kiện không có tên (SUMMARY)");
    return [];
  }
  const uid = String(found.get("uid")?.property.getFirstValue() ?? `${days.first}-${name}`);
  const rule = found.get("rrule");
  if (rule === undefined) return [{ uid, name, ...days }];
  const recur = rule.property.getFirstValue() as ICAL.Recur;
  const recurs = excluded.length === 0 ? recurrenceOf(recur, days) : undefined;
  if (recurs !== undefined) return [{ uid, name, ...days, recurs }];
  try {
    return occurrences(recur, days.first, window)
      .filter((first) => !excluded.includes(first))
      .map((first) => ({ uid: `${uid}-${first}`, name, first, last: first + days.last - days.first }));
  } catch (error) {
    report(rule.line, `RRULE cannot be followed: ${(error as Error).message}`, "không hiểu quy tắc lặp lại (RRULE)");
    return [];
  }
}

const known = new Set(["dtstart", "dtend", "duration", "summary", "uid", "rrule", "exdate", "status"]);

/** @returns undefined where the event has no all-day span, which is reported. */
function daysOf(found: ReadonlyMap<string, Properties>, at: number, report: ReportLine): DaySpan | undefined {
  const start = found.get("dtstart");
  if (start === undefined) {
    report(at, "the event has no DTSTART", "sự kiện không có ngày bắt đầu (DTSTART)");
    return undefined;
  }
  const first = dayOfProperty(start, report);
  if (first === undefined) return undefined;
  const end = found.get("dtend");
  const duration = found.get("duration")?.property.getFirstValue();
  const next = end === undefined ? first + lengthOf(duration) : dayOfProperty(end, report);
  if (next === undefined) return undefined;
  // the end is not included; some programs write the day itself for an event of one day
  const last = Math.max(first, next - 1);
  if (next < first) {
    report(end!.line, "DTEND lies before DTSTART", "DTEND trước DTSTART");
    return undefined;
  }
  return { first, last };
}

interface DaySpan {
  readonly first: number;
  readonly last: number;
}

function lengthOf(duration: unknown): number {
  return duration instanceof ICAL.Duration ? Math.max(1, duration.weeks * 7 + duration.days) : 1;
}

function dayOfProperty({ line, property }: Properties, report: ReportLine): number | undefined {
  const time = property.getFirstValue();
  const name = property.name.toUpperCase();
  if (!(time instanceof ICAL.Time) || !time.isDate) {
    report(
      line,
      `${name} is no whole day; only all-day events are holidays`,
      `${name} không phải cả ngày; chỉ nhận sự kiện cả ngày`,
    );
    return undefined;
  }
  const day = dayOfTime(time);
  // the reader moves 30 February into March; the line itself says what was written
  const written = /(\d{4})(\d{2})(\d{2})$/.exec(property.toICALString().trim());
  const [year, month, dayOfMonth] = (written ?? []).slice(1).map(Number);
  if (written === null || !exists({ year: year!, month: month!, day: dayOfMonth! }) || year! < 1900 || year! > 2199) {
    report(line, `${name} is a date that does not exist`, `${name} là ngày không tồn tại`);
    return undefined;
  }
  return day;
}

const dayOfTime = ({ year, month, day }: ICAL.Time) => dayOf({ year, month, day });

const weekdayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** A rule that our calendars know as it stands; undefined for all others. */
function recurrenceOf(recur: ICAL.Recur, { first, last }: DaySpan): Recurrence | undefined {
  if (recur.freq !== "YEARLY" || recur.interval !== 1 || recur.count || recur.until) return undefined;
  const { BYMONTH, BYMONTHDAY, BYDAY, ...others } = recur.parts as Record<string, unknown[] | undefined>;
  if (Object.keys(others).length > 0) return undefined;
  const { month, day } = dateOf(first);
  const same = (values: unknown[] | undefined, value: number) =>
    values === undefined || (values.length === 1 && Number(values[0]) === value);
  if (BYDAY === undefined) return same(BYMONTH, month) && same(BYMONTHDAY, day) ? "yearly" : undefined;
  const named = /^(-1|[1-5])([A-Z]{2})$/.exec(String(BYDAY[0]));
  if (named === null || BYDAY.length > 1 || BYMONTHDAY !== undefined || BYMONTH === undefined || last !== first) {
    return undefined;
  }
  return {
    weekday: (weekdayNames.indexOf(named[2]!) + 1) as Weekday,
    nth: named[1] === "-1" ? "last" : (Number(named[1]) as 1),
    months: BYMONTH.map(Number),
  };
}

/** Occurrences followed at most: every day for fifty years. */
const maxSteps = 20_000;

/**
 * First days of a recurrence within the window.
 * @throws Error for rules within a day, and those the reader does not follow.
 */
function occurrences(recur: ICAL.Recur, first: number, [begin, end]: DayRange): number[] {
  if (!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].includes(recur.freq)) throw new Error(`${recur.freq} is within a day`);
  const days: number[] = [];
  const { year, month, day } = dateOf(first);
  const iterator = recur.iterator(ICAL.Time.fromData({ year, month, day, isDate: true }));
  for (let steps = 0; steps < maxSteps; steps++) {
    const next = iterator.next();
    if (next === null || next === undefined) break;
    const at = dayOfTime(next);
    if (at > end) break;
    if (at >= begin) days.push(at);
  }
  return days;
}

/** @param stamp EpochMs of the writing. @returns the file, with folded lines and CRLF. */
export function writeICal(name: string, events: readonly DayEvent[], stamp: number): string {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("prodid", "-//Den//Den//VI");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("x-wr-calname", name);
  for (const event of events) calendar.addSubcomponent(componentOf(event, stamp));
  return `${calendar.toString()}\r\n`;
}

function componentOf({ uid, name, first, last, recurs }: DayEvent, stamp: number): InstanceType<typeof ICAL.Component> {
  const component = new ICAL.Component("vevent");
  component.addPropertyWithValue("uid", `${uid}@den`);
  component.addPropertyWithValue("dtstamp", ICAL.Time.fromJSDate(new Date(stamp), true));
  component.addPropertyWithValue("dtstart", timeOfDay(first));
  component.addPropertyWithValue("dtend", timeOfDay(last + 1));
  component.addPropertyWithValue("summary", name);
  if (recurs !== undefined) component.addPropertyWithValue("rrule", ruleOf(recurs));
  // a night of light does not make anybody busy
  component.addPropertyWithValue("transp", "TRANSPARENT");
  return component;
}

function timeOfDay(number: number): ICAL.Time {
  return ICAL.Time.fromData({ ...dateOf(number), isDate: true });
}

function ruleOf(recurs: Recurrence): ICAL.Recur {
  if (recurs === "yearly") return ICAL.Recur.fromString("FREQ=YEARLY");
  const { weekday, nth, months } = recurs;
  const day = `${nth === "last" ? -1 : nth}${weekdayNames[weekday - 1]}`;
  return ICAL.Recur.fromString(`FREQ=YEARLY;BYMONTH=${months.join(",")};BYDAY=${day}`);
}

export const iCalFiles: DayFiles = { read: readICal, write: writeICal };
