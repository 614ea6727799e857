/** MQTT text at the byte level: valid UTF-8 without U+0000, and the shape of topics and topic filters. */
import { isUtf8 } from "node:buffer";

const slash = 0x2f;
const plus = 0x2b;
const hash = 0x23;

/**
 * Whether bytes `start`…`end` are text a broker may pass on: well-formed UTF-8 without surrogates [MQTT-1.5.3-1] and
 * without U+0000 [MQTT-1.5.3-2]. U+FEFF is kept as it is [MQTT-1.5.3-3].
 */
export function isMqttText(bytes: Buffer, start: number, end: number): boolean {
  let plain = true;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === 0) return false;
    if (byte > 0x7f) plain = false;
  }
  return plain || isUtf8(bytes.subarray(start, end));
}

/** Whether bytes hold no wildcard and are not empty, as a topic name must [MQTT-3.3.2-2] [MQTT-4.7.3-1]. */
export function isTopicName(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === plus || byte === hash) return false;
  }
  return end > start;
}

/** Whether wildcards stand where they may: `#` last and a level of its own [MQTT-4.7.1-2], `+` a level of its own [MQTT-4.7.1-3]. */
export function isTopicFilter(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte !== plus && byte !== hash) continue;
    if (at > start && bytes[at - 1] !== slash) return false;
    if (byte === hash ? at + 1 !== end : at + 1 < end && bytes[at + 1] !== slash) return false;
  }
  return end > start;
}
