/** What brokers refused, newest last: kept in memory for the health page, logged for good. */
import type { BrokerEvent } from "#protocol/wire/broker-event.ts";
import type { Log } from "../../log.ts";

export interface SecurityLog {
  add(broker: string, event: BrokerEvent): void;
  /** Newest first. */
  recent(limit: number): readonly (BrokerEvent & { broker: string })[];
  /** By rule, since start. */
  counts(): Readonly<Record<string, number>>;
}

/** Events kept in memory. */
const kept = 1_000;

export function createSecurityLog(log: Log): SecurityLog {
  const events: (BrokerEvent & { broker: string })[] = [];
  const counts = new Map<string, number>();
  return {
    add(broker, event) {
      counts.set(event.rule, (counts.get(event.rule) ?? 0) + event.count);
      events.push({ ...event, broker });
      if (events.length > kept) events.shift();
      log.warn({ broker, ...event }, "the broker refused something");
    },
    recent: (limit) => events.slice(-limit).reverse(),
    counts: () => Object.fromEntries(counts),
  };
}
