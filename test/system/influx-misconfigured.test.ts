/** An InfluxDB that is set up wrongly, at the start of the controller: lamps are lit, telemetry is kept, and it is said. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn, until } from "../support/api-client.ts";
import { enterBench, shown } from "../support/bench-lamps.ts";
import { startController } from "../support/start-controller.ts";
import { hasInflux, type Influx, startInflux } from "../support/start-influx.ts";

interface Status {
  state: string;
  reason?: string;
  recording: boolean;
}

describe.skipIf(!hasInflux)("a controller whose InfluxDB is set up wrongly", () => {
  let influx: Influx;
  beforeAll(async () => {
    influx = await startInflux({ user: { name: "den", password: "right-but-untold" } });
  });
  afterAll(() => influx[Symbol.asyncDispose]());

  it.each([
    {
      what: "password",
      env: { DEN_INFLUX_DATABASE: "den", DEN_INFLUX_USER: "den", DEN_INFLUX_PASSWORD: "wrong-and-untold" },
      reason: /^401 authorization failed/,
    },
    {
      what: "database",
      env: { DEN_INFLUX_DATABASE: "dim", DEN_INFLUX_USER: "den", DEN_INFLUX_PASSWORD: "right-but-untold" },
      reason: /^404 database not found: "dim"/,
    },
  ])("starts with a wrong $what, lights its lamps, and says what is wrong", async ({ env, reason }) => {
    await using controller = await startController({ env: { DEN_INFLUX_URL: influx.url, ...env } });
    const admin = await signIn(controller.url, controller.administrator);
    const status = await until(
      () => admin.get<Status>("/telemetry/forwarding"),
      ({ state }) => state === "waiting",
      20_000,
    );
    expect(status.reason).toMatch(reason);
    expect(status.recording).toBe(false);
    const health = await fetch(`${controller.url}/healthz`);
    expect(health.status).toBe(200);
    expect((await health.json()).figures).toMatchObject({ influx: "waiting", influxFollows: false });
    const metrics = await (await fetch(`${controller.url}/metrics`)).text();
    expect(metrics).toContain('den_controller{figure="influxFollows"} 0');

    const bench = await enterBench(admin, controller.brokerPort, ["w1"]);
    await using device = await bench.come("w1");
    await device.hello();
    await until(
      () => bench.stateOf("w1"),
      ({ online }) => online,
      20_000,
    );
    await until(
      async () => device.desires.length,
      (told) => told > 0,
      20_000,
    );
    const rows = [{ at: Math.ceil(Date.now() / 1000) * 1000, output: 0, activePower: 41 }];
    await device.say("report", { ...shown(80), batches: [{ stream: "raw", epoch: 7, after: 0, rows }] });
    await until(
      () => admin.get<{ items: { activePower?: number }[] }>(`/lamps/${bench.lampOf("w1")}/history`),
      ({ items }) => items[0]?.activePower === 41,
      20_000,
    );
    expect(controller.output()).not.toContain(env.DEN_INFLUX_PASSWORD);
  });
});
