/** Gives one lamp of a job its word, from what the lamp and its cabinet reported. Never from what was sent. */
import { sources } from "#protocol/wire/vocabulary.ts";
import { type PowerBand, powerBand } from "../fleet/power-band.ts";
import type { Supply } from "../fleet/supply.ts";
import { stateOf, type Twin } from "../fleet/twin.ts";
import type { LampModel } from "../inventory/model.ts";
import { directiveOfOrder, givesLight, type Order } from "../plans/order.ts";
import type { LampWord } from "./job.ts";

export interface Evidence {
  readonly order: Order;
  readonly model: LampModel;
  /** Twin of the lamp's device; absent where it has no electronics. */
  readonly twin?: Twin;
  readonly output: number;
  readonly supply: Supply;
  /** True where the desired state of the device has no room for this order. */
  readonly crowdedOut: boolean;
  /** What the cabinet says of the segment that feeds the lamp; absent where it says nothing. */
  readonly segment?: SegmentEvidence;
}

export interface SegmentEvidence {
  readonly closed: boolean;
  /** W of the whole segment, where it is metered. */
  readonly power?: number;
  /** Power of all lamps on it at full level. */
  readonly band: PowerBand;
}

/** @returns undefined while nothing can be said yet. */
export function judge(evidence: Evidence): LampWord | undefined {
  const { order, twin, supply } = evidence;
  if (order.ended !== undefined) return { word: "held", reason: { code: "ended" } };
  if (evidence.crowdedOut) return { word: "refused", reason: { code: "refused", refusal: "full" } };
  if (supply.kind === "open") return judgeUnpowered(evidence, supply);
  if (twin === undefined) return judgeBySegment(evidence);
  const refusal = twin.holds?.refused?.find(({ ref }) => ref === order.ref);
  if (refusal !== undefined) return { word: "refused", reason: { code: "refused", refusal: refusal.code } };
  return twin.holds === undefined ? judgeByLevel(evidence, twin) : judgeByHoldings(evidence, twin);
}

function wantsDark({ target }: Order): boolean {
  return target !== undefined && !givesLight(target);
}

/** Without supply a lamp is dark: what an order for darkness wanted if it opened the segment, else the reason. */
function judgeUnpowered({ order, segment }: Evidence, supply: Extract<Supply, { kind: "open" }>): LampWord | undefined {
  const { kind: _, ...where } = supply;
  if (supply.ref !== undefined && supply.ref === order.ref && wantsDark(order)) {
    return segment === undefined ? { word: "followed", reason: { code: "notMeasured" } } : proveBySegment(segment, 0);
  }
  return { word: "held", reason: { code: "unpowered", ...where } };
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
  if (state.filtered !== undefined) return { word: "held", reason: { code: "limited", filter: state.filtered } };
  if (!state.settled) return undefined;
  return proveByPower(model, state.level, state.activePower);
}

/** A bench device in JSON may name no holdings: then the level it reports after the order is the only witness. */
function judgeByLevel({ order, model, output }: Evidence, twin: Twin): LampWord | undefined {
  const state = stateOf(twin, output);
  if (state === undefined || twin.reportedAt < order.issuedAt) return undefined;
  const { target } = order;
  if (target === undefined) return { word: "followed", reason: { code: "notMeasured" } };
  const wanted = "level" in target ? (target.level === 0 ? 0 : Math.max(target.level, model.minLevel)) : undefined;
  if (wanted !== undefined && Math.abs(state.level - wanted) > 1) return undefined;
  return proveByPower(model, state.level, state.activePower);
}

function judgeBySegment({ order, segment }: Evidence): LampWord | undefined {
  const { target } = order;
  const wantsFull = target !== undefined && givesLight(target) && !("level" in target && target.level < 100);
  if (!wantsFull && !wantsDark(order)) return { word: "refused", reason: { code: "noElectronics" } };
  if (wantsDark(order)) {
    return order.segments.length === 0 ? { word: "refused", reason: { code: "noElectronics" } } : undefined;
  }
  if (segment === undefined || !segment.closed) return undefined;
  return proveBySegment(segment, 100);
}

function proveByPower(model: LampModel, level: number, measured: number | undefined): LampWord {
  return proveInBand(measured, powerBand(model, level));
}

function proveBySegment({ power, band }: SegmentEvidence, level: 0 | 100): LampWord {
  return proveInBand(power, level === 0 ? { expected: 0, low: 0, high: Math.max(3, band.expected * 0.1) } : band);
}

function proveInBand(measured: number | undefined, { low, high }: PowerBand): LampWord {
  if (measured === undefined) return { word: "followed", reason: { code: "notMeasured" } };
  if (measured >= low && measured <= high) return { word: "proven" };
  return { word: "followed", reason: { code: "notProven", measured, low, high } };
}
