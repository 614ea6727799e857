/**
 * A changed plan deployed to a city: one document for each calendar that changed, no device touched twice, and those that
 * were away get it on return. Counted at a real broker, with devices that fetch and check what they hold; ten thousand of
 * them with DEN_TEST_LONG=1.
 */
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Den, publisher, startDen } from "../bench/den.ts";
import type { Devices } from "../bench/load/devices.ts";
import { startDevices } from "../bench/load/open-devices.ts";
import type { Program } from "../bench/program.ts";
import { deployed, deployTown, type ShownDeployment } from "../bench/town-plan.ts";
import { until } from "../support/api-client.ts";

const count = process.env.DEN_TEST_LONG === "1" ? 10_000 : 300;
/** Devices of the first half that are away while the plan changes. */
const absent = count / 50;
const within = 120_000;

let den: Den;
let devices: Program<Devices>;
/** Hears everything that goes down. */
let ear: MqttClient;
const heard = { documents: [] as string[], desires: new Map<string, number>() };

beforeAll(async () => {
  den = await startDen(count);
  devices = startDevices();
  await devices.call("open", { port: den.controller.brokerPort, talk: "controller", identities: den.devices });
  await den.until(({ inSync }) => inSync === count, within);
  const { name, secret } = publisher;
  const url = `mqtt://127.0.0.1:${den.controller.brokerPort}`;
  ear = await connectAsync(url, { clientId: "ear", username: name, password: secret });
  ear.on("message", (topic, payload, { retain }) => {
    const [, , road, id] = topic.split("/");
    if (road === "doc" && !retain && payload.length > 0) heard.documents.push(topic);
    if (road === "down" && topic.endsWith("/desire")) heard.desires.set(id!, (heard.desires.get(id!) ?? 0) + 1);
  });
  const granted = await ear.subscribeAsync(["den/v1/doc/#", "den/v1/down/+/desire"], { qos: 1 });
  expect(granted.map(({ qos }) => qos)).toEqual([1, 1]);
}, within);

afterAll(async () => {
  await ear?.endAsync();
  await devices?.[Symbol.asyncDispose]();
  await den?.[Symbol.asyncDispose]();
});

/** What went down since it was last asked. */
function counted() {
  const told = [...heard.desires.values()];
  const answer = { documents: heard.documents.length, devices: told.length, most: Math.max(0, ...told) };
  heard.documents.length = 0;
  heard.desires.clear();
  return answer;
}

const wait = (isSo: (shown: ShownDeployment) => boolean, id: string) =>
  until(() => den.admin.get<ShownDeployment>(`/deployments/${id}`), isSo, within);

it(`publishes one document per changed calendar and touches none of ${count} devices twice`, async () => {
  counted();
  const first = await deployed(den.admin, (await deployTown(den.admin, { first: 70, second: 60 })).id, within);
  expect(first).toMatchObject({ devices: count, counts: { holding: count, refused: 0, away: 0, waiting: 0 } });
  expect(counted()).toEqual({ documents: 2, devices: count, most: 1 });

  const before = await devices.call("traffic");
  await devices.call("dropSome", absent);
  await den.until(({ online }) => online === count - absent, within);
  const second = await deployed(den.admin, (await deployTown(den.admin, { first: 40, second: 60 })).id, within);
  const half = count / 2;
  expect(second).toMatchObject({ devices: half, counts: { holding: half - absent, away: absent, refused: 0 } });
  expect(counted()).toEqual({ documents: 1, devices: half - absent, most: 1 });

  await devices.call("reopenSome", absent);
  await wait(({ counts }) => counts.holding === half, second.id);
  expect(counted()).toEqual({ documents: 0, devices: absent, most: 1 });
  const after = await devices.call("traffic");
  const told = after.map((device, n) => device.told - before[n]!.told);
  expect(told).toEqual(after.map((_, n) => (n < half ? 1 : 0)));
  expect(after.every(({ holds }) => holds > 0)).toBe(true);
  const reports = after.slice(absent, half).map((device, n) => device.reported - before[n + absent]!.reported);
  console.log(`reports of a device that was told: ${Math.min(...reports)} to ${Math.max(...reports)}`);
}, 600_000);
