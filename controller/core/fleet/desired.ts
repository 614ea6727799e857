/** What is wanted of one device, whole: configuration from the inventory and site, directives from open orders. */

import { measureMessage } from "#protocol/wire/codec.ts";
import type { Config, Desire } from "#protocol/wire/desire.ts";
import type { Directive } from "#protocol/wire/directive.ts";
import { maxDesireBytes, maxDirectivesPerDevice } from "#protocol/wire/limits.ts";
import { companionDirective, directiveOfOrder, isOpen, lampDirective, segmentDirective } from "../orders/order.ts";
import type { DeviceOrder } from "./device-orders.ts";
import type { DeviceCalendars } from "./device-plan.ts";

/** Directives that fit beside the largest configuration an inventory can ask for: fewer need not be measured. */
const alwaysFit = 4;

/** What travels with the directives and takes its room first. */
export interface StandingPart {
  readonly config: Config;
  readonly calendars: DeviceCalendars;
}

/**
 * @param orders oldest first. @returns the directives a device should hold at `now`, and the orders it has no room
 * for: what protects people comes first, then a full device keeps what it has and refuses what comes later.
 */
export function directivesFor(
  orders: readonly DeviceOrder[],
  standing: StandingPart,
  now: number,
): { directives: Directive[]; crowdedOut: ReadonlySet<string> } {
  const directives: Directive[] = [];
  const crowdedOut = new Set<string>();
  for (const { order, lampOutputs, segmentOutputs, companionOutputs } of orders.toSorted(byPrecedence)) {
    if (!isOpen(order, now)) continue;
    const added: Directive[] = [];
    if (lampOutputs.length > 0) added.push({ ...lampDirective(order), outputs: [...lampOutputs] });
    if (segmentOutputs.length > 0) added.push({ ...segmentDirective(order), outputs: [...segmentOutputs] });
    if (companionOutputs.length > 0) added.push({ ...companionDirective(order), outputs: [...companionOutputs] });
    if (fits([...directives, ...added], standing, now)) directives.push(...added);
    else crowdedOut.add(order.id);
  }
  return { directives, crowdedOut };
}

/** A device holds so many, and its radio takes one message of so many bytes. */
function fits(directives: Directive[], standing: StandingPart, now: number): boolean {
  if (directives.length <= alwaysFit && standing.calendars.length <= 1) return true;
  if (directives.length > maxDirectivesPerDevice) return false;
  return measureMessage("desire", desireOf(now, standing, directives)) <= maxDesireBytes;
}

/** The message itself; a device without a plan of ours gets no empty list of calendars. */
export function desireOf(rev: number, { config, calendars }: StandingPart, directives: Directive[]): Desire {
  return { rev, config, ...(calendars.length === 0 ? {} : { calendars }), directives };
}

/**
 * @returns bytes of a desired state with nothing in it but what stands, and a work lock and an isolation of every output:
 * what protects people must find room whatever was planned. More than `maxDesireBytes` cannot be sent.
 */
export function bytesWithLocks(standing: StandingPart, outputs: number): number {
  const whole = { issuedAt: anyInstant, outputs: Array.from({ length: outputs }, (_, output) => output) };
  const lock: Directive = {
    kind: "lock",
    ref: anyRef,
    priority: directiveOfOrder.workLock.priority,
    hold: true,
    ...whole,
  };
  const isolate: Directive = { kind: "isolate", ref: anyRef, priority: directiveOfOrder.isolate.priority, ...whole };
  return measureMessage("desire", desireOf(anyInstant, standing, [isolate, lock]));
}

/** As long on the wire as any of these days. */
const anyInstant = 4_000_000_000_000;
const anyRef = 0xffff_ffff;

function byPrecedence(a: DeviceOrder, b: DeviceOrder): number {
  return directiveOfOrder[a.order.kind].priority - directiveOfOrder[b.order.kind].priority;
}

/**
 * Fingerprint of the part of a desired state that holdings do not name: configuration and calendars. Two equal ones
 * need no message. 53-bit FNV-like hash of the canonical text; a clash only delays a configuration until its next change.
 */
export function configDigest(config: Config, calendars: DeviceCalendars = []): string {
  const text = JSON.stringify(calendars.length === 0 ? config : [config, calendars]);
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) + 1;
  }
  return ((b & 0x1fffff) * 0x1_0000_0000 + (a >>> 0)).toString(36);
}
