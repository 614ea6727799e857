/** What a device does with an ask, and the resending of logged rows, one answer at a time. */
import type { Ask } from "../wire/ask.ts";
import type { AnswerCode } from "../wire/vocabulary.ts";
import { answerFromMemory, rememberAsk } from "./asks.ts";
import { timeOf } from "./device-light.ts";
import { promptReport } from "./device-report.ts";
import type { Device, DeviceEffect, Resend } from "./device-state.ts";
import { fillBatch, lostOf } from "./log.ts";

/** Ranges that may wait to be sent again. */
const waitingResends = 4;
/** ms between two answers of a resend, so that it never crowds out live reports on a slow link. */
const resendPace = 250;
/** Bytes of rows in one answer (limits of the protocol: 4,096 with everything around). */
const answerBytes = 3900;

export function takeAsk(device: Device, ask: Ask, uptime: number, effects: DeviceEffect[]): void {
  const remembered = answerFromMemory(device.stored.asks, ask, timeOf(device, uptime).wall);
  if (remembered !== undefined) {
    answer(ask.id, remembered, effects);
  } else if (ask.ask === "resend") {
    queueResend(device, ask, uptime, effects);
  } else {
    doOnce(device, ask, uptime, effects);
  }
}

type PlainAsk = Exclude<Ask, { ask: "resend" }>;

function doOnce(device: Device, ask: PlainAsk, uptime: number, effects: DeviceEffect[]): void {
  const result = judge(device, ask);
  remember(device, ask.id, result);
  answer(ask.id, result, effects);
  if (result === "ok") perform(device, ask, uptime, effects);
}

function judge({ hardware }: Device, ask: PlainAsk): AnswerCode {
  if (ask.ask === "selfTest") return "unsupported";
  const exists = ask.ask !== "identify" || ask.output === undefined || ask.output < hardware.capabilities.length;
  return exists ? "ok" : "unknownOutput";
}

function perform(device: Device, ask: PlainAsk, uptime: number, effects: DeviceEffect[]): void {
  switch (ask.ask) {
    case "read":
      device.sampleAt = Math.min(device.sampleAt, uptime);
      promptReport(device, uptime, "ask");
      break;
    case "identify":
      effects.push({
        kind: "identify",
        duration: ask.duration,
        ...(ask.output !== undefined && { output: ask.output }),
      });
      break;
    case "reboot":
      effects.push({ kind: "reboot" });
      break;
    case "selfTest":
      break;
    default:
      ask satisfies never;
  }
}

function queueResend(
  device: Device,
  ask: Extract<Ask, { ask: "resend" }>,
  uptime: number,
  effects: DeviceEffect[],
): void {
  if (device.resends.length >= waitingResends) {
    answer(ask.id, "busy", effects);
    return;
  }
  remember(device, ask.id, "ok");
  const { id, stream, epoch, fromSequence, toSequence } = ask;
  device.resends.push({ id, range: { stream, epoch, fromSequence, toSequence }, at: uptime });
}

/** Sends the next answer of the oldest resend. */
export function resend(device: Device, uptime: number, effects: DeviceEffect[]): void {
  const [job] = device.resends;
  if (job === undefined || uptime < job.at) return;
  const done = sendPart(device, job, effects);
  if (done) device.resends.shift();
  const following = device.resends[0];
  if (following !== undefined) following.at = uptime + resendPace;
}

/** @returns true once the range is answered to its end */
function sendPart(device: Device, { id, range }: Resend, effects: DeviceEffect[]): boolean {
  const { log, bootTimes } = device.stored;
  const lost = lostOf(log, range);
  const after = lost?.toSequence ?? range.fromSequence - 1;
  const filled =
    range.epoch === log[range.stream].epoch
      ? fillBatch(log, range.stream, after, range.toSequence, answerBytes, bootTimes)
      : undefined;
  const reached = filled?.last ?? range.toSequence;
  const done = reached >= Math.min(range.toSequence, log[range.stream].next - 1);
  range.fromSequence = reached + 1;
  effects.push({
    kind: "publish",
    topic: "answer",
    message: {
      id,
      result: "ok",
      done,
      ...(filled && { batches: [filled.batch] }),
      ...(lost && { lost: [lost] }),
    },
  });
  return done;
}

function remember(device: Device, id: number, result: AnswerCode): void {
  rememberAsk(device.stored.asks, id, result);
  device.dirty = true;
}

function answer(id: number, result: AnswerCode, effects: DeviceEffect[]): void {
  effects.push({ kind: "publish", topic: "answer", message: { id, result, done: true } });
}
