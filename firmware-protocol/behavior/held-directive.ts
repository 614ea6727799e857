/** One directive as a device holds it, the set of them, and when one of them counts. */
import type { Directive, HeldDirective, Target } from "../wire/directive.ts";
import type { Capability } from "../wire/hello.ts";
import type { RefusalCode } from "../wire/vocabulary.ts";

/** Directives in force on one output and held by one device, and notes kept of ended and of refused references. */
export const setLimits = { perOutput: 8, perDevice: 16, remembered: 32 } as const;

/** One directive as this device holds it. */
export interface Entry {
  directive: HeldDirective;
  /** Outputs it was meant for. */
  named: number[];
  /** Those of them it stands on: of a lock all that exist here, of others those that can obey. */
  outputs: number[];
  /** Those of them that can show its target; on the others a lock keeps the light as it was. */
  able: number[];
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

/** True once the directive's end has passed by a valid clock. */
export function hasEnded(directive: HeldDirective, now: TimeView): boolean {
  const until = endOf(directive);
  return now.wall !== undefined && until !== undefined && until <= now.wall;
}
