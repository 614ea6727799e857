/**
 * What Aedes asks of a persistence, answered by the bounded stores beside it.
 *
 * Almost every client starts clean, so the answers they need are constants: no promise, queue or will is made per message
 * or connection. Wills stay with their clients, where Aedes has them anyway; a store of them would only serve brokers that
 * share one, and would publish the wills of living clients after a pause of three heartbeats.
 */
import type { AedesClient, RoutedPacket } from "./internals.ts";
import type { RetainedStore } from "./retained-store.ts";
import type { Interest, SessionStore, SessionSubscription } from "./session-store.ts";

export interface PersistenceReports {
  retainedFull(packet: RoutedPacket): void;
  sessionQueueFull(clientId: string, packet: RoutedPacket): void;
}

const nothing = Promise.resolve(undefined);
const nobody: Promise<Interest[]> = Promise.resolve([]);
const noSuchPacket = new Error("no such packet");
/** Retained messages are sent on SUBSCRIBE by us; Aedes pipes this into a stream that stays empty. */
const noRetained = { pipe() {} };

type WithId = Pick<AedesClient, "id" | "clean">;

export function createPersistence(retained: RetainedStore, sessions: SessionStore, reports: PersistenceReports) {
  /** Identifiers of QoS 2 messages received and not released, by client [MQTT-4.3.3-2]; Aedes bounds them per client. */
  const incoming = new Map<string, Set<number>>();

  return {
    async setup() {},

    // ——— retained messages ———
    storeRetained(packet: RoutedPacket): Promise<void> {
      if (!retained.put(packet)) reports.retainedFull(packet);
      return nothing;
    },
    createRetainedStreamCombi: () => noRetained,

    // ——— subscriptions of kept sessions ———
    async addSubscriptions(client: WithId, subscriptions: SessionSubscription[]): Promise<void> {
      const session = sessions.open(client.id);
      for (const { topic, qos } of subscriptions) session.subscriptions.set(topic, { topic, qos });
    },
    async removeSubscriptions(client: WithId, filters: string[]): Promise<void> {
      const session = sessions.find(client.id);
      for (const filter of filters) session?.subscriptions.delete(filter);
    },
    async subscriptionsByClient(client: { id: string }): Promise<SessionSubscription[]> {
      return [...(sessions.find(client.id)?.subscriptions.values() ?? [])].map((subscription) => ({ ...subscription }));
    },
    subscriptionsByTopic(topic: string): Promise<Interest[]> {
      return sessions.count() === 0 ? nobody : Promise.resolve(sessions.subscribedTo(topic));
    },
    /** A client that starts clean ends the session kept for it [MQTT-3.1.2-6]. */
    cleanSubscriptions(client: WithId): Promise<void> {
      sessions.forget(client.id);
      return nothing;
    },

    // ——— messages for kept sessions ———
    outgoingEnqueueCombi(interests: Interest[], packet: RoutedPacket): Promise<void> {
      for (const interest of interests) {
        if (!sessions.enqueue(interest, packet)) reports.sessionQueueFull(interest.clientId, packet);
      }
      return nothing;
    },
    /** Learns the identifier under which a message was sent, or that a QoS 2 message was received. */
    outgoingUpdate(client: WithId, packet: RoutedPacket): Promise<void> {
      const outgoing = sessions.find(client.id)?.outgoing ?? [];
      const isRelease = packet.cmd === "pubrel";
      const index = outgoing.findIndex((queued) =>
        isRelease ? queued.messageId === packet.messageId : queued.brokerCounter === packet.brokerCounter,
      );
      const queued = outgoing[index];
      if (queued && isRelease) outgoing[index] = { ...queued, cmd: "pubrel" };
      else if (queued) queued.messageId = packet.messageId;
      return nothing; // a message that was not queued, a retained one for example, has no state to keep
    },
    outgoingClearMessageId(client: WithId, packet: { messageId?: number }): Promise<RoutedPacket | undefined> {
      const outgoing = client.clean ? undefined : sessions.find(client.id)?.outgoing;
      if (!outgoing) return nothing;
      const index = outgoing.findIndex((queued) => queued.messageId === packet.messageId);
      return Promise.resolve(index < 0 ? undefined : outgoing.splice(index, 1)[0]);
    },
    /** What was sent before keeps its identifier and is marked DUP [MQTT-4.4.0-1] [MQTT-3.3.1-1]. */
    *outgoingStream(client: WithId): Iterable<RoutedPacket> {
      for (const queued of [...(sessions.find(client.id)?.outgoing ?? [])]) {
        yield { ...queued, dup: queued.cmd === "publish" && queued.messageId !== undefined };
      }
    },

    // ——— QoS 2 messages received and not yet released: the identifier is enough to know a double ———
    async incomingStorePacket(client: WithId, packet: RoutedPacket): Promise<void> {
      const identifiers = incoming.get(client.id);
      if (identifiers) identifiers.add(packet.messageId!);
      else incoming.set(client.id, new Set([packet.messageId!]));
    },
    async incomingGetPacket(client: WithId, packet: RoutedPacket): Promise<RoutedPacket> {
      if (!incoming.get(client.id)?.has(packet.messageId!)) throw noSuchPacket;
      return packet;
    },
    async incomingDelPacket(client: WithId, packet: RoutedPacket): Promise<void> {
      if (!incoming.get(client.id)?.delete(packet.messageId!)) throw noSuchPacket;
    },
    cleanIncoming(client: WithId): Promise<void> {
      incoming.delete(client.id);
      return nothing;
    },

    // ——— wills ———
    putWill: () => nothing,
    delWill: () => nothing,
    *streamWill() {},
  };
}
