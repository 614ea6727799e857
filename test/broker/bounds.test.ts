/** The bounds over real connections: too much, too fast, too slow, too many. */
import { describe, expect, test } from "vitest";
import { publish, subscribe } from "./support/packets.ts";
import { eventually, pause, people, secretHash, startBroker } from "./support/start-broker.ts";

/** Lamps that may send as fast as they can. */
const fastLamps = { deviceMessageBurst: 1_000_000, deviceByteBurst: 1_000_000_000 };

describe("slow consumers", () => {
  test("a lamp that takes nothing is dropped and holds nobody up", async () => {
    await using broker = await startBroker({ bounds: { deviceQueueBytes: 500_000, deviceStalledMs: 60_000 } });
    const frozen = await broker.member("lamp-1");
    frozen.send(subscribe(["den/v1/group/all/frame"]));
    await frozen.nextOf(9);
    frozen.socket.pause();
    const well = await broker.member("lamp-2");
    well.send(subscribe(["den/v1/group/all/frame"]));
    await well.nextOf(9);
    const controller = await broker.client("den-controller");
    const started = performance.now();
    // More than the socket buffers of this system take.
    for (let count = 0; count < 200 && broker.broker.counters.refused["slow.queue"] === 0; count++) {
      await controller.publishAsync("den/v1/group/all/frame", Buffer.alloc(100_000), { qos: 1 });
    }
    expect(broker.broker.counters.refused["slow.queue"]).toBe(1);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(well.isClosed()).toBe(false);
    frozen.socket.resume();
    await frozen.closed;
  });

  test("a lamp with a full socket is dropped when its time is over", async () => {
    await using broker = await startBroker({ bounds: { deviceQueueBytes: 50_000_000, deviceStalledMs: 100 } });
    const frozen = await broker.member("lamp-1");
    frozen.send(subscribe(["den/v1/group/all/frame"]));
    await frozen.nextOf(9);
    frozen.socket.pause();
    const controller = await broker.client("den-controller");
    for (let count = 0; count < 100; count++) controller.publish("den/v1/group/all/frame", Buffer.alloc(100_000));
    await broker.refusals("slow.stalled");
    await eventually(() => broker.broker.levels().signedIn === 1, "only the controller is left");
  });

  test("a lamp that never acknowledges is dropped at the end of its window", async () => {
    await using broker = await startBroker({ bounds: { deviceInFlight: 10 } });
    const lamp = await broker.member("lamp-1");
    lamp.send(subscribe(["den/v1/down/lamp-1/ask"]));
    await lamp.nextOf(9);
    const controller = await broker.client("den-controller");
    for (let count = 0; count < 11; count++) await controller.publishAsync("den/v1/down/lamp-1/ask", "x", { qos: 1 });
    await lamp.closed;
    await broker.refusals("slow.unacknowledged");
  });

  test("publishers wait for a slow controller, and nothing is lost", async () => {
    await using broker = await startBroker({
      bounds: { ...fastLamps, serviceCongestedBytes: 65_536, publishesInRouting: 100 },
    });
    const controller = await broker.member("den-controller");
    controller.send(subscribe(["den/v1/up/+/report"], { qos: 0 }));
    await controller.nextOf(9);
    controller.socket.pause();
    // of two lamps the last pieces from their sockets may just fit into the bound, and then nobody waits at the gate
    const lamps = Array.from({ length: 8 }, (_, n) => `lamp-${n + 1}`);
    const devices = Object.fromEntries(lamps.map((id) => [id, [secretHash(`${id}-secret`)]]));
    await broker.write("credentials.json", { ...people, devices });
    await eventually(() => broker.broker.levels().devicesKnown === lamps.length, "all lamps are known");
    const each = 1250;
    const sent = lamps.map(async (id) => {
      const lamp = await broker.client(id);
      const publishes = Array.from({ length: each }, () =>
        lamp.publishAsync(`den/v1/up/${id}/report`, Buffer.alloc(1000), { qos: 1 }),
      );
      await Promise.all(publishes);
    });
    await eventually(() => broker.broker.levels().connectionsWaiting > 0, "a lamp waits for the gate");
    expect(broker.broker.levels().publishesInRouting).toBeLessThanOrEqual(100);
    controller.socket.resume();
    await Promise.all(sent);
    for (let received = 0; received < lamps.length * each; received++) await controller.nextOf(3);
    expect(broker.broker.levels().publishesInRouting).toBe(0);
  });

  test("a controller that stays frozen is dropped, and the others go on", async () => {
    await using broker = await startBroker({
      bounds: { ...fastLamps, serviceCongestedBytes: 65_536, publishesInRouting: 100, controllerStalledMs: 300 },
    });
    const controller = await broker.member("den-controller");
    controller.send(subscribe(["den/v1/up/+/report"], { qos: 0 }));
    await controller.nextOf(9);
    controller.socket.pause();
    const lamp = await broker.client("lamp-1");
    await Promise.all(
      Array.from({ length: 10_000 }, () =>
        lamp.publishAsync("den/v1/up/lamp-1/report", Buffer.alloc(1000), { qos: 1 }),
      ),
    );
    expect(broker.broker.counters.refused["slow.stalled"]).toBe(1);
  });
});

describe("fast senders", () => {
  test.each([
    ["messages", { deviceMessagesPerSecond: 50, deviceMessageBurst: 20 }, "rate.messages", 30, 1],
    ["bytes", { deviceBytesPerSecond: 50_000, deviceByteBurst: 20_000 }, "rate.bytes", 15, 2000],
  ] as const)("too many %s pause reading, and nothing is lost", async (_name, bounds, rule, count, size) => {
    await using broker = await startBroker({ bounds: { ...bounds, connectMs: 200 } });
    const lamp = await broker.member("lamp-1");
    const started = performance.now();
    for (let id = 1; id <= count; id++)
      lamp.send(publish("den/v1/up/lamp-1/report", Buffer.alloc(size), { qos: 1, id }));
    // The first burst is one chunk; what follows waits.
    await broker.refusals(rule);
    for (let id = 1; id <= 3; id++) lamp.send(publish("den/v1/up/lamp-1/report", "after", { qos: 1, id: 1000 + id }));
    for (;;) {
      const acknowledged = await lamp.nextOf(4);
      if (acknowledged.body.readUInt16BE(0) === 1003) break;
    }
    expect(performance.now() - started).toBeGreaterThan(100);
    expect(lamp.isClosed()).toBe(false);
    expect(broker.broker.counters.refused[rule]).toBeGreaterThan(0);
  });
});

describe("too many", () => {
  test("connections above the bound are closed at once", async () => {
    await using broker = await startBroker({ bounds: { connections: 2 } });
    await broker.member("lamp-1");
    await broker.member("lamp-2");
    const third = await broker.raw();
    await third.closed;
    expect(broker.broker.counters.refused["connections.total"]).toBe(1);
  });

  test("connections of one address above its bound are closed, and room is given back", async () => {
    await using broker = await startBroker({ bounds: { connectionsPerAddress: 1 } });
    const first = await broker.member("lamp-1");
    const second = await broker.raw();
    await second.closed;
    expect(broker.broker.counters.refused["connections.address"]).toBe(1);
    first.close();
    await eventually(() => broker.broker.levels().connections === 0, "the first is gone");
    await broker.member("lamp-2");
  });

  test("a client that is silent for longer than any keep-alive is closed, even with keep-alive 0", async () => {
    await using broker = await startBroker({ bounds: { silentMs: 1000 } });
    const lamp = await broker.member("lamp-1", { keepAlive: 0 });
    const talking = await broker.member("lamp-2", { keepAlive: 0 });
    const talk = setInterval(() => talking.send(Buffer.from([0xc0, 0x00])), 200);
    await lamp.closed;
    clearInterval(talk);
    expect(broker.broker.counters.refused["idle.silent"]).toBe(1);
    expect(talking.isClosed()).toBe(false);
  });

  test("a client that breaks its own keep-alive is closed after one and a half times [MQTT-3.1.2-24]", async () => {
    await using broker = await startBroker();
    const started = performance.now();
    const lamp = await broker.member("lamp-1", { keepAlive: 1 });
    await lamp.closed;
    expect(performance.now() - started).toBeGreaterThan(1400);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

test("a hostile crowd of strangers leaves nothing behind", async () => {
  await using broker = await startBroker({ bounds: { connectMs: 100 } });
  const strangers = await Promise.all(Array.from({ length: 300 }, () => broker.raw()));
  for (const stranger of strangers) stranger.send(Buffer.from([0x10, 0x80, 0x08]));
  await Promise.all(strangers.map(({ closed }) => closed));
  await pause(20);
  expect(broker.broker.levels()).toMatchObject({ connections: 0, signedIn: 0, publishesInRouting: 0 });
});
