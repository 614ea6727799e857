/**
 * Checks MQTT packets at the byte level before anything else sees them: fixed header, length, and the body of every
 * packet a signed-in client may send. Pure; CONNECT has its own file. One pass over the bytes, no copies, no objects.
 */
import type { RoleBounds } from "./bounds.ts";
import type { Rule } from "./rules.ts";
import { isMqttText, isTopicFilter, isTopicName } from "./text.ts";

/** MQTT control packet types [MQTT 2.2.1], as far as a client sends them. */
export const packetType = {
  connect: 1,
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  subscribe: 8,
  unsubscribe: 10,
  pingreq: 12,
  disconnect: 14,
} as const;

/** The first byte of a packet decides by itself: reserved types, server-only types, reserved flags. Index: the byte. */
const firstByteRules: readonly (Rule | undefined)[] = Array.from({ length: 256 }, (_, byte) => ruleOfFirstByte(byte));

function ruleOfFirstByte(byte: number): Rule | undefined {
  const type = byte >> 4;
  const flags = byte & 0x0f;
  switch (type) {
    case packetType.publish:
      if ((flags & 0b0110) === 0b0110) return "publish.qos"; // [MQTT-3.3.1-4]
      return (flags & 0b1110) === 0b1000 ? "publish.duplicate" : undefined; // [MQTT-3.3.1-2]
    case packetType.pubrel:
    case packetType.subscribe:
    case packetType.unsubscribe:
      return flags === 0b0010 ? undefined : "frame.flags"; // [MQTT-3.6.1-1] [MQTT-3.8.1-1] [MQTT-3.10.1-1]
    case packetType.connect:
    case packetType.puback:
    case packetType.pubrec:
    case packetType.pubcomp:
    case packetType.pingreq:
    case packetType.disconnect:
      return flags === 0 ? undefined : "frame.flags"; // [MQTT-2.2.2-2]
    default:
      return "frame.type";
  }
}

/** Refusal by the first byte alone, before its packet has arrived. */
export function checkFirstByte(byte: number): Rule | undefined {
  return firstByteRules[byte];
}

/** Bytes of the fixed header at `at`: 2–5; 0 when more bytes are needed; −1 when the remaining length is malformed [MQTT-2.2.3]. */
export function headerLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4; length++) {
    const byte = bytes[at + length];
    if (byte === undefined) return 0;
    if (byte < 0x80) return length + 1;
  }
  return -1;
}

/** The remaining length that stands in a fixed header of `header` bytes. */
export function remainingLength(bytes: Buffer, at: number, header: number): number {
  let value = 0;
  for (let index = header - 1; index > 0; index--) value = value * 128 + (bytes[at + index]! & 0x7f);
  return value;
}

/**
 * Refusal by the body of one whole packet of a signed-in client; undefined is sound.
 * @param at first byte of the packet. @param body first byte after the fixed header. @param end first byte after the packet.
 */
export function checkPacket(
  bytes: Buffer,
  at: number,
  body: number,
  end: number,
  bounds: RoleBounds,
): Rule | undefined {
  const first = bytes[at]!;
  switch (first >> 4) {
    case packetType.publish:
      return checkPublish(bytes, body, end, (first & 0b0110) !== 0, bounds);
    case packetType.puback:
    case packetType.pubrec:
    case packetType.pubrel:
    case packetType.pubcomp:
      if (end - body !== 2) return "frame.body";
      return isZero(bytes, body) ? "frame.packetId" : undefined;
    case packetType.subscribe:
      return checkFilters(bytes, body, end, true);
    case packetType.unsubscribe:
      return checkFilters(bytes, body, end, false);
    case packetType.pingreq:
    case packetType.disconnect:
      return end === body ? undefined : "frame.body";
    case packetType.connect:
      return "connect.second"; // [MQTT-3.1.0-2]
    default:
      return "frame.type";
  }
}

function checkPublish(bytes: Buffer, body: number, end: number, hasId: boolean, bounds: RoleBounds): Rule | undefined {
  if (end - body < 2) return "frame.body";
  const topic = body + 2;
  const topicEnd = topic + bytes.readUInt16BE(body);
  const payload = hasId ? topicEnd + 2 : topicEnd;
  if (payload > end) return "frame.body";
  if (!isTopicName(bytes, topic, topicEnd)) return "publish.topic";
  if (!isMqttText(bytes, topic, topicEnd)) return "frame.text";
  if (hasId && isZero(bytes, topicEnd)) return "frame.packetId";
  return end - payload > bounds.payloadBytes ? "publish.size" : undefined;
}

/** SUBSCRIBE and UNSUBSCRIBE: identifier, then filters, each followed by a QoS byte in a SUBSCRIBE. */
function checkFilters(bytes: Buffer, body: number, end: number, withQos: boolean): Rule | undefined {
  if (end - body < 2) return "frame.body";
  if (isZero(bytes, body)) return "frame.packetId";
  let at = body + 2;
  if (at === end) return "subscribe.empty";
  while (at < end) {
    if (end - at < 2) return "frame.body";
    const filter = at + 2;
    const filterEnd = filter + bytes.readUInt16BE(at);
    at = withQos ? filterEnd + 1 : filterEnd;
    if (at > end) return "frame.body";
    if (!isTopicFilter(bytes, filter, filterEnd)) return "subscribe.filter";
    if (!isMqttText(bytes, filter, filterEnd)) return "frame.text";
    if (withQos && bytes[filterEnd]! > 2) return "subscribe.qos";
  }
  return undefined;
}

function isZero(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0 && bytes[at + 1] === 0;
}
