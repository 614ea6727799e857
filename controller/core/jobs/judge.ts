/** Gives one lamp of a job its word, from what the lamp and its cabinet reported. Never from what was sent. */
import { sources } from "#protocol/wire/vocabulary.ts";
import { type PowerBand, powerBand } from "../fleet/power-band.ts";
import { type Feed, type Supply, supplyOf } from "../fleet/supply.ts";
import { stateOf, type Twin } from "../fleet/twin.ts";
import type { LampModel } from "../inventory/model.ts";
import { directiveOfOrder, givesLight, type Order, type SegmentName, segmentKey } from "../orders/order.ts";
import type { LampWord } from "./job.ts";

export interface Evidence {
  /** Open: words of an order that is over stand as they are. */
  readonly order: Order;
  readonly model: LampModel;
  /** False: the lamp has no electronics and is switched with its circuit. */
  readonly controlled: boolean;
  /** Twin of the lamp's device; absent while it was never heard. */
  readonly twin?: Twin;
  readonly output: number;
  /** The relay that feeds the lamp; absent where it is always live. */
  readonly feed?: Feed;
  /** Twin of the feed's cabinet; absent while it was never heard. */
  readonly cabinet?: Twin;
  /** What everything on the segment should draw while it is closed. */
  readonly segmentBand?: PowerBand;
  /** True where the desired state of the device has no room for this order. */
  readonly crowdedOut: boolean;
}

/** @returns undefined while nothing can be said yet. */
export function judge(evidence: Evidence): LampWord | undefined {
  const { order, twin, feed, cabinet } = evidence;
  if (evidence.crowdedOut) return { word: "refused", reason: { code: "refused", refusal: "full" } };
  const supply = supplyOf(feed, cabinet);
  if (supply.kind === "open") return judgeUnpowered(evidence, supply);
  if (!evidence.controlled) return judgeBySegment(evidence);
  if (twin === undefined) return undefined;
  const refusal = twin.holds?.refused?.find(({ ref }) => ref === order.ref);
  if (refusal !== undefined) return { word: "refused", reason: { code: "refused", refusal: refusal.code } };
  return twin.holds === undefined ? judgeByLevel(evidence, twin) : judgeByHoldings(evidence, twin);
}

/** The word of a lamp whose time to answer is over. */
export function judgeLate(evidence: Evidence): LampWord {
  return judge(evidence) ?? lastWord(evidence);
}

function lastWord(evidence: Evidence): LampWord {
  const { order, controlled, twin, cabinet, output, feed } = evidence;
  const supply = supplyOf(feed, cabinet);
  if (supply.kind === "open") return unpowered(supply);
  const speaker = controlled ? twin : cabinet;
  if (speaker === undefined || speaker.heardAt === 0) return { word: "silent", reason: { code: "neverHeard" } };
  const ref = controlled ? order.ref : refOnFeed(order, feed);
  if (speaker.holds?.refs.some((held) => held === ref)) return { word: "held", reason: { code: "ramping" } };
  const state = stateOf(speaker, controlled ? output : (feed?.output ?? 0));
  if (speaker.holds === undefined && state !== undefined && speaker.reportedAt >= order.issuedAt) {
    return { word: "held", reason: { code: "outranked", source: state.source } };
  }
  return { word: "silent", reason: { code: "noAnswer", since: speaker.heardAt } };
}

type OpenSupply = Extract<Supply, { kind: "open" }>;

/**
 * Without supply a lamp is dark: just what an order wanted that opened the segment itself, else the reason why it
 * cannot follow, once the cabinet has had its chance to close.
 */
function judgeUnpowered(evidence: Evidence, supply: OpenSupply): LampWord | undefined {
  const { order, cabinet, feed } = evidence;
  const ref = refOnFeed(order, feed);
  if (ref === undefined) return unpowered(supply);
  if (supply.ref === order.ref) return proveBySegment(evidence, false);
  // it is closing: a relay keeps its dwell, and segments of one cabinet close one after the other
  if (supply.ref === ref || !hasAnswered(cabinet, ref, order)) return undefined;
  return evidence.controlled ? unpowered(supply) : (refusalOf(cabinet, ref) ?? unpowered(supply));
}

function unpowered({ kind: _, ...where }: OpenSupply): LampWord {
  return { word: "held", reason: { code: "unpowered", ...where } };
}

/** @returns the ref under which the order moves the segment that feeds the lamp, if it does. */
function refOnFeed({ ref, companionRef, segments, companions }: Order, feed: Feed | undefined): number | undefined {
  if (feed === undefined) return undefined;
  const isFeed = (name: SegmentName) => segmentKey(name) === segmentKey(feed);
  if (segments.some(isFeed)) return ref;
  return companions.some(isFeed) ? companionRef : undefined;
}

/** A bench cabinet in JSON may name no holdings: then any report after the order is its answer. */
function hasAnswered(cabinet: Twin | undefined, ref: number, { issuedAt }: Order): boolean {
  if (cabinet?.holds === undefined) return cabinet !== undefined && cabinet.reportedAt >= issuedAt;
  return cabinet.holds.refs.includes(ref) || refusalOf(cabinet, ref) !== undefined;
}

function refusalOf(device: Twin | undefined, ref: number): LampWord | undefined {
  const refused = device?.holds?.refused?.find((entry) => entry.ref === ref);
  return refused && { word: "refused", reason: { code: "refused", refusal: refused.code } };
}

function judgeByHoldings({ order, output, model }: Evidence, twin: Twin): LampWord | undefined {
  if (!twin.holds?.refs.includes(order.ref)) return undefined;
  const state = stateOf(twin, output);
  if (state === undefined) return undefined;
  if (state.ref !== order.ref) {
    const stronger = sources.indexOf(state.source) <= directiveOfOrder[order.kind].priority;
    if (!stronger) return { word: "held", reason: { code: "waiting" } };
    return {
      word: "held",
      reason: { code: "outranked", source: state.source, ...(state.ref === undefined ? {} : { ref: state.ref }) },
    };
  }
  if (!state.settled) return undefined;
  if (state.filtered !== undefined) return { word: "held", reason: { code: "limited", filter: state.filtered } };
  return proveInBand(state.activePower, powerBand(model, state.level));
}

/** A bench device in JSON may name no holdings: then the level it reports after the order is the only witness. */
function judgeByLevel({ order, model, output }: Evidence, twin: Twin): LampWord | undefined {
  const state = stateOf(twin, output);
  if (state === undefined || twin.reportedAt < order.issuedAt) return undefined;
  const { target } = order;
  if (target === undefined) return { word: "followed", reason: { code: "notMeasured" } };
  const wanted = "level" in target ? (target.level === 0 ? 0 : Math.max(target.level, model.minLevel)) : undefined;
  if (wanted !== undefined && Math.abs(state.level - wanted) > 1) return undefined;
  return proveInBand(state.activePower, powerBand(model, state.level));
}

/** A lamp without electronics follows only what its whole segment can do: full light or darkness. */
function judgeBySegment(evidence: Evidence): LampWord | undefined {
  const { order, feed, cabinet } = evidence;
  const ref = refOnFeed(order, feed);
  const toClose = ref !== undefined && ref === order.companionRef;
  if (ref === undefined || (toClose && !wantsFullLight(order))) {
    return { word: "refused", reason: { code: "noElectronics" } };
  }
  const state = stateOf(cabinet, feed!.output);
  if (state === undefined || !hasAnswered(cabinet, ref, order)) return undefined;
  const refusal = refusalOf(cabinet, ref);
  if (refusal !== undefined) return refusal;
  if (toClose) return proveBySegment(evidence, true);
  // it should be open and is not: on its way, or kept closed by something stronger
  if (state.ref === ref) return undefined;
  const by = state.ref === undefined ? {} : { ref: state.ref };
  return { word: "held", reason: { code: "outranked", source: state.source, ...by } };
}

function wantsFullLight({ target }: Order): boolean {
  return target !== undefined && givesLight(target) && !("level" in target && target.level < 100);
}

function proveBySegment({ cabinet, feed, segmentBand }: Evidence, closed: boolean): LampWord {
  const measured = stateOf(cabinet, feed!.output)?.activePower;
  if (segmentBand === undefined) return proveInBand(undefined, darkBand(0));
  return proveInBand(measured, closed ? segmentBand : darkBand(segmentBand.expected));
}

/** @param expected W while closed. A meter's own error must not look like light. */
function darkBand(expected: number): PowerBand {
  return { expected: 0, low: 0, high: Math.max(3, expected * 0.1) };
}

function proveInBand(measured: number | undefined, { low, high }: PowerBand): LampWord {
  if (measured === undefined) return { word: "followed", reason: { code: "notMeasured" } };
  if (measured >= low && measured <= high) return { word: "proven" };
  return { word: "followed", reason: { code: "notProven", measured, low, high } };
}
