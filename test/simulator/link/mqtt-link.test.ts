import { createServer } from "node:net";
import { Aedes } from "aedes";
import mqtt from "mqtt";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Filter, LinkOptions } from "../../../simulator/link/link.ts";
import { openMqttLink } from "../../../simulator/link/mqtt-link.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "../../support/start-mosquitto.ts";

describe.skipIf(!hasMosquitto)("a link over MQTT.js", () => {
  let broker: Mosquitto;
  beforeAll(async () => {
    broker = await startMosquitto();
  });
  afterAll(() => broker.stop());

  const filter = (topic: string): Filter => ({ topic, qos: 1 });

  function open(clientId: string, more: Partial<LinkOptions> = {}) {
    const heard: string[] = [];
    const lost: string[] = [];
    const ready = Promise.withResolvers<void>();
    const link = openMqttLink({
      url: broker.url,
      clientId,
      secret: undefined,
      keepAlive: 60,
      will: { topic: `will/${clientId}`, payload: Buffer.from("gone") },
      filters: [filter(`to/${clientId}`)],
      onReady: ready.resolve,
      onMessage: (topic, payload) => void heard.push(`${topic} ${Buffer.from(payload).toString()}`),
      onLost: (reason) => void lost.push(reason),
      ...more,
    });
    onTestFinished(() => link.cut());
    return { link, heard, lost, ready: ready.promise };
  }

  async function witness(topic: string) {
    const heard: string[] = [];
    const client = await mqtt.connectAsync(broker.url, { protocolVersion: 4 });
    onTestFinished(() => client.endAsync(true));
    client.on("message", (at, payload) => void heard.push(`${at} ${payload.toString()}`));
    await client.subscribeAsync(topic, { qos: 1 });
    return { client, heard };
  }

  test("it is ready when its filters are granted: what is sent right after arrives", async () => {
    const { link, heard, ready } = open("a");
    await ready;
    link.publish("to/a", Buffer.from("hello"), 1);
    await vi.waitFor(() => expect(heard).toEqual(["to/a hello"]));
  });

  test("cut leaves the will behind, close does not, and neither is reported as lost", async () => {
    const { heard } = await witness("will/+");
    const cut = open("cut");
    const closed = open("closed");
    await Promise.all([cut.ready, closed.ready]);
    closed.link.close();
    cut.link.cut();
    await vi.waitFor(() => expect(heard).toEqual(["will/cut gone"]));
    expect([...cut.lost, ...closed.lost]).toEqual([]);
  });

  test("a changed subscription lets go of the old and takes up the new", async () => {
    const { client } = await witness("nothing");
    const { link, heard, ready } = open("b", { filters: [filter("one"), filter("two")] });
    await ready;
    link.subscribe([filter("two"), filter("three")]);
    await vi.waitFor(async () => {
      await client.publishAsync("three", "3", { qos: 1 });
      expect(heard).toContain("three 3");
    });
    await client.publishAsync("one", "1", { qos: 1 });
    await client.publishAsync("two", "2", { qos: 1 });
    await vi.waitFor(() => expect(heard).toContain("two 2"));
    expect(heard).not.toContain("one 1");
  });

  test("where nobody listens it is lost once, with the reason", async () => {
    const { lost } = open("c", { url: "mqtt://127.0.0.1:1" });
    await vi.waitFor(() => expect(lost).toHaveLength(1));
    expect(lost[0]).toMatch(/ECONNREFUSED/);
  });

  test("a refused filter is a lost connection, not a device that waits for ever", async () => {
    const strict = await Aedes.createBroker({ authorizeSubscribe: (_client, _filter, done) => done(null, null) });
    const server = createServer(strict.handle).listen(0, "127.0.0.1");
    onTestFinished(async () => {
      server.close();
      await new Promise<void>((resolve) => strict.close(resolve));
    });
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const { lost } = open("d", { url: `mqtt://127.0.0.1:${port}` });
    await vi.waitFor(() => expect(lost).toHaveLength(1));
    expect(lost[0]).toMatch(/subscription/);
  });

  test("when another client takes its id it is lost", async () => {
    const first = open("same");
    await first.ready;
    await open("same").ready;
    await vi.waitFor(() => expect(first.lost).toHaveLength(1));
  });
});
