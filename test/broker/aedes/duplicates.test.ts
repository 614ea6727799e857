import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { removeDuplicateFilter } from "../../../broker/aedes/duplicates.ts";
import type { AedesBroker } from "../../../broker/aedes/internals.ts";
import { bareAedes } from "../support/bare-aedes.ts";
import { connect, subscribe } from "../support/packets.ts";
import { rawClient } from "../support/raw-client.ts";
import { pause, startBroker } from "../support/start-broker.ts";

/** Two messages of one broker that were numbered in one order and routed in the other. */
const numbered = (broker: { id: string }, brokerCounter: number) => ({
  cmd: "publish",
  topic: "a",
  payload: Buffer.from(String(brokerCounter)),
  qos: 0,
  retain: false,
  dup: false,
  brokerId: broker.id,
  brokerCounter,
});

describe("a message routed after one with a higher number", () => {
  test("is dropped by Aedes as it comes", async () => {
    await using bare = await bareAedes();
    expect(
      await heardOutOfOrder(bare.port, (packet) => bare.aedes.publish(packet as never, () => {}), bare.aedes),
    ).toEqual(["1000"]);
  });

  test("arrives once the filter is taken away", async () => {
    await using bare = await bareAedes();
    removeDuplicateFilter(bare.aedes as AedesBroker);
    expect(
      await heardOutOfOrder(bare.port, (packet) => bare.aedes.publish(packet as never, () => {}), bare.aedes),
    ).toEqual(["1000", "999"]);
  });

  async function heardOutOfOrder(
    port: number,
    route: (packet: object) => void,
    broker: { id: string },
  ): Promise<string[]> {
    const client = await rawClient(port);
    client.send(Buffer.concat([connect({ clientId: "x" }), subscribe(["a"], { qos: 0 })]));
    await client.nextOf(9);
    route(numbered(broker, 1000));
    await client.nextOf(3).then((first) => expect(first.body.toString()).toContain("1000"));
    route(numbered(broker, 999));
    await pause(30);
    const late = client.pending().filter(({ type }) => type === 3);
    client.close();
    return ["1000", ...late.map(({ body }) => body.subarray(3).toString())];
  }
});

test("clients share one object that filters nothing and cannot be filled", () => {
  const aedes = Object.assign(new EventEmitter(), { id: "b" }) as unknown as AedesBroker;
  removeDuplicateFilter(aedes);
  const first = { duplicates: { b: 7 } };
  const second = { duplicates: {} };
  aedes.emit("client", first as never);
  aedes.emit("client", second as never);
  first.duplicates.b = 99;
  expect(first.duplicates.b).toBe(0);
  expect(first.duplicates).toBe(second.duplicates);
});

test("a persistent session with traffic from many sides loses nothing", async () => {
  await using broker = await startBroker();
  const keeper = await broker.client("suite", { clientId: "keeper", clean: false });
  const heard = new Set<string>();
  keeper.on("message", (_topic, payload) => heard.add(payload.toString()));
  await keeper.subscribeAsync("x/#", { qos: 1 });
  const senders = await Promise.all(
    [1, 2, 3, 4].map((index) => broker.client("suite", { clientId: `sender-${index}` })),
  );
  await Promise.all(
    senders.flatMap((sender, index) =>
      Array.from({ length: 250 }, (_, count) =>
        sender.publishAsync("x/y", `${index}-${count}`, { qos: count % 2 === 0 ? 1 : 2 }),
      ),
    ),
  );
  await expect.poll(() => heard.size, { timeout: 5000 }).toBe(1000);
});
