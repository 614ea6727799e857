/** The twin of a device: what it last said of itself, and what was last sent to it. Pure transitions, no opinions. */
import type { Hello, Holdings } from "#protocol/wire/hello.ts";
import type { OutputState, Report } from "#protocol/wire/report.ts";
import type { Encoding, SelectorPosition } from "#protocol/wire/vocabulary.ts";

export interface Twin {
  readonly device: string;
  /** Random number of the open connection; absent while none is open. */
  readonly session?: number;
  /** EpochMs anything was last heard; 0 never. */
  readonly heardAt: number;
  /** EpochMs of the last report received; 0 never. */
  readonly reportedAt: number;
  /** Device time minus ours at the last report, ms; only as good as the link is quick. */
  readonly clockOffset?: number;
  readonly hello?: Hello;
  /** EpochMs of that hello. */
  readonly helloAt?: number;
  readonly encoding: Encoding;
  readonly holds?: Holdings;
  readonly states: readonly OutputState[];
  readonly selector?: SelectorPosition;
  /**
   * The desired state last sent: its revision, digest of its contents without revision, when, and how often in a row.
   * `at` 0: whatever was sent, nothing is to be waited for.
   */
  readonly sent?: { readonly rev: number; readonly digest: string; readonly at: number; readonly attempt: number };
  /** Connections in the last ten minutes that were not those of one device going on: two with one id fight like this. */
  readonly takeovers: readonly number[];
}

export function newTwin(device: string): Twin {
  return { device, heardAt: 0, reportedAt: 0, encoding: "cbor", states: [], takeovers: [] };
}

/** Takeovers within this span are counted. */
const takeoverWindow = 600_000;
/** So many takeovers in the window mean that the id is in use twice. */
const takeoverLimit = 5;

/** s by which a device's uptime may differ from the time we saw pass, beside a thousandth: hellos wait on their way. */
const uptimeSlack = 30;

/**
 * Counts up in boots, and within one boot with the time that passed. Another device with the same id does not: told by
 * this even where the broker speaks the will of the one before it lets the next one in, as after an honest loss.
 */
function goesOn({ hello: last, helloAt }: Twin, hello: Hello, now: number): boolean {
  if (last === undefined || helloAt === undefined) return true;
  const passed = (now - helloAt) / 1000;
  const slack = uptimeSlack + Math.abs(passed) / 1000;
  if (hello.bootCount === last.bootCount) return Math.abs(hello.uptime - last.uptime - passed) <= slack;
  return hello.bootCount > last.bootCount && hello.uptime <= passed + slack;
}

export function helloHeard(twin: Twin, hello: Hello, encoding: Encoding, now: number): Twin {
  const replaced = twin.session !== undefined && twin.session !== hello.session;
  const isTakeover = replaced || !goesOn(twin, hello, now);
  return {
    // what was on its way to another connection is lost, so there is nothing to wait for
    ...(twin.session === hello.session ? twin : withoutPatience(twin)),
    session: hello.session,
    heardAt: now,
    hello,
    helloAt: now,
    encoding,
    ...(hello.holds === undefined ? {} : { holds: hello.holds }),
    takeovers: isTakeover
      ? [...twin.takeovers.filter((at) => at > now - takeoverWindow).slice(1 - 2 * takeoverLimit), now]
      : twin.takeovers,
  };
}

export function reportHeard(twin: Twin, report: Report, encoding: Encoding, now: number): Twin {
  return {
    ...twin,
    heardAt: now,
    reportedAt: now,
    encoding,
    // a report may stand for a hello that was lost: what it names opens the session
    ...(report.session === undefined ? {} : { session: report.session }),
    ...(report.at === undefined ? {} : { clockOffset: report.at - now }),
    ...(report.holds === undefined ? {} : { holds: report.holds }),
    ...(report.selector === undefined ? {} : { selector: report.selector }),
    states: report.states.length === 0 ? twin.states : report.states,
  };
}

/** The next difference is told to the device at once, however recently it was told before. */
export function withoutPatience(twin: Twin): Twin {
  return twin.sent === undefined ? twin : { ...twin, sent: { ...twin.sent, at: 0, attempt: 0 } };
}

/** Anything else that proves life. */
export function heard(twin: Twin, now: number): Twin {
  return { ...twin, heardAt: now };
}

/** A will counts only if it names the open session: it may arrive after the device is back. */
export function goneHeard(twin: Twin, session: number): Twin {
  if (twin.session !== session) return twin;
  const { session: _, ...rest } = twin;
  return rest;
}

/** @returns session open and something heard within three reporting periods. */
export function isOnline(twin: Twin, reportPeriodMs: number, now: number): boolean {
  return twin.session !== undefined && now - twin.heardAt <= 3 * reportPeriodMs;
}

/** @returns whether two devices seem to share this id. */
export function isContested(twin: Twin, now: number): boolean {
  return twin.takeovers.filter((at) => at > now - takeoverWindow).length >= takeoverLimit;
}

/** @returns state of one output as last reported. */
export function stateOf(twin: Twin | undefined, output: number): OutputState | undefined {
  return twin?.states.find((state) => state.output === output);
}
