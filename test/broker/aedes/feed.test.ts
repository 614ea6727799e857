import { EventEmitter } from "node:events";
import { connect as connectSocket } from "node:net";
import { describe, expect, test } from "vitest";
import { Feed } from "../../../broker/aedes/feed.ts";
import type { AedesClient } from "../../../broker/aedes/internals.ts";
import { createPublishGate } from "../../../broker/aedes/publish-gate.ts";
import { bareAedes } from "../support/bare-aedes.ts";
import { connect, subscribe } from "../support/packets.ts";
import { rawClient } from "../support/raw-client.ts";
import { pause, startBroker } from "../support/start-broker.ts";

describe("one packet in many pieces while its client is being authenticated", () => {
  const pieces = (bytes: Buffer, count: number) => {
    const size = Math.ceil(bytes.length / count);
    return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size)).filter(
      (part) => part.length > 0,
    );
  };

  test("hangs its client in Aedes as it comes", async () => {
    await using bare = await bareAedes({
      authenticate: (_client, _user, _password, done) => void setTimeout(() => done(null, true), 100),
    });
    const client = await rawClient(bare.port);
    client.send(connect({ clientId: "x" }));
    await pause(20);
    for (const piece of pieces(subscribe(["a/long/topic/filter/to/cut"]), 10)) {
      client.send(piece);
      await pause(3);
    }
    await pause(200);
    expect(client.pending().map(({ type }) => type)).toEqual([2]); // CONNACK, and never a SUBACK
    client.close();
  });

  test.each([2, 3, 10, 40])("arrives whole from %i pieces, sent before the CONNACK", async (count) => {
    await using broker = await startBroker();
    const socket = connectSocket({ port: broker.port, host: "127.0.0.1", noDelay: true });
    const types: number[] = [];
    socket.on("data", (chunk: Buffer) => types.push(chunk[0]! >> 4));
    await new Promise((resolve) => socket.once("connect", resolve));
    const bytes = Buffer.concat([
      connect({ clientId: "lamp-1", userName: "lamp-1", password: "lamp-1-secret" }),
      subscribe(["den/v1/down/lamp-1/desire", "den/v1/group/all/directive"]),
    ]);
    for (const piece of pieces(bytes, count)) {
      socket.write(piece);
      await pause(2);
    }
    await expect.poll(() => types).toEqual([2, 9]);
    socket.destroy();
  });
});

describe("batches", () => {
  /** A stream whose reader finishes when the test says so, as Aedes does when it has routed. */
  function createStream() {
    const read: string[] = [];
    let done = 0;
    const client = { _parsingBatch: 0 } as AedesClient;
    const events = new EventEmitter();
    const stream = { client, emit: (event: "readable") => events.emit(event), batchDone: () => void done++ };
    return {
      client,
      read,
      stream,
      done: () => done,
      /** Reads as Aedes does. */
      attach(feed: Feed, onRead: () => void = () => {}) {
        events.on("readable", () => {
          const bytes = feed.read();
          if (bytes) {
            read.push(bytes.toString());
            client._parsingBatch = 1;
            onRead();
          }
        });
      },
      finish(feed: Feed) {
        client._parsingBatch = 0;
        expect(feed.read()).toBeNull();
      },
    };
  }

  test("are handed over one at a time, in order, the next when the one before is done", async () => {
    const fake = createStream();
    const feed = new Feed(fake.stream, createPublishGate(100));
    fake.attach(feed);
    feed.add(Buffer.from("one"), 1);
    feed.add(Buffer.from("two"), 0);
    feed.pump();
    expect(fake.read).toEqual(["one"]);
    feed.pump();
    expect(fake.read).toEqual(["one"]);
    fake.finish(feed);
    await Promise.resolve();
    await new Promise((resolve) => process.nextTick(resolve));
    expect(fake.read).toEqual(["one", "two"]);
    fake.finish(feed);
    expect(fake.done()).toBe(2);
    expect(feed.isEmpty).toBe(true);
  });

  test("that are done at once do not start the next inside the first", async () => {
    const fake = createStream();
    const feed = new Feed(fake.stream, createPublishGate(100));
    let depth = 0;
    let deepest = 0;
    fake.attach(feed, () => {
      deepest = Math.max(deepest, ++depth);
      fake.finish(feed); // Aedes asks again while it still parses
      depth--;
    });
    for (let index = 0; index < 50; index++) feed.add(Buffer.from(String(index)), 1);
    feed.pump();
    await expect.poll(() => fake.read.length).toBe(50);
    expect(deepest).toBe(1);
  });

  test("give their places back when they are done and when the connection is gone", () => {
    const gate = createPublishGate(100);
    const fake = createStream();
    const feed = new Feed(fake.stream, gate);
    fake.attach(feed);
    feed.add(Buffer.from("one"), 60);
    feed.pump();
    expect(gate.inRouting()).toBe(60);
    const other = createStream();
    const second = new Feed(other.stream, gate);
    other.attach(second);
    second.add(Buffer.from("late"), 60);
    second.pump();
    expect(other.read).toEqual([]);
    expect(gate.waiting()).toBe(1);
    fake.finish(feed);
    expect(other.read).toEqual(["late"]);
    second.abandon();
    expect(gate.inRouting()).toBe(0);
    expect(gate.waiting()).toBe(0);
  });
});
