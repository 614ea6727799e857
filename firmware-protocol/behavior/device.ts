/** The whole device as one state machine: an input and an instant go in, effects and the next instant come out. */
import type { Calendar } from "../wire/calendar.ts";
import type { Desire } from "../wire/desire.ts";
import type { Directive } from "../wire/directive.ts";
import type { SelectorPosition } from "../wire/vocabulary.ts";
import { acceptDesire } from "./accept-desire.ts";
import { resend, takeAsk } from "./device-asks.ts";
import { followCalendars, isMissing } from "./device-calendars.ts";
import { decideOutputs, timeOf } from "./device-light.ts";
import { logEvent, logHalfHour } from "./device-log.ts";
import {
  firstReportAt,
  giveUpMeasuring,
  promptOwnChange,
  promptReport,
  publishHello,
  samplePeriodOf,
  startMeasuring,
  takeMeasured,
} from "./device-report.ts";
import {
  connect,
  followSubscriptions,
  requestTime,
  takeConnected,
  takeDisconnected,
  takeTimeAnswer,
} from "./device-session.ts";
import type { Device, DeviceEffect, DeviceInput } from "./device-state.ts";
import { reportDelay, takeGroupDirective } from "./group-directive.ts";
import { nextHalfHour } from "./half-hour.ts";
import { spreadWithin } from "./random.ts";

/**
 * Lets one thing happen at `uptime` (ms since boot by the device's own oscillator, never falling).
 * Changes the device it is given (see `Device`).
 * @returns what to do now, in order, and the latest instant (ms since boot) to step again, with `wake` if nothing else
 */
export function step(device: Device, input: DeviceInput, uptime: number): { effects: DeviceEffect[]; wakeAt: number } {
  const effects: DeviceEffect[] = [];
  take(device, input, uptime, effects);
  if (uptime >= device.decideAt && decideOutputs(device, uptime, effects)) promptOwnChange(device, uptime);
  runTimers(device, uptime, effects);
  if (device.dirty) effects.unshift({ kind: "persist" });
  device.dirty = false;
  return { effects, wakeAt: Math.max(uptime + 1, nextTimer(device)) };
}

function take(device: Device, input: DeviceInput, uptime: number, effects: DeviceEffect[]): void {
  switch (input.kind) {
    case "connected":
      takeConnected(device, uptime, effects);
      break;
    case "disconnected":
      takeDisconnected(device, uptime);
      break;
    case "desire":
      takeDesire(device, input.desire, uptime, effects);
      break;
    case "directive":
      takeDirective(device, input.group, input.directive, uptime, effects);
      break;
    case "ask":
      takeAsk(device, input.ask, uptime, effects);
      break;
    case "timeAnswer":
      if (takeTimeAnswer(device, input.answer, input.at, uptime, effects)) followClock(device, uptime);
      break;
    case "document":
      takeDocument(device, input.digest, input.calendar, uptime, effects);
      break;
    case "measured":
      takeMeasured(device, input.rows, uptime, effects);
      break;
    case "selector":
      takeSelector(device, input.position, uptime, effects);
      break;
    case "photocell":
      device.dark = input.dark;
      device.decideAt = uptime;
      break;
    case "noticed":
      logEvent(device, input.event, uptime, effects);
      break;
    case "wake":
      break;
    default:
      input satisfies never;
  }
}

function takeDesire(device: Device, desire: Desire, uptime: number, effects: DeviceEffect[]): void {
  const { stored, connection } = device;
  const accepted = acceptDesire(stored.desire, stored.directives, desire, device.abilities, timeOf(device, uptime));
  // an old revision is answered too: whoever sent it does not know what is held here
  promptReport(device, uptime, "change");
  if (accepted === undefined) return;
  stored.desire = accepted.desire;
  stored.directives = accepted.directives;
  followCalendars(device);
  device.dirty = true;
  connection.settleSpread = 0;
  // an open session keeps its turn, unless the new period would have come round before
  if (connection.state === "open") connection.reportAt = Math.min(connection.reportAt, firstReportAt(device, uptime));
  device.sampleAt = Math.min(device.sampleAt, uptime + spreadWithin(device.hardware.id, samplePeriodOf(device)));
  decideOutputs(device, uptime, effects);
  followSubscriptions(device, effects);
}

function takeDirective(
  device: Device,
  group: string,
  directive: Directive,
  uptime: number,
  effects: DeviceEffect[],
): void {
  const { stored, connection, hardware } = device;
  const now = timeOf(device, uptime);
  const { held, call } = takeGroupDirective(stored.directives, stored.desire, group, directive, device.abilities, now);
  connection.settleSpread = reportDelay(hardware.id, directive.reportWithin);
  const at = uptime + connection.settleSpread;
  promptReport(device, at, call ? "call" : "change");
  if (call) connection.helloAt = Math.min(connection.helloAt, at);
  if (!held) return;
  device.dirty = true;
  decideOutputs(device, uptime, effects);
}

/** The clock reads differently now: what was planned by it is planned anew. */
function followClock(device: Device, uptime: number): void {
  device.decideAt = uptime;
  device.halfHourAt = nextHalfHour(device.clock, uptime);
}

function takeDocument(
  device: Device,
  digest: string,
  calendar: Calendar | undefined,
  uptime: number,
  effects: DeviceEffect[],
): void {
  if (!isMissing(device, digest)) return;
  if (calendar === undefined) {
    if (device.useless.has(digest)) return;
    device.useless.add(digest);
    logEvent(device, { type: "invalidProgram", state: "once" }, uptime, effects);
  } else {
    device.useless.delete(digest);
    device.stored.documents[digest] = calendar;
    device.dirty = true;
    followCalendars(device);
    decideOutputs(device, uptime, effects);
  }
  promptReport(device, uptime, "change");
  followSubscriptions(device, effects);
}

function takeSelector(device: Device, position: SelectorPosition, uptime: number, effects: DeviceEffect[]): void {
  if (position === device.selector) return;
  const wasLocal = device.selector !== "auto";
  device.selector = position;
  const isLocal = position !== "auto";
  if (isLocal !== wasLocal) {
    logEvent(device, { type: "cabinetInLocal", state: isLocal ? "start" : "end" }, uptime, effects);
  }
  decideOutputs(device, uptime, effects);
  promptReport(device, uptime, "change");
}

function runTimers(device: Device, uptime: number, effects: DeviceEffect[]): void {
  const { connection } = device;
  if (uptime >= connection.connectAt) connect(device, effects);
  if (uptime >= device.halfHourAt) {
    logHalfHour(device, uptime);
    device.halfHourAt = nextHalfHour(device.clock, uptime);
  }
  if (connection.state === "open") {
    if (uptime >= connection.helloAt) publishHello(device, uptime, effects);
    if (uptime >= connection.exchangeAt) requestTime(device, uptime, effects);
    resend(device, uptime, effects);
  }
  giveUpMeasuring(device, uptime, effects);
  startMeasuring(device, uptime, effects);
}

function nextTimer(device: Device): number {
  const { connection, resends, measuring } = device;
  return Math.min(
    device.decideAt,
    device.sampleAt,
    device.halfHourAt,
    measuring?.giveUpAt ?? Infinity,
    connection.connectAt,
    connection.state === "open"
      ? Math.min(
          connection.helloAt,
          connection.exchangeAt,
          connection.reportAt,
          connection.promptAt,
          resends[0]?.at ?? Infinity,
        )
      : Infinity,
  );
}
