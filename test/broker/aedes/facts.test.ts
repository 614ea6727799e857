/** Facts about Aedes 1.2.0 that have no file of their own: what it does as it comes, and that our broker does not. */
import { describe, expect, test } from "vitest";
import { listenToFailures } from "../../../broker/aedes/failures.ts";
import type { AedesBroker } from "../../../broker/aedes/internals.ts";
import { bareAedes } from "../support/bare-aedes.ts";
import { connect, publish, subscribe } from "../support/packets.ts";
import { rawClient } from "../support/raw-client.ts";
import { eventually, pause, startBroker } from "../support/start-broker.ts";

describe("PUBACK", () => {
  test("of Aedes proves nothing: it comes before the message is routed or stored", async () => {
    // Routing that never ends: whoever waits for it waits for ever.
    const stuck = {
      on: ignoreAndCall,
      removeListener: ignoreAndCall,
      emit() {},
      close: (done?: () => void) => done?.(),
    };
    await using bare = await bareAedes({ mq: stuck });
    const client = await rawClient(bare.port);
    client.send(Buffer.concat([connect({ clientId: "x" }), publish("a", "x", { qos: 1, id: 7 })]));
    expect((await client.nextOf(4)).body.readUInt16BE(0)).toBe(7);
    client.close();

    function ignoreAndCall(_filter: string, _deliver: unknown, done?: () => void) {
      if (done) setImmediate(done);
    }
  });

  test("of our broker comes no earlier than there is room for the message", async () => {
    await using broker = await startBroker({
      bounds: {
        publishesInRouting: 100,
        serviceCongestedBytes: 65_536,
        deviceMessageBurst: 1_000_000,
        deviceByteBurst: 1_000_000_000,
      },
    });
    const controller = await broker.member("den-controller");
    controller.send(subscribe(["den/v1/up/+/report"], { qos: 0 }));
    await controller.nextOf(9);
    controller.socket.pause();
    const lamp = await broker.member("lamp-1");
    const count = 6000;
    for (let id = 1; id <= count; id++)
      lamp.send(publish("den/v1/up/lamp-1/report", Buffer.alloc(4000), { qos: 1, id }));
    let acknowledged = -1;
    while (lamp.pending().length !== acknowledged) {
      acknowledged = lamp.pending().length;
      await pause(300);
    }
    expect(acknowledged).toBeLessThan(count);
    controller.socket.resume();
    await eventually(() => lamp.pending().length === count, "all are acknowledged", 10_000);
  });
});

describe("shared subscriptions", () => {
  test("are granted by Aedes and never deliver", async () => {
    await using bare = await bareAedes();
    const client = await rawClient(bare.port);
    client.send(Buffer.concat([connect({ clientId: "x" }), subscribe(["$share/g/a"]), publish("a", "x")]));
    expect([...(await client.nextOf(9)).body.subarray(2)]).toEqual([1]);
    await pause(30);
    expect(client.pending().filter(({ type }) => type === 3)).toEqual([]);
    client.close();
  });

  test("are refused by our broker with 0x80", async () => {
    await using broker = await startBroker();
    const client = await broker.member("suite");
    client.send(subscribe(["$share/g/a"]));
    expect([...(await client.nextOf(9)).body.subarray(2)]).toEqual([0x80]);
  });
});

describe("$SYS", () => {
  test("is readable in Aedes and tells who connects", async () => {
    await using bare = await bareAedes();
    const spy = await rawClient(bare.port);
    spy.send(Buffer.concat([connect({ clientId: "spy" }), subscribe(["$SYS/+/new/clients"])]));
    await spy.nextOf(9);
    const other = await rawClient(bare.port);
    other.send(connect({ clientId: "somebody" }));
    expect((await spy.nextOf(3)).body.toString()).toContain("somebody");
    spy.close();
    other.close();
  });

  test("is refused by our broker, also to accounts of all topics", async () => {
    await using broker = await startBroker();
    const client = await broker.member("suite");
    client.send(subscribe(["$SYS/#", "$SYS/+/new/clients", "#"]));
    expect([...(await client.nextOf(9)).body.subarray(2)]).toEqual([0x80, 0x80, 1]);
    await broker.member("lamp-1");
    await pause(30);
    expect(client.pending().filter(({ body }) => body.includes("$SYS"))).toEqual([]);
  });
});

describe("a will on a wildcard", () => {
  test("is taken by Aedes", async () => {
    await using bare = await bareAedes();
    const client = await rawClient(bare.port);
    client.send(connect({ clientId: "x", will: { topic: "a/#", payload: "x" } }));
    expect((await client.next()).body[1]).toBe(0);
    client.close();
  });

  test("is refused by our broker", async () => {
    await using broker = await startBroker();
    const client = await broker.raw();
    client.send(connect({ clientId: "lamp-1", userName: "lamp-1", password: "lamp-1-secret", will: { topic: "a/#" } }));
    await client.closed;
    expect(broker.broker.counters.refused["connect.will"]).toBe(1);
  });
});

describe("an error event of Aedes", () => {
  test("without a listener would end the process, so all are listened to", async () => {
    await using bare = await bareAedes();
    expect(() => bare.aedes.emit("error" as never, new Error("lost") as never)).toThrow("lost");
    const lines: string[] = [];
    listenToFailures(bare.aedes as AedesBroker, {
      debug: (_details, text) => lines.push(`debug ${text}`),
      error: (_details, text) => lines.push(`error ${text}`),
    });
    bare.aedes.emit("error" as never, new Error("lost") as never);
    bare.aedes.emit("clientError", { id: "x" } as never, new Error("gone"));
    bare.aedes.emit("connectionError", {} as never, new Error("gone"));
    expect(lines).toEqual([
      "error the broker failed to route a message",
      "debug client closed",
      "debug connection closed",
    ]);
  });
});

test("a frozen subscriber holds up the others in Aedes, and does not in our broker", async () => {
  await using bare = await bareAedes({ concurrency: 100, drainTimeout: 2000 });
  await using broker = await startBroker({ bounds: { deviceQueueBytes: 50_000_000, deviceStalledMs: 2000 } });
  const topic = "den/v1/group/all/frame";

  /** Milliseconds until a message reaches a healthy subscriber while another one is frozen. */
  async function delayBehindFrozen(port: number, sign: (name: string) => Buffer): Promise<number> {
    const come = async (name: string) => {
      const client = await rawClient(port);
      client.send(sign(name));
      await client.nextOf(2);
      return client;
    };
    const frozen = await come("lamp-1");
    frozen.send(subscribe([topic], { qos: 0 }));
    await frozen.nextOf(9);
    frozen.socket.pause();
    const senders = await Promise.all(Array.from({ length: 3 }, () => come("")));
    // Each sends many at once, together more than Aedes routes at a time and more than a socket takes.
    for (const sender of senders)
      for (let count = 0; count < 100; count++) sender.send(publish(topic, Buffer.alloc(100_000)));
    await pause(300);
    const healthy = await come("lamp-2");
    healthy.send(subscribe(["den/v1/group/all/directive"], { qos: 0 }));
    await healthy.nextOf(9);
    const started = performance.now();
    const director = await come("");
    director.send(publish("den/v1/group/all/directive", "dim"));
    await healthy.nextOf(3);
    for (const client of [frozen, healthy, director, ...senders]) client.close();
    return performance.now() - started;
  }

  const open = (name: string) => connect({ clientId: name });
  const known = (name: string) =>
    name === ""
      ? connect({ userName: "suite", password: "suite-secret" })
      : connect({ clientId: name, userName: name, password: `${name}-secret` });
  expect(await delayBehindFrozen(bare.port, open)).toBeGreaterThan(1000);
  expect(await delayBehindFrozen(broker.port, known)).toBeLessThan(1000);
});
