/** A real broker on free ports with a folder of its own, and clients that come in by its front door. */
import { createHash } from "node:crypto";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { pino } from "pino";
import { systemClock } from "../../../broker/clock.ts";
import { type Broker, createBroker } from "../../../broker/compose.ts";
import type { BrokerSettings } from "../../../broker/config.ts";
import { type ConnectParts, connect } from "./packets.ts";
import { type RawClient, rawClient } from "./raw-client.ts";

export const secretHash = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The people of most tests. Everybody's secret is their name with `-secret`. */
export const people = {
  version: 1,
  devices: { "lamp-1": [secretHash("lamp-1-secret")], "lamp-2": [secretHash("lamp-2-secret")] } as Record<
    string,
    string[]
  >,
  accounts: [{ name: "den-controller", role: "controller", secretHash: secretHash("den-controller-secret") }],
};
export const operatorPeople = {
  version: 1,
  accounts: [
    { name: "suite", secretHash: secretHash("suite-secret"), publish: ["#"], subscribe: ["#"], retain: ["#"] },
    { name: "reader", secretHash: secretHash("reader-secret"), publish: ["town/+/note"], subscribe: ["town/#"] },
  ],
};

export interface TestBroker extends AsyncDisposable {
  broker: Broker;
  port: number;
  metricsPort: number;
  folder: string;
  /** Replaces a file as its writer does: written beside, then renamed over. Objects become JSON. */
  write(name: "credentials.json" | "accounts.json", content: unknown): Promise<void>;
  remove(name: "credentials.json" | "accounts.json"): Promise<void>;
  raw(): Promise<RawClient>;
  /** A raw client that is signed in and has read its CONNACK. */
  member(userName: string, parts?: ConnectParts): Promise<RawClient>;
  /** A real client library, connected. */
  client(userName: string, options?: IClientOptions): Promise<MqttClient>;
  /** Resolves when a counter of refusals reaches a number. */
  refusals(rule: keyof Broker["counters"]["refused"], atLeast?: number): Promise<void>;
}

export async function startBroker(
  settings: Omit<BrokerSettings, "bounds"> & { bounds?: BrokerSettings["bounds"] } = {},
): Promise<TestBroker> {
  const folder = await mkdtemp(join(tmpdir(), "den-broker-"));
  const write = async (name: string, content: unknown) => {
    const path = join(folder, name);
    await writeFile(`${path}.new`, typeof content === "string" ? content : JSON.stringify(content));
    await rename(`${path}.new`, path);
  };
  await write("credentials.json", people);
  await write("accounts.json", operatorPeople);
  const broker = await createBroker(
    {
      port: 0,
      metricsPort: 0,
      credentialsPath: join(folder, "credentials.json"),
      accountsPath: join(folder, "accounts.json"),
      credentialsPollMs: 100,
      ...settings,
    },
    { clock: systemClock, log: pino({ level: "silent" }) },
  );
  const { port, metricsPort } = await broker.listen();
  const raws: RawClient[] = [];
  const clients: MqttClient[] = [];

  return {
    broker,
    port,
    metricsPort,
    folder,
    write,
    remove: (name) => rm(join(folder, name)),
    async raw() {
      const client = await rawClient(port);
      raws.push(client);
      return client;
    },
    async member(userName, parts = {}) {
      const client = await rawClient(port);
      raws.push(client);
      client.send(connect({ clientId: userName, userName, password: `${userName}-secret`, ...parts }));
      const answer = await client.next();
      if (answer.type !== 2 || answer.body[1] !== 0) throw new Error(`CONNACK ${answer.body[1]}`);
      return client;
    },
    async client(userName, options = {}) {
      const client = mqtt.connect({
        host: "127.0.0.1",
        port,
        clientId: userName,
        username: userName,
        password: `${userName}-secret`,
        reconnectPeriod: 0,
        ...options,
      });
      clients.push(client);
      client.on("error", () => {});
      await new Promise<void>((resolve, reject) => client.once("connect", () => resolve()).once("error", reject));
      return client;
    },
    refusals: (rule, atLeast = 1) => eventually(() => broker.counters.refused[rule] >= atLeast, `${rule} is counted`),
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.end(true);
      for (const raw of raws) raw.close();
      await broker.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until something is true; fails with what was awaited after `withinMs`. */
export async function eventually(isTrue: () => boolean, what: string, withinMs = 5000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
