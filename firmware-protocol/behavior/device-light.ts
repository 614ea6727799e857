/** The light of a whole device: decides every output, keeps its ramps, and tells what each gives at an instant. */
import type { Target } from "../wire/directive.ts";
import { arbitrate, type Decision } from "./arbitrate.ts";
import { ceilingAt } from "./ceiling.ts";
import { civilUntil, isCivil, isValid, oscillatorAt, validUntil, wallAt } from "./clock.ts";
import { givenLevel } from "./curves.ts";
import { blindProgramOf, calendarWish } from "./device-calendars.ts";
import type { Device, DeviceEffect, OutputNow, OutputRun } from "./device-state.ts";
import { captureHolds, directivesOf, forgetEnded, noteRunning } from "./directive-set.ts";
import { defaultDayLit, fallbackAt } from "./fallback.ts";
import { directionOfChange } from "./filter-target.ts";
import { floorAt, highestFloor } from "./floor.ts";
import { markLit } from "./half-hour.ts";
import type { TimeView } from "./held-directive.ts";
import { levelOf, sameTarget } from "./light.ts";
import { type Night, nightAt } from "./night.ts";
import { rampAt, rampEnd } from "./ramp.ts";
import type { Sources } from "./sources.ts";

/** The time decisions are made at. @param uptime device ms */
export function timeOf(device: Device, uptime: number): TimeView {
  const wall = isValid(device.clock, uptime) ? Math.floor(wallAt(device.clock, uptime)) : undefined;
  return { wall, uptime };
}

/** UTC by a clock that may be too poor for directives and still tells the night, ms; undefined: not even that. */
function civilTimeOf(device: Device, uptime: number): number | undefined {
  return isCivil(device.clock, uptime) ? Math.floor(wallAt(device.clock, uptime)) : undefined;
}

/** Light of one output at `uptime` (device ms). */
export function outputAt(device: Device, output: number, uptime: number): OutputNow {
  const run = device.outputs[output]!;
  const { target, settled } = rampAt(run.ramp, uptime);
  const { minLevel } = device.hardware.capabilities[output]!;
  return {
    output,
    level: givenLevel(levelOf(target), minLevel).level,
    target: run.ramp.to,
    source: run.source,
    ref: run.ref,
    // a slowed change is over when it has arrived
    filtered: settled && run.filtered === "transition" ? undefined : run.filtered,
    settled,
  };
}

/** Light of all outputs at `uptime` (device ms). */
export function outputsAt(device: Device, uptime: number): OutputNow[] {
  return device.outputs.map((_, output) => outputAt(device, output, uptime));
}

/**
 * Decides all outputs, adds what has to be driven to `effects`, and notes in the device when to decide again.
 * @returns true if any output has another target, source or filter than before
 */
export function decideOutputs(device: Device, uptime: number, effects: DeviceEffect[]): boolean {
  const now = timeOf(device, uptime);
  const set = device.stored.directives;
  const ended = forgetEnded(set, now);
  const started = noteRunning(set, now);
  const captured = captureHolds(set, now, (output) => rampAt(device.outputs[output]!.ramp, uptime).target);
  const decisions = decideAll(device, now, tonight(device, uptime));
  device.dirty ||= ended || started || captured;
  let changed = false;
  let next = Infinity;
  for (const [output, decision] of decisions.entries()) {
    changed = follow(device, output, decision, uptime, effects) || changed;
    next = Math.min(next, decision.nextChangeAt);
  }
  const { clock } = device;
  // with a valid clock the decisions are on the axis of UTC
  const nextUptime = now.wall === undefined ? next : oscillatorAt(clock, next);
  device.decideAt = Math.min(nextUptime, validUntil(clock, uptime) + 1, civilUntil(clock, uptime) + 1);
  return changed;
}

/** What of the time calendar, sun and floors go by. */
interface Tonight {
  /** EpochMs by a clock good enough to tell the night. */
  civil: number;
  /** Undefined where the place is unknown. */
  night: Night | undefined;
}

/** The night of a clock that tells it, computed once per night and configuration; undefined: there is no such clock. */
function tonight(device: Device, uptime: number): Tonight | undefined {
  const civil = civilTimeOf(device, uptime);
  if (civil === undefined) return undefined;
  const config = device.stored.desire?.config;
  if (config === undefined) return { civil, night: undefined };
  const { night } = device;
  if (night === undefined || night.config !== config || civil < night.noon || civil >= night.nextNoon) {
    device.night = { ...nightAt(config, civil), config };
  }
  return { civil, night: device.night };
}

function decideAll(device: Device, now: TimeView, tonight: Tonight | undefined): Decision[] {
  const axis = now.wall ?? now.uptime;
  const sources = device.outputs.map((run, output) => sourcesOf(device, run, output, now, tonight));
  const decisions = sources.map((source) => arbitrate(source, axis));
  const powerScale = powerScaleOf(device, decisions);
  if (powerScale >= 1) return decisions;
  return sources.map((source) => arbitrate({ ...source, filters: { ...source.filters, powerScale } }, axis));
}

function sourcesOf(
  device: Device,
  run: OutputRun,
  output: number,
  now: TimeView,
  tonight: Tonight | undefined,
): Sources {
  const capability = device.hardware.capabilities[output]!;
  const config = device.stored.desire?.config;
  /** What goes by the poorer clock says its next change on the axis of the decisions, where that is another. */
  const onAxis = <T extends { nextChangeAt: number }>(said: T): T =>
    tonight === undefined || now.wall !== undefined
      ? said
      : { ...said, nextChangeAt: oscillatorAt(device.clock, said.nextChangeAt) };
  const calendar = tonight?.night && calendarWish(device, run, output, tonight.night, tonight.civil);
  const program = tonight === undefined ? blindProgramOf(device, output) : undefined;
  const sources: Sources = {
    output: capability,
    selector: device.selector,
    directives: directivesOf(device.stored.directives, output, now),
    ...(calendar && { calendar: onAxis(calendar) }),
    fallback: onAxis(
      fallbackAt({
        outputKind: capability.outputKind,
        decorative: config?.decorative?.includes(output) ?? false,
        level: config?.fallback ?? 100,
        now: { wall: tonight?.civil, uptime: now.uptime },
        night: tonight?.night,
        feeder: config?.feeder ?? "alwaysLive",
        dayLit: config?.dayLit === undefined ? defaultDayLit : config.dayLit * 1000,
        dark: device.dark,
        powerSpans: device.stored.powerSpans,
        suppliedBefore: device.suppliedBefore,
        ...(program && { program }),
      }),
    ),
    current: rampAt(run.ramp, now.uptime).target,
  };
  if (config === undefined) return sources;
  const floor = floorOf(device, output, tonight);
  const ceiling = ceilingOf(device, output, tonight);
  sources.filters = {
    ...(floor && { floor: onAxis(floor) }),
    ...(ceiling && { ceiling: onAxis(ceiling) }),
    ...(config.transition !== undefined && { transition: config.transition }),
    ...(config.flashRate !== undefined && {
      flash: {
        rate: config.flashRate,
        direction: run.direction,
        reversedAt: run.reversedAt - now.uptime + (now.wall ?? now.uptime),
      },
    }),
  };
  return sources;
}

/** With a clock by the local time; without one a lit feeder that is dead by day proves that it is night. */
function floorOf(device: Device, output: number, tonight: Tonight | undefined) {
  const config = device.stored.desire?.config;
  if (config?.floors === undefined) return undefined;
  if (tonight?.night !== undefined) {
    return floorAt(config.floors, output, config.offsets, tonight.night, tonight.civil);
  }
  if (config.feeder !== "deadByDay") return undefined;
  return { percent: highestFloor(config.floors, output), nextChangeAt: Infinity };
}

/** Local hours need a clock. Without one decorative outputs are dark anyway, and roads are not dimmed by guess. */
function ceilingOf(device: Device, output: number, tonight: Tonight | undefined) {
  const config = device.stored.desire?.config;
  if (config?.ceilings === undefined || tonight?.night === undefined) return undefined;
  return ceilingAt(config.ceilings, output, config.offsets, tonight.night, tonight.civil);
}

/** By how much all outputs step back so that their rated power at these levels stays within the budget, 0 … 1. */
function powerScaleOf(device: Device, decisions: readonly Decision[]): number {
  const budget = device.stored.desire?.config.powerBudget;
  const { ratedPower } = device.hardware;
  if (budget === undefined || ratedPower === undefined) return 1;
  const demand = decisions.reduce((sum, { target }, n) => sum + ((ratedPower[n] ?? 0) * levelOf(target)) / 100, 0);
  return demand > budget ? budget / demand : 1;
}

/** Takes a decision over: a new target starts a ramp, the same target lets a running one go on. */
function follow(device: Device, output: number, decision: Decision, uptime: number, effects: DeviceEffect[]): boolean {
  const run = device.outputs[output]!;
  const { target, source, ref, filtered, rampMs } = decision;
  const moved = !sameTarget(run.ramp.to, target);
  const changed = moved || run.source !== source || run.ref !== ref || run.filtered !== filtered;
  if (filtered !== undefined && run.filtered !== filtered) device.clamped++;
  run.source = source;
  run.ref = ref;
  // the slowed change is still under way although what remains of it needs no slowing
  if (moved || run.filtered !== "transition") run.filtered = filtered;
  if (moved) effects.push(startRamp(device, run, output, target, rampMs, uptime));
  return changed;
}

function startRamp(
  device: Device,
  run: OutputRun,
  output: number,
  target: Target,
  rampMs: number,
  uptime: number,
): DeviceEffect {
  const from = rampAt(run.ramp, uptime).target;
  const direction = directionOfChange(levelOf(from), levelOf(target));
  if (direction !== 0 && direction !== run.direction) {
    run.direction = direction;
    run.reversedAt = uptime;
  }
  markLit(run.halfHour, levelOf(from) > 0, uptime);
  run.ramp = { from, to: target, start: uptime, duration: rampMs };
  const { minLevel } = device.hardware.capabilities[output]!;
  return { kind: "drive", output, target, level: givenLevel(levelOf(target), minLevel).level, rampMs };
}

/** When the last ramp under way arrives, device ms; −Infinity where all have. */
export function settledAt(device: Device, uptime: number): number {
  let last = -Infinity;
  for (const { ramp } of device.outputs) if (rampEnd(ramp) > uptime) last = Math.max(last, rampEnd(ramp));
  return last;
}
