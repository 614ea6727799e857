/**
 * Why a lamp was, or will be, as plans and orders have it: the answer of `why.ts` for another instant than now. What is
 * expected is worked out with the device's own functions from what it held then, or will hold.
 */
import type { Decision } from "#protocol/behavior/arbitrate.ts";
import { calendarAt } from "#protocol/behavior/calendar.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import type { Calendar } from "#protocol/wire/calendar.ts";
import type { CompiledCalendar } from "../plans/compile/calendar-book.ts";
import { nameCalendar } from "../plans/night-of-lamp.ts";
import { type Expectation, expectOutput } from "./expect.ts";
import type { Supply } from "./supply.ts";
import { explain, type Measured, type Why, type WhyInput } from "./why.ts";

/** An output as it stands at some instant, whoever decides on it: a lamp's own, or the relay of its segment. */
export type OutputThen = Pick<Expectation, "config" | "output" | "capability" | "deviceId" | "directives"> & {
  /** What it follows. */
  readonly follows: Calendar | undefined;
};

export interface PlannedWhyInput
  extends Pick<WhyInput, "lampId" | "lampName" | "cabinetName" | "orderByRef" | "writeTime" | "revisionOf" | "bounds"> {
  /** EpochMs */
  readonly at: number;
  readonly tense: "past" | "future";
  /** What decides for the lamp: its own output, or the relay that feeds it where it has no electronics. */
  readonly decides: OutputThen;
  /** The relay in front of a lamp with electronics. */
  readonly feed?: OutputThen & { readonly cabinetId: string };
  /** The lamp's calendar with the names behind it. */
  readonly compiled: CompiledCalendar | undefined;
  /** Of the past: the lamp's row around the instant; `nothing`: there is none. */
  readonly measured?: Measured | "nothing";
}

export function explainPlanned(input: PlannedWhyInput): Why {
  const { decides, compiled, at } = input;
  const night = nightAt(decides.config, at);
  const calendar = compiled && nameCalendar(compiled, calendarAt(compiled.document, decides.config, at));
  const measured = judged(input);
  return explain({
    ...input,
    night,
    decision: decisionAt(decides, at),
    supply: supplyAt(input.feed, at),
    calendar,
    reported: undefined,
    ...(measured === undefined ? {} : { measured }),
  });
}

function decisionAt({ follows, ...output }: OutputThen, now: number): Decision {
  // what a device reports now, its selector or the light a lock keeps, says nothing of another instant
  return expectOutput({ ...output, twin: undefined, now, ...(follows !== undefined && { calendar: follows }) });
}

function supplyAt(feed: PlannedWhyInput["feed"], at: number): Supply {
  if (feed === undefined) return { kind: "live" };
  const { target, source, ref } = decisionAt(feed, at);
  if (levelOf(target) > 0) return { kind: "live" };
  return {
    kind: "open",
    cabinetId: feed.cabinetId,
    output: feed.output,
    source,
    ...(ref === undefined ? {} : { ref }),
  };
}

/** ms before a row in which a lamp may have been on its way from what was wanted before. */
const onItsWay = 120_000;
/** Percent between what is wanted and what is measured: the steps of the wire and of a driver. */
const tolerance = 1;

/** Whether a single row fits what was wanted at its own instant; an average of half an hour is not judged. */
function judged({ measured, decides, feed }: PlannedWhyInput): WhyInput["measured"] {
  if (measured === undefined || measured === "nothing") return measured;
  const { level, at, stream } = measured;
  if (stream === "halfHours" || level === undefined) return measured;
  const wanted = [at - onItsWay, at].map((then) =>
    supplyAt(feed, then).kind === "open" ? 0 : levelOf(decisionAt(decides, then).target),
  );
  const agrees = level >= Math.min(...wanted) - tolerance && level <= Math.max(...wanted) + tolerance;
  return { ...measured, agrees };
}
