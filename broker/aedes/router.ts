/**
 * Brings a message to its subscribers; stands where Aedes has `mqemitter`.
 *
 * Three things are done differently, each for a measured reason:
 * exact topics, which are all that devices may subscribe to, are one map lookup and need no tree of maps per device;
 * a message is encoded once and the same bytes go to every QoS 0 subscriber, where Aedes makes two packets, two timers and
 * six writes per subscriber, which at 5,000 lamps is the difference between half a second and the cost of the sockets;
 * a publish is done when every subscriber has room, but only subscribers worth waiting for are waited for.
 * Also the QoS of a delivery is the lower of publish and grant for filters with wildcards too [MQTT-3.8.4-6].
 *
 * Sessions that outlive their connection, and QoS 2, go Aedes' own way, because their state is its business.
 * Delete when Aedes delivers like this by itself.
 */
import type { Connection } from "../connection.ts";
import type { Counters } from "../counters.ts";
import { encodePublish, setPacketId } from "../publish-frame.ts";
import { createFilterTree } from "./filter-tree.ts";
import type { AedesClient, Deliver, Done, RoutedPacket } from "./internals.ts";

/** One subscription. `direct` is absent where Aedes has to deliver. */
interface Subscriber {
  deliver: Deliver;
  direct?: { client: AedesClient; connection: Connection; qos: 0 | 1 };
}

/** The interface Aedes expects of `mq`. */
export interface Router {
  on(filter: string, deliver: Deliver, done?: Done): this;
  removeListener(filter: string, deliver: Deliver, done?: Done): this;
  emit(packet: RoutedPacket, done?: Done): this;
  close(done?: Done): void;
  /** From now on this subscription is served without Aedes. */
  serveDirectly(filter: string, client: AedesClient): void;
  subscriptions(): number;
}

export function createRouter(counters: Counters): Router {
  /** Most topics have one subscriber, so a map per topic is made only for the second. */
  const exact = new Map<string, Subscriber | Map<Deliver, Subscriber>>();
  const wild = createFilterTree<Subscriber>();
  const wildSubscribers = new Map<Deliver, Subscriber>();
  let count = 0;
  let isClosed = false;

  function find(filter: string, deliver: Deliver): Subscriber | undefined {
    if (hasWildcard(filter)) return wildSubscribers.get(deliver);
    const entry = exact.get(filter);
    if (entry instanceof Map) return entry.get(deliver);
    return entry?.deliver === deliver ? entry : undefined;
  }

  function addExact(topic: string, subscriber: Subscriber): void {
    const entry = exact.get(topic);
    if (entry === undefined) exact.set(topic, subscriber);
    else if (entry instanceof Map) entry.set(subscriber.deliver, subscriber);
    else {
      exact.set(
        topic,
        new Map([
          [entry.deliver, entry],
          [subscriber.deliver, subscriber],
        ]),
      );
    }
  }

  function removeExact(topic: string, deliver: Deliver): boolean {
    const entry = exact.get(topic);
    if (entry instanceof Map) {
      const had = entry.delete(deliver);
      if (entry.size === 0) exact.delete(topic);
      return had;
    }
    return entry?.deliver === deliver && exact.delete(topic);
  }

  const router: Router = {
    on(filter, deliver, done) {
      const subscriber = { deliver };
      count++;
      if (hasWildcard(filter)) {
        wild.add(filter, subscriber);
        wildSubscribers.set(deliver, subscriber);
      } else addExact(filter, subscriber);
      done?.();
      return router;
    },

    removeListener(filter, deliver, done) {
      const subscriber = find(filter, deliver);
      if (subscriber) {
        count--;
        if (hasWildcard(filter)) {
          wild.remove(filter, subscriber);
          wildSubscribers.delete(deliver);
        } else removeExact(filter, deliver);
      }
      done?.();
      return router;
    },

    emit(packet, done) {
      if (isClosed) {
        done?.(new Error("the broker is closing"));
        return router;
      }
      const delivery = new Delivery(packet, counters, done);
      const entry = exact.get(packet.topic);
      if (entry instanceof Map) for (const subscriber of entry.values()) delivery.to(subscriber);
      else if (entry) delivery.to(entry);
      wild.match(packet.topic, (subscriber) => delivery.to(subscriber));
      delivery.finish();
      return router;
    },

    close(done) {
      isClosed = true;
      if (done) setImmediate(done);
    },

    serveDirectly(filter, client) {
      const subscription = client.subscriptions[filter];
      if (!subscription || !client.clean || subscription.qos === 2) return;
      const subscriber = find(filter, subscription.func);
      if (!subscriber) return;
      subscriber.direct = { client, connection: client.conn as unknown as Connection, qos: subscription.qos };
    },

    subscriptions: () => count,
  };
  return router;
}

/** One message on its way to all its subscribers. */
class Delivery {
  private readonly packet: RoutedPacket;
  private readonly counters: Counters;
  private readonly done: Done | undefined;
  /** Subscribers not yet finished, and one for the round itself. */
  private open = 1;
  private shared: Buffer | undefined;

  constructor(packet: RoutedPacket, counters: Counters, done: Done | undefined) {
    this.packet = packet;
    this.counters = counters;
    this.done = done;
  }

  to(subscriber: Subscriber): void {
    const { direct } = subscriber;
    if (!this.packet.topic.startsWith("$")) this.counters.publishesOut++; // Aedes listens to its own $SYS messages
    if (!direct) {
      this.open++;
      subscriber.deliver(this.packet, this.finish);
      return;
    }
    const { connection } = direct;
    if (connection.destroyed) return;
    const frame =
      direct.qos === 0 || this.packet.qos === 0 ? this.frameForAll() : this.frameFor(direct.client, connection);
    if (connection.send(frame)) return;
    this.open++;
    connection.outbound.whenRelieved(this.finish);
  }

  /** A field, because it is handed on as a callback. */
  readonly finish = (): void => {
    if (--this.open === 0) this.done?.();
  };

  private frameForAll(): Buffer {
    this.shared ??= encodePublish(this.packet, 0);
    return this.shared;
  }

  private frameFor(client: AedesClient, connection: Connection): Buffer {
    const frame = encodePublish(this.packet, 1);
    setPacketId(frame, takePacketId(client), this.packet.payload.length);
    connection.outbound.unacknowledged++;
    return frame;
  }
}

/** The same counter that Aedes draws from: 1…65,535 in turn [MQTT-2.3.1-1]. */
export function takePacketId(client: AedesClient): number {
  const id = client._nextId === 0 ? 1 : client._nextId;
  client._nextId = id >= 65_535 ? 1 : id + 1;
  return id;
}

function hasWildcard(filter: string): boolean {
  return filter.includes("+") || filter.includes("#");
}
