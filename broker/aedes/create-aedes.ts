/** Builds Aedes with every workaround of this folder in its place; the only file that knows them all. */
import { Aedes } from "aedes";
import type { Connection } from "../connection.ts";
import type { Counters } from "../counters.ts";
import { encodePublish, setPacketId } from "../publish-frame.ts";
import { removeDuplicateFilter } from "./duplicates.ts";
import { type FailureLog, listenToFailures } from "./failures.ts";
import type { AedesBroker, AedesClient } from "./internals.ts";
import { createPersistence, type PersistenceReports } from "./persistence.ts";
import { type PublishToRefuse, sendNowhere } from "./refused-publish.ts";
import { createRetainedStore, type RetainedBounds, type RetainedStore } from "./retained-store.ts";
import { createRouter, type Router, takePacketId } from "./router.ts";
import { createSessionStore, type SessionStore } from "./session-store.ts";

export interface AedesBounds extends RetainedBounds {
  sessions: number;
  sessionMessages: number;
  connectMs: number;
}

/** Decisions Aedes asks for, about connections that are signed in. */
export interface AedesDecisions extends PersistenceReports {
  mayPublish(connection: Connection, topic: string, retain: boolean): boolean;
  /** @param held filters the connection holds, this one not counted. */
  maySubscribe(connection: Connection, filter: string, held: number): boolean;
}

export interface BuiltAedes {
  aedes: AedesBroker;
  router: Router;
  retained: RetainedStore;
  sessions: SessionStore;
}

export async function createAedes(
  id: string,
  bounds: AedesBounds,
  decisions: AedesDecisions,
  counters: Counters,
  log: FailureLog,
): Promise<BuiltAedes> {
  const router = createRouter(counters);
  const retained = createRetainedStore(bounds);
  const sessions = createSessionStore(bounds.sessions, bounds.sessionMessages);

  const aedes = new Aedes({
    id,
    mq: router,
    persistence: createPersistence(retained, sessions, decisions),
    concurrency: 0, // routing is bounded by the gate in front; Aedes' own bound is slow and lets one subscriber stop all
    drainTimeout: 0, // a subscriber that takes nothing is dropped by the sweep, by the bounds of its role
    connectTimeout: bounds.connectMs, // runs from a CONNECT that was already read, so it never expires
    maxClientsIdLength: 65_535, // judged by the guard
    maxTopicLevels: 100, // judged by the access rules
    // Signed in before Aedes sees the connection; answered at once, so that it never reads while this is open.
    authenticate: (_client, _user, _password, done) => done(null, true),
    authorizePublish: (client, packet, done) => {
      const connection = client?.conn as Connection | undefined;
      if (connection && !decisions.mayPublish(connection, packet.topic, packet.retain))
        sendNowhere(packet as PublishToRefuse);
      done(null);
    },
    authorizeSubscribe: (client, subscription, done) => {
      const filters = Object.keys((client as AedesClient).subscriptions);
      const held = filters.includes(subscription.topic) ? filters.length - 1 : filters.length;
      // null is answered with 0x80 [MQTT-3.9.3-2].
      done(
        null,
        decisions.maySubscribe(client.conn as unknown as Connection, subscription.topic, held) ? subscription : null,
      );
    },
  }) as AedesBroker;

  removeDuplicateFilter(aedes);
  listenToFailures(aedes, log);
  aedes.on("subscribe", (subscriptions, client) => {
    for (const { topic, qos } of subscriptions) {
      if ((qos as number) > 2) continue; // refused
      router.serveDirectly(topic, client as AedesClient);
      sendRetained(client as AedesClient, topic, qos as 0 | 1 | 2, retained);
    }
  });
  await aedes.listen();
  return { aedes, router, retained, sessions };
}

/** Every SUBSCRIBE brings the retained messages again [MQTT-3.8.4-3], with the RETAIN flag [MQTT-3.3.1-8]. */
function sendRetained(client: AedesClient, filter: string, granted: 0 | 1 | 2, retained: RetainedStore): void {
  const connection = client.conn as unknown as Connection;
  for (const message of retained.matching(filter)) {
    const qos = Math.min(granted, message.qos, 1) as 0 | 1;
    const frame = encodePublish(message, qos, true);
    if (qos === 1) {
      setPacketId(frame, takePacketId(client), message.payload.length);
      if (client.clean) connection.outbound.unacknowledged++;
    }
    connection.send(frame);
  }
}
