/** The guard over real connections: what breaks a rule is closed, counted under that rule, and changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Rule } from "../../broker/rules.ts";
import { connect, packet, pingreq, publish, subscribe, text } from "./support/packets.ts";
import { pause, startBroker, type TestBroker } from "./support/start-broker.ts";

let broker: TestBroker;
beforeAll(async () => {
  broker = await startBroker({
    bounds: { connectBytes: 300, devicePayloadBytes: 256, connectMs: 200, partialFrameMs: 200, offences: 10_000 },
  });
});
afterAll(() => broker[Symbol.asyncDispose]());

const signIn = connect({ clientId: "lamp-1", userName: "lamp-1", password: "lamp-1-secret" });
const counted = (rule: Rule) => broker.broker.counters.refused[rule];

describe("before sign-in", () => {
  test.each<[string, Buffer, Rule]>([
    ["[MQTT-3.1.0-1] a first packet that is not CONNECT", pingreq, "connect.first"],
    ["[MQTT-3.1.0-1] a PUBLISH", publish("a", "x"), "connect.first"],
    ["HTTP", Buffer.from("GET / HTTP/1.1\r\n\r\n"), "connect.first"],
    ["a CONNECT above the bound, by its first bytes alone", Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]), "frame.size"],
    ["[MQTT-2.2.3] a length of five bytes", Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff]), "frame.length"],
    ["[MQTT-2.2.2-2] a CONNECT with a reserved flag", Buffer.from([0x11, 0x00]), "frame.flags"],
    ["[MQTT-3.1.2-3] a CONNECT with its reserved flag", connect({ flags: 3 }), "connect.flags"],
    ["[MQTT-1.5.3-2] a client identifier with U+0000", connect({ clientId: "a\0" }), "frame.text"],
    ["a will topic with a wildcard", connect({ will: { topic: "a/+" } }), "connect.will"],
    ["a CONNECT that ends too early", packet(0x10, text("MQTT"), [4]), "frame.body"],
  ])("%s is closed without CONNACK", async (_name, bytes, rule) => {
    const before = counted(rule);
    const client = await broker.raw();
    client.send(bytes);
    await client.closed;
    expect(client.pending()).toEqual([]);
    expect(counted(rule)).toBe(before + 1);
  });

  test("[MQTT-3.1.2-2] another protocol level is answered with code 1 and closed", async () => {
    const client = await broker.raw();
    client.send(connect({ protocolLevel: 5 }));
    expect(await client.next()).toMatchObject({ type: 2, body: Buffer.from([0, 1]) });
    await client.closed;
  });

  test("[MQTT-3.1.3-8] no client identifier and a kept session is answered with code 2 and closed", async () => {
    const client = await broker.raw();
    client.send(connect({ cleanSession: false, userName: "suite", password: "suite-secret" }));
    expect(await client.next()).toMatchObject({ type: 2, body: Buffer.from([0, 2]) });
    await client.closed;
  });

  test("[MQTT-3.1.4] a connection that says nothing is closed in time", async () => {
    const before = counted("connect.late");
    const client = await broker.raw();
    await client.closed;
    expect(counted("connect.late")).toBe(before + 1);
  });

  test("a CONNECT that arrives drop by drop is closed in time", async () => {
    const before = counted("connect.late");
    const client = await broker.raw();
    for (let at = 0; at < signIn.length && !client.isClosed(); at++) {
      client.send(signIn.subarray(at, at + 1));
      await pause(20);
    }
    await client.closed;
    expect(counted("connect.late")).toBe(before + 1);
  });

  test("a stranger can hold no more than one CONNECT of memory", async () => {
    const client = await broker.raw();
    client.send(Buffer.concat([Buffer.from([0x10, 0xac, 0x02]), Buffer.alloc(100_000)])); // 300 bytes announced
    await client.closed;
    expect(broker.broker.levels().connections).toBe(0);
  });
});

describe("after sign-in", () => {
  test.each<[string, Buffer, Rule]>([
    ["[MQTT-3.1.0-2] a second CONNECT", signIn, "connect.second"],
    ["[MQTT-2.2.1] a reserved packet type", packet(0xf0), "frame.type"],
    ["[MQTT-2.2.2-2] a reserved flag", packet(0xc4), "frame.flags"],
    ["[MQTT-2.2.3] a length of five bytes", Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x01]), "frame.length"],
    ["a packet above a device's bound, by its first bytes alone", Buffer.from([0x30, 0xff, 0xff, 0x7f]), "frame.size"],
    ["a payload above a device's bound", publish("den/v1/up/lamp-1/report", Buffer.alloc(257)), "publish.size"],
    ["[MQTT-1.5.3-1] a topic with a surrogate", publish(Buffer.from([0xed, 0xa0, 0x80])), "frame.text"],
    ["[MQTT-2.3.1-1] packet identifier 0", publish("a", "x", { qos: 1, id: 0 }), "frame.packetId"],
    ["[MQTT-3.3.1-4] QoS 3", publish("a", "x", { qos: 3 }), "publish.qos"],
    ["[MQTT-3.3.1-2] DUP with QoS 0", publish("a", "x", { dup: true }), "publish.duplicate"],
    ["[MQTT-3.3.2-2] a wildcard in a topic", publish("den/v1/up/+/report"), "publish.topic"],
    ["[MQTT-3.8.3-3] SUBSCRIBE without a filter", packet(0x82, [0, 1]), "subscribe.empty"],
    ["[MQTT-3-8.3-4] SUBSCRIBE with QoS 3", subscribe(["a"], { qos: 3 }), "subscribe.qos"],
    ["[MQTT-4.7.1-2] a misplaced #", subscribe(["a/#/b"]), "subscribe.filter"],
    ["a packet whose fields do not fill it", packet(0x40, [0, 1, 0]), "frame.body"],
  ])("%s is closed", async (_name, bytes, rule) => {
    const before = counted(rule);
    const client = await broker.member("lamp-1");
    client.send(bytes);
    await client.closed;
    expect(counted(rule)).toBe(before + 1);
  });

  test("a packet that is begun and not finished is closed in time", async () => {
    const before = counted("frame.slow");
    const client = await broker.member("lamp-1");
    client.send(publish("den/v1/up/lamp-1/report", "x").subarray(0, 5));
    await client.closed;
    expect(counted("frame.slow")).toBe(before + 1);
  });

  test("whole packets before the bad one still count", async () => {
    const listener = await broker.client("den-controller");
    await listener.subscribeAsync("den/v1/up/+/report", { qos: 1 });
    const heard = new Promise<string>((resolve) =>
      listener.once("message", (_topic, payload) => resolve(payload.toString())),
    );
    const client = await broker.member("lamp-1");
    client.send(Buffer.concat([publish("den/v1/up/lamp-1/report", "last words"), packet(0xf0)]));
    expect(await heard).toBe("last words");
    await client.closed;
  });

  test("[MQTT-3.14.4-2] nothing after DISCONNECT is read", async () => {
    const before = counted("frame.type");
    const client = await broker.member("lamp-1");
    client.send(Buffer.concat([packet(0xe0), packet(0xf0)]));
    await client.closed;
    expect(counted("frame.type")).toBe(before);
  });

  test("[MQTT-3.12.4-1] a ping is answered", async () => {
    const client = await broker.member("lamp-1");
    client.send(pingreq);
    expect((await client.next()).type).toBe(13);
  });
});
