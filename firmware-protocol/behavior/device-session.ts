/** A device's connection: when to try, what to subscribe to, and the clock exchanges that follow. */
import type { TimeAnswer } from "../wire/clock-exchange.ts";
import { backoff, failuresAfter } from "./backoff.ts";
import { boundAt, correctClock, isValid, wallAt } from "./clock.ts";
import { addExchange, burst, estimate, nextExchangeIn } from "./clock-filter.ts";
import { documentsToFetch } from "./device-calendars.ts";
import { logEvent } from "./device-log.ts";
import { firstReportAt, keepAliveOf, promptReport, publishHello } from "./device-report.ts";
import type { Device, DeviceEffect } from "./device-state.ts";
import { tailOf } from "./log.ts";
import { nextFraction, nextU32 } from "./random.ts";

/** Time requests that may be under way together. */
const pendingRequests = 4;
/** A clock this good needs no burst of exchanges after a reconnection, ms. */
const goodEnough = 1000;
/** Steps of the clock above this are worth an event, ms. */
const notableStep = 60_000;
/** Boots whose time is remembered. */
const rememberedBoots = 8;
/** Largest value an event can carry. */
const largestValue = 10_000_000;

export function connect(device: Device, effects: DeviceEffect[]): void {
  const { connection } = device;
  connection.state = "connecting";
  connection.connectAt = Infinity;
  connection.session = nextU32(device.rng);
  const wanted = subscriptionsOf(device);
  connection.subscribed = JSON.stringify(wanted);
  effects.push({
    kind: "connect",
    session: connection.session,
    will: { session: connection.session },
    keepAlive: keepAliveOf(device),
    ...wanted,
  });
}

/** Groups and documents wanted besides the device's own topics. */
function subscriptionsOf(device: Device): { groups: string[]; documents: string[] } {
  const groups = (device.stored.desire?.config.groups ?? []).map(({ group }) => group);
  return { groups: groups.toSorted(), documents: documentsToFetch(device) };
}

/** Asks for other subscriptions if what is wanted has changed. */
export function followSubscriptions(device: Device, effects: DeviceEffect[]): void {
  const { connection } = device;
  if (connection.state === "waiting") return;
  const wanted = subscriptionsOf(device);
  const subscribed = JSON.stringify(wanted);
  if (subscribed === connection.subscribed) return;
  connection.subscribed = subscribed;
  effects.push({ kind: "subscribe", ...wanted });
}

export function takeConnected(device: Device, uptime: number, effects: DeviceEffect[]): void {
  const { connection, stored } = device;
  connection.state = "open";
  connection.openedAt = uptime;
  // what was logged without a connection is not pushed: ten thousand that return at once would drown the rest
  connection.sent = tailOf(stored.log);
  connection.reportAt = firstReportAt(device, uptime);
  connection.exchangesDone = boundAt(device.clock, uptime) < goodEnough ? burst.exchanges : 0;
  connection.exchangeAt = uptime + nextExchangeIn(connection.exchangesDone, nextFraction(device.rng));
  if (!isValid(device.clock, uptime)) connection.exchangeAt = uptime;
  publishHello(device, uptime, effects);
  connection.promptAt = Infinity;
  promptReport(device, uptime, "hello");
  // the wanted set may have changed while the connection was being made
  followSubscriptions(device, effects);
}

export function takeDisconnected(device: Device, uptime: number): void {
  const { connection } = device;
  if (connection.state === "waiting") return;
  const lived = connection.state === "open" ? uptime - connection.openedAt : 0;
  connection.state = "waiting";
  connection.failures = failuresAfter(connection.failures, lived);
  connection.connectAt = uptime + backoff(connection.failures, nextFraction(device.rng));
  connection.reportAt = Infinity;
  connection.promptAt = Infinity;
  connection.helloAt = Infinity;
  connection.exchangeAt = Infinity;
  device.resends = [];
  device.asked = [];
}

export function requestTime(device: Device, uptime: number, effects: DeviceEffect[]): void {
  const { connection } = device;
  const t1 = Math.floor(uptime * 1000);
  device.asked = [...device.asked, t1].slice(-pendingRequests);
  connection.exchangesDone++;
  connection.exchangeAt = uptime + nextExchangeIn(connection.exchangesDone, nextFraction(device.rng));
  effects.push({ kind: "publish", topic: "time", message: { t1 } });
}

/** @param t4 µs since boot. @returns true if the clock was corrected */
export function takeTimeAnswer(
  device: Device,
  answer: TimeAnswer,
  t4: number,
  uptime: number,
  effects: DeviceEffect[],
): boolean {
  if (!device.asked.includes(answer.t1)) return false;
  device.asked = device.asked.filter((t1) => t1 !== answer.t1);
  if (!addExchange(device.filter, { ...answer, t4 })) return false;
  const found = estimate(device.filter);
  if (found === undefined) return false;
  const { clock, stepped } = correctClock(device.clock, found, uptime, true);
  device.clock = clock;
  noteBootTime(device, uptime);
  if (Math.abs(stepped) > notableStep) {
    const value = Math.min(largestValue, Math.max(-largestValue, Math.round(stepped / 1000)));
    logEvent(device, { type: "clockSet", state: "once", value }, uptime, effects);
  }
  return true;
}

/** Remembers when this boot was, so that rows from before the clock was known can be dated. */
export function noteBootTime(device: Device, uptime: number): void {
  if (!isValid(device.clock, uptime)) return;
  const { stored } = device;
  const { bootCount } = stored;
  const at = Math.round(wallAt(device.clock, uptime) - uptime);
  const noted = stored.bootTimes.find((boot) => boot.bootCount === bootCount);
  // rows are dated to the second: a finer correction is not worth a write to flash
  if (noted !== undefined && Math.abs(noted.at - at) < 1000) return;
  device.dirty = true;
  stored.bootTimes = [...stored.bootTimes.filter((boot) => boot.bootCount !== bootCount), { bootCount, at }].slice(
    -rememberedBoots,
  );
}
