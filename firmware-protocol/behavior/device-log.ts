/** A device's own log: rows as they happen, with their time, and the batches that leave with its messages. */
import type { Batch, EventRow } from "../wire/samples.ts";
import { timeOf } from "./device-light.ts";
import type { Device, DeviceEffect } from "./device-state.ts";
import { emptyHalfHour, halfHourRow, markLit } from "./half-hour.ts";
import { levelOf } from "./light.ts";
import { appendRow, fillBatch, wholeSeconds } from "./log.ts";
import { rampAt } from "./ramp.ts";

/** Bytes of a message with room for topic and framing (limits of the protocol: 4,096). */
export const messageBytes = 3900;

/** Logs an event and, while connected, sends it with all that are waiting. */
export function logEvent(device: Device, event: EventRow, uptime: number, effects: DeviceEffect[]): void {
  const { stored, connection } = device;
  appendRow(stored.log, "events", { ...rowTime(device, uptime), ...event });
  if (connection.state !== "open") return;
  const { log, bootTimes } = stored;
  const filled = fillBatch(log, "events", connection.sent.events, log.events.next - 1, messageBytes, bootTimes);
  if (filled === undefined) return;
  connection.sent.events = filled.last;
  effects.push({ kind: "publish", topic: "event", message: { batches: [filled.batch] } });
}

/** Writes the rows of the half-hour that ends now. */
export function logHalfHour(device: Device, uptime: number): void {
  const { stored } = device;
  for (const run of device.outputs) {
    markLit(run.halfHour, levelOf(rampAt(run.ramp, uptime).target) > 0, uptime);
    const row = halfHourRow(run.halfHour);
    if (row !== undefined) appendRow(stored.log, "halfHours", { ...rowTime(device, uptime), ...row });
    run.halfHour = emptyHalfHour(uptime);
  }
  const row = halfHourRow(device.meter);
  if (row !== undefined) appendRow(stored.log, "halfHours", { ...rowTime(device, uptime), ...row });
  device.meter = emptyHalfHour(uptime);
  stored.supplied = device.suppliedBefore + uptime;
  device.dirty = true;
}

/** When a row is taken: by the clock where it is valid, else by boot and uptime. */
export function rowTime(device: Device, uptime: number): { at: number } | { bootCount: number; uptime: number } {
  const { wall } = timeOf(device, uptime);
  return wall === undefined
    ? { bootCount: device.stored.bootCount, uptime: Math.floor(uptime / 1000) }
    : { at: wholeSeconds(wall) };
}

/** Rows logged on this connection and not yet sent, as many as fit. */
export function takeBatches(device: Device, budget: number): Batch[] {
  const { log, bootTimes } = device.stored;
  const { sent } = device.connection;
  const batches: Batch[] = [];
  let left = budget;
  for (const stream of ["events", "halfHours", "raw"] as const) {
    const filled = fillBatch(log, stream, sent[stream], log[stream].next - 1, left, bootTimes);
    if (filled === undefined) continue;
    batches.push(filled.batch);
    sent[stream] = filled.last;
    left -= filled.bytes;
  }
  return batches;
}
