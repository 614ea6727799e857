/** What directives a device should hold now, worked out once for as long as its orders and configuration stay the same. */
import { directivesFor } from "../../core/fleet/desired.ts";
import type { DeviceOrder } from "../../core/fleet/device-orders.ts";
import type { DeviceConfig } from "./device-configs.ts";

type Directives = ReturnType<typeof directivesFor>;

interface Known {
  readonly orders: readonly DeviceOrder[];
  readonly configured: DeviceConfig;
  readonly answer: Directives;
  /** EpochMs within which no order of the device ends. */
  readonly from: number;
  readonly until: number;
}

/**
 * One burst of reports judges every lamp of a job, and each lamp asks again for its device: a full device is measured
 * message by message, so the answer is kept.
 */
export function createDeviceDirectives(
  ordersOf: (device: string) => readonly DeviceOrder[],
): (device: string, configured: DeviceConfig, now: number) => Directives {
  const kept = new Map<string, Known>();
  return (device, configured, now) => {
    const orders = ordersOf(device);
    const known = kept.get(device);
    const holds = known?.orders === orders && known.configured === configured;
    if (holds && known.from <= now && now < known.until) return known.answer;
    const answer = directivesFor(orders, configured, now);
    if (orders.length === 0) kept.delete(device);
    else kept.set(device, { orders, configured, answer, from: now, until: nextEnd(orders, now) });
    return answer;
  };
}

function nextEnd(orders: readonly DeviceOrder[], now: number): number {
  return orders.reduce(
    (next, { order: { until } }) => (until !== undefined && until > now ? Math.min(next, until) : next),
    Number.POSITIVE_INFINITY,
  );
}
