/** A firmware engineer at the bench with nothing but mosquitto_pub: what works by hand, and what is refused and counted. */
import { execFile } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../support/api-client.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";

interface DeviceState {
  online: boolean;
  model?: string;
  lastReject?: { code: string; detail: string };
}
interface Refusals {
  messages: Record<string, number>;
  broker: Record<string, number>;
}

const id = "bench-1";
const hello = {
  protocol: 1,
  profile: "W",
  session: 4711,
  model: "bench",
  swVersion: "0.0.1",
  bootCount: 1,
  bootReason: "powerOn",
  uptime: 12,
  capabilities: [{ outputKind: "white", minLevel: 10, curve: "dali" }],
  link: "ethernet",
  encoding: "json",
  clock: { clockSource: "none" },
};

describe("a device that is played with mosquitto_pub", () => {
  let controller: ControllerUnderTest;
  let admin: ApiClient;
  let secret: string;

  beforeAll(async () => {
    controller = await startController();
    admin = await signIn(controller.url, controller.administrator);
    const area = { do: "create", sort: "area", thing: { id: "bench", name: "Bàn thử" } };
    const model = {
      id: "m1",
      name: "LED 60 W",
      outputKind: "white",
      curve: "dali",
      nominalPower: 60,
      powerAtMinimumDimLevel: 9,
      minLevel: 10,
    };
    const lamp = { id: "l1", name: "Đèn thử 1", areaId: "bench", use: "road", modelId: "m1", lon: 106.65, lat: 10.98 };
    const { secrets } = await admin.post<{ secrets: { secret: string }[] }>("/inventory/changes", {
      changes: [
        area,
        { do: "create", sort: "lampModel", thing: model },
        { do: "create", sort: "device", thing: { id, name: id, profile: "W", outputs: 1 } },
        { do: "create", sort: "device", thing: { id: "other-1", name: "other", profile: "W", outputs: 1 } },
        { do: "create", sort: "lamp", thing: { ...lamp, deviceId: id, output: 0 } },
      ],
    });
    secret = secrets[0]!.secret;
  });
  afterAll(() => controller?.[Symbol.asyncDispose]());

  /** @returns what the program said and how it ended; it answers within the seconds given. */
  function mosquitto(program: "mosquitto_pub" | "mosquitto_sub", args: readonly string[]) {
    const sign = ["-h", "127.0.0.1", "-p", String(controller.brokerPort), "-i", id, "-u", id, "-P", secret];
    return new Promise<{ code: number; text: string }>((resolve) => {
      execFile(program, [...sign, ...args], { timeout: 10_000 }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), text: stdout + stderr }),
      );
    });
  }
  const publish = (topic: string, message: object | string, ...more: string[]) =>
    mosquitto("mosquitto_pub", [
      "-q",
      "1",
      "-t",
      topic,
      "-m",
      typeof message === "string" ? message : JSON.stringify(message),
      ...more,
    ]);
  const refusals = () => admin.get<Refusals>("/fleet/refusals");

  /** Does something that must be refused, and waits until a rule of the broker has counted it. */
  async function refused(action: () => Promise<unknown>): Promise<Record<string, number>> {
    const before = (await refusals()).broker;
    await action();
    const { broker } = await until(
      refusals,
      (now) => Object.keys(now.broker).some((rule) => now.broker[rule]! > (before[rule] ?? 0)),
      5_000,
    );
    return Object.fromEntries(Object.entries(broker).filter(([rule, count]) => count > (before[rule] ?? 0)));
  }

  it("appears with its hello and its level once it has reported", async () => {
    await publish(`den/v1/up/${id}/hello`, hello);
    const state = await until(
      () => admin.get<DeviceState>(`/devices/${id}/state`),
      ({ model }) => model !== undefined,
      5_000,
    );
    expect(state).toMatchObject({ online: true, model: "bench" });

    await publish(`den/v1/up/${id}/report`, {
      session: 4711,
      states: [{ output: 0, level: 40, source: "fallback", settled: true, activePower: 24.5 }],
    });
    const lamp = await until(
      () => admin.get<{ level?: number; activePower?: number }>("/lamps/l1/state"),
      ({ level }) => level !== undefined,
      5_000,
    );
    expect(lamp).toMatchObject({ online: true, level: 40, source: "fallback", activePower: 24.5 });
  });

  it("is told what is wrong with a message, by the name of the field, and nothing changes", async () => {
    const states = [{ output: 0, level: 140, source: "fallback", settled: true }];
    await publish(`den/v1/up/${id}/report`, { states });
    const { lastReject } = await until(
      () => admin.get<DeviceState>(`/devices/${id}/state`),
      ({ lastReject }) => lastReject !== undefined,
      5_000,
    );
    expect(lastReject).toMatchObject({ code: "badField" });
    expect(lastReject?.detail).toContain("states.0.level");
    expect((await refusals()).messages.badField).toBe(1);
    expect(await admin.get("/lamps/l1/state")).toMatchObject({ level: 40 });
  });

  it("is refused with a version it cannot speak", async () => {
    await publish(`den/v1/up/${id}/hello`, { ...hello, protocol: 2 });
    const { lastReject } = await until(
      () => admin.get<DeviceState>(`/devices/${id}/state`),
      ({ lastReject }) => lastReject?.code === "unknownVersion",
      5_000,
    );
    expect(lastReject?.detail).toContain("2");
  });

  it.each([
    { what: "publishes as another device", args: ["-t", "den/v1/up/other-1/report", "-m", "{}"] },
    { what: "publishes to $SYS", args: ["-t", "$SYS/broker/uptime", "-m", "1"] },
    { what: "publishes retained", args: ["-t", `den/v1/up/${id}/report`, "-r", "-m", "{}"] },
    { what: "publishes outside of the protocol", args: ["-t", "somewhere/else", "-m", "1"] },
  ])("is refused and counted when it $what", async ({ args }) => {
    const counted = await refused(() => mosquitto("mosquitto_pub", ["-q", "1", ...args]));
    expect(Object.keys(counted).length).toBeGreaterThan(0);
    expect(await admin.get("/devices/other-1/state")).toMatchObject({ online: false });
  });

  it("is refused and counted when it subscribes to everything", async () => {
    const counted = await refused(() => mosquitto("mosquitto_sub", ["-t", "#", "-W", "2"]));
    expect(Object.keys(counted).length).toBeGreaterThan(0);
    const metrics = await (await fetch(`http://127.0.0.1:${controller.brokerMetricsPort}/metrics`)).text();
    const [rule] = Object.keys(counted);
    expect(metrics).toContain(rule);
  });

  it("is not let in with a wrong secret", async () => {
    const wrong = ["-h", "127.0.0.1", "-p", String(controller.brokerPort), "-i", id, "-u", id, "-P", "wrong"];
    const code = await new Promise((resolve) =>
      execFile("mosquitto_pub", [...wrong, "-t", `den/v1/up/${id}/hello`, "-m", "{}"], (error) => resolve(error?.code)),
    );
    expect(code).toBeGreaterThan(0);
  });
});
