/** What is wanted of one device, whole: configuration from the inventory and site, directives from open orders. */
import type { Config, Desire } from "#protocol/wire/desire.ts";
import type { Directive } from "#protocol/wire/directive.ts";
import { companionDirective, lampDirective, type Order, segmentDirective } from "../plans/order.ts";

/** One order as far as one device is concerned. Output lists ascend; empty where it does not take part in that way. */
export interface DeviceOrder {
  readonly order: Order;
  readonly lampOutputs: readonly number[];
  readonly segmentOutputs: readonly number[];
  readonly companionOutputs: readonly number[];
}

/** Desired state without its revision. */
export type Wanted = Omit<Desire, "rev">;

/** @returns the directives a device should hold at `now`: open orders, newest last. */
export function directivesFor(orders: readonly DeviceOrder[], now: number): Directive[] {
  const directives: Directive[] = [];
  for (const { order, lampOutputs, segmentOutputs, companionOutputs } of orders) {
    if (order.ended !== undefined || (order.until !== undefined && order.until <= now)) continue;
    if (lampOutputs.length > 0) directives.push({ ...lampDirective(order), outputs: [...lampOutputs] });
    if (segmentOutputs.length > 0) directives.push({ ...segmentDirective(order), outputs: [...segmentOutputs] });
    if (companionOutputs.length > 0) directives.push({ ...companionDirective(order), outputs: [...companionOutputs] });
  }
  return directives;
}

/**
 * Fingerprint of the part of a desired state that holdings do not name: the configuration. Two equal ones need no
 * message. 53-bit FNV-like hash of the canonical text; a clash only delays a configuration until its next change.
 */
export function configDigest(config: Config): string {
  const text = JSON.stringify(config);
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) + 1;
  }
  return ((b & 0x1fffff) * 0x1_0000_0000 + (a >>> 0)).toString(36);
}
