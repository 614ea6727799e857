/** The broker as a process: how it reports, stops, and says what is wrong. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, publish, subscribe } from "./support/packets.ts";
import { rawClient } from "./support/raw-client.ts";
import { operatorPeople, people } from "./support/start-broker.ts";

const program = join(import.meta.dirname, "../../broker/main.ts");
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "den-broker-main-"));
  await writeFile(join(folder, "credentials.json"), JSON.stringify(people));
  await writeFile(join(folder, "accounts.json"), JSON.stringify(operatorPeople));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

function environment(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DEN_BROKER_PORT: "0",
    DEN_BROKER_METRICS_PORT: "0",
    DEN_BROKER_CREDENTIALS_PATH: join(folder, "credentials.json"),
    DEN_BROKER_ACCOUNTS_PATH: join(folder, "accounts.json"),
    ...settings,
  };
}

interface Listening {
  kind: "listening";
  port: number;
  metricsPort: number;
}

async function forkBroker(settings: Record<string, string> = {}): Promise<{ child: ChildProcess } & Listening> {
  const child = fork(program, { env: environment(settings), silent: true });
  children.push(child);
  const [message] = (await once(child, "message")) as [Listening];
  return { child, ...message };
}

/** Runs to its end. */
async function run(settings: Record<string, string>): Promise<{ code: number; errors: string }> {
  const child = spawn(process.execPath, [program], { env: environment(settings) });
  children.push(child);
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const [code] = (await once(child, "exit")) as [number];
  return { code, errors };
}

describe("as a child process", () => {
  test("it reports both ports once it listens", async () => {
    const { child, kind, port, metricsPort } = await forkBroker();
    expect(kind).toBe("listening");
    const client = await rawClient(port);
    client.send(connect({ clientId: "lamp-1", userName: "lamp-1", password: "lamp-1-secret" }));
    expect((await client.next()).body[1]).toBe(0);
    const health = await fetch(`http://127.0.0.1:${metricsPort}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { status: "ok", problems: [], clients: 1 }]);
    client.close();
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("it ends when its parent is gone, so that no orphan keeps the port", async () => {
    const { child, port } = await forkBroker();
    child.disconnect();
    expect(await once(child, "exit")).toEqual([0, null]);
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    server.close();
  });

  test("it ends when its parent was killed", async () => {
    const parent = spawn(
      process.execPath,
      [
        "-e",
        `require("child_process").fork(${JSON.stringify(program)}, { silent: true }).on("message", (m) => console.log(JSON.stringify(m)))`,
      ],
      { env: environment(), stdio: ["ignore", "pipe", "ignore"] },
    );
    children.push(parent);
    const [line] = (await once(parent.stdout!, "data")) as [Buffer];
    const { port } = JSON.parse(line.toString()) as Listening;
    const client = await rawClient(port);
    client.send(connect({ clientId: "lamp-1", userName: "lamp-1", password: "lamp-1-secret" }));
    await client.next();
    parent.kill("SIGKILL");
    await client.closed;
  });
});

describe("SIGTERM", () => {
  test("lets what is on its way arrive, wills of the lamps included, and ends with 0", async () => {
    const { child, port } = await forkBroker();
    const controller = await rawClient(port);
    controller.send(connect({ clientId: "c", userName: "den-controller", password: "den-controller-secret" }));
    controller.send(subscribe(["den/v1/up/+/report", "den/v1/up/+/gone"], { qos: 0 }));
    await controller.nextOf(9);
    const lamp = await rawClient(port);
    lamp.send(
      connect({
        clientId: "lamp-1",
        userName: "lamp-1",
        password: "lamp-1-secret",
        will: { topic: "den/v1/up/lamp-1/gone" },
      }),
    );
    await lamp.next();
    const count = 500;
    for (let id = 1; id <= count; id++) lamp.send(publish("den/v1/up/lamp-1/report", "x", { qos: 1, id }));
    await lamp.nextOf(4);
    child.kill("SIGTERM");
    await Promise.all([
      lamp.closed,
      controller.closed,
      once(child, "exit").then((ended) => expect(ended).toEqual([0, null])),
    ]);
    const acknowledged = 1 + lamp.pending().filter(({ type }) => type === 4).length;
    const heard = controller
      .pending()
      .filter(({ type }) => type === 3)
      .map(({ body }) => body.toString());
    expect(heard.filter((text) => text.includes("report")).length).toBeGreaterThanOrEqual(acknowledged);
    expect(heard.at(-1)).toContain("lamp-1/gone");
  });

  test("ends in time although a client takes nothing any more", async () => {
    const { child, port } = await forkBroker({ DEN_BROKER_DRAIN_MS: "300" });
    const frozen = await rawClient(port);
    frozen.send(connect({ clientId: "s", userName: "suite", password: "suite-secret" }));
    frozen.send(
      Buffer.concat([
        subscribe(["a"], { qos: 0 }),
        ...Array.from({ length: 10 }, () => publish("a", Buffer.alloc(1_000_000))),
      ]),
    );
    await frozen.nextOf(9);
    frozen.socket.pause();
    const started = performance.now();
    child.kill("SIGTERM");
    await once(child, "exit");
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe("what is wrong is said in a sentence, with exit code 1", () => {
  test("a port in use names host, port and what to do", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { code, errors } = await run({ DEN_BROKER_PORT: String(port) });
    expect(code).toBe(1);
    expect(errors).toContain(
      `broker: 127.0.0.1 port ${port} is taken by another program. Stop that program, or set DEN_BROKER_PORT`,
    );
    const metrics = await run({ DEN_BROKER_METRICS_PORT: String(port) });
    expect(metrics.errors).toContain("set DEN_BROKER_METRICS_PORT");
    server.close();
  });

  test.each([
    [{ DEN_BROKER_PORT: "70000" }, /DEN_BROKER_PORT: .*Set it within its range/],
    [{ DEN_BROKER_CONNECT_MS: "soon" }, /DEN_BROKER_CONNECT_MS: /],
    [{ DEN_BROKER_TOPIC_ROOT: "#" }, /DEN_BROKER_TOPIC_ROOT: one to four levels/],
    [{ DEN_BROKER_PROT: "1883" }, /DEN_BROKER_PROT is not a setting of the broker/],
    [{ DEN_BROKER_HOST: "192.0.2.1" }, /192\.0\.2\.1 is not an address of this machine. Set DEN_BROKER_HOST/],
  ])("%j", async (settings, message) => {
    const { code, errors } = await run(settings as Record<string, string>);
    expect(code).toBe(1);
    expect(errors).toMatch(message);
    expect(errors).not.toContain("    at "); // a sentence, no stack
  });
});
