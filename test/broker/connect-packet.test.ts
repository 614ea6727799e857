import { describe, expect, test } from "vitest";
import { Bounds } from "../../broker/bounds.ts";
import { type ConnectResult, parseConnect } from "../../broker/connect-packet.ts";
import { headerLength } from "../../broker/frame-guard.ts";
import { type ConnectParts, connect, packet, text } from "./support/packets.ts";

const bounds = Bounds.parse({ clientIdBytes: 40, userNameBytes: 64 });

function parse(bytes: Buffer): ConnectResult {
  return parseConnect(bytes, headerLength(bytes, 0), bytes.length, bounds);
}

test("a CONNECT is read field by field in its fixed order [MQTT-3.1.3-1]", () => {
  const bytes = connect({
    clientId: "lamp-1",
    userName: "lamp-1",
    password: "secret",
    will: { topic: "den/v1/up/lamp-1/gone", payload: "x", qos: 1 },
  });
  expect(parse(bytes)).toEqual({
    ok: true,
    connect: {
      clientId: "lamp-1",
      cleanSession: true,
      userName: "lamp-1",
      password: Buffer.from("secret"),
      will: { topic: "den/v1/up/lamp-1/gone", retain: false },
    },
  });
});

test("an empty client identifier is fine with a clean session [MQTT-3.1.3-6]", () => {
  expect(parse(connect({ clientId: "" })).ok).toBe(true);
});

describe("what does not conform is refused [MQTT-3.1.4-1]", () => {
  const refused: [string, ConnectParts, ConnectResult][] = [
    ["[MQTT-3.1.2-1] another protocol name", { protocolName: "MQIsdp" }, { ok: false, rule: "connect.protocolName" }],
    [
      "[MQTT-3.1.2-2] level 3 is answered with code 1",
      { protocolLevel: 3 },
      { ok: false, rule: "connect.protocolLevel", answer: 1 },
    ],
    [
      "[MQTT-3.1.2-2] level 5 is answered with code 1",
      { protocolLevel: 5 },
      { ok: false, rule: "connect.protocolLevel", answer: 1 },
    ],
    ["[MQTT-3.1.2-3] the reserved flag", { flags: 0x03 }, { ok: false, rule: "connect.flags" }],
    ["[MQTT-3.1.2-11] will QoS without a will", { flags: 0x0a }, { ok: false, rule: "connect.flags" }],
    ["[MQTT-3.1.2-15] will retain without a will", { flags: 0x22 }, { ok: false, rule: "connect.flags" }],
    ["[MQTT-3.1.2-14] will QoS 3", { will: { topic: "a", qos: 3 } }, { ok: false, rule: "connect.flags" }],
    ["[MQTT-3.1.2-22] a password without a user", { password: "x" }, { ok: false, rule: "connect.flags" }],
    [
      "[MQTT-3.1.3-8] no client identifier and a kept session",
      { cleanSession: false },
      { ok: false, rule: "connect.clientId", answer: 2 },
    ],
    [
      "[MQTT-3.1.3-9] a client identifier above the bound",
      { clientId: "x".repeat(41) },
      { ok: false, rule: "connect.clientId", answer: 2 },
    ],
    [
      "[MQTT-3.1.3-4] a client identifier that is no text",
      { clientId: Buffer.from([0xff]) },
      { ok: false, rule: "frame.text" },
    ],
    ["[MQTT-1.5.3-2] U+0000 in the client identifier", { clientId: "a\0b" }, { ok: false, rule: "frame.text" }],
    [
      "[MQTT-3.1.3-10] a will topic that is no text",
      { will: { topic: Buffer.from([0xc3]) } },
      { ok: false, rule: "frame.text" },
    ],
    [
      "[MQTT-3.1.3-11] a user name that is no text",
      { userName: Buffer.from([0x80]) },
      { ok: false, rule: "frame.text" },
    ],
    ["a will topic with a wildcard", { will: { topic: "a/#" } }, { ok: false, rule: "connect.will" }],
    ["an empty will topic", { will: { topic: "" } }, { ok: false, rule: "connect.will" }],
    ["a user name above the bound", { userName: "x".repeat(65) }, { ok: false, rule: "signIn.failed", answer: 4 }],
    [
      "a password above the bound",
      { userName: "x", password: "x".repeat(65) },
      { ok: false, rule: "signIn.failed", answer: 4 },
    ],
  ];
  test.each(refused)("%s", (_name, parts, result) => {
    expect(parse(connect(parts))).toEqual(result);
  });

  test.each([
    ["that ends within the protocol name", packet(0x10, [0, 4, 0x4d]), "connect.protocolName"],
    ["that ends before its flags", packet(0x10, text("MQTT"), [4]), "frame.body"],
    ["that ends before its client identifier", packet(0x10, text("MQTT"), [4, 2, 0, 60]), "frame.body"],
    ["whose client identifier is cut", packet(0x10, text("MQTT"), [4, 2, 0, 60, 0, 9, 0x61]), "frame.body"],
    ["without the user name it announces", packet(0x10, text("MQTT"), [4, 0x82, 0, 60], text("a")), "frame.body"],
    ["with bytes after its last field", packet(0x10, text("MQTT"), [4, 2, 0, 60], text("a"), [0]), "frame.body"],
  ])("a packet %s", (_name, bytes, rule) => {
    expect(parse(bytes)).toEqual({ ok: false, rule });
  });
});
