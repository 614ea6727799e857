import { describe, expect, test } from "vitest";
import type { AedesClient, RoutedPacket } from "../../../broker/aedes/internals.ts";
import { createRouter, takePacketId } from "../../../broker/aedes/router.ts";
import { createCounters } from "../../../broker/counters.ts";
import { bareAedes } from "../support/bare-aedes.ts";
import { connect, publish, subscribe, unsubscribe } from "../support/packets.ts";
import { rawClient } from "../support/raw-client.ts";
import { startBroker } from "../support/start-broker.ts";

const message = (topic: string): RoutedPacket => ({
  cmd: "publish",
  topic,
  payload: Buffer.from("x"),
  qos: 0,
  retain: false,
  dup: false,
});

describe("what Aedes expects of its emitter", () => {
  test("subscribers of exact topics and of filters are found, and no longer after they left", () => {
    const router = createRouter(createCounters());
    const heard: string[] = [];
    const listener = (name: string) => (_packet: RoutedPacket, done: () => void) => {
      heard.push(name);
      done();
    };
    const one = listener("one");
    const two = listener("two");
    const three = listener("three");
    const wild = listener("wild");
    router.on("a/b", one).on("a/b", two).on("a/c", three).on("a/+", wild);
    let done = 0;
    router.emit(message("a/b"), () => done++);
    expect(heard).toEqual(["one", "two", "wild"]);
    expect(done).toBe(1);
    router.removeListener("a/b", one).removeListener("a/+", wild).removeListener("a/b", three);
    heard.length = 0;
    router.emit(message("a/b"));
    expect(heard).toEqual(["two"]);
    router.removeListener("a/b", two).removeListener("a/c", three);
    expect(router.subscriptions()).toBe(0);
  });

  test("a message is done only when the last subscriber is", () => {
    const router = createRouter(createCounters());
    const open: (() => void)[] = [];
    router.on("a", (_packet, done) => open.push(done)).on("#", (_packet, done) => open.push(done));
    let isDone = false;
    router.emit(message("a"), () => {
      isDone = true;
    });
    open[0]?.();
    expect(isDone).toBe(false);
    open[1]?.();
    expect(isDone).toBe(true);
  });

  test("a message nobody wants is done at once, and after closing it is an error", () => {
    const router = createRouter(createCounters());
    const results: unknown[] = [];
    router.emit(message("a"), (error) => results.push(error));
    router.close();
    router.emit(message("a"), (error) => results.push(error));
    expect(results).toEqual([undefined, new Error("the broker is closing")]);
  });
});

test("overlapping filters of one client are served, each at its own QoS [MQTT-3.3.5-1]", async () => {
  await using broker = await startBroker();
  const client = await broker.member("suite");
  client.send(Buffer.concat([subscribe(["a/#"], { qos: 0 }), subscribe(["a/b"], { qos: 1, id: 2 })]));
  await client.nextOf(9);
  await client.nextOf(9);
  client.send(publish("a/b", "x", { qos: 1 }));
  const copies = [await client.nextOf(3), await client.nextOf(3)];
  expect(copies.map(({ flags }) => (flags >> 1) & 3).sort()).toEqual([0, 1]);
});

test("subscribing again with another QoS replaces the first subscription [MQTT-3.8.4-3]", async () => {
  await using broker = await startBroker();
  const client = await broker.member("suite");
  for (const [id, qos] of [
    [1, 1],
    [2, 0],
    [3, 1],
    [4, 0],
  ] as const) {
    client.send(subscribe(["a/b"], { id, qos }));
    await client.nextOf(9);
  }
  client.send(Buffer.concat([publish("a/b", "first", { qos: 1 }), publish("a/b", "second", { qos: 1 })]));
  const flags = [await client.nextOf(3), await client.nextOf(3)].map(({ body, flags }) => [
    body.subarray(5).toString(),
    flags,
  ]);
  expect(flags).toEqual([
    ["first", 0],
    ["second", 0],
  ]);
  client.send(unsubscribe(["a/b"]));
  await client.nextOf(11);
  client.send(Buffer.concat([publish("a/b", "third"), Buffer.from([0xc0, 0])]));
  const types: number[] = [];
  while (types.at(-1) !== 13) types.push((await client.next()).type);
  expect(types).not.toContain(3);
});

test("packet identifiers of a subscriber go round without 0 [MQTT-2.3.1-1]", () => {
  const client = { _nextId: 65_534 } as AedesClient;
  expect([1, 2, 3].map(() => takePacketId(client))).toEqual([65_534, 65_535, 1]);
  client._nextId = 0; // Aedes draws its first one at random, and may draw this
  expect(takePacketId(client)).toBe(1);
});

/** Milliseconds until the last of many subscribers has one small message; the best of five. */
async function groupPublish(port: number, count: number, sign: (index: number) => Buffer): Promise<number> {
  const clients = await Promise.all(Array.from({ length: count }, () => rawClient(port)));
  await Promise.all(
    clients.map(async (client, index) => {
      client.send(Buffer.concat([sign(index), subscribe(["den/v1/group/all/directive"], { qos: 0 })]));
      await client.nextOf(9);
    }),
  );
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    clients[0]!.send(publish("den/v1/group/all/directive", Buffer.alloc(60)));
    await Promise.all(clients.map((client) => client.nextOf(3)));
    times.push(performance.now() - started);
  }
  for (const client of clients) client.close();
  return Math.min(...times);
}

test("a group publish is no slower than with Aedes' own delivery", async () => {
  await using bare = await bareAedes();
  await using broker = await startBroker();
  const theirs = await groupPublish(bare.port, 500, (index) => connect({ clientId: `x${index}` }));
  const ours = await groupPublish(broker.port, 500, (index) =>
    connect({ clientId: `x${index}`, userName: "suite", password: "suite-secret" }),
  );
  expect(ours).toBeLessThan(theirs * 1.5);
});
