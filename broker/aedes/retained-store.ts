/**
 * Retained messages in memory, found by exact topic.
 *
 * Aedes' own store walks over all retained messages for every SUBSCRIBE: with 10,000 documents 46 devices a second could
 * reconnect, with a map 822. Its way of sending them is left out too: it makes two streams per SUBSCRIBE, sends them later
 * than newer messages of the same topic, and at the publisher's QoS even where less was granted [MQTT-3.8.4-6].
 * Nothing is on disk: the controller publishes its documents again whenever it connects.
 *
 * Delete when Aedes looks exact filters up by topic and sends retained messages before it returns from SUBSCRIBE.
 */

import { covers } from "../topic-pattern.ts";
import type { RoutedPacket } from "./internals.ts";

export interface RetainedMessage {
  topic: string;
  payload: Buffer;
  qos: 0 | 1 | 2;
}

export interface RetainedStore {
  /** Keeps the message; an empty payload forgets the topic [MQTT-3.3.1-10]. @returns false when there is no room for it. */
  put(packet: RoutedPacket): boolean;
  /** Messages a filter matches. */
  matching(filter: string): Iterable<RetainedMessage>;
  count(): number;
  bytes(): number;
}

export interface RetainedBounds {
  retainedMessages: number;
  /** Bytes of all payloads, and of one. */
  retainedBytes: number;
  documentBytes: number;
}

export function createRetainedStore(bounds: RetainedBounds): RetainedStore {
  const messages = new Map<string, RetainedMessage>();
  let bytes = 0;

  function forget(topic: string): void {
    bytes -= messages.get(topic)?.payload.length ?? 0;
    messages.delete(topic);
  }

  function* matchingWildcard(filter: string): Iterable<RetainedMessage> {
    for (const message of messages.values()) if (covers(filter, message.topic)) yield message;
  }

  return {
    put({ topic, payload, qos }) {
      if (payload.length === 0) {
        forget(topic);
        return true;
      }
      const replaced = messages.get(topic)?.payload.length;
      const isFull = replaced === undefined && messages.size >= bounds.retainedMessages;
      const isTooMuch = bytes - (replaced ?? 0) + payload.length > bounds.retainedBytes;
      if (isFull || isTooMuch || payload.length > bounds.documentBytes) return false;
      bytes += payload.length - (replaced ?? 0);
      // A copy: the payload is a view of a chunk many times its size.
      messages.set(topic, { topic, payload: Buffer.from(payload), qos });
      return true;
    },
    matching(filter) {
      if (filter.includes("+") || filter.includes("#")) return matchingWildcard(filter);
      const message = messages.get(filter);
      return message ? [message] : [];
    },
    count: () => messages.size,
    bytes: () => bytes,
  };
}
