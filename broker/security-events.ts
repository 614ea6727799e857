/** Tells the controller what was refused, added up, so that whoever is refused a thousand times a second cannot flood it. */
import type { Rule } from "./rules.ts";

export interface SecurityEvent {
  /** EpochMs of the latest refusal. */
  at: number;
  rule: Rule;
  /** Client id as far as it was known; empty before CONNECT. */
  client: string;
  address?: string;
  topic?: string;
  /** Times since the last event of this rule and client. */
  count: number;
}

export interface SecurityEvents {
  add(event: Omit<SecurityEvent, "count">): void;
  /** Publishes what is due, at most `perSecond` of it; called once a second. */
  flush(): void;
}

/** Kinds of events kept until they are published; more clients than this are summed up under no name. */
const capacity = 1000;
/** Characters of a text in an event; ids and topics of strangers can be longer. */
const textLength = { client: 64, address: 64, topic: 128 };

export function createSecurityEvents(perSecond: number, publish: (event: SecurityEvent) => void): SecurityEvents {
  const due = new Map<string, SecurityEvent>();
  return {
    add({ at, rule, client, address, topic }) {
      const name = due.size < capacity ? client : "";
      const key = `${rule} ${name}`;
      const known = due.get(key);
      due.set(key, {
        at,
        rule,
        client: clip(name, textLength.client),
        ...(address ? { address: clip(address, textLength.address) } : {}),
        ...(topic ? { topic: clip(topic, textLength.topic) } : {}),
        count: (known?.count ?? 0) + 1,
      });
    },
    flush() {
      let left = perSecond;
      for (const [key, event] of due) {
        if (left-- === 0) return;
        due.delete(key);
        publish(event);
      }
    },
  };
}

/** Never leaves half a surrogate pair. */
function clip(text: string, length: number): string {
  return text.length <= length
    ? text
    : text
        .slice(0, length)
        .toWellFormed()
        .replace(/\uFFFD$/, "");
}
