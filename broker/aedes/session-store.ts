/**
 * Sessions that outlive their connection (clean session 0): subscriptions, what waits, what is not acknowledged.
 *
 * Aedes' own store has no bounds: a client that subscribes, leaves and never returns fills the memory. Here the number of
 * sessions and what each may keep is bounded, and what is over the bound is dropped and counted. Only service accounts
 * have such sessions; devices start clean and get their state whole.
 *
 * Delete when Aedes' memory store takes bounds.
 */
import { covers } from "../topic-pattern.ts";
import type { RoutedPacket } from "./internals.ts";

export interface SessionSubscription {
  topic: string;
  qos: 0 | 1 | 2;
}

export interface Session {
  subscriptions: Map<string, SessionSubscription>;
  /** In order; a message has its `messageId` once it was sent. A QoS 2 message becomes its PUBREL when it was received. */
  outgoing: RoutedPacket[];
}

export interface Interest {
  clientId: string;
  topic: string;
  qos: 1 | 2;
}

export interface SessionStore {
  /** The session of a client, or undefined when it has none. */
  find(clientId: string): Session | undefined;
  /** @throws Error when there are too many sessions. */
  open(clientId: string): Session;
  forget(clientId: string): void;
  /** Sessions that a topic is to be kept for: one entry each, with the highest QoS of its filters [MQTT-3.3.5-1]. */
  subscribedTo(topic: string): Interest[];
  /** @returns false when the queue is full and the message is dropped. */
  enqueue(interest: Interest, packet: RoutedPacket): boolean;
  count(): number;
}

export function createSessionStore(maxSessions: number, maxMessages: number): SessionStore {
  const sessions = new Map<string, Session>();

  const store: SessionStore = {
    find: (clientId) => sessions.get(clientId),
    open(clientId) {
      const known = sessions.get(clientId);
      if (known) return known;
      if (sessions.size >= maxSessions) throw new Error(`there are already ${maxSessions} kept sessions`);
      const session: Session = { subscriptions: new Map(), outgoing: [] };
      sessions.set(clientId, session);
      return session;
    },
    forget: (clientId) => sessions.delete(clientId),
    subscribedTo(topic) {
      const found: Interest[] = [];
      for (const [clientId, { subscriptions }] of sessions) {
        let qos = 0;
        for (const subscription of subscriptions.values()) {
          if (subscription.qos > qos && covers(subscription.topic, topic)) qos = subscription.qos;
        }
        if (qos > 0) found.push({ clientId, topic, qos: qos as 1 | 2 });
      }
      return found;
    },
    enqueue({ clientId, qos: granted }, { topic, payload, qos, brokerId, brokerCounter }) {
      const session = sessions.get(clientId);
      if (!session || session.outgoing.length >= maxMessages) return false;
      session.outgoing.push({
        cmd: "publish",
        topic,
        payload: Buffer.from(payload), // a view of a chunk many times its size
        qos: Math.min(qos, granted) as 1 | 2,
        retain: false,
        dup: false,
        brokerId,
        brokerCounter,
      });
      return true;
    },
    count: () => sessions.size,
  };
  return store;
}
