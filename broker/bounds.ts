/** Every bound of the broker in one place, with unit and reason. All can be set; the defaults fit 10,000 lamps on one broker. */
import { getDefaultHighWaterMark } from "node:stream";
import { z } from "zod";
import { keepAliveSeconds, maxSubscriptions, maxTopicBytes, maxUpBytes } from "#protocol/wire/limits.ts";
import { runPublishes } from "./frame-cutter.ts";

const count = z.coerce.number().int();
const bytes = count.min(64).max(268_435_455); // [MQTT-2.2.3]: no packet can be longer
const ms = count.min(10).max(3_600_000);

/** Bytes above which a socket of Node says that it is full, and later that it is not. */
const socketMark = getDefaultHighWaterMark(false);

/** What one connection may do, by who is behind it. */
export interface RoleBounds {
  /** Bytes of the payload of one PUBLISH. */
  payloadBytes: number;
  /** Bytes of one packet of any kind, fixed header included. */
  packetBytes: number;
  /** Topic filters held at once. */
  subscriptions: number;
  /** QoS 1 messages sent and not acknowledged. */
  inFlight: number;
  /** Bytes waiting for a subscriber before it is dropped. */
  queueBytes: number;
  /** Bytes waiting for a subscriber before publishers wait for it; Infinity for those who must never hold up anybody. */
  congestedBytes: number;
  /** Milliseconds a subscriber may take nothing before it is dropped. */
  stalledMs: number;
  /** Messages a second, lasting; a burst may be `messageBurst`. */
  messagesPerSecond: number;
  messageBurst: number;
  bytesPerSecond: number;
  byteBurst: number;
}

/** Bytes around a payload: fixed header 5, topic length 2, topic, packet identifier 2. */
const aroundPayload = 5 + 2 + maxTopicBytes + 2;

export const Bounds = z.object({
  /** Before sign-in nobody sends more than a CONNECT, so that strangers cannot fill memory. */
  connectBytes: bytes.max(65_536).default(2048),
  /** Bytes of a client identifier; MQTT only promises 23 [MQTT-3.1.3-5], tools use up to about 60. */
  clientIdBytes: count.min(23).max(1024).default(128),
  /** Bytes of user name and of password, each. */
  userNameBytes: count.min(32).max(1024).default(128),
  /** Bytes of a topic or filter. */
  topicBytes: count.min(32).max(65_535).default(maxTopicBytes),
  /** Levels of a topic or filter; routing costs one step a level. */
  topicLevels: count.min(4).max(100).default(16),

  /** Bytes a device publishes in one message. */
  devicePayloadBytes: bytes.default(maxUpBytes),
  deviceSubscriptions: count.min(3).max(10_000).default(maxSubscriptions),
  /** A lamp acknowledges within a round trip; more in flight means nobody is there. */
  deviceInFlight: count.min(1).max(32_768).default(256),
  /** Some hundred messages of the largest kind; a lamp that is so far behind is served better by a new connection. */
  deviceQueueBytes: bytes.default(262_144),
  /** 5 s: a frozen lamp must not keep memory; it reconnects and gets its state whole. */
  deviceStalledMs: ms.default(5000),
  /** A lamp says a few messages a minute; the rest is room for catching up after an outage. */
  deviceMessagesPerSecond: count.min(1).max(1_000_000).default(200),
  deviceMessageBurst: count.min(1).max(1_000_000).default(1000),
  deviceBytesPerSecond: count.min(1024).max(1_000_000_000).default(524_288),
  deviceByteBurst: count.min(1024).max(1_000_000_000).default(1_048_576),

  /** Documents, and whatever an integrator sends. */
  servicePayloadBytes: bytes.default(1_048_576),
  serviceSubscriptions: count.min(1).max(100_000).default(1000),
  /** Half the packet identifiers [MQTT-2.3.1]: the next is then always free. */
  serviceInFlight: count.min(1).max(32_768).default(32_768),
  serviceQueueBytes: bytes.default(16_777_216),
  /** Above this publishers wait for the subscriber instead of filling its queue. Below its own mark a socket reports no relief. */
  serviceCongestedBytes: bytes.min(socketMark).default(1_048_576),
  /** How long an integrator that takes nothing can hold up the others before it is dropped. */
  serviceStalledMs: ms.default(5000),
  /** The controller is worth waiting for: a long pause of its process must not cost its session. */
  controllerStalledMs: ms.default(30_000),
  serviceMessagesPerSecond: count.min(1).max(1_000_000).default(100_000),
  serviceMessageBurst: count.min(1).max(1_000_000).default(200_000),
  serviceBytesPerSecond: count.min(1024).max(1_000_000_000).default(104_857_600),
  serviceByteBurst: count.min(1024).max(1_000_000_000).default(209_715_200),

  /** Publishes accepted and not yet handed to every subscriber, over all connections; one turn of one client must fit. */
  publishesInRouting: count.min(runPublishes).max(100_000).default(1000),
  /** Connections in all; twice the lamps, because after an outage old and new connections overlap. */
  connections: count.min(1).max(1_000_000).default(25_000),
  /** Connections of one address; 0 is no bound, because one cellular address hides many lamps. */
  connectionsPerAddress: count.min(0).max(1_000_000).default(0),
  /** From accepting the connection to its whole CONNECT. */
  connectMs: ms.default(10_000),
  /** From the first to the last byte of a packet; NB-IoT needs under 3 s for the largest. */
  partialFrameMs: ms.default(20_000),
  /** Silence after which a connection is closed even with keep-alive 0; one and a half times the longest keep-alive [MQTT-3.1.2-24]. */
  silentMs: count.min(1000).default(keepAliveSeconds.max * 1500),

  /** Retained messages and the bytes of their payloads: 10,000 documents of one part. */
  retainedMessages: count.min(0).max(1_000_000).default(10_000),
  retainedBytes: bytes.default(67_108_864),
  /** Bytes of one document: a device takes 2 KiB at a time, so a larger one travels in parts; tools may keep more. */
  documentBytes: bytes.default(65_536),
  /** Sessions of service accounts that outlive their connection, and what waits for each. */
  sessions: count.min(0).max(100_000).default(100),
  sessionMessages: count.min(0).max(1_000_000).default(10_000),

  /** Refusals of one user within a minute before its connection is closed and its next sign-ins wait. */
  offences: count.min(1).max(100_000).default(20),
  /** Failed sign-ins from one address within a minute before further failures are answered late. */
  failedSignIns: count.min(1).max(100_000).default(20),
  /** How late. Valid credentials are never delayed. */
  failedSignInDelayMs: ms.default(3000),
  /** Security events published a second; the rest is added up in their `count`. */
  eventsPerSecond: count.min(1).max(1000).default(20),
  /** Time for publishes on their way and for queues when the broker is told to stop. */
  drainMs: ms.default(5000),
});

export type Bounds = z.infer<typeof Bounds>;

export function deviceBounds(bounds: Bounds): RoleBounds {
  return {
    payloadBytes: bounds.devicePayloadBytes,
    packetBytes: bounds.devicePayloadBytes + aroundPayload,
    subscriptions: bounds.deviceSubscriptions,
    inFlight: bounds.deviceInFlight,
    queueBytes: bounds.deviceQueueBytes,
    congestedBytes: Number.POSITIVE_INFINITY,
    stalledMs: bounds.deviceStalledMs,
    messagesPerSecond: bounds.deviceMessagesPerSecond,
    messageBurst: bounds.deviceMessageBurst,
    bytesPerSecond: bounds.deviceBytesPerSecond,
    byteBurst: bounds.deviceByteBurst,
  };
}

export function serviceBounds(bounds: Bounds): RoleBounds {
  return {
    payloadBytes: bounds.servicePayloadBytes,
    packetBytes: bounds.servicePayloadBytes + aroundPayload,
    subscriptions: bounds.serviceSubscriptions,
    inFlight: bounds.serviceInFlight,
    queueBytes: bounds.serviceQueueBytes,
    congestedBytes: bounds.serviceCongestedBytes,
    stalledMs: bounds.serviceStalledMs,
    messagesPerSecond: bounds.serviceMessagesPerSecond,
    messageBurst: bounds.serviceMessageBurst,
    bytesPerSecond: bounds.serviceBytesPerSecond,
    byteBurst: bounds.serviceByteBurst,
  };
}

export function controllerBounds(bounds: Bounds): RoleBounds {
  return { ...serviceBounds(bounds), stalledMs: bounds.controllerStalledMs };
}
