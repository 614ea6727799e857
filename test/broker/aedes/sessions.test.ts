/** Sessions that outlive their connection, by a real client library and the bounds of the store. */
import { describe, expect, test } from "vitest";
import type { RoutedPacket } from "../../../broker/aedes/internals.ts";
import { createSessionStore } from "../../../broker/aedes/session-store.ts";
import { connect, publish, subscribe } from "../support/packets.ts";
import { eventually, startBroker, type TestBroker } from "../support/start-broker.ts";

const message = (payload: string, qos: 1 | 2 = 1): RoutedPacket => ({
  cmd: "publish",
  topic: "a",
  payload: Buffer.from(payload),
  qos,
  retain: false,
  dup: false,
});

/** A raw client of the account `suite` with a kept session. */
async function keeper(broker: TestBroker) {
  const client = await broker.raw();
  client.send(connect({ clientId: "keeper", userName: "suite", password: "suite-secret", cleanSession: false }));
  const connack = await client.next();
  return { client, isPresent: connack.body[0] === 1 };
}

describe("a kept session", () => {
  test("has what was published while its client was away, once [MQTT-3.1.2-5]", async () => {
    await using broker = await startBroker();
    const first = await keeper(broker);
    expect(first.isPresent).toBe(false);
    first.client.send(subscribe(["away/#"], { qos: 1 }));
    await first.client.nextOf(9);
    first.client.close();
    await eventually(() => broker.broker.levels().signedIn === 0, "it is away");
    const suite = await broker.client("suite");
    for (const text of ["1", "2", "3"]) await suite.publishAsync("away/x", text, { qos: 2 });
    await suite.publishAsync("away/x", "QoS 0 is not kept", { qos: 0 });

    const second = await keeper(broker);
    expect(second.isPresent).toBe(true); // [MQTT-3.2.2-2]
    const received: string[] = [];
    for (let count = 0; count < 3; count++) {
      const { body, flags } = await second.client.nextOf(3);
      expect(flags).toBe(0b0010); // QoS 1 as granted, not repeated
      received.push(body.subarray(10).toString());
      second.client.send(Buffer.from([0x40, 2, body[8]!, body[9]!]));
    }
    expect(received).toEqual(["1", "2", "3"]);
    second.client.close();
    await eventually(() => broker.broker.levels().signedIn === 1, "it is away again");
    const third = await keeper(broker);
    third.client.send(Buffer.from([0xc0, 0]));
    expect((await third.client.next()).type).toBe(13); // nothing left
  });

  test("sends again what was not acknowledged, with its identifier and marked [MQTT-4.4.0-1] [MQTT-3.3.1-1]", async () => {
    await using broker = await startBroker();
    const first = await keeper(broker);
    first.client.send(subscribe(["away/#"], { qos: 1 }));
    await first.client.nextOf(9);
    const suite = await broker.client("suite");
    await suite.publishAsync("away/x", "once more", { qos: 1 });
    const sent = await first.client.nextOf(3);
    first.client.close();
    await eventually(() => broker.broker.levels().signedIn === 1, "it is away");
    const second = await keeper(broker);
    const again = await second.client.nextOf(3);
    expect(again.flags).toBe(0b1010);
    expect(again.body.equals(sent.body)).toBe(true);
  });

  test("goes on with a QoS 2 exchange where it was broken off [MQTT-4.3.3-1]", async () => {
    await using broker = await startBroker();
    const first = await keeper(broker);
    first.client.send(subscribe(["away/#"], { qos: 2 }));
    await first.client.nextOf(9);
    const suite = await broker.client("suite");
    await suite.publishAsync("away/x", "x", { qos: 2 });
    const { body } = await first.client.nextOf(3);
    const id = [body[8]!, body[9]!];
    first.client.send(Buffer.from([0x50, 2, ...id]));
    expect((await first.client.nextOf(6)).body).toEqual(Buffer.from(id));
    first.client.close();
    await eventually(() => broker.broker.levels().signedIn === 1, "it is away");
    const second = await keeper(broker);
    const release = await second.client.next();
    expect([release.type, release.body]).toEqual([6, Buffer.from(id)]);
    second.client.send(Buffer.from([0x70, 2, ...id]));
  });

  test("ends when its client starts clean [MQTT-3.1.2-6]", async () => {
    await using broker = await startBroker();
    const first = await keeper(broker);
    first.client.send(subscribe(["away/#"], { qos: 1 }));
    await first.client.nextOf(9);
    expect(broker.broker.levels().keptSessions).toBe(1);
    await broker.member("suite", { clientId: "keeper" });
    expect(broker.broker.levels().keptSessions).toBe(0);
    expect((await keeper(broker)).isPresent).toBe(false);
  });

  test("of a device is refused: it needs nothing stored in the broker", async () => {
    await using broker = await startBroker();
    await expect(broker.member("lamp-1", { cleanSession: false })).rejects.toThrow("CONNACK 5");
    expect(broker.broker.counters.refused["access.session"]).toBe(1);
  });

  test("keeps no more than its queue, counts the rest, and serves the living all the same", async () => {
    await using broker = await startBroker({ bounds: { sessionMessages: 2 } });
    const first = await keeper(broker);
    first.client.send(subscribe(["away/#"], { qos: 1 }));
    await first.client.nextOf(9);
    first.client.close();
    await eventually(() => broker.broker.levels().signedIn === 0, "it is away");
    const living = await broker.member("suite", { clientId: "living" });
    living.send(
      Buffer.concat([
        subscribe(["away/#"], { qos: 0 }),
        ...["1", "2", "3"].map((text) => publish("away/x", text, { qos: 1 })),
      ]),
    );
    for (let count = 0; count < 3; count++) await living.nextOf(3);
    expect(broker.broker.counters.refused["session.queue"]).toBe(1);
  });
});

test("a QoS 2 message that comes twice before its release is delivered once [MQTT-4.3.3-2]", async () => {
  await using broker = await startBroker();
  const client = await broker.member("suite");
  client.send(subscribe(["two"], { qos: 0 }));
  await client.nextOf(9);
  client.send(publish("two", "x", { qos: 2, id: 9 }));
  await client.nextOf(5);
  client.send(publish("two", "x", { qos: 2, id: 9, dup: true }));
  await client.nextOf(5);
  client.send(Buffer.from([0x62, 2, 0, 9]));
  await client.nextOf(7);
  client.send(publish("two", "y", { qos: 2, id: 9 }));
  await client.nextOf(5);
  const payloads = client
    .pending()
    .filter(({ type }) => type === 3)
    .map(({ body }) => body.subarray(5).toString());
  expect(payloads.filter((payload) => payload === "x").length).toBeLessThanOrEqual(1);
  expect(broker.broker.counters.publishesOut).toBe(2);
});

describe("the store", () => {
  test("keeps no more sessions than its bound", () => {
    const store = createSessionStore(1, 10);
    store.open("a");
    expect(() => store.open("b")).toThrow("already 1 kept sessions");
    expect(store.open("a")).toBe(store.find("a"));
    store.forget("a");
    store.open("b");
  });

  test("names each session once with the highest QoS of its matching filters [MQTT-3.3.5-1]", () => {
    const store = createSessionStore(10, 10);
    const session = store.open("x");
    session.subscriptions
      .set("a", { topic: "a", qos: 1 })
      .set("#", { topic: "#", qos: 2 })
      .set("b", { topic: "b", qos: 2 });
    store.open("y").subscriptions.set("a", { topic: "a", qos: 0 });
    expect(store.subscribedTo("a")).toEqual([{ clientId: "x", topic: "a", qos: 2 }]);
  });

  test("keeps a message at the lower QoS, and no view of the chunk it came in", () => {
    const store = createSessionStore(10, 1);
    store.open("x");
    const packet = message("before", 2);
    expect(store.enqueue({ clientId: "x", topic: "a", qos: 1 }, packet)).toBe(true);
    packet.payload.fill("-");
    expect(store.find("x")?.outgoing[0]).toMatchObject({ qos: 1, payload: Buffer.from("before") });
    expect(store.enqueue({ clientId: "x", topic: "a", qos: 1 }, packet)).toBe(false);
    expect(store.enqueue({ clientId: "nobody", topic: "a", qos: 1 }, packet)).toBe(false);
  });
});
