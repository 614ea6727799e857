/** The calendars of one compilation: each compiled once for each combination of campaigns, equal bytes named once. */
import { type Calendar as Document, encodeCalendar } from "#protocol/wire/calendar.ts";
import type { DocumentName } from "#protocol/wire/directive.ts";
import { nameDocument } from "#protocol/wire/documents.ts";
import { maxPoints, maxPrograms, maxRanges, maxRules } from "#protocol/wire/limits.ts";
import type { Followed } from "../assign.ts";
import type { DayRange } from "../days.ts";
import { type Calendar, type Plan, partKey } from "../plan.ts";
import type { LaidOver } from "./campaigns-of-lamps.ts";
import { compileCalendar, type Traced } from "./compile-calendar.ts";
import { layCampaigns } from "./lay-campaigns.ts";
import type { NightTable } from "./night-table.ts";

/** A calendar as some lamps follow it, with the campaigns over them. */
export interface CompiledCalendar extends Traced {
  readonly plan: Plan;
  readonly calendar: Calendar;
  /** Absent: more than a device can hold. */
  readonly name?: DocumentName;
}

export interface CalendarBook {
  /** Bytes by digest. */
  readonly documents: ReadonlyMap<string, Uint8Array>;
  /** @returns undefined where the plan has no such calendar. */
  followedBy(followed: Followed, over: LaidOver): CompiledCalendar | undefined;
  /** Names a document and keeps its bytes. @returns undefined where it is more than a device can hold. */
  publish(document: Document): DocumentName | undefined;
  /** All so far. */
  compiled(): readonly CompiledCalendar[];
}

export function createCalendarBook(table: NightTable, window: DayRange): CalendarBook {
  const documents = new Map<string, Uint8Array>();
  const book = new Map<string, CompiledCalendar>();

  function publish(document: Document): DocumentName | undefined {
    if (!isWithinLimits(document)) return undefined;
    const bytes = encoded(document);
    if (bytes === undefined) return undefined;
    const name = nameDocument(bytes);
    documents.set(name.digest, bytes);
    return name;
  }

  return {
    documents,
    publish,
    compiled: () => [...book.values()],
    followedBy({ plan, assignment: { calendarId } }, over) {
      const key = `${partKey(plan.id, calendarId)} ${over.key}`;
      const known = book.get(key);
      const calendar = plan.calendars.find(({ id }) => id === calendarId);
      if (known !== undefined || calendar === undefined) return known;
      const traced = layCampaigns(compileCalendar(plan, calendar, window), over.campaigns, table, window);
      const name = publish(traced.document);
      const compiled = { ...traced, plan, calendar, ...(name !== undefined && { name }) };
      book.set(key, compiled);
      return compiled;
    },
  };
}

function isWithinLimits({ programs, rules = [] }: Document): boolean {
  return (
    programs.length <= maxPrograms &&
    programs.every(({ points }) => points.length <= maxPoints) &&
    rules.length <= maxRules &&
    rules.every(({ nights = [], yearly = [] }) => Math.max(nights.length, yearly.length) <= maxRanges)
  );
}

function encoded(document: Document): Uint8Array | undefined {
  try {
    return encodeCalendar(document);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
