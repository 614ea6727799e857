/** A device's calendars: which document each output follows, which are missing, and what they want now. */
import type { Calendar } from "../wire/calendar.ts";
import type { Desire } from "../wire/desire.ts";
import type { DocumentName } from "../wire/directive.ts";
import type { RefusalCode } from "../wire/vocabulary.ts";
import { blindProgram } from "./blind-program.ts";
import { resolveNight, stateAt, suits, wishOf } from "./calendar.ts";
import type { Device, OutputRun } from "./device-state.ts";
import { learnedMiddle, type NightStep } from "./fallback.ts";
import type { Night } from "./night.ts";
import { paceOf } from "./pace-segment.ts";
import type { Wish } from "./sources.ts";

/** Topic filters a device may have, and how many its own topics take. */
const mostFilters = 32;
const ownFilters = 3;
/** Parts the largest calendar has. */
export const mostCalendarParts = 10;

/**
 * Lets every output follow the calendar it is to follow as soon as that is here and can be shown; until then it stays
 * with the one before. Documents nobody names or follows are forgotten.
 */
export function followCalendars({ stored, hardware }: Device): void {
  const { desire, documents } = stored;
  const before = stored.following;
  stored.following = hardware.capabilities.map(({ outputKind }, output) => {
    const wanted = desire?.calendars?.find(({ outputs }) => outputs.includes(output));
    if (wanted === undefined) return undefined;
    const calendar = documents[wanted.document.digest];
    return calendar !== undefined && suits(calendar, outputKind) ? wanted.document.digest : before[output];
  });
  const named = new Set([...(desire?.calendars ?? []).map(({ document }) => document.digest), ...stored.following]);
  stored.documents = Object.fromEntries(Object.entries(documents).filter(([digest]) => named.has(digest)));
}

/** True for a document the desired state names and that is not here. */
export function isMissing({ stored }: Device, digest: string): boolean {
  return stored.documents[digest] === undefined && namedDocuments(stored.desire).some((name) => name.digest === digest);
}

/** Digests the device waits for: named, not here, and not known to be of no use. */
export function waitingDocuments(device: Device): string[] {
  return namedDocuments(device.stored.desire)
    .filter((name) => device.stored.documents[name.digest] === undefined && !isUseless(device, name))
    .map(({ digest }) => digest);
}

/**
 * Digests to subscribe to: as many whole documents as the filters left over allow, those known to be of no use last,
 * in case the right bytes come after all.
 */
export function documentsToFetch(device: Device): string[] {
  const { desire, documents } = device.stored;
  let filters = mostFilters - ownFilters - (desire?.config.groups.length ?? 0);
  return namedDocuments(desire)
    .filter(({ digest, parts }) => documents[digest] === undefined && parts <= mostCalendarParts)
    .toSorted((a, b) => Number(isUseless(device, a)) - Number(isUseless(device, b)))
    .filter(({ parts }) => {
      if (parts > filters) return false;
      filters -= parts;
      return true;
    })
    .map(({ digest }) => digest);
}

/** Why calendars of the desired state have no effect, each reason once. */
export function calendarRefusals(device: Device): RefusalCode[] {
  const codes = (device.stored.desire?.calendars ?? []).map((entry) => refusalOf(device, entry));
  return [...new Set(codes)].filter((code) => code !== undefined);
}

function refusalOf(
  device: Device,
  { document, outputs }: NonNullable<Desire["calendars"]>[number],
): RefusalCode | undefined {
  const existing = outputs.flatMap((output) => device.hardware.capabilities[output] ?? []);
  if (existing.length === 0) return "unknownOutput";
  if (isUseless(device, document)) return "badDocument";
  const calendar = device.stored.documents[document.digest];
  if (calendar === undefined) return undefined;
  return existing.some(({ outputKind }) => suits(calendar, outputKind)) ? undefined : "unsupportedTarget";
}

function isUseless({ useless }: Device, { digest, parts }: DocumentName): boolean {
  return parts > mostCalendarParts || useless.has(digest);
}

function namedDocuments(desire: Desire | undefined): DocumentName[] {
  return [...new Map((desire?.calendars ?? []).map(({ document }) => [document.digest, document])).values()];
}

function calendarOf({ stored }: Device, output: number): Calendar | undefined {
  const digest = stored.following[output];
  return digest === undefined ? undefined : stored.documents[digest];
}

/** What the calendar of one output wants at `now` (EpochMs, in this night); undefined where it follows none. */
export function calendarWish(
  device: Device,
  run: OutputRun,
  output: number,
  night: Night,
  now: number,
): Wish | undefined {
  const calendar = calendarOf(device, output);
  const config = device.stored.desire?.config;
  if (calendar === undefined || config === undefined) return undefined;
  const { outputKind } = device.hardware.capabilities[output]!;
  if (run.plan === undefined || run.plan.calendar !== calendar || run.plan.night !== night) {
    const pace = outputKind === "relay" ? paceOf(calendar, device.hardware.id, output) : undefined;
    run.plan = { calendar, night, resolved: resolveNight(calendar, config, night, pace) };
  }
  return wishOf(stateAt(run.plan.resolved, now), outputKind, now);
}

/** The program of one output for a night without a clock; undefined where there is none or no night was learned. */
export function blindProgramOf(device: Device, output: number): NightStep[] | undefined {
  const calendar = calendarOf(device, output);
  const { desire, powerSpans, bootTimes } = device.stored;
  const middle = learnedMiddle(powerSpans);
  if (calendar === undefined || desire === undefined || middle === undefined) return undefined;
  return blindProgram(calendar, desire.config, middle, bootTimes.at(-1)?.at);
}
