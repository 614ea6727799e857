/** The hours of an order in which it is dark: before dusk and after dawn nobody misses a light. */
import { type Night, nightAt, type Site } from "#protocol/behavior/night.ts";
import type { Order } from "./order.ts";

/** EpochMs, half-open, well within civil dusk and civil dawn of its night. */
export interface DarkHours {
  readonly from: number;
  readonly until: number;
  readonly night: Night;
}

/** ms after dusk and before dawn that are left out: each lamp reckons them by its own place, over a city a minute apart. */
export const edge = 120_000;

/** @param now EpochMs: what has passed is left out. @returns an entry for each night it touches; none where it has no end. */
export function darkHours(order: Pick<Order, "issuedAt" | "from" | "until">, site: Site, now: number): DarkHours[] {
  const hours: DarkHours[] = [];
  const end = order.until ?? now;
  for (let at = Math.max(order.from ?? order.issuedAt, now); at < end; ) {
    const night = nightAt(site, at);
    const [from, until] = [Math.max(night.civilDusk + edge, at), Math.min(night.civilDawn - edge, end)];
    if (from < until) hours.push({ from, until, night });
    at = night.nextNoon;
  }
  return hours;
}
