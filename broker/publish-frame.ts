/** Encodes a PUBLISH for subscribers: one buffer that many sockets can share, or one per packet identifier. */

export interface Publication {
  topic: string;
  payload: Buffer;
}

/** @param retain set only where the message answers a subscription [MQTT-3.3.1-8] [MQTT-3.3.1-9]. */
export function encodePublish({ topic, payload }: Publication, qos: 0 | 1, retain = false): Buffer {
  const topicBytes = Buffer.byteLength(topic);
  const remaining = 2 + topicBytes + (qos === 1 ? 2 : 0) + payload.length;
  const header = 1 + lengthOfLength(remaining);
  const frame = Buffer.allocUnsafe(header + remaining);
  frame[0] = 0x30 | (qos << 1) | (retain ? 1 : 0);
  writeLength(frame, remaining);
  frame.writeUInt16BE(topicBytes, header);
  frame.write(topic, header + 2);
  payload.copy(frame, frame.length - payload.length);
  return frame;
}

/** Writes the packet identifier of a QoS 1 frame made by `encodePublish`, in place. */
export function setPacketId(frame: Buffer, id: number, payloadBytes: number): void {
  frame.writeUInt16BE(id, frame.length - payloadBytes - 2);
}

function lengthOfLength(remaining: number): number {
  if (remaining < 128) return 1;
  if (remaining < 16_384) return 2;
  return remaining < 2_097_152 ? 3 : 4;
}

function writeLength(frame: Buffer, remaining: number): void {
  let rest = remaining;
  let at = 1;
  while (rest >= 128) {
    frame[at++] = (rest % 128) | 0x80;
    rest = Math.trunc(rest / 128);
  }
  frame[at] = rest;
}
