/** A device whose every word is chosen by the test: for what no well-made lamp would ever say. */
import { connect, type MqttClient } from "mqtt";
import { decodeMessage, encodeMessage } from "#protocol/wire/codec.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import type { Hello } from "#protocol/wire/hello.ts";
import type { MessageOf } from "#protocol/wire/messages.ts";
import { createTopics, type UpKind } from "#protocol/wire/topics.ts";
import type { Encoding } from "#protocol/wire/vocabulary.ts";

export interface HandDeviceOptions {
  readonly url: string;
  readonly id: string;
  readonly secret: string;
  readonly session: number;
  /** Default CBOR. */
  readonly encoding?: Encoding;
  /** ms until it connects again after a loss; default never. */
  readonly reconnect?: number;
  /** Called after each connection, with its subscriptions granted. */
  readonly onConnected?: () => void;
}

export interface HandDevice extends AsyncDisposable {
  readonly client: MqttClient;
  /** Desired states received, oldest first. */
  readonly desires: readonly Desire[];
  /** Bytes of them, as they came. */
  readonly desireBytes: readonly Uint8Array[];
  say<K extends Exclude<UpKind, "time">>(kind: K, message: MessageOf[K]): Promise<unknown>;
  /** Any bytes on any topic. */
  send(topic: string, bytes: Uint8Array | string): Promise<unknown>;
  hello(more?: Partial<Hello>): Promise<unknown>;
}

const topics = createTopics();

function willOf(id: string, session: number) {
  const payload = encodeMessage("gone", { session }, "cbor") as Buffer;
  return { topic: topics.up(id, "gone"), payload, qos: 1 as const, retain: false };
}

/** Resolves once it is connected and subscribed. @throws Error when it is refused. */
export async function connectByHand(options: HandDeviceOptions): Promise<HandDevice> {
  const { id, encoding = "cbor", session, reconnect = 0 } = options;
  const client = connect(options.url, {
    clientId: id,
    username: id,
    password: options.secret,
    reconnectPeriod: reconnect,
    // JSON knows no will: it is a bench tool
    ...(encoding === "json" ? {} : { will: willOf(id, session) }),
  });
  const desires: Desire[] = [];
  const desireBytes: Uint8Array[] = [];
  client.on("message", (topic, payload) => {
    if (topic !== topics.down(id, "desire")) return;
    const decoded = decodeMessage("desire", payload);
    if (!decoded.ok) throw new Error(`a desired state nobody can read: ${decoded.reject.detail}`);
    desires.push(decoded.message);
    desireBytes.push(payload);
  });
  const send = (topic: string, bytes: Uint8Array | string) =>
    client.publishAsync(topic, bytes as Buffer | string, { qos: 1 });
  const device: HandDevice = {
    client,
    desires,
    desireBytes,
    send,
    say: (kind, message) => send(topics.up(id, kind), encodeMessage(kind, message, encoding)),
    hello: (more = {}) =>
      device.say("hello", {
        protocol: 1,
        profile: "W",
        session,
        model: "by hand",
        swVersion: "0.0.1",
        bootCount: 1,
        bootReason: "powerOn",
        uptime: 12,
        capabilities: [{ outputKind: "white", minLevel: 10, curve: "dali" }],
        link: "ethernet",
        encoding,
        ...(encoding === "cbor" ? { holds: { rev: 0, refs: [] } } : {}),
        clock: { clockSource: "none" },
        ...more,
      }),
    async [Symbol.asyncDispose]() {
      await client.endAsync(true);
    },
  };
  await new Promise<void>((resolve, reject) => {
    client.on("connect", () => {
      client.subscribe([topics.down(id, "desire"), topics.down(id, "ask")], { qos: 1 }, () => {
        options.onConnected?.();
        resolve();
      });
    });
    client.once("error", (error) => {
      client.end(true);
      reject(error);
    });
    client.once("close", () => reject(new Error("closed by the broker")));
  });
  // from now on losses are the test's business
  client.on("error", () => {});
  return device;
}
