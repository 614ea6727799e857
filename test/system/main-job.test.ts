/**
 * The main job: someone dims an area, sees how many lamps really did, and the others say why they did not. The same
 * on our broker and on Mosquitto, because the controller counts on MQTT 3.1.1 and nothing more.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deadDriver } from "../../simulator/troubles/dead-driver.ts";
import { begin } from "../../simulator/troubles/inject.ts";
import { type ApiClient, type JobView, type LampResult, signIn, until } from "../support/api-client.ts";
import { offsetAfterDusk, startTown, type Town } from "../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";
import { type Mosquitto, startMosquitto } from "../support/start-mosquitto.ts";

interface AreaCounts {
  areaId: string;
  lamps: number;
  controlled: number;
  online: number;
  lit: number;
}

interface Why {
  expected: { level: number; source: string; order?: { id: string; personName: string; until?: number; why: string } };
  reported?: { level: number; source: string };
  agrees?: boolean;
  sentence: { vi: string; en: string };
}

const clockOffset = offsetAfterDusk(120_000);
/** Some 230 devices. */
const lamps = 260;

interface Ground {
  readonly name: string;
  /** A broker that runs by itself; absent: the embedded one. */
  readonly broker?: () => Promise<Mosquitto>;
}
const grounds: readonly Ground[] = [{ name: "the embedded broker" }, { name: "Mosquitto", broker: startMosquitto }];

describe.each(grounds)("dimming an area on $name", ({ broker }) => {
  let foreign: Mosquitto | undefined;
  let controller: ControllerUnderTest;
  let admin: ApiClient;
  let crew: ApiClient;
  let town: Town;
  /** The area that is dimmed, and in it the lamps that cannot follow, by reason. */
  let areaId: string;
  const others = { dead: [] as string[], locked: [] as string[], outranked: [] as string[], unpowered: [] as string[] };

  beforeAll(async () => {
    foreign = await broker?.();
    const env = foreign === undefined ? {} : { DEN_BROKER_URL: foreign.url };
    controller = await startController({
      clockOffset,
      env: { DEN_REPORT_PERIOD: "20", DEN_SAMPLE_PERIOD: "10", ...env },
    });
    admin = await signIn(controller.url, controller.administrator);
    const brokerUrl = foreign?.url ?? `mqtt://127.0.0.1:${controller.brokerPort}`;
    town = await startTown(admin, { lamps, brokerUrl, clockOffset });
    await admin.post("/people", {
      id: "thanh",
      name: "Nguyễn Văn Thành",
      grants: [{ role: "crew" }],
      password: "cột đèn số bảy",
    });
    crew = await signIn(controller.url, { id: "thanh", password: "cột đèn số bảy" });
    areaId = town.city.areas[1]!.id;
    await until(
      () => admin.get<{ areas: AreaCounts[] }>("/fleet/areas"),
      ({ areas }) => areas.every(({ online, controlled }) => online === controlled),
      30_000,
    );
  });

  afterAll(async () => {
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
    await foreign?.[Symbol.asyncDispose]();
  });

  it("finds every healthy lamp followed within 5 s and proven within one report, and names exactly the others", async () => {
    const road = town.city.lamps.filter((lamp) => lamp.areaId === areaId && lamp.use === "road");
    const plain = road.filter((lamp) => lamp.deviceId === undefined).map(({ id }) => id);
    const isolated = town.city.circuits.find(
      (circuit) => circuit.segment !== undefined && road.some((lamp) => lamp.circuitId === circuit.id),
    )!;
    others.unpowered = road
      .filter((lamp) => {
        const circuit = town.city.circuits.find(({ id }) => id === lamp.circuitId);
        return circuit?.cabinetId === isolated.cabinetId && circuit.segment === isolated.segment;
      })
      .map(({ id }) => id);
    const healthy = road.filter(({ id, deviceId }) => deviceId !== undefined && !others.unpowered.includes(id));
    // one output per device: troubles and locks of a twin-arm pole would concern its other arm too
    const single = healthy.filter((lamp) => healthy.filter(({ deviceId }) => deviceId === lamp.deviceId).length === 1);
    others.dead = single.slice(0, 3).map(({ id }) => id);
    others.locked = single.slice(3, 6).map(({ id }) => id);
    others.outranked = single.slice(6, 8).map(({ id }) => id);
    for (const id of others.dead) begin(town.sim, deadDriver, id);
    await crew.order("work-locks", { selection: { lampIds: others.locked }, why: "thay bộ nguồn" });
    await admin.order("emergencies", {
      selection: { lampIds: others.outranked },
      until: town.now() + 600_000,
      why: "tai nạn giao thông",
    });
    const isolation = await admin.order("isolations", {
      segments: [{ cabinetId: isolated.cabinetId, output: isolated.segment }],
      why: "ngập nước",
    });
    expect(isolation.orderId).toBeTruthy();
    await until(
      () => admin.get<Why>(`/lamps/${others.unpowered[0]}/why`),
      ({ expected }) => expected.source === "supply",
      10_000,
    );

    const began = performance.now();
    const placed = await admin.order("overrides", {
      selection: { areaId },
      target: { level: 30 },
      until: town.now() + 25_000,
      why: "sự kiện thử nghiệm",
    });
    const expectFollowed = healthy.length - others.locked.length - others.outranked.length;
    await until(
      () => admin.get<JobView>(`/jobs/${placed.jobId}`),
      ({ counts }) => counts.followed + counts.proven >= expectFollowed,
      5_000 - (performance.now() - began),
    );
    const proven = await until(
      () => admin.get<JobView>(`/jobs/${placed.jobId}`),
      ({ counts }) => counts.proven === expectFollowed - others.dead.length,
      22_000,
    );
    expect(proven.counts).toMatchObject({ pending: 0, silent: 0, followed: others.dead.length });

    const results = await admin.results(placed.jobId);
    const named = (code: string) =>
      results
        .filter(({ reason }) => reason?.code === code)
        .map(({ lampId }) => lampId)
        .sort();
    expect(named("notProven")).toEqual([...others.dead].sort());
    expect(named("outranked")).toEqual([...others.locked, ...others.outranked].sort());
    expect(named("unpowered")).toEqual([...others.unpowered].sort());
    expect(named("noElectronics")).toEqual(plain.filter((id) => !others.unpowered.includes(id)).sort());
    const locked = results.find(({ lampId }) => lampId === others.locked[0]) as LampResult;
    expect(locked.reason?.vi).toContain("Nguyễn Văn Thành");

    const lampId = results.find(({ word }) => word === "proven")!.lampId;
    const why = await admin.get<Why>(`/lamps/${lampId}/why`);
    expect(why).toMatchObject({
      expected: { level: 30, source: "override", order: { id: placed.orderId, personName: "Administrator" } },
      reported: { level: 30, source: "override" },
      agrees: true,
    });
    expect(why.expected.order?.until).toBeGreaterThan(town.now());
    expect(why.sentence.en).toContain("sự kiện thử nghiệm");

    const back = await until(
      () => admin.get<Why>(`/lamps/${lampId}/why`),
      ({ reported, expected }) => expected.source === "fallback" && reported?.source === "fallback",
      80_000,
    );
    expect(back).toMatchObject({ expected: { level: 100 }, reported: { level: 100 }, agrees: true });
  });
});
