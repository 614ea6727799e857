/** A device at power-up: what it remembers, what it draws anew, and when it does the first things. */
import type { Directive } from "../wire/directive.ts";
import { firstAttempt } from "./backoff.ts";
import { clockFromRtc, unsetClock } from "./clock.ts";
import { createClockFilter } from "./clock-filter.ts";
import { samplePeriodOf } from "./device-report.ts";
import { noteBootTime } from "./device-session.ts";
import type { Boot, Connection, Device, Hardware, OutputRun, Stored } from "./device-state.ts";
import { afterRestart, emptySet } from "./directive-set.ts";
import { isNightSpan, learnedSpans } from "./fallback.ts";
import { emptyHalfHour, nextHalfHour } from "./half-hour.ts";
import { darkOf } from "./light.ts";
import { defaultCapacity, formatLog } from "./log.ts";
import { restingAt } from "./ramp.ts";
import { createRng, nextU32, spreadWithin } from "./random.ts";

/** Kinds of directive every profile obeys; frames, shows and scenes come with a renderer. */
const obeyed: ReadonlySet<Directive["kind"]> = new Set([
  "isolate",
  "lock",
  "emergency",
  "override",
  "limit",
  "end",
  "call",
]);

/**
 * A device at the moment of power-up or restart. Its time starts at 0: `step` it with `wake` at once.
 * @param stored what the boot before left; undefined: a new device. Taken over and changed, not copied
 */
export function bootDevice(hardware: Hardware, stored: Stored | undefined, boot: Boot): Device {
  const rng = createRng(boot.seed);
  const cold = boot.reason === "powerOn" || boot.reason === "brownOut";
  const memory = restore(stored, cold) ?? newMemory(hardware, () => nextU32(rng));
  const device: Device = {
    hardware,
    bootReason: boot.reason,
    stored: memory,
    dirty: true,
    abilities: { capabilities: hardware.capabilities, kinds: obeyed },
    suppliedBefore: memory.supplied,
    rng,
    clock: boot.rtcTime === undefined ? unsetClock() : clockFromRtc(boot.rtcTime, boot.rtcBound ?? 0),
    filter: createClockFilter(),
    asked: [],
    night: undefined,
    selector: "auto",
    // lit until the photocell has spoken
    dark: hardware.photocell === true ? true : undefined,
    useless: new Set(),
    outputs: hardware.capabilities.map(({ outputKind }, n) => restingOutput(boot.showing?.[n] ?? darkOf(outputKind))),
    meter: emptyHalfHour(0),
    decideAt: 0,
    connection: closedConnection(),
    sampleAt: 0,
    halfHourAt: 0,
    measuredAt: -Infinity,
    measuring: undefined,
    clamped: 0,
    resends: [],
  };
  device.sampleAt = spreadWithin(hardware.id, samplePeriodOf(device));
  device.connection.connectAt = cold ? firstAttempt(hardware.id, hardware.link, memory.desire?.config.spread) : 0;
  device.halfHourAt = nextHalfHour(device.clock, 0);
  noteBootTime(device, 0);
  return device;
}

function newMemory(hardware: Hardware, draw: () => number): Stored {
  return {
    bootCount: 1,
    desire: undefined,
    directives: emptySet(),
    asks: [],
    log: formatLog(hardware.logCapacity ?? defaultCapacity(hardware.capabilities.length), draw),
    powerSpans: [],
    supplied: 0,
    bootTimes: [],
    documents: {},
    following: [],
  };
}

/** What a new boot makes of what the last one left. @param cold the supply was lost */
function restore(stored: Stored | undefined, cold: boolean): Stored | undefined {
  if (stored === undefined) return undefined;
  stored.bootCount++;
  stored.directives = afterRestart(stored.directives);
  if (!cold) return stored;
  if (isNightSpan(stored.supplied)) stored.powerSpans = [...stored.powerSpans, stored.supplied].slice(-learnedSpans);
  stored.supplied = 0;
  return stored;
}

function restingOutput(showing: OutputRun["ramp"]["to"]): OutputRun {
  return {
    ramp: restingAt(showing),
    source: "fallback",
    ref: undefined,
    filtered: undefined,
    reversedAt: 0,
    direction: 0,
    activePower: Number.NaN,
    halfHour: emptyHalfHour(0),
    plan: undefined,
  };
}

function closedConnection(): Connection {
  return {
    state: "waiting",
    session: 0,
    failures: 0,
    connectAt: Infinity,
    openedAt: 0,
    reportAt: Infinity,
    promptAt: Infinity,
    promptReason: "hello",
    helloAt: Infinity,
    subscribed: "",
    settleSpread: 0,
    exchangeAt: Infinity,
    exchangesDone: 0,
    sent: { events: 0, raw: 0, halfHours: 0 },
  };
}
