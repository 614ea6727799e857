/** The border of the road up: topic and bytes become one typed call, or one counted reject. Nothing here decides. */

import type { Answer } from "#protocol/wire/ask.ts";
import type { BrokerEvent } from "#protocol/wire/broker-event.ts";
import type { TimeRequest } from "#protocol/wire/clock-exchange.ts";
import { type Decoded, decodeMessage } from "#protocol/wire/codec.ts";
import type { Gone, Hello } from "#protocol/wire/hello.ts";
import type { MessageKind } from "#protocol/wire/messages.ts";
import type { EventMessage, Report } from "#protocol/wire/report.ts";
import type { Topics, UpKind } from "#protocol/wire/topics.ts";
import type { Encoding } from "#protocol/wire/vocabulary.ts";
import type { Clock } from "../clock.ts";
import type { Rejects } from "./rejects.ts";

/** A message as it came, beside what it says. */
export interface Received {
  readonly device: string;
  readonly receivedAt: number;
  readonly encoding: Encoding;
  readonly bytes: Uint8Array;
}

/** Who takes what came up. */
export interface Uplink {
  /** False for devices that are not in the inventory: what they say is a reject. */
  knows(device: string): boolean;
  hello(message: Hello, from: Received): void;
  report(message: Report, from: Received): void;
  event(message: EventMessage, from: Received): void;
  answer(message: Answer, from: Received): void;
  gone(message: Gone, from: Received): void;
  time(message: TimeRequest, from: Received): void;
  brokerEvent(broker: string, message: BrokerEvent): void;
}

const kindOf = {
  hello: "hello",
  report: "report",
  event: "event",
  answer: "answer",
  gone: "gone",
  time: "timeRequest",
} as const satisfies Record<UpKind, MessageKind>;

/** @returns what is to be called with every message of the controller's subscriptions. */
export function createIngest({
  topics,
  clock,
  uplink,
  rejects,
}: {
  topics: Topics;
  clock: Clock;
  uplink: Uplink;
  rejects: Rejects;
}): (topic: string, bytes: Uint8Array) => void {
  /** @returns the message, or undefined after counting the reject. */
  function read<K extends MessageKind>(kind: K, topic: string, bytes: Uint8Array, device?: string) {
    const decoded: Decoded<K> = decodeMessage(kind, bytes);
    if (decoded.ok) return decoded;
    rejects.add(device, { at: clock.now(), topic, ...decoded.reject });
    return undefined;
  }

  function fromDevice(device: string, kind: UpKind, topic: string, bytes: Uint8Array): void {
    const receivedAt = clock.now();
    if (!uplink.knows(device)) {
      // the will of a device that was just retired is the broker's word, and nobody has to be looked for
      if (kind === "gone") return;
      rejects.add(device, { at: receivedAt, topic, code: "unknownDevice", detail: "not in the inventory" });
      return;
    }
    const decoded = read(kindOf[kind], topic, bytes, device);
    if (decoded === undefined) return;
    const { message, encoding } = decoded;
    const from: Received = { device, receivedAt, encoding, bytes };
    // the kind of topic names the kind of message, which the compiler cannot follow through the table
    (uplink[kind] as (message: unknown, from: Received) => void)(message, from);
  }

  return (topic, bytes) => {
    const parsed = topics.parse(topic);
    if (parsed?.road === "up") fromDevice(parsed.device, parsed.kind, topic, bytes);
    else if (parsed?.road === "broker") {
      const decoded = read("brokerEvent", topic, bytes);
      if (decoded !== undefined) uplink.brokerEvent(parsed.broker, decoded.message);
    } else {
      rejects.add(undefined, { at: clock.now(), topic, code: "foreignTopic", detail: "not a topic of the road up" });
    }
  };
}
