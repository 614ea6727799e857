/**
 * The directives a device holds: stacked by reference, never evicted, ended only by their own reference or their time.
 * What they mean for the light is `arbitrate.ts`; what of a `desire` gets in here is `accept-desire.ts`.
 */
import type { HeldDirective, Target } from "../wire/directive.ts";
import type { RefusalCode } from "../wire/vocabulary.ts";
import {
  type Abilities,
  type Barred,
  type DirectiveSet,
  type Entry,
  endOf,
  hasEnded,
  isInForce,
  setLimits,
  type TimeView,
} from "./held-directive.ts";
import { canObey, judgeDirective } from "./judge-directive.ts";

/** ms for which "expired" is told: a device whose clock is fast owes that answer to who sent it in time. */
const expiredTold = 3_600_000;

export function emptySet(): DirectiveSet {
  return { entries: [], barred: [], refused: [] };
}

/**
 * Adds a directive or replaces the one with its reference. Nothing else is ever pushed out.
 * @param outputs those it is meant for: its own mask, or what the configuration lists for its group
 * @returns the refusal code, and the set unchanged but for the note of the refusal; undefined where it was taken
 */
export function addDirective(
  set: DirectiveSet,
  directive: HeldDirective,
  outputs: readonly number[],
  abilities: Abilities,
  now: TimeView,
): RefusalCode | undefined {
  const earlier = set.entries.find((entry) => entry.directive.ref === directive.ref);
  if (earlier !== undefined && isUnchanged(earlier, directive, outputs)) return undefined;
  const existing = outputs.filter((output) => output < abilities.capabilities.length);
  const able = existing.filter((output) => canObey(directive, abilities.capabilities[output]!));
  const code = judgeDirective(set, directive, existing, able, abilities, now);
  set.refused = set.refused.filter((refused) => refused.ref !== directive.ref);
  if (code !== undefined) refuse(set, directive, code, now);
  if (code !== undefined && code !== "locked") {
    // what cannot be replaced is not wanted any more either; only what protects people stays until its end is said
    if (earlier !== undefined && endOf(earlier.directive) !== undefined) remove(set, directive.ref);
    return code;
  }
  // a refused test is still a lock: its holder has hands in it, so it stands, keeping the light as it is
  const standing = code === "locked" ? (earlier?.directive ?? withoutTarget(directive)) : directive;
  const taken: Entry = {
    directive: standing,
    named: [...outputs],
    outputs: directive.kind === "lock" ? existing : able,
    able: code === "locked" ? (earlier?.able ?? existing) : able,
    held: earlier?.held ?? {},
    started: earlier?.started ?? false,
    endsAtUptime: undefined,
  };
  set.entries = [...set.entries.filter((entry) => entry !== earlier), taken];
  noteRunning(set, now);
  return code;
}

/** A reference names bytes that never change, so the same bytes again are a double and not a new order. */
function isUnchanged({ directive: held, named }: Entry, directive: HeldDirective, outputs: readonly number[]): boolean {
  const { outputs: _mask, reportWithin: _window, ...sent } = directive;
  const { outputs: _heldMask, reportWithin: _heldWindow, ...kept } = held;
  return JSON.stringify(named) === JSON.stringify(outputs) && sameFields(kept, sent);
}

function sameFields(a: object, b: object): boolean {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}

function remove(set: DirectiveSet, ref: number): void {
  set.entries = set.entries.filter((entry) => entry.directive.ref !== ref);
}

function refuse(set: DirectiveSet, directive: HeldDirective, code: RefusalCode, { wall }: TimeView): void {
  const { ref, issuedAt } = directive;
  const until = code === "expired" && wall !== undefined ? wall + expiredTold : endOf(directive);
  set.refused = [...set.refused, { ref, code, issuedAt, until }].slice(-setLimits.remembered);
}

function withoutTarget(directive: HeldDirective): HeldDirective {
  if (directive.kind !== "lock") return directive;
  const { target: _test, ...lock } = directive;
  return { ...lock, hold: true };
}

/** Ends one reference. It stays barred until `until`, so that a late double cannot bring it back. */
export function endDirective(set: DirectiveSet, ref: number, until: number): void {
  remove(set, ref);
  set.refused = set.refused.filter((refused) => refused.ref !== ref);
  set.barred = [...set.barred.filter((barred) => barred.ref !== ref), { ref, until }].slice(-setLimits.remembered);
}

/** Drops what has ended by a valid clock. @returns true if anything changed. */
export function forgetEnded(set: DirectiveSet, now: TimeView): boolean {
  const { wall } = now;
  if (wall === undefined) return false;
  const past = ({ until }: Barred) => until !== undefined && until <= wall;
  if (
    !set.entries.some(({ directive }) => hasEnded(directive, now)) &&
    !set.barred.some(past) &&
    !set.refused.some(past)
  ) {
    return false;
  }
  set.entries = set.entries.filter(({ directive }) => !hasEnded(directive, now));
  set.barred = set.barred.filter((barred) => !past(barred));
  set.refused = set.refused.filter((refused) => !past(refused));
  return true;
}

/**
 * Notes on every entry in force that it has started and when it ends by the time since boot, so that it still ends
 * should the clock be lost. Does nothing without a valid clock. @returns true if an entry started.
 */
export function noteRunning(set: DirectiveSet, now: TimeView): boolean {
  let changed = false;
  for (const entry of set.entries) {
    if (!isInForce(entry, now)) continue;
    changed ||= !entry.started;
    entry.started = true;
    const until = endOf(entry.directive);
    if (now.wall !== undefined && until !== undefined) entry.endsAtUptime = now.uptime + (until - now.wall);
  }
  return changed;
}

/** Remembers the present light for every holding lock that has just come into force. @returns true if any did. */
export function captureHolds(set: DirectiveSet, now: TimeView, current: (output: number) => Target): boolean {
  let changed = false;
  for (const entry of set.entries) {
    if (entry.directive.kind !== "lock" || !isInForce(entry, now)) continue;
    for (const output of entry.outputs) {
      if (entry.held[output] !== undefined) continue;
      entry.held[output] = current(output);
      changed = true;
    }
  }
  return changed;
}

/** What a restart leaves of the set: all but live frames, and no memory of the time since the boot before. */
export function afterRestart(set: DirectiveSet): DirectiveSet {
  return {
    ...set,
    entries: set.entries
      .filter(({ directive }) => directive.kind !== "frames")
      .map((entry) => ({ ...entry, endsAtUptime: undefined })),
  };
}

/**
 * The directives of one output on the axis decisions are made on: as they stand where the clock is valid, else with
 * their ends in time since boot. A holding lock comes with the light it holds.
 */
export function directivesOf(set: DirectiveSet, output: number, now: TimeView): HeldDirective[] {
  const directives: HeldDirective[] = [];
  for (const entry of set.entries) {
    if (!entry.outputs.includes(output)) continue;
    const directive = withHeld(entry, output);
    if (now.wall !== undefined) directives.push(directive);
    else if (isInForce(entry, now)) directives.push(onUptime(directive, entry.endsAtUptime));
  }
  return directives;
}

function withHeld({ directive, held, able }: Entry, output: number): HeldDirective {
  const target = held[output];
  if (directive.kind !== "lock" || target === undefined) return directive;
  return directive.target === undefined || !able.includes(output) ? { ...directive, target } : directive;
}

function onUptime(directive: HeldDirective, endsAtUptime: number | undefined): HeldDirective {
  const { from: _started, ...running } = directive;
  return endsAtUptime === undefined ? running : ({ ...running, until: endsAtUptime } as HeldDirective);
}
