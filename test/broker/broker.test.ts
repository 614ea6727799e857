/** The broker as its users meet it: real connections, a real client library, everything behind the front door. */
import type { MqttClient } from "mqtt";
import { describe, expect, test } from "vitest";
import { decodeMessage } from "#protocol/wire/codec.ts";
import { connect, publish, subscribe } from "./support/packets.ts";
import { rawClient } from "./support/raw-client.ts";
import { eventually, pause, people, secretHash, startBroker } from "./support/start-broker.ts";

interface Heard {
  topic: string;
  payload: string;
  qos: number;
  retain: boolean;
}

/** Everything a client receives from now on. */
function listen(client: MqttClient): Heard[] {
  const heard: Heard[] = [];
  client.on("message", (topic, payload, { qos, retain }) =>
    heard.push({ topic, payload: payload.toString(), qos, retain }),
  );
  return heard;
}

describe("the two roads", () => {
  test("a lamp's report reaches the controller, and a desire reaches the lamp, at their QoS", async () => {
    await using broker = await startBroker();
    const controller = await broker.client("den-controller");
    const lamp = await broker.client("lamp-1");
    const up = listen(controller);
    const down = listen(lamp);
    await controller.subscribeAsync(["den/v1/up/+/report", "den/v1/up/+/time"], { qos: 1 });
    await lamp.subscribeAsync(["den/v1/down/lamp-1/desire", "den/v1/group/all/directive"], { qos: 1 });
    await lamp.publishAsync("den/v1/up/lamp-1/report", "r1", { qos: 1 });
    await lamp.publishAsync("den/v1/up/lamp-1/time", "t1", { qos: 0 });
    await controller.publishAsync("den/v1/down/lamp-1/desire", "d1", { qos: 1 });
    await controller.publishAsync("den/v1/group/all/directive", "g1", { qos: 0 });
    await eventually(() => up.length === 2 && down.length === 2, "all four arrive");
    expect(up).toEqual([
      { topic: "den/v1/up/lamp-1/report", payload: "r1", qos: 1, retain: false },
      { topic: "den/v1/up/lamp-1/time", payload: "t1", qos: 0, retain: false },
    ]);
    expect(down).toEqual([
      { topic: "den/v1/down/lamp-1/desire", payload: "d1", qos: 1, retain: false },
      { topic: "den/v1/group/all/directive", payload: "g1", qos: 0, retain: false },
    ]);
  });

  test("the will of a lamp that vanishes reaches the controller, that of one that says goodbye does not [MQTT-3.1.2-8] [MQTT-3.14.4-3]", async () => {
    await using broker = await startBroker();
    const controller = await broker.client("den-controller");
    const heard = listen(controller);
    await controller.subscribeAsync("den/v1/up/+/gone", { qos: 1 });
    const will = (lamp: string) => ({ will: { topic: `den/v1/up/${lamp}/gone`, payload: lamp, qos: 1 } });
    const polite = await broker.member("lamp-1", will("lamp-1"));
    const vanishing = await broker.member("lamp-2", will("lamp-2"));
    polite.send(Buffer.from([0xe0, 0x00]));
    await polite.closed;
    vanishing.close();
    await eventually(() => heard.length > 0, "a will");
    expect(heard).toEqual([{ topic: "den/v1/up/lamp-2/gone", payload: "lamp-2", qos: 1, retain: false }]);
  });

  test("a lamp may publish, say goodbye and close in one go", async () => {
    await using broker = await startBroker();
    const controller = await broker.client("den-controller");
    const heard = listen(controller);
    await controller.subscribeAsync(["den/v1/up/+/report", "den/v1/up/+/gone"], { qos: 1 });
    const lamp = await broker.raw();
    lamp.send(
      Buffer.concat([
        connect({
          clientId: "lamp-1",
          userName: "lamp-1",
          password: "lamp-1-secret",
          will: { topic: "den/v1/up/lamp-1/gone", qos: 1 },
        }),
        publish("den/v1/up/lamp-1/report", "one"),
        publish("den/v1/up/lamp-1/report", "two", { qos: 1 }),
        Buffer.from([0xe0, 0x00]),
      ]),
    );
    lamp.socket.end();
    await lamp.closed;
    await eventually(() => heard.length >= 2, "both reports");
    await pause(50);
    expect(heard.map(({ payload }) => payload)).toEqual(["one", "two"]);
  });

  test("messages of one client arrive in the order they were sent [MQTT-4.6.0-5]", async () => {
    await using broker = await startBroker();
    const controller = await broker.client("den-controller");
    const heard = listen(controller);
    await controller.subscribeAsync("den/v1/up/+/report", { qos: 1 });
    const lamp = await broker.member("lamp-1");
    const count = 900;
    const all = Array.from({ length: count }, (_, index) =>
      publish("den/v1/up/lamp-1/report", String(index), { qos: 1, id: index + 1 }),
    );
    lamp.send(Buffer.concat(all));
    await eventually(() => heard.length === count, "all of them");
    expect(heard.map(({ payload }) => Number(payload))).toEqual(Array.from({ length: count }, (_, index) => index));
    const acknowledged = Array.from({ length: count }, () => lamp.nextOf(4));
    expect((await Promise.all(acknowledged.slice(0, 1)))[0]?.body.readUInt16BE(0)).toBe(1);
  });

  test("QoS 2 is delivered once, at the lower of publish and grant [MQTT-3.8.4-6]", async () => {
    await using broker = await startBroker();
    const first = await broker.client("suite", { clientId: "first" });
    const heard = listen(first);
    await first.subscribeAsync("two/#", { qos: 2 });
    const second = await broker.client("suite", { clientId: "second" });
    const lower = listen(second);
    await second.subscribeAsync("two/+", { qos: 1 });
    await first.publishAsync("two/x", "x", { qos: 2 });
    await eventually(() => heard.length === 1 && lower.length === 1, "both copies");
    expect([heard[0]?.qos, lower[0]?.qos]).toEqual([2, 1]);
  });
});

describe("what is refused", () => {
  test("a refused filter is answered with 0x80, the others of the packet are granted [MQTT-3.9.3-2]", async () => {
    await using broker = await startBroker();
    const lamp = await broker.member("lamp-1");
    lamp.send(subscribe(["den/v1/down/lamp-1/desire", "#", "$SYS/#", "den/v1/down/lamp-2/desire", "$share/x/a"]));
    const answer = await lamp.nextOf(9);
    expect([...answer.body.subarray(2)]).toEqual([1, 0x80, 0x80, 0x80, 0x80]);
    expect(broker.broker.counters.refused).toMatchObject({
      "access.wildcard": 1,
      "access.system": 1,
      "access.subscribe": 1,
      "access.shared": 1,
    });
  });

  test("more filters than a device may hold are answered with 0x80", async () => {
    await using broker = await startBroker({ bounds: { deviceSubscriptions: 3 } });
    const lamp = await broker.member("lamp-1");
    const filters = ["a", "b", "c", "d"].map((group) => `den/v1/group/${group}/directive`);
    lamp.send(subscribe(filters));
    expect([...(await lamp.nextOf(9)).body.subarray(2)]).toEqual([1, 1, 1, 0x80]);
    lamp.send(subscribe(filters.slice(0, 1), { id: 2 })); // one it holds already
    expect([...(await lamp.nextOf(9)).body.subarray(2)]).toEqual([1]);
  });

  test("a refused publish is acknowledged and reaches nobody [MQTT-3.3.5-2]", async () => {
    await using broker = await startBroker();
    const all = await broker.client("suite");
    const heard = listen(all);
    await all.subscribeAsync("#", { qos: 2 });
    const lamp = await broker.client("lamp-1");
    await lamp.publishAsync("den/v1/up/lamp-2/report", "x", { qos: 1 });
    await lamp.publishAsync("$SYS/x", "x", { qos: 2 });
    await lamp.publishAsync("den/v1/up/lamp-1/report", "x", { qos: 1, retain: true });
    await lamp.publishAsync("den/v1/up/lamp-1/report", "good", { qos: 1 });
    await eventually(() => heard.some(({ payload }) => payload === "good"), "the good one");
    const fromLamp = heard.filter(({ topic }) => !topic.startsWith("den/v1/broker/"));
    expect(fromLamp.map(({ topic, payload }) => [topic, payload])).toEqual([["den/v1/up/lamp-1/report", "good"]]);
    expect(broker.broker.levels().retainedMessages).toBe(0);
    expect(broker.broker.counters.refused).toMatchObject({
      "access.publish": 1,
      "access.system": 1,
      "access.retain": 1,
    });
  });

  test("a will on another's topic is answered with code 5", async () => {
    await using broker = await startBroker();
    await expect(broker.member("lamp-1", { will: { topic: "den/v1/up/lamp-2/gone" } })).rejects.toThrow("CONNACK 5");
    await broker.refusals("access.will");
  });

  test("refusals reach the controller as events, added up", async () => {
    await using broker = await startBroker({ id: "east" });
    const controller = await broker.client("den-controller");
    const events: Buffer[] = [];
    controller.on("message", (_topic, payload) => events.push(payload));
    await controller.subscribeAsync("den/v1/broker/+/event", { qos: 1 });
    const lamp = await broker.client("lamp-1");
    for (let count = 0; count < 10; count++) await lamp.publishAsync("den/v1/up/lamp-2/report", "x", { qos: 1 });
    await eventually(() => events.length > 0, "an event");
    const decoded = decodeMessage("brokerEvent", events[0]!);
    if (!decoded.ok) throw new Error(decoded.reject.detail);
    expect(decoded.message).toMatchObject({
      rule: "access.publish",
      client: "lamp-1",
      address: "127.0.0.1",
      topic: "den/v1/up/lamp-2/report",
    });
    const counted = () =>
      events.reduce((sum, bytes) => {
        const event = decodeMessage("brokerEvent", bytes);
        return sum + (event.ok ? event.message.count : 0);
      }, 0);
    await eventually(() => counted() === 10, "all ten are told of");
    expect(events.length).toBeLessThan(10);
  });

  test("a device that goes on is closed and has to wait; others do not", async () => {
    await using broker = await startBroker({ bounds: { offences: 5 } });
    const lamp = await broker.member("lamp-1");
    for (let count = 0; count < 6; count++) lamp.send(publish("den/v1/up/lamp-2/report", "x"));
    await lamp.closed;
    await broker.refusals("offender.closed");
    await expect(broker.member("lamp-1")).rejects.toThrow("CONNACK 3");
    await broker.member("lamp-2");
    expect(broker.broker.counters.refused["signIn.blocked"]).toBe(1);
  });

  test("failed sign-ins from one address are answered late, right ones at once", async () => {
    await using broker = await startBroker({ bounds: { failedSignIns: 3, failedSignInDelayMs: 400 } });
    const fail = async () => {
      const started = performance.now();
      await expect(broker.member("lamp-1", { password: "guess" })).rejects.toThrow("CONNACK 4");
      return performance.now() - started;
    };
    for (let count = 0; count < 3; count++) expect(await fail()).toBeLessThan(300);
    expect(await fail()).toBeGreaterThan(350);
    const started = performance.now();
    await broker.member("lamp-1");
    expect(performance.now() - started).toBeLessThan(300);
  });
});

describe("identity", () => {
  test("a second connection of a lamp replaces the first [MQTT-3.1.4-2]", async () => {
    await using broker = await startBroker();
    const first = await broker.member("lamp-1");
    const second = await broker.member("lamp-1");
    await first.closed;
    expect(second.isClosed()).toBe(false);
    await eventually(() => broker.broker.levels().signedIn === 1, "one is left");
  });

  test("the client identifier of somebody else is refused with code 2", async () => {
    await using broker = await startBroker();
    const lamp = await broker.member("lamp-1");
    await expect(broker.member("suite", { clientId: "lamp-1" })).rejects.toThrow("CONNACK 2");
    await broker.member("suite", { clientId: "desk" });
    await expect(broker.member("reader", { clientId: "desk" })).rejects.toThrow("CONNACK 2");
    expect(lamp.isClosed()).toBe(false);
  });

  test("anonymous clients come in where the deployment insists, within their patterns", async () => {
    await using broker = await startBroker();
    await broker.write("accounts.json", { version: 1, anonymous: { publish: ["open/#"], subscribe: ["open/#"] } });
    const client = await rawClient(broker.port);
    const comeIn = connect();
    await eventuallyAccepted(async () => {
      const guest = await rawClient(broker.port);
      guest.send(comeIn);
      const answer = await guest.next();
      guest.close();
      return answer.body[1] === 0;
    });
    client.send(Buffer.concat([comeIn, subscribe(["open/x", "den/v1/up/lamp-1/report"])]));
    expect([...(await client.nextOf(9)).body.subarray(2)]).toEqual([1, 0x80]);
    client.close();
  });
});

describe("credentials change while the broker runs", () => {
  test("a new lamp gets in and a removed one is closed within a second", async () => {
    await using broker = await startBroker();
    const lamp = await broker.member("lamp-1");
    const other = await broker.member("lamp-2");
    const started = performance.now();
    await broker.write("credentials.json", {
      ...people,
      devices: { "lamp-2": people.devices["lamp-2"], "lamp-3": [secretHash("lamp-3-secret")] },
    });
    await lamp.closed;
    expect(performance.now() - started).toBeLessThan(1000);
    await broker.member("lamp-3");
    await expect(broker.member("lamp-1")).rejects.toThrow("CONNACK 4");
    expect(other.isClosed()).toBe(false);
    expect(broker.broker.counters.refused["signIn.revoked"]).toBe(1);
  });

  test.each([
    ["empty", ""],
    ["damaged", '{"version":1,"devices":{"lamp-1":["'],
  ])("with an %s file nobody new gets in, who is in stays, and health says so", async (_name, content) => {
    await using broker = await startBroker();
    const lamp = await broker.member("lamp-1");
    await broker.write("credentials.json", content);
    await eventually(() => broker.broker.health().status === "degraded", "health tells");
    expect(broker.broker.health().problems[0]).toContain("credentials.json");
    await expect(broker.member("lamp-2")).rejects.toThrow("CONNACK 3");
    await expect(broker.member("den-controller")).rejects.toThrow("CONNACK 3");
    lamp.send(Buffer.from([0xc0, 0x00]));
    expect((await lamp.next()).type).toBe(13);
    await broker.write("credentials.json", people);
    await eventually(() => broker.broker.health().status === "ok", "health recovers");
    await broker.member("lamp-2");
  });

  test("with a missing file nobody new gets in", async () => {
    await using broker = await startBroker();
    await broker.remove("credentials.json");
    await eventually(() => broker.broker.health().status === "degraded", "health tells");
    expect(broker.broker.health().problems[0]).toMatch(/missing; nobody new gets in/);
    await expect(broker.member("lamp-1")).rejects.toThrow("CONNACK 3");
  });

  test("a damaged accounts file only shuts its own accounts out", async () => {
    await using broker = await startBroker();
    await broker.write("accounts.json", "{");
    await eventually(() => broker.broker.health().status === "degraded", "health tells");
    await expect(broker.member("suite")).rejects.toThrow("CONNACK 4");
    await broker.member("lamp-1");
  });

  test("no accounts file is nothing to complain about", async () => {
    await using broker = await startBroker();
    await broker.remove("accounts.json");
    await expect
      .poll(async () => await broker.member("suite").catch((error: Error) => error.message))
      .toBe("CONNACK 4");
    expect(broker.broker.health()).toMatchObject({ status: "ok", problems: [] });
  });
});

/** Retries until a sign-in succeeds: the file is read some milliseconds after it is written. */
async function eventuallyAccepted(attempt: () => Promise<boolean>): Promise<void> {
  await expect.poll(attempt, { timeout: 3000, interval: 20 }).toBe(true);
}
