import { describe, expect, test } from "vitest";
import { Bounds, deviceBounds } from "../../broker/bounds.ts";
import { checkFirstByte, checkPacket, headerLength, remainingLength } from "../../broker/frame-guard.ts";
import type { Rule } from "../../broker/rules.ts";
import {
  connect,
  disconnect,
  packet,
  pingreq,
  puback,
  publish,
  subscribe,
  text,
  unsubscribe,
} from "./support/packets.ts";

const bounds = deviceBounds(Bounds.parse({ devicePayloadBytes: 64 }));

function check(bytes: Buffer): Rule | undefined {
  const early = checkFirstByte(bytes[0]!);
  if (early) return early;
  return checkPacket(bytes, 0, headerLength(bytes, 0), bytes.length, bounds);
}

describe("sound packets of a client pass", () => {
  test.each([
    ["PUBLISH QoS 0", publish("a/b", "x")],
    ["PUBLISH QoS 1, repeated", publish("a/b", "x", { qos: 1, dup: true })],
    ["PUBLISH QoS 2", publish("a/b", "x", { qos: 2 })],
    ["PUBLISH without payload", publish("a")],
    ["PUBLISH to a Vietnamese topic", publish("đèn/phố", "x")],
    ["PUBLISH with U+FEFF, which is no mark of byte order here [MQTT-1.5.3-3]", publish("\uFEFFa", "x")],
    ["PUBACK", puback(7)],
    ["PUBREL", packet(0x62, [0, 7])],
    ["SUBSCRIBE", subscribe(["a/+/c", "#", "+", "/", "a//b"])],
    ["UNSUBSCRIBE", unsubscribe(["a/#"])],
    ["PINGREQ", pingreq],
    ["DISCONNECT", disconnect],
  ])("%s", (_name, bytes) => {
    expect(check(bytes)).toBeUndefined();
  });
});

describe("what breaks a clause is refused by its rule", () => {
  test.each<[string, Buffer, Rule]>([
    ["[MQTT-2.2.1] type 0 is reserved", packet(0x00), "frame.type"],
    ["[MQTT-2.2.1] type 15 is reserved", packet(0xf0), "frame.type"],
    ["CONNACK comes from servers only", packet(0x20, [0, 0]), "frame.type"],
    ["SUBACK comes from servers only", packet(0x90, [0, 1, 0]), "frame.type"],
    ["PINGRESP comes from servers only", packet(0xd0), "frame.type"],
    ["[MQTT-2.2.2-2] PINGREQ with a reserved flag", packet(0xc1), "frame.flags"],
    ["[MQTT-2.2.2-2] PUBACK with a reserved flag", packet(0x41, [0, 1]), "frame.flags"],
    ["[MQTT-2.2.2-2] DISCONNECT with a reserved flag", packet(0xe8), "frame.flags"],
    ["[MQTT-3.6.1-1] PUBREL without its flag", packet(0x60, [0, 1]), "frame.flags"],
    ["[MQTT-3.8.1-1] SUBSCRIBE without its flag", packet(0x80, [0, 1], text("a"), [0]), "frame.flags"],
    ["[MQTT-3.10.1-1] UNSUBSCRIBE without its flag", packet(0xa0, [0, 1], text("a")), "frame.flags"],
    ["[MQTT-3.1.0-2] a second CONNECT", connect(), "connect.second"],
    ["[MQTT-3.3.1-4] PUBLISH with both QoS bits", publish("a", "x", { qos: 3 }), "publish.qos"],
    ["[MQTT-3.3.1-2] PUBLISH QoS 0 marked as repeated", publish("a", "x", { dup: true }), "publish.duplicate"],
    ["[MQTT-3.3.2-2] PUBLISH to a wildcard", publish("a/+/b", "x"), "publish.topic"],
    ["[MQTT-3.3.2-2] PUBLISH to #", publish("a/#", "x"), "publish.topic"],
    ["[MQTT-4.7.3-1] PUBLISH to an empty topic", publish("", "x"), "publish.topic"],
    ["[MQTT-1.5.3-2] PUBLISH with U+0000", publish("a\0b", "x"), "frame.text"],
    ["[MQTT-1.5.3-1] PUBLISH with a surrogate", publish(Buffer.from([0x61, 0xed, 0xa0, 0x80]), "x"), "frame.text"],
    ["[MQTT-1.5.3-1] PUBLISH with an overlong form", publish(Buffer.from([0xc0, 0xaf]), "x"), "frame.text"],
    ["[MQTT-2.3.1-1] PUBLISH QoS 1 with identifier 0", publish("a", "x", { qos: 1, id: 0 }), "frame.packetId"],
    ["a payload above the sender's bound", publish("a", Buffer.alloc(65)), "publish.size"],
    ["PUBLISH whose topic is longer than the packet", packet(0x30, [0, 9, 0x61]), "frame.body"],
    ["PUBLISH without room for its identifier", packet(0x32, text("a"), [1]), "frame.body"],
    ["PUBLISH without a topic length", packet(0x30, [0]), "frame.body"],
    ["[MQTT-2.3.1-1] PUBACK with identifier 0", puback(0), "frame.packetId"],
    ["PUBACK of three bytes", packet(0x40, [0, 1, 0]), "frame.body"],
    ["PINGREQ with a body", packet(0xc0, [0]), "frame.body"],
    ["DISCONNECT with a body", packet(0xe0, [0]), "frame.body"],
    ["[MQTT-2.3.1-1] SUBSCRIBE with identifier 0", subscribe(["a"], { id: 0 }), "frame.packetId"],
    ["[MQTT-3.8.3-3] SUBSCRIBE without a filter", packet(0x82, [0, 1]), "subscribe.empty"],
    ["[MQTT-3-8.3-4] SUBSCRIBE with QoS 3", subscribe(["a"], { qos: 3 }), "subscribe.qos"],
    ["[MQTT-3-8.3-4] SUBSCRIBE with reserved QoS bits", subscribe(["a"], { qos: 0x81 }), "subscribe.qos"],
    ["[MQTT-4.7.1-2] SUBSCRIBE with # in the middle", subscribe(["a/#/b"]), "subscribe.filter"],
    ["[MQTT-4.7.1-2] SUBSCRIBE with # in a level", subscribe(["a#"]), "subscribe.filter"],
    ["[MQTT-4.7.1-3] SUBSCRIBE with + at the end of a level", subscribe(["a+"]), "subscribe.filter"],
    ["[MQTT-4.7.1-3] SUBSCRIBE with + at the start of a level", subscribe(["+a"]), "subscribe.filter"],
    ["[MQTT-4.7.3-1] SUBSCRIBE with an empty filter", subscribe([""]), "subscribe.filter"],
    ["[MQTT-1.5.3-2] SUBSCRIBE with U+0000", subscribe(["a\0"]), "frame.text"],
    ["SUBSCRIBE that ends before its QoS", packet(0x82, [0, 1], text("a")), "frame.body"],
    ["SUBSCRIBE with a filter longer than the packet", packet(0x82, [0, 1], [0, 200, 0x61]), "frame.body"],
    ["[MQTT-3.10.3-2] UNSUBSCRIBE without a filter", packet(0xa2, [0, 1]), "subscribe.empty"],
    ["UNSUBSCRIBE with a byte too many", packet(0xa2, [0, 1], text("a"), [0]), "frame.body"],
  ])("%s", (_name, bytes, rule) => {
    expect(check(bytes)).toBe(rule);
  });
});

describe("the fixed header", () => {
  test.each([
    ["one byte of length", [0x30, 0x7f], 2, 127],
    ["two bytes of length", [0x30, 0x80, 0x01], 3, 128],
    ["four bytes of length, the largest", [0x30, 0xff, 0xff, 0xff, 0x7f], 5, 268_435_455],
  ])("%s", (_name, bytes, header, remaining) => {
    expect(headerLength(Buffer.from(bytes), 0)).toBe(header);
    expect(remainingLength(Buffer.from(bytes), 0, header)).toBe(remaining);
  });

  test("waits for the rest of a length that is not whole", () => {
    expect(headerLength(Buffer.from([0x30]), 0)).toBe(0);
    expect(headerLength(Buffer.from([0x30, 0x80, 0x80]), 0)).toBe(0);
  });

  test("refuses a length of five bytes [MQTT-2.2.3]", () => {
    expect(headerLength(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80]), 0)).toBe(-1);
  });
});
