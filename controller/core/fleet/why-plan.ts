/**
 * Why a lamp was, or will be, as the plans have it: the answer of `why.ts` for another instant than now. Nothing is
 * reported of the future and nothing of the past is asked here, so the answer is the expectation alone.
 */
import { calendarAt } from "#protocol/behavior/calendar.ts";
import type { CompiledCalendar } from "../plans/calendar-book.ts";
import { nameCalendar } from "../plans/night-of-lamp.ts";
import { type Expectation, expectOutput } from "./expect.ts";
import { explain, type Why, type WhyInput } from "./why.ts";

export interface PlannedWhyInput
  extends Pick<Expectation, "config" | "output" | "capability" | "deviceId" | "directives">,
    Pick<WhyInput, "lampId" | "lampName" | "supply" | "cabinetName" | "orderByRef" | "writeTime"> {
  /** EpochMs */
  readonly at: number;
  /** Compiled from what was in force at that instant; for the future from what is in force now. */
  readonly compiled: CompiledCalendar | undefined;
}

/** @returns the same shape as for now, without a report; the sentence begins with the instant. */
export function explainPlanned(input: PlannedWhyInput): Why {
  const { config, output, capability, deviceId, directives, at, writeTime } = input;
  // more than a device can hold is never given
  const compiled = input.compiled?.name === undefined ? undefined : input.compiled;
  const decision = expectOutput({
    config,
    output,
    capability,
    deviceId,
    directives,
    twin: undefined,
    now: at,
    ...(compiled !== undefined && { calendar: compiled.document }),
  });
  const calendar = compiled && nameCalendar(compiled, calendarAt(compiled.document, config, at));
  const why = explain({ ...input, decision, calendar, reported: undefined });
  const when = writeTime(at);
  return { ...why, sentence: { vi: `Lúc ${when}: ${why.sentence.vi}`, en: `At ${when}: ${why.sentence.en}` } };
}
