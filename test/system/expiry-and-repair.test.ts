/**
 * What happens by itself: orders end, lost messages are told again, and a controller from a backup catches up with its
 * city. The broker is Mosquitto and stays, so that lamps keep their connections while the controller comes and goes.
 */
import { cpSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createTopics } from "#protocol/wire/topics.ts";
import { type ApiClient, type JobView, signIn, until } from "../support/api-client.ts";
import { enterBench } from "../support/bench-lamps.ts";
import { readJournal, trueRows } from "../support/journal-rows.ts";
import { offsetAfterDusk, startTown, type Town } from "../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";
import { type Mosquitto, startMosquitto } from "../support/start-mosquitto.ts";
import { createTempFolder } from "../support/temp-folder.ts";

interface AreaCounts {
  areaId: string;
  online: number;
  controlled: number;
}
interface Why {
  expected: { level: number; source: string };
  reported?: { level: number; source: string };
}

const clockOffset = offsetAfterDusk(120_000);
const year = 365 * 86_400_000;

/** The data folder as it was before the last restart but one. */
const backup = createTempFolder("backup");
let mosquitto: Mosquitto;
let controller: ControllerUnderTest;
let admin: ApiClient;
let town: Town;
let areaId: string;
/** Controlled road lamps of the area, and the device of each. */
let lamps: { id: string; deviceId: string }[];

const signInAgain = async () => {
  admin = await signIn(controller.url, controller.administrator);
};
const everybodyOnline = () =>
  until(
    () => admin.get<{ areas: AreaCounts[] }>("/fleet/areas"),
    // the bench has an area of its own, whose devices come and go
    ({ areas }) => areas.every((area) => area.areaId === "a" || area.online === area.controlled),
    60_000,
  );
const lightOf = ({ id }: { id: string }) => Math.round(town.sim.street.levelAt(id, town.now()));
const lights = () => lamps.map(lightOf);
const allAt = (level: number, within: number) =>
  until(
    async () => lights(),
    (levels) => levels.every((each) => each === level),
    within,
  );
const radioOf = ({ deviceId }: { deviceId: string }) => town.sim.devices.get(deviceId)!.radio;
const dim = (level: number, forMs: number, selection: object = { areaId }) =>
  admin.order("overrides", { selection, target: { level }, until: town.now() + forMs, why: "thử nghiệm" });
const jobOf = (jobId: string) => admin.get<JobView>(`/jobs/${jobId}`);

beforeAll(async () => {
  mosquitto = await startMosquitto();
  const env = { DEN_BROKER_URL: mosquitto.url, DEN_REPORT_PERIOD: "10", DEN_SAMPLE_PERIOD: "10" };
  controller = await startController({ clockOffset, env });
  await signInAgain();
  town = await startTown(admin, { lamps: 60, brokerUrl: mosquitto.url, clockOffset });
  areaId = town.city.areas[1]!.id;
  lamps = town.city.lamps.flatMap((lamp) =>
    lamp.areaId === areaId && lamp.use === "road" && lamp.deviceId !== undefined
      ? [{ id: lamp.id, deviceId: lamp.deviceId }]
      : [],
  );
  await everybodyOnline();
  await allAt(100, 30_000);
});

afterAll(async () => {
  await town?.[Symbol.asyncDispose]();
  await controller?.[Symbol.asyncDispose]();
  await mosquitto?.[Symbol.asyncDispose]();
  backup.remove();
});

describe("a group message that is lost", () => {
  it("is told again to each lamp that did not hear it, within seconds", async () => {
    const deaf = lamps.slice(0, 2);
    for (const lamp of deaf) radioOf(lamp).loss = { up: 0, down: 1 };
    const { orderId, jobId } = await dim(40, 600_000);
    await until(
      async () => lamps.slice(2).map(lightOf),
      (levels) => levels.every((level) => level === 40),
      8_000,
    );
    expect(deaf.map(lightOf)).toEqual([100, 100]);
    for (const lamp of deaf) radioOf(lamp).loss = { up: 0, down: 0 };
    await allAt(40, 15_000);
    await until(
      () => jobOf(jobId),
      ({ state }) => state === "done",
      10_000,
    );
    await admin.post(`/overrides/${orderId}/end`);
    await allAt(100, 15_000);
  });

  it("is told again to nobody while its job is paused, and at once when it goes on", async () => {
    const deaf = lamps[0]!;
    const sent: string[] = [];
    const listener = await connectAsync(mosquitto.url);
    onTestFinished(() => listener.endAsync());
    listener.on("message", (topic) => sent.push(topic));
    const topic = createTopics().down(deaf.deviceId, "desire");
    await listener.subscribeAsync(topic);
    radioOf(deaf).loss = { up: 0, down: 1 };
    const { orderId, jobId } = await dim(40, 600_000);
    expect(await admin.post(`/jobs/${jobId}/pause`)).toMatchObject({ state: "paused" });
    radioOf(deaf).loss = { up: 0, down: 0 };
    // an order that is not paused is told again within 8 s to whoever missed its group message
    await sleep(10_000);
    expect(lights()).toEqual(lamps.map((lamp) => (lamp === deaf ? 100 : 40)));
    expect(sent).toEqual([]);
    await admin.post(`/jobs/${jobId}/resume`);
    await allAt(40, 5_000);
    expect(sent).toEqual([topic]);
    await admin.post(`/overrides/${orderId}/end`);
    await allAt(100, 15_000);
  });

  it("waits for a lamp that is away, and is the first thing it hears when it is back", async () => {
    const away = lamps[0]!;
    radioOf(away).setCoverage(false);
    await until(
      () => admin.get<{ online: boolean }>(`/lamps/${away.id}/state`),
      ({ online }) => !online,
      10_000,
    );
    const { orderId } = await dim(50, 600_000);
    await until(
      async () => lights().filter((level) => level === 50).length,
      (count) => count === lamps.length - 1,
      10_000,
    );
    expect(lightOf(away)).toBe(100);
    radioOf(away).setCoverage(true);
    await allAt(50, 40_000);
    await admin.post(`/overrides/${orderId}/end`);
    await allAt(100, 15_000);
  });
});

describe("a lamp whose clock is years ahead", () => {
  it("takes its order for one of the past, and follows again soon after it was told the time", async () => {
    const lamp = lamps.find(({ deviceId }) =>
      town.city.hardware.some((hardware) => hardware.deviceId === deviceId && hardware.rtc !== undefined),
    )!;
    const { orderId } = await dim(60, 600_000);
    await allAt(60, 10_000);
    town.sim.devices.get(lamp.deviceId)!.setClockWrong(3 * year);
    await until(
      async () => lightOf(lamp),
      (level) => level === 100,
      10_000,
    );
    await allAt(60, 40_000);
    await admin.post(`/overrides/${orderId}/end`);
    await allAt(100, 15_000);
  });
});

describe("a device that speaks JSON", () => {
  it("is answered in JSON, and its neighbour in CBOR", async () => {
    const bench = await enterBench(admin, mosquitto.port, ["json-1", "cbor-1"]);
    await using json = await bench.come("json-1", { encoding: "json" });
    await using cbor = await bench.come("cbor-1");
    await json.hello();
    await cbor.hello();
    await until(
      async () => [json.desires.length, cbor.desires.length],
      ([a = 0, b = 0]) => a > 0 && b > 0,
      5_000,
    );
    const text = Buffer.from(json.desireBytes[0]!).toString();
    expect(JSON.parse(text)).toMatchObject({ rev: json.desires[0]!.rev, config: { reportPeriod: 10 } });
    expect(cbor.desireBytes[0]![0]).not.toBe("{".charCodeAt(0));
    expect(json.desires[0]!.config.place).toEqual(cbor.desires[0]!.config.place);
  });
});

describe("an order whose end comes while nobody is there", () => {
  it("ends on the lamps by itself, and the controller finds them where it expects them", async () => {
    const { jobId } = await dim(30, 14_000);
    await until(
      () => jobOf(jobId),
      ({ state }) => state === "done",
      12_000,
    );
    expect(lights()).toEqual(lamps.map(() => 30));
    await controller.stop();
    cpSync(controller.data, backup.path, { recursive: true });
    await sleep(1_000);
    expect(lights()).toEqual(lamps.map(() => 30));
    await allAt(100, 20_000);
    await controller.start();
    await signInAgain();
    const why = await until(
      () => admin.get<Why>(`/lamps/${lamps[0]!.id}/why`),
      ({ reported }) => reported?.source === "fallback",
      40_000,
    );
    expect(why).toMatchObject({ expected: { level: 100, source: "fallback" }, reported: { level: 100 } });
    expect((await jobOf(jobId)).state).toBe("done");
    await everybodyOnline();
  });
});

describe("a controller that is put back to an older copy of its data", () => {
  it("is not behind its city: what it does not know ends, what it orders is followed, what it lost is asked for", async () => {
    // many revisions the copy knows nothing of
    for (const level of [20, 35, 45]) {
      const { jobId } = await dim(level, 3_600_000);
      await until(
        () => jobOf(jobId),
        ({ state }) => state === "done",
        20_000,
      );
    }
    await allAt(45, 5_000);

    await controller.stop();
    rmSync(controller.data, { recursive: true });
    cpSync(backup.path, controller.data, { recursive: true });
    const logged = [...trueRows(town.facts).keys()];
    await controller.start();
    await signInAgain();
    await everybodyOnline();
    await allAt(100, 30_000);
    const { jobId } = await dim(55, 3_600_000);
    const { counts } = await until(
      () => jobOf(jobId),
      ({ state }) => state === "done",
      40_000,
    );
    expect(counts).toMatchObject({ silent: 0, held: 0 });
    await allAt(55, 5_000);
    const file = `${controller.data}/telemetry.sqlite`;
    await until(
      async () => {
        const held = new Set(readJournal(file).map(({ key }) => key));
        return logged.filter((key) => !held.has(key));
      },
      (missing) => missing.length === 0,
      60_000,
    );
  });
});
