import { expect, test } from "vitest";
import { encodePublish, setPacketId } from "../../broker/publish-frame.ts";
import { publish } from "./support/packets.ts";

test.each([0, 1, 117, 118, 16_000, 16_400, 2_100_000])(
  "a PUBLISH with a payload of %i bytes is what the clause says [MQTT-3.3]",
  (size) => {
    const payload = Buffer.alloc(size, 7);
    const message = { topic: "đèn/1", payload };
    expect(encodePublish(message, 0).equals(publish("đèn/1", payload))).toBe(true);
    const frame = encodePublish(message, 1, true);
    setPacketId(frame, 0xabcd, size);
    expect(frame.equals(publish("đèn/1", payload, { qos: 1, id: 0xabcd, retain: true }))).toBe(true);
  },
);
