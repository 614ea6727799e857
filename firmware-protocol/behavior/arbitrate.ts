/**
 * What one output shows and why: the precedence table, then the filters that may change the winner's wish. A device
 * runs this to act, the controller runs it to know what to expect; hence nothing but plain data goes in.
 */
import type { HeldDirective, Target } from "../wire/directive.ts";
import type { Capability } from "../wire/hello.ts";
import type { Filter, Source } from "../wire/vocabulary.ts";
import { filterTarget } from "./filter-target.ts";
import { asLight, atLevel, canShow, darkOf, isBareLevel, levelOf, whiteOf } from "./light.ts";
import { type Candidate, isCurrent, type Sources } from "./sources.ts";

export interface Decision {
  target: Target;
  source: Source;
  /** The directive that decided, where one did. */
  ref: number | undefined;
  /** The last filter that changed what the winner wanted. */
  filtered: Filter | undefined;
  /** ms over which the output should move to the target. */
  rampMs: number;
  /** Nothing about this decision changes before; Infinity: never. */
  nextChangeAt: number;
}

/** Row of the precedence table of each source: the position in the list of the protocol. */
export const precedence: Readonly<Record<Source, number>> = {
  hand: 0,
  isolate: 1,
  lock: 2,
  emergency: 3,
  override: 4,
  frames: 5,
  show: 6,
  scene: 7,
  sensor: 8,
  calendar: 9,
  fallback: 10,
};

/** @param now on the axis of the sources. */
export function arbitrate(sources: Sources, now: number): Decision {
  const winner = candidateAt(sources, now);
  const filtered = filterTarget(winner, sources, now);
  return {
    target: filtered.target,
    source: winner.source,
    ref: winner.ref,
    filtered: filtered.filtered,
    rampMs: filtered.rampMs,
    nextChangeAt: Math.min(nextChange(sources, now), filtered.nextChangeAt),
  };
}

/** Who decides at `now`, before the filters. */
function candidateAt(sources: Sources, now: number): Candidate {
  const { outputKind } = sources.output;
  const hand = sources.selector ?? "auto";
  if (hand !== "auto") {
    return { ...plain("hand"), target: hand === "man" ? whiteOf(outputKind, 100) : darkOf(outputKind) };
  }
  const ranked = sources.directives
    .filter((directive) => directive.kind !== "limit" && isCurrent(directive, now))
    .sort(byPrecedence);
  return pick(ranked, sources, now);
}

/** The first of the ranked directives that has something to show, against what stands below it. */
function pick(ranked: readonly HeldDirective[], sources: Sources, now: number): Candidate {
  const [first, ...rest] = ranked;
  const standing = standingCandidate(sources, now);
  if (first === undefined) return standing;
  const row = rowOf(first);
  if (standing.row < row) return standing;
  const target = targetOf(first, sources, (other) => pick(other ? rest.filter(other) : rest, sources, now));
  if (target === undefined) return pick(rest, sources, now);
  return {
    row,
    source: first.kind as Source,
    ref: first.ref,
    target,
    rampMs: rampOf(first, sources),
    darken: first.kind === "override" && first.darken === true,
  };
}

function plain(source: Source): Omit<Candidate, "target"> {
  return { row: precedence[source], source, ref: undefined, rampMs: 0, darken: false };
}

/** What sensor, calendar and fallback want. */
function standingCandidate({ output, sensor, calendar, fallback }: Sources, now: number): Candidate {
  const wish = calendar ?? fallback;
  const planned: Candidate = {
    ...plain(calendar === undefined ? "fallback" : "calendar"),
    target: wish.target,
    rampMs: (wish.ramp ?? 0) * 1000,
  };
  if (sensor === undefined || now >= sensor.until) return planned;
  const level = levelOf(wish.target);
  const lit = level > 0 || sensor.widens === true;
  if (!lit || sensor.level <= level) return planned;
  return { ...plain("sensor"), target: atLevel(output.outputKind, wish.target, sensor.level) };
}

/** Who would decide without the directive in question and without those the predicate turns away. */
type Below = (keep?: (directive: HeldDirective) => boolean) => Candidate;

/** @returns undefined where the directive has nothing to show yet. */
function targetOf(directive: HeldDirective, sources: Sources, below: Below): Target | undefined {
  const { outputKind } = sources.output;
  const colour = outputKind === "colour" || outputKind === "pixels";
  switch (directive.kind) {
    case "isolate":
      return darkOf(outputKind);
    case "lock":
      return directive.target === undefined || !canShow(outputKind, directive.target)
        ? (sources.current ?? below().target)
        : asLight(outputKind, directive.target);
    case "emergency":
      return asLight(outputKind, directive.target);
    case "override":
      if (!colour || !isBareLevel(directive.target)) return directive.target;
      return master(directive.target.level, below(isNoMaster).target, outputKind);
    case "frames":
    case "show":
    case "scene":
      return sources.rendered?.[directive.ref]?.target;
    case "limit":
      return undefined;
    default:
      return directive satisfies never;
  }
}

/** Masters stand in for each other and do not multiply. */
function isNoMaster(directive: HeldDirective): boolean {
  return directive.kind !== "override" || !isBareLevel(directive.target);
}

/** A level over a picture dims it and keeps its colours. */
function master(level: number, picture: Target, kind: Capability["outputKind"]): Target {
  return atLevel(kind, picture, (levelOf(picture) * level) / 100);
}

function rampOf(directive: HeldDirective, { rendered }: Sources): number {
  if ("ramp" in directive && directive.ramp !== undefined) return directive.ramp * 1000;
  return (rendered?.[directive.ref]?.ramp ?? 0) * 1000;
}

/** A directive may rank itself below the row of its kind, never above: no override outranks an isolation. */
export function rowOf(directive: HeldDirective): number {
  return directive.kind === "limit" ? directive.priority : Math.max(directive.priority, precedence[directive.kind]);
}

/** Lowest row first, then the latest order, then the lower reference. */
export function byPrecedence(a: HeldDirective, b: HeldDirective): number {
  return rowOf(a) - rowOf(b) || a.priority - b.priority || b.issuedAt - a.issuedAt || a.ref - b.ref;
}

/** The next instant at which any source starts, ends or says it will change. */
function nextChange({ directives, rendered, sensor, calendar, fallback }: Sources, now: number): number {
  let next = Math.min(calendar?.nextChangeAt ?? Infinity, fallback.nextChangeAt);
  const consider = (at: number | undefined) => {
    if (at !== undefined && at > now && at < next) next = at;
  };
  consider(sensor?.until);
  for (const directive of directives) {
    consider(directive.from);
    if ("until" in directive) consider(directive.until);
    consider(rendered?.[directive.ref]?.nextChangeAt);
  }
  return next;
}
