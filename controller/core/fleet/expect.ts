/** What an output should show now: the device's own decision, run here with the same function and the same inputs. */
import { arbitrate, type Decision } from "#protocol/behavior/arbitrate.ts";
import { calendarAt, suits, wishOf } from "#protocol/behavior/calendar.ts";
import { ceilingAt } from "#protocol/behavior/ceiling.ts";
import { givenLevel } from "#protocol/behavior/curves.ts";
import { defaultDayLit, fallbackAt } from "#protocol/behavior/fallback.ts";
import { floorAt } from "#protocol/behavior/floor.ts";
import { atLevel, levelOf } from "#protocol/behavior/light.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import { paceOf } from "#protocol/behavior/pace-segment.ts";
import type { Calendar } from "#protocol/wire/calendar.ts";
import type { Config } from "#protocol/wire/desire.ts";
import type { Directive, HeldDirective } from "#protocol/wire/directive.ts";
import type { Capability } from "#protocol/wire/hello.ts";
import type { LampModel } from "../inventory/model.ts";
import type { Twin } from "./twin.ts";

export interface Expectation {
  readonly config: Config;
  readonly output: number;
  readonly capability: Capability;
  /** What the output follows; absent: no calendar covers it. */
  readonly calendar?: Calendar;
  /** Where relays find their place in the window over which closings are spread. */
  readonly deviceId: string;
  /** Wanted of the device, all outputs. */
  readonly directives: readonly Directive[];
  readonly twin: Twin | undefined;
  readonly now: number;
}

/**
 * The lamp's decision, assuming that its clock is right and that it holds what is wanted; no darker than its driver
 * can go. What a holding lock keeps is known only from the lamp's own report.
 */
export function expectOutput(expectation: Expectation): Decision {
  const { config, output, capability, directives, twin, now } = expectation;
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
      ...calendarWish(expectation),
      filters: {
        ...(config.floors && { floor: floorAt(config.floors, output, config.offsets, night, now) }),
        ...(config.ceilings && { ceiling: ceilingAt(config.ceilings, output, config.offsets, night, now) }),
      },
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

/** A calendar that asks for what the output cannot show is none, as in the device. */
function calendarWish({ calendar, capability: { outputKind }, config, deviceId, output, now }: Expectation) {
  if (calendar === undefined || !suits(calendar, outputKind)) return {};
  const pace = outputKind === "relay" ? paceOf(calendar, deviceId, output) : undefined;
  return { calendar: wishOf(calendarAt(calendar, config, now, pace), outputKind, now) };
}

/** @returns what the device said of the output, or what its lamp's model promises before the first hello. */
export function capabilityOf(twin: Twin | undefined, output: number, model: LampModel): Capability {
  return (
    twin?.hello?.capabilities[output] ?? { outputKind: model.outputKind, minLevel: model.minLevel, curve: model.curve }
  );
}
