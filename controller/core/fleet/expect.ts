/** What an output should show now: the device's own decision, run here with the same function and the same inputs. */
import { arbitrate, type Decision } from "#protocol/behavior/arbitrate.ts";
import { givenLevel } from "#protocol/behavior/curves.ts";
import { defaultDayLit, fallbackAt } from "#protocol/behavior/fallback.ts";
import { atLevel, levelOf } from "#protocol/behavior/light.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import type { Config } from "#protocol/wire/desire.ts";
import type { Directive, HeldDirective } from "#protocol/wire/directive.ts";
import type { Capability } from "#protocol/wire/hello.ts";
import type { LampModel } from "../inventory/model.ts";
import type { Twin } from "./twin.ts";

export interface Expectation {
  readonly config: Config;
  readonly output: number;
  readonly capability: Capability;
  /** Wanted of the device, all outputs. */
  readonly directives: readonly Directive[];
  readonly twin: Twin | undefined;
  readonly now: number;
}

/**
 * The lamp's decision, assuming that its clock is right and that it holds what is wanted; no darker than its driver
 * can go. What a holding lock keeps is known only from the lamp's own report.
 */
export function expectOutput({ config, output, capability, directives, twin, now }: Expectation): Decision {
  const decorative = config.decorative?.includes(output) ?? false;
  const night = nightAt(config, now);
  const fallback = fallbackAt({
    outputKind: capability.outputKind,
    decorative,
    level: config.fallback,
    now: { wall: now, uptime: 0 },
    night,
    feeder: config.feeder,
    dayLit: (config.dayLit ?? defaultDayLit / 1000) * 1000,
    dark: undefined,
    powerSpans: [],
    suppliedBefore: 0,
  });
  const held = directives.filter(
    (directive): directive is HeldDirective =>
      directive.kind !== "end" && directive.kind !== "call" && (directive.outputs?.includes(output) ?? false),
  );
  const reported = twin?.states.find((state) => state.output === output);
  const decision = arbitrate(
    {
      output: capability,
      directives: held,
      fallback,
      ...(twin?.selector === undefined ? {} : { selector: twin.selector }),
      ...(reported === undefined ? {} : { current: reported.target ?? { level: reported.level } }),
    },
    now,
  );
  const given = givenLevel(levelOf(decision.target), capability.minLevel);
  return given.raised
    ? { ...decision, target: atLevel(capability.outputKind, decision.target, given.level) }
    : decision;
}

/** @returns what the device said of the output, or what its lamp's model promises before the first hello. */
export function capabilityOf(twin: Twin | undefined, output: number, model: LampModel): Capability {
  return (
    twin?.hello?.capabilities[output] ?? { outputKind: model.outputKind, minLevel: model.minLevel, curve: model.curve }
  );
}
