/** What a device says about itself: hello, reports with the rows since the last, events, and when each is due. */
import type { Target } from "../wire/directive.ts";
import type { ClockState } from "../wire/hello.ts";
import type { OutputState } from "../wire/report.ts";
import type { Sample } from "../wire/samples.ts";
import type { ReportReason } from "../wire/vocabulary.ts";
import { holdingsOf } from "./accept-desire.ts";
import { boundAt } from "./clock.ts";
import { calendarRefusals, waitingDocuments } from "./device-calendars.ts";
import { outputsAt, settledAt, timeOf } from "./device-light.ts";
import { messageBytes, rowTime, takeBatches } from "./device-log.ts";
import type { Device, DeviceEffect, OutputNow } from "./device-state.ts";
import { addSample } from "./half-hour.ts";
import { levelOf } from "./light.ts";
import { appendRow, extentsOf } from "./log.ts";
import { spreadWithin } from "./random.ts";

/** s until a device was told otherwise. */
const defaultPeriod = 60;
/** ms over which lamps that all change by themselves (at dusk, at the end of an override) spread their reports. */
const ownChangeSpread = 30_000;
/** A measurement this old is still good for a report, ms. */
const freshFor = 1000;
/** ms a report waits for its measurement. */
const measurePatience = 2000;
/** Bytes a report takes without states and batches, and per state of an output, at most. */
const reportBytes = 300;
const stateBytes = { plain: 36, colour: 50 } as const;
const refusedBytes = 13;
const refBytes = 5;
/** Messages one report may take; what is left goes with the next. */
const messagesPerReport = 4;

export function samplePeriodOf(device: Device): number {
  return (device.stored.desire?.config.samplePeriod ?? defaultPeriod) * 1000;
}

export function reportPeriodOf(device: Device): number {
  return (device.stored.desire?.config.reportPeriod ?? defaultPeriod) * 1000;
}

/** Seconds between pings: short where bytes cost nothing and addresses of lost lamps should be known soon. */
export function keepAliveOf({ hardware }: Device): number {
  return hardware.link === "ethernet" || hardware.link === "wifi" ? 60 : 600;
}

/** The first periodic report falls into the second half of a period, at the device's own place. */
export function firstReportAt(device: Device, uptime: number): number {
  const half = reportPeriodOf(device) / 2;
  return uptime + half + spreadWithin(device.hardware.id, half);
}

/** Plans a report out of turn; the earliest plan wins. */
export function promptReport(device: Device, at: number, reason: ReportReason): void {
  const { connection } = device;
  if (at >= connection.promptAt) return;
  connection.promptAt = at;
  connection.promptReason = reason;
}

/** Plans the report of a change nobody has just asked for. */
export function promptOwnChange(device: Device, uptime: number): void {
  const window = Math.min(ownChangeSpread, reportPeriodOf(device));
  device.connection.settleSpread = spreadWithin(device.hardware.id, window);
  promptReport(device, uptime + device.connection.settleSpread, "change");
}

export function publishHello(device: Device, uptime: number, effects: DeviceEffect[]): void {
  const { hardware, connection, stored } = device;
  connection.helloAt = Infinity;
  effects.push({
    kind: "publish",
    topic: "hello",
    message: {
      protocol: 1,
      profile: hardware.profile,
      session: connection.session,
      ...(hardware.serial !== undefined && { serial: hardware.serial }),
      model: hardware.model,
      ...(hardware.hwType !== undefined && { hwType: hardware.hwType }),
      swVersion: hardware.swVersion,
      bootCount: stored.bootCount,
      bootReason: device.bootReason,
      ...timestamp(device, uptime),
      uptime: Math.floor(uptime / 1000),
      capabilities: [...hardware.capabilities],
      link: hardware.link,
      encoding: hardware.encoding,
      keepAlive: keepAliveOf(device),
      log: extentsOf(stored.log),
      holds: holdings(device, uptime),
      clock: clockState(device, uptime),
    },
  });
}

/** Starts what is due: the sample of the period, and a report, which wants fresh values. */
export function startMeasuring(device: Device, uptime: number, effects: DeviceEffect[]): void {
  const { connection } = device;
  const sampleDue = uptime >= device.sampleAt;
  const reason = dueReport(device, uptime);
  if (sampleDue) device.sampleAt = nextTurn(device.sampleAt, samplePeriodOf(device), uptime);
  if (reason !== undefined) {
    connection.promptAt = Infinity;
    if (uptime >= connection.reportAt)
      connection.reportAt = nextTurn(connection.reportAt, reportPeriodOf(device), uptime);
  }
  if (!sampleDue && reason !== undefined && uptime - device.measuredAt < freshFor && isSteadySince(device)) {
    publishReport(device, reason, uptime, effects);
    return;
  }
  if (!sampleDue && reason === undefined) return;
  device.measuring = {
    log: sampleDue || (device.measuring?.log ?? false),
    report: reason ?? device.measuring?.report,
    giveUpAt: uptime + measurePatience,
  };
  effects.push({ kind: "measure" });
}

function dueReport({ connection }: Device, uptime: number): ReportReason | undefined {
  if (connection.state !== "open") return undefined;
  if (uptime >= connection.promptAt) return connection.promptReason;
  return uptime >= connection.reportAt ? "periodic" : undefined;
}

/** True if no output has begun to change since the last measurement. */
function isSteadySince({ outputs, measuredAt }: Device): boolean {
  return outputs.every(({ ramp }) => ramp.start < measuredAt && ramp.start + ramp.duration <= measuredAt);
}

/** The next of an even series after `uptime`; what was missed is not made up for. */
function nextTurn(last: number, period: number, uptime: number): number {
  return last + period > uptime ? last + period : last + period * (Math.floor((uptime - last) / period) + 1);
}

/** Takes in what was measured: logs it if its turn had come, and sends the report that waited for it. */
export function takeMeasured(device: Device, rows: readonly Sample[], uptime: number, effects: DeviceEffect[]): void {
  const { measuring } = device;
  device.measuring = undefined;
  device.measuredAt = uptime;
  for (const row of rows) {
    const run = row.output === undefined ? undefined : device.outputs[row.output];
    if (run !== undefined) run.activePower = row.activePower ?? Number.NaN;
    if (measuring?.log !== true) continue;
    addSample(run?.halfHour ?? device.meter, row);
    appendRow(device.stored.log, "raw", { ...rowTime(device, uptime), ...row });
  }
  if (measuring?.report !== undefined && device.connection.state === "open") {
    publishReport(device, measuring.report, uptime, effects);
  }
}

/** Sends the report whose measurement did not come. */
export function giveUpMeasuring(device: Device, uptime: number, effects: DeviceEffect[]): void {
  const { measuring } = device;
  if (measuring === undefined || uptime < measuring.giveUpAt) return;
  device.measuring = undefined;
  if (measuring.report !== undefined && device.connection.state === "open") {
    publishReport(device, measuring.report, uptime, effects);
  }
}

function publishReport(device: Device, reason: ReportReason, uptime: number, effects: DeviceEffect[]): void {
  const { connection, stored, hardware } = device;
  const holds = holdings(device, uptime);
  const states = outputsAt(device, uptime).map((now) => stateOf(now, device.outputs[now.output]!.activePower));
  const colour = hardware.capabilities.filter(({ outputKind }) => outputKind === "colour" || outputKind === "pixels");
  const used =
    reportBytes +
    colour.length * stateBytes.colour +
    (states.length - colour.length) * stateBytes.plain +
    holds.refs.length * refBytes +
    (holds.refused?.length ?? 0) * refusedBytes;
  const batches = takeBatches(device, messageBytes - used);
  effects.push({
    kind: "publish",
    topic: "report",
    message: {
      ...timestamp(device, uptime),
      uptime: Math.floor(uptime / 1000),
      session: connection.session,
      reason,
      states,
      holds,
      clock: clockState(device, uptime),
      ...(hardware.profile === "R" && { selector: device.selector }),
      ...(device.clamped > 0 && { clamped: device.clamped }),
      ...(batches.length > 0 && { batches }),
    },
  });
  for (let message = 1; message < messagesPerReport; message++) {
    const more = takeBatches(device, messageBytes);
    if (more.length === 0) break;
    effects.push({
      kind: "publish",
      topic: "report",
      message: { ...timestamp(device, uptime), session: connection.session, reason, states: [], batches: more },
    });
  }
  const arrival = settledAt(device, uptime);
  if (arrival > uptime) promptReport(device, arrival + connection.settleSpread, "change");
  stored.supplied = device.suppliedBefore + uptime;
}

function stateOf(now: OutputNow, activePower: number): OutputState {
  const level = toStep(now.level);
  const target = onWire(now.target);
  return {
    output: now.output,
    level,
    ...(sayTarget(target, level) && { target }),
    source: now.source,
    ...(now.ref !== undefined && { ref: now.ref }),
    ...(now.filtered !== undefined && { filtered: now.filtered }),
    settled: now.settled,
    ...(!Number.isNaN(activePower) && { activePower }),
  };
}

/** Left out where it is the level again. */
function sayTarget(target: Target, level: number): boolean {
  if ("closed" in target) return levelOf(target) !== level;
  return Object.keys(target).length > 1 || !("level" in target) || target.level !== level;
}

function onWire(target: Target): Target {
  return "level" in target ? { ...target, level: toStep(target.level) } : target;
}

/** Percent as the wire carries it: steps of 0.5. */
function toStep(level: number): number {
  return Math.round(level * 2) / 2;
}

function timestamp(device: Device, uptime: number): { at?: number } {
  const { wall } = timeOf(device, uptime);
  return wall === undefined ? {} : { at: wall };
}

function clockState({ clock, hardware }: Device, uptime: number): ClockState {
  const bound = boundAt(clock, uptime);
  return {
    clockSource: clock.source,
    ...(Number.isFinite(bound) && { bound: Math.min(0xffff_ffff, Math.ceil(bound)) }),
    ...(hardware.rtc !== undefined && { rtc: hardware.rtc }),
  };
}

function holdings(device: Device, uptime: number) {
  const { desire, directives } = device.stored;
  const now = timeOf(device, uptime);
  return holdingsOf(desire, directives, waitingDocuments(device), now, calendarRefusals(device));
}
