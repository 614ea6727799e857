/**
 * A device reduced to what it holds and shows: takes desired states and group directives with the protocol's own
 * functions and answers with hello and report. No connection, no clock of its own, no log: that is the simulator's.
 */
import { acceptDesire, holdingsOf } from "#protocol/behavior/accept-desire.ts";
import { arbitrate } from "#protocol/behavior/arbitrate.ts";
import { directivesOf, emptySet, forgetEnded } from "#protocol/behavior/directive-set.ts";
import { takeGroupDirective } from "#protocol/behavior/group-directive.ts";
import type { Abilities } from "#protocol/behavior/held-directive.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import { type Directive, Directive as DirectiveSchema } from "#protocol/wire/directive.ts";
import type { Capability, Hello } from "#protocol/wire/hello.ts";
import type { OutputState, Report } from "#protocol/wire/report.ts";
import { directiveKinds } from "#protocol/wire/vocabulary.ts";
import { aHello } from "./fleet-things.ts";

export interface ObedientDevice {
  readonly id: string;
  /** False: it hears nothing and says nothing. */
  reachable: boolean;
  /** W its outputs draw at a level; undefined: it measures nothing. */
  power: ((level: number) => number) | undefined;
  /** Its configuration says so; it has subscribed to the group. */
  belongsTo(group: string): boolean;
  take(desire: Desire, now: number): void;
  takeDirective(group: string, directive: Directive, now: number): void;
  hello(now: number): Hello;
  report(now: number): Report;
  /** Loses its memory, as a device from another box does. */
  forget(): void;
}

/** @param session of its one connection. */
export function createObedientDevice(id: string, capabilities: readonly Capability[], session: number): ObedientDevice {
  const abilities: Abilities = { capabilities, kinds: new Set(directiveKinds) };
  let desired: Desire | undefined;
  let set = emptySet();
  const time = (now: number) => ({ wall: now, uptime: now });
  const holds = (now: number) => {
    forgetEnded(set, time(now));
    return holdingsOf(desired, set, [], time(now));
  };
  const stateOf = (output: number, capability: Capability, now: number): OutputState => {
    const relay = capability.outputKind === "relay";
    const night = relay ? { closed: true } : { level: 80 };
    const sources = {
      output: capability,
      directives: directivesOf(set, output, time(now)),
      fallback: { target: night, nextChangeAt: Number.POSITIVE_INFINITY },
    };
    const { target, source, ref } = arbitrate(sources, now);
    const level = levelOf(target);
    return {
      output,
      level,
      source,
      settled: true,
      ...(ref === undefined ? {} : { ref }),
      ...(device.power === undefined ? {} : { activePower: device.power(level) }),
    };
  };
  const device: ObedientDevice = {
    id,
    reachable: true,
    power: undefined,
    belongsTo: (group) => desired?.config.groups.some((membership) => membership.group === group) ?? false,
    take(desire, now) {
      const accepted = acceptDesire(desired, set, desire, abilities, time(now));
      if (accepted === undefined) return;
      desired = accepted.desire;
      set = accepted.directives;
    },
    takeDirective(group, directive, now) {
      const parsed = DirectiveSchema.parse(directive) as Directive;
      takeGroupDirective(set, desired, group, parsed, abilities, time(now));
    },
    hello: (now) => aHello({ session, at: now, capabilities: [...capabilities], holds: holds(now) }),
    report: (now) => ({
      at: now,
      session,
      states: capabilities.map((capability, output) => stateOf(output, capability, now)),
      holds: holds(now),
    }),
    forget() {
      desired = undefined;
      set = emptySet();
    },
  };
  return device;
}
