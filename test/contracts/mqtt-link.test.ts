/** The controller's connection keeps the same promises on our broker and on Mosquitto. */
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodeMessage } from "#protocol/wire/codec.ts";
import { createTopics } from "#protocol/wire/topics.ts";
import { createDownlink } from "../../controller/dispatch/downlink.ts";
import { type MqttLink, openMqttLink } from "../../controller/dispatch/mqtt-link.ts";
import { type Log, silentLog } from "../../controller/log.ts";
import { eventually, pause, startBroker } from "../broker/support/start-broker.ts";
import { hasMosquitto, startMosquitto } from "../support/start-mosquitto.ts";

const topics = createTopics("den/v1");

interface Ground extends AsyncDisposable {
  readonly url: string;
  /** Ends the broker as a crash does and brings it back on the same port. */
  crash?(): Promise<void>;
}

const mosquittoPeople = { "den-controller": "den-controller-secret", "lamp-1": "lamp-1-secret" };
const grounds: { name: string; skip: boolean; canCrash: boolean; open: () => Promise<Ground> }[] = [
  {
    name: "our broker",
    skip: false,
    // it runs in this very process here; its death is the embedded broker's test
    canCrash: false,
    async open() {
      const broker = await startBroker();
      return { url: `mqtt://127.0.0.1:${broker.port}`, [Symbol.asyncDispose]: () => broker[Symbol.asyncDispose]() };
    },
  },
  {
    name: "Mosquitto",
    skip: !hasMosquitto,
    canCrash: true,
    async open() {
      const broker = await startMosquitto({
        users: mosquittoPeople,
        // as an operator would grant it who never heard of our broker's events
        acl: "user den-controller\ntopic read den/v1/up/#\ntopic write den/v1/down/#\ntopic write den/v1/group/#\nuser lamp-1\ntopic readwrite den/v1/#\n",
      });
      const crash = async () => {
        await broker.kill();
        await broker.restart();
      };
      return { url: broker.url, crash, [Symbol.asyncDispose]: () => broker[Symbol.asyncDispose]() };
    },
  },
];

for (const { name, skip, canCrash, open } of grounds) {
  describe.skipIf(skip)(`the controller's link on ${name}`, () => {
    let ground: Ground;
    let lamp: MqttClient;
    const links: MqttLink[] = [];
    const heard: { topic: string; bytes: Uint8Array }[] = [];

    beforeEach(async () => {
      heard.length = 0;
      ground = await open();
      lamp = await connectAsync(ground.url, { username: "lamp-1", password: "lamp-1-secret", clientId: "lamp-1" });
    });
    afterEach(async () => {
      for (const link of links.splice(0)) await link.close();
      await lamp.endAsync(true);
      await ground[Symbol.asyncDispose]();
    });

    function openLink(said: { password?: string; log?: Log; url?: string } = {}) {
      let timesReady = 0;
      const link = openMqttLink({
        url: ground.url,
        username: "den-controller",
        password: "den-controller-secret",
        topics,
        onMessage: (topic, bytes) => heard.push({ topic, bytes }),
        onReady: () => timesReady++,
        log: silentLog,
        ...said,
      });
      links.push(link);
      return { link, ready: (times = 1) => eventually(() => timesReady >= times, `ready ${times} times`, 10_000) };
    }

    it("hears what devices say once it is ready", async () => {
      const { link, ready } = openLink();
      expect(link.isConnected()).toBe(false);
      await ready();
      expect(link.isConnected()).toBe(true);
      await lamp.publishAsync(topics.up("lamp-1", "hello"), "a", { qos: 1 });
      await lamp.publishAsync(topics.up("lamp-1", "report"), "b", { qos: 1 });
      await eventually(() => heard.length === 2, "both messages");
      expect(heard.map(({ topic, bytes }) => [topic, Buffer.from(bytes).toString()])).toEqual([
        ["den/v1/up/lamp-1/hello", "a"],
        ["den/v1/up/lamp-1/report", "b"],
      ]);
    });

    it("carries the way down: to one device, and to a group with one publish", async () => {
      const { link, ready } = openLink();
      await ready();
      const got: [string, Uint8Array][] = [];
      lamp.on("message", (topic, bytes) => got.push([topic, bytes]));
      await lamp.subscribeAsync([
        topics.down("lamp-1", "ask"),
        topics.down("lamp-1", "time"),
        topics.group("all", "directive"),
      ]);
      const downlink = createDownlink(topics, link.publish);
      const call = { kind: "call", ref: 5, priority: 10, issuedAt: 1_795_000_000_000, reportWithin: 20 } as const;
      const ask = { id: 3, until: 1_795_000_060_000, ask: "read" } as const;
      downlink.ask("lamp-1", ask, "json");
      downlink.time("lamp-1", { t1: 1, t2: 2, t3: 3 }, "cbor");
      downlink.directive("all", call);
      await eventually(() => got.length === 3, "all three");
      const read = new Map(got);
      expect(decodeMessage("ask", read.get(topics.down("lamp-1", "ask"))!)).toMatchObject({
        message: ask,
        encoding: "json",
      });
      expect(decodeMessage("timeAnswer", read.get(topics.down("lamp-1", "time"))!)).toMatchObject({ ok: true });
      expect(decodeMessage("directive", read.get(topics.group("all", "directive"))!)).toMatchObject({ message: call });
    });

    it("holds reports back while the journal is full, and nothing else", async () => {
      const { link, ready } = openLink();
      await ready();
      link.holdReports(true);
      await pause(100);
      await lamp.publishAsync(topics.up("lamp-1", "report"), "held", { qos: 1 });
      await lamp.publishAsync(topics.up("lamp-1", "hello"), "heard", { qos: 1 });
      await eventually(() => heard.length > 0, "the hello");
      link.holdReports(false);
      await pause(100);
      await lamp.publishAsync(topics.up("lamp-1", "report"), "again", { qos: 1 });
      await eventually(() => heard.length > 1, "the later report");
      expect(heard.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(["heard", "again"]);
    });

    it("tells an outage once, however often it tries, and drops what would be stale", async () => {
      const lines: string[] = [];
      const log: Log = { ...silentLog, error: (_, text) => lines.push(text), warn: (_, text) => lines.push(text) };
      const { link } = openLink({ password: "wrong", log });
      await pause(1800);
      expect(link.isConnected()).toBe(false);
      expect(lines).toHaveLength(1);
      link.publish(topics.down("lamp-1", "time"), new Uint8Array([0xa0]), 0);
    });

    it("can be closed at any time", async () => {
      const { link, ready } = openLink();
      await ready();
      await link.close();
      expect(link.isConnected()).toBe(false);
      await openLink({ password: "wrong" }).link.close();
      await openLink({ url: "mqtt://127.0.0.1:1" }).link.close();
    });

    it.runIf(canCrash)("comes back by itself after the broker died, and is ready anew", async () => {
      const { link, ready } = openLink();
      await ready();
      await ground.crash!();
      await ready(2);
      expect(link.isConnected()).toBe(true);
      await eventually(() => lamp.connected, "the lamp is back", 10_000);
      await lamp.publishAsync(topics.up("lamp-1", "hello"), "back", { qos: 1 });
      await eventually(() => heard.length > 0, "its hello");
    });
  });
}
