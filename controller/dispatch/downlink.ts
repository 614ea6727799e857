/** Puts what is wanted of devices on the wire. */
import { encodeMessage } from "#protocol/wire/codec.ts";
import type { Topics } from "#protocol/wire/topics.ts";
import type { Downlink } from "../core/fleet/ports.ts";

/** @param publish delivers bytes to a topic, or does nothing while there is no connection. */
export function createDownlink(
  topics: Topics,
  publish: (topic: string, bytes: Uint8Array, qos: 0 | 1, retain?: boolean) => void,
): Downlink {
  return {
    desire: (device, desire, encoding) =>
      publish(topics.down(device, "desire"), encodeMessage("desire", desire, encoding), 1),
    ask: (device, ask, encoding) => publish(topics.down(device, "ask"), encodeMessage("ask", ask, encoding), 1),
    time: (device, answer, encoding) =>
      publish(topics.down(device, "time"), encodeMessage("timeAnswer", answer, encoding), 0),
    directive: (group, directive) =>
      publish(topics.group(group, "directive"), encodeMessage("directive", directive, "cbor"), 0),
    document: (digest, part, bytes) => publish(topics.doc(digest, part), bytes, 1, true),
  };
}
