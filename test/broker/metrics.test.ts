import { expect, test } from "vitest";
import { ruleNames } from "../../broker/rules.ts";
import { publish } from "./support/packets.ts";
import { startBroker } from "./support/start-broker.ts";

async function scrape(port: number): Promise<Map<string, number>> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.headers.get("content-type")).toContain("text/plain");
  const lines = (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

test("every rule has its counter, from the start", async () => {
  await using broker = await startBroker();
  const metrics = await scrape(broker.metricsPort);
  for (const rule of ruleNames) expect(metrics.get(`den_broker_refused_total{rule="${rule}"}`)).toBe(0);
});

test("connections, messages, bytes and refusals are what happened, however often it is asked", async () => {
  await using broker = await startBroker();
  const controller = await broker.client("den-controller");
  await controller.subscribeAsync("den/v1/up/+/report", { qos: 1 });
  const lamp = await broker.member("lamp-1");
  const report = publish("den/v1/up/lamp-1/report", "x", { qos: 1 });
  lamp.send(Buffer.concat([report, report, publish("den/v1/up/lamp-2/report", "x", { qos: 1 })]));
  for (let count = 0; count < 3; count++) await lamp.nextOf(4);
  await scrape(broker.metricsPort);
  const metrics = await scrape(broker.metricsPort);
  expect(Object.fromEntries(metrics)).toMatchObject({
    den_broker_connections: 2,
    den_broker_clients: 2,
    den_broker_connections_accepted_total: 2,
    den_broker_publishes_received_total: 3,
    den_broker_publishes_delivered_total: 2,
    den_broker_publishes_in_routing: 0,
    den_broker_credentials_usable: 1,
    den_broker_devices_known: 2,
    'den_broker_refused_total{rule="access.publish"}': 1,
  });
  expect(metrics.get("den_broker_received_bytes_total")).toBeGreaterThan(3 * report.length);
});

test("health is 503 with a reason while nobody new can get in, and other paths and methods are refused", async () => {
  await using broker = await startBroker();
  const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${broker.metricsPort}${path}`, init);
  expect((await at("/healthz")).status).toBe(200);
  await broker.write("credentials.json", "");
  await expect.poll(async () => (await at("/healthz")).status).toBe(503);
  const health = (await (await at("/healthz")).json()) as { problems: string[] };
  expect(health.problems[0]).toMatch(/credentials\.json: the file is empty; nobody new gets in/);
  expect((await at("/nothing")).status).toBe(404);
  expect((await at("/healthz", { method: "POST" })).status).toBe(405);
});
