import { describe, expect, test } from "vitest";
import type { RoutedPacket } from "../../../broker/aedes/internals.ts";
import { createRetainedStore } from "../../../broker/aedes/retained-store.ts";
import { subscribe } from "../support/packets.ts";
import { startBroker } from "../support/start-broker.ts";

function message(topic: string, payload: string): RoutedPacket {
  return { cmd: "publish", topic, payload: Buffer.from(payload), qos: 1, retain: true, dup: false };
}

describe("the store", () => {
  test("finds exact topics and filters, replaces, and forgets on an empty payload [MQTT-3.3.1-10]", () => {
    const store = createRetainedStore({ retainedMessages: 10, retainedBytes: 1000, documentBytes: 8 });
    store.put(message("a/b", "one"));
    store.put(message("a/c", "two"));
    store.put(message("a/b", "three"));
    expect([...store.matching("a/b")].map(({ payload }) => payload.toString())).toEqual(["three"]);
    expect([...store.matching("a/+")].length).toBe(2);
    expect([...store.matching("a/x")]).toEqual([]);
    store.put(message("a/b", ""));
    expect([store.count(), store.bytes()]).toEqual([1, 3]);
  });

  test("takes no more messages and no more bytes than its bounds, and what it has stays", () => {
    const store = createRetainedStore({ retainedMessages: 2, retainedBytes: 10, documentBytes: 8 });
    expect(store.put(message("a", "12345"))).toBe(true);
    expect(store.put(message("b", "123456"))).toBe(false);
    expect(store.put(message("b", "12345"))).toBe(true);
    expect(store.put(message("c", "1"))).toBe(false);
    expect(store.put(message("a", "1234567"))).toBe(false);
    expect(store.put(message("a", "1"))).toBe(true);
    expect([store.count(), store.bytes()]).toEqual([2, 6]);
    store.put(message("b", ""));
    expect(store.put(message("b", "123456789"))).toBe(false); // larger than one document
  });

  test("keeps no view of the chunk a message came in", () => {
    const store = createRetainedStore({ retainedMessages: 2, retainedBytes: 10, documentBytes: 8 });
    const chunk = Buffer.from("before");
    store.put({ ...message("a", ""), payload: chunk });
    chunk.fill("x");
    expect([...store.matching("a")][0]?.payload.toString()).toBe("before");
  });

  test("answers an exact filter among ten thousand documents in microseconds", () => {
    const store = createRetainedStore({ retainedMessages: 10_000, retainedBytes: 10_000_000, documentBytes: 8 });
    for (let index = 0; index < 10_000; index++) store.put(message(`den/v1/doc/${index}`, "document"));
    const started = performance.now();
    let found = 0;
    for (let index = 0; index < 10_000; index++) for (const _ of store.matching(`den/v1/doc/${index}`)) found++;
    expect(found).toBe(10_000);
    expect(performance.now() - started).toBeLessThan(500); // a walk per lookup would take many seconds
  });
});

const doc = "den/v1/doc/00112233445566778899aabbccddeeff";

test("a document retained by the controller is sent to whoever subscribes, flagged, and again with every SUBSCRIBE [MQTT-3.3.1-6] [MQTT-3.3.1-8] [MQTT-3.8.4-3]", async () => {
  await using broker = await startBroker();
  const controller = await broker.client("den-controller");
  await controller.publishAsync(doc, "document", { qos: 1, retain: true });
  const lamp = await broker.member("lamp-1");
  for (const id of [1, 2]) {
    lamp.send(subscribe([doc], { id }));
    await lamp.nextOf(9);
    const received = await lamp.nextOf(3);
    expect(received.flags & 1).toBe(1);
    expect(received.body.toString()).toContain("document");
  }
});

test("a message published to a standing subscription is not flagged as retained [MQTT-3.3.1-9]", async () => {
  await using broker = await startBroker();
  const lamp = await broker.member("lamp-1");
  lamp.send(subscribe([doc]));
  await lamp.nextOf(9);
  const controller = await broker.client("den-controller");
  await controller.publishAsync(doc, "document", { qos: 1, retain: true });
  expect((await lamp.nextOf(3)).flags & 1).toBe(0);
});

test("a retained message is sent at the granted QoS, also for a filter with wildcards [MQTT-3.8.4-6]", async () => {
  await using broker = await startBroker();
  const suite = await broker.client("suite");
  await suite.publishAsync("kept/x", "x", { qos: 1, retain: true });
  const reader = await broker.member("suite", { clientId: "reader" });
  reader.send(subscribe(["kept/+"], { qos: 0 }));
  await reader.nextOf(9);
  expect((await reader.nextOf(3)).flags).toBe(0b0001);
});

test("a retained message beyond the store is delivered, not kept, and counted", async () => {
  await using broker = await startBroker({ bounds: { retainedMessages: 1 } });
  const suite = await broker.client("suite");
  await suite.publishAsync("kept/1", "x", { qos: 1, retain: true });
  await suite.publishAsync("kept/2", "x", { qos: 1, retain: true });
  expect(broker.broker.levels().retainedMessages).toBe(1);
  expect(broker.broker.counters.refused["retained.full"]).toBe(1);
});
