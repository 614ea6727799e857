/**
 * The directives a device holds: stacked by reference, never evicted, ended only by their own reference or their time.
 * What they mean for the light is `arbitrate.ts`; what of a `desire` gets in here is `accept-desire.ts`.
 */
import type { Directive, HeldDirective, Target } from "../wire/directive.ts";
import type { Capability } from "../wire/hello.ts";
import type { RefusalCode } from "../wire/vocabulary.ts";
import { canShow, sameTarget } from "./light.ts";

/** Directives in force on one output and held by one device, and notes kept of ended and of refused references. */
export const setLimits = { perOutput: 8, perDevice: 16, remembered: 32 } as const;

/** ms for which "expired" is told: a device whose clock is fast owes that answer to who sent it in time. */
const expiredTold = 3_600_000;

/** One directive as this device holds it. */
export interface Entry {
  directive: HeldDirective;
  /** Outputs it was meant for, and those of them that exist here and can show it. */
  named: number[];
  outputs: number[];
  /** Light at the moment a holding lock took effect, by output; stays through a restart. */
  held: Record<number, Target>;
  /** True once it was in force. */
  started: boolean;
  /** Device ms at which it ends, noted while the clock was valid; this boot only. */
  endsAtUptime: number | undefined;
}

/** A reference that must not come back until an instant (undefined: until the next desire). */
export interface Barred {
  ref: number;
  until: number | undefined;
}
export interface Refused extends Barred {
  code: RefusalCode;
  /** Tells the refused order from a later one under the same reference. */
  issuedAt: number;
}

export interface DirectiveSet {
  entries: Entry[];
  barred: Barred[];
  refused: Refused[];
}

/** The time a decision is made at: UTC where the clock is valid, and always the time since boot, ms. */
export interface TimeView {
  wall: number | undefined;
  uptime: number;
}

/** What the device is able to do, for judging a directive. */
export interface Abilities {
  capabilities: readonly Capability[];
  /** Kinds this firmware renders or obeys. */
  kinds: ReadonlySet<Directive["kind"]>;
}

export function emptySet(): DirectiveSet {
  return { entries: [], barred: [], refused: [] };
}

/** True while the entry counts. Without a valid clock only what has no time of its own, or ran before the clock was lost. */
export function isInForce(entry: Entry, now: TimeView): boolean {
  const { from } = entry.directive;
  const until = endOf(entry.directive);
  if (now.wall !== undefined) {
    return (from === undefined || from <= now.wall) && (until === undefined || now.wall < until);
  }
  if (until === undefined) return from === undefined || entry.started;
  return entry.endsAtUptime !== undefined && now.uptime < entry.endsAtUptime;
}

/** EpochMs at which the directive ends; undefined for those only a person ends. */
export function endOf(directive: HeldDirective): number | undefined {
  return "until" in directive ? directive.until : undefined;
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
  const code = judge(set, directive, existing, able, abilities, now);
  set.refused = set.refused.filter((refused) => refused.ref !== directive.ref);
  if (code !== undefined) refuse(set, directive, code, now);
  if (code !== undefined && code !== "locked") {
    // what cannot be replaced is not wanted any more either; only what protects people stays until its end is said
    if (earlier !== undefined && endOf(earlier.directive) !== undefined) remove(set, directive.ref);
    return code;
  }
  const taken: Entry = {
    // a refused test is still a lock: its holder has hands in it, so it stands, keeping the light as it is
    directive: code === "locked" ? (earlier?.directive ?? withoutTarget(directive)) : directive,
    named: code === "locked" && earlier !== undefined ? earlier.named : [...outputs],
    outputs: code === "locked" && earlier !== undefined ? earlier.outputs : able,
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

function judge(
  set: DirectiveSet,
  directive: HeldDirective,
  existing: readonly number[],
  able: readonly number[],
  { kinds }: Abilities,
  now: TimeView,
): RefusalCode | undefined {
  const until = endOf(directive);
  if (!kinds.has(directive.kind)) return "unsupportedKind";
  if (until === undefined && directive.kind !== "isolate" && directive.kind !== "lock") return "badPeriod";
  if (until !== undefined && until <= (directive.from ?? directive.issuedAt)) return "badPeriod";
  if (set.barred.some((barred) => barred.ref === directive.ref)) return "barred";
  if (now.wall !== undefined && until !== undefined && until <= now.wall) return "expired";
  if (existing.length === 0) return "unknownOutput";
  if (able.length === 0) return "unsupportedTarget";
  const others = set.entries.filter(
    (entry) => entry.directive.ref !== directive.ref && !hasEnded(entry.directive, now),
  );
  if (others.length >= setLimits.perDevice) return "full";
  const crowded = (output: number) =>
    others.filter((entry) => entry.outputs.includes(output)).length >= setLimits.perOutput;
  if (able.some(crowded)) return "full";
  if (isTestUnderForeignLock(others, directive, able)) return "locked";
  const before = set.refused.find((refused) => refused.ref === directive.ref);
  // the same test sent again must not spring into effect when the other lock happens to be gone
  return before?.code === "locked" && before.issuedAt === directive.issuedAt ? "locked" : undefined;
}

function isTestUnderForeignLock(
  others: readonly Entry[],
  directive: HeldDirective,
  outputs: readonly number[],
): boolean {
  if (directive.kind !== "lock" || directive.target === undefined) return false;
  const { target } = directive;
  return others.some(
    ({ directive: other, held, outputs: theirs }) =>
      other.kind === "lock" &&
      theirs.some((output) => {
        const shown = other.target ?? held[output];
        return outputs.includes(output) && (shown === undefined || !sameTarget(shown, target));
      }),
  );
}

function canObey(directive: HeldDirective, { outputKind }: Capability): boolean {
  switch (directive.kind) {
    case "isolate":
      return true;
    case "lock":
      return directive.target === undefined || canShow(outputKind, directive.target);
    case "emergency":
    case "override":
      return canShow(outputKind, directive.target);
    case "limit":
      return outputKind !== "relay";
    case "frames":
    case "show":
    case "scene":
      return outputKind === "colour" || outputKind === "pixels";
    default:
      return directive satisfies never;
  }
}

/** Ends one reference. It stays barred until `until`, so that a late double cannot bring it back. */
export function endDirective(set: DirectiveSet, ref: number, until: number): void {
  remove(set, ref);
  set.refused = set.refused.filter((refused) => refused.ref !== ref);
  set.barred = [...set.barred.filter((barred) => barred.ref !== ref), { ref, until }].slice(-setLimits.remembered);
}

function hasEnded(directive: HeldDirective, now: TimeView): boolean {
  const until = endOf(directive);
  return now.wall !== undefined && until !== undefined && until <= now.wall;
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

function withHeld({ directive, held }: Entry, output: number): HeldDirective {
  const target = held[output];
  return directive.kind === "lock" && directive.target === undefined && target !== undefined
    ? { ...directive, target }
    : directive;
}

function onUptime(directive: HeldDirective, endsAtUptime: number | undefined): HeldDirective {
  const { from: _started, ...running } = directive;
  return endsAtUptime === undefined ? running : ({ ...running, until: endsAtUptime } as HeldDirective);
}
