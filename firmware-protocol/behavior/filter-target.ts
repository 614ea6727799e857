/** The filters after arbitration, in their order: limits → floor → flash and transition → power budget. */
import type { Target } from "../wire/directive.ts";
import type { Filter, Source } from "../wire/vocabulary.ts";
import { atLevel, darkOf, levelOf } from "./light.ts";
import { type Candidate, isCurrent, type Sources } from "./sources.ts";

interface Filtered {
  target: Target;
  rampMs: number;
  filtered: Filter | undefined;
  nextChangeAt: number;
}

/** A flash is a pair of opposing changes of at least 10 % where the darker state is below 80 % (WCAG 2.2, SC 2.3.1). */
const flashDepth = 10;
const flashDarkerBelow = 80;
/** ms between opposing changes where none may flash: far below anything the eye takes for a flash. */
const calmSpacing = 10_000;

const unlimited: ReadonlySet<Source> = new Set(["hand", "isolate", "lock", "emergency"]);
const unfloored: ReadonlySet<Source> = new Set(["hand", "isolate", "lock"]);
/** What protects people on site is never delayed or dimmed for comfort. */
const immediate: ReadonlySet<Source> = new Set(["hand", "isolate"]);

/** Runs the winner through all filters. `filtered` names the last that changed it. */
export function filterTarget(winner: Candidate, sources: Sources, now: number): Filtered {
  const state: Filtered = {
    target: winner.target,
    rampMs: winner.rampMs,
    filtered: undefined,
    nextChangeAt: Math.min(
      sources.filters?.floor?.nextChangeAt ?? Infinity,
      sources.filters?.ceiling?.nextChangeAt ?? Infinity,
    ),
  };
  applyLimits(state, winner, sources, now);
  applyFloor(state, winner, sources);
  if (!immediate.has(winner.source) && sources.output.outputKind !== "relay") {
    applyFlash(state, sources, now);
    applyTransition(state, sources);
    applyPower(state, sources);
  }
  return state;
}

function applyLimits(state: Filtered, { source }: Candidate, sources: Sources, now: number): void {
  if (unlimited.has(source)) return;
  const { directives, output, filters } = sources;
  let cap = filters?.ceiling?.percent ?? 100;
  if (output.outputKind === "relay") {
    // lamps on the segment are capped one by one; only where all must be dark it opens
    if (cap === 0 && levelOf(state.target) > 0) change(state, darkOf("relay"), "limit");
    return;
  }
  for (const directive of directives) {
    if (directive.kind === "limit" && isCurrent(directive, now)) cap = Math.min(cap, directive.percent);
  }
  if (levelOf(state.target) > cap) change(state, atLevel(output.outputKind, state.target, cap), "limit");
}

function applyFloor(state: Filtered, { source, darken }: Candidate, { output, filters }: Sources): void {
  const floor = filters?.floor?.percent ?? 0;
  if (unfloored.has(source) || darken || levelOf(state.target) >= floor) return;
  change(state, atLevel(output.outputKind, state.target, floor), "floor");
}

function applyFlash(state: Filtered, { filters, current }: Sources, now: number): void {
  if (filters?.flash === undefined || current === undefined) return;
  const { rate, reversedAt, direction } = filters.flash;
  const turn = directionOfChange(levelOf(current), levelOf(state.target));
  const allowedAt = reversedAt + (rate === 0 ? calmSpacing : 1000 / rate);
  if (direction === 0 || turn !== -direction || now >= allowedAt) return;
  change(state, current, "flash");
  state.nextChangeAt = Math.min(state.nextChangeAt, allowedAt);
}

/** @returns +1 or −1 for a change that can be half of a flash, 0 for one that cannot. */
export function directionOfChange(from: number, to: number): number {
  return Math.abs(to - from) >= flashDepth && Math.min(from, to) < flashDarkerBelow ? Math.sign(to - from) : 0;
}

function applyTransition(state: Filtered, { filters, current }: Sources): void {
  if (filters?.transition === undefined || current === undefined) return;
  const least = (filters.transition * Math.abs(levelOf(state.target) - levelOf(current))) / 100;
  if (state.rampMs >= least) return;
  state.rampMs = least;
  state.filtered = "transition";
}

function applyPower(state: Filtered, { output, filters }: Sources): void {
  const scale = filters?.powerScale ?? 1;
  if (scale >= 1) return;
  change(state, atLevel(output.outputKind, state.target, downToStep(levelOf(state.target) * scale)), "power");
}

/** The 0.5 % step of the wire below a level, so that a budget is never overdrawn by rounding. */
function downToStep(level: number): number {
  return Math.floor(level * 2) / 2;
}

function change(state: Filtered, target: Target, filter: Filter): void {
  state.target = target;
  state.filtered = filter;
}
