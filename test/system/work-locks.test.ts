/** People with their hands in a segment: their locks outlive days, restarts and emergencies, and end only by a person. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, type LampResult, signIn, until } from "../support/api-client.ts";
import { type EnteredTown, enterTown, offsetAfterDusk, switchOn, type Town } from "../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";

interface Why {
  expected: { level: number; source: string; segment?: { source: string } };
  reported?: { level: number; source: string };
}

const day = 86_400_000;
const clockOffset = offsetAfterDusk(120_000);
const people = [
  { id: "an", name: "Trần Văn An", role: "crew" },
  { id: "binh", name: "Lê Thị Bình", role: "crew" },
  { id: "cuong", name: "Phạm Cường", role: "supervisor" },
] as const;
const passwordOf = (id: string) => `thang nâng số ${id}`;

describe("a segment on which two people work", () => {
  let controller: ControllerUnderTest;
  let entered: EnteredTown;
  let town: Town;
  let admin: ApiClient;
  let an: ApiClient;
  let binh: ApiClient;
  let cuong: ApiClient;
  let segment: { cabinetId: string; output: number };
  /** Lamps the segment feeds. */
  let fed: string[];
  /** A lamp elsewhere that both have their hands in, too. */
  let lampId: string;
  /** What An and Bình lock. */
  const locks = { anSegment: "", anLamp: "", binh: "" };

  const signInAll = async () => {
    admin = await signIn(controller.url, controller.administrator);
    const clients = await Promise.all(people.map(({ id }) => signIn(controller.url, { id, password: passwordOf(id) })));
    [an, binh, cuong] = clients as [ApiClient, ApiClient, ApiClient];
  };
  const isClosed = () => town.sim.street.cabinets.get(segment.cabinetId)!.contact(segment.output);
  const whyOf = (id: string) => admin.get<Why>(`/lamps/${id}/why`);
  const test = (who: ApiClient, lock: string, level: number) =>
    who.post(`/work-locks/${lock}/test`, { target: { level } });
  const refusal = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

  /** Gives an order for the lamps of the segment and waits until each has its word. */
  async function ordered(collection: "overrides" | "emergencies", level: number): Promise<LampResult[]> {
    const { jobId } = await admin.order(collection, {
      selection: { lampIds: fed },
      target: { level },
      until: town.now() + 600_000,
      why: "thử nghiệm",
    });
    await until(
      () => admin.results(jobId),
      (results) => results.every(({ word }) => word !== "pending"),
      20_000,
    );
    return admin.results(jobId);
  }

  beforeAll(async () => {
    controller = await startController({ clockOffset, env: { DEN_REPORT_PERIOD: "10", DEN_SAMPLE_PERIOD: "10" } });
    admin = await signIn(controller.url, controller.administrator);
    for (const { id, name, role } of people) {
      await admin.post("/people", { id, name, grants: [{ role }], password: passwordOf(id) });
    }
    await signInAll();
    entered = await enterTown(admin, { lamps: 60 });
    const { city } = entered;
    const circuits = city.circuits.filter(({ segment, id }) => {
      const hung = city.lamps.filter(({ circuitId }) => circuitId === id);
      return segment !== undefined && hung.length > 0 && hung.every(({ deviceId }) => deviceId !== undefined);
    });
    const [worked, other] = circuits as [(typeof circuits)[number], (typeof circuits)[number]];
    segment = { cabinetId: worked.cabinetId, output: worked.segment! };
    fed = city.lamps.filter(({ circuitId }) => circuitId === worked.id).map(({ id }) => id);
    lampId = city.lamps.find(({ circuitId }) => circuitId === other.id)!.id;
    town = switchOn(entered, { brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`, clockOffset });
    await until(
      async () => [await whyOf(fed[0]!), await whyOf(lampId)],
      (answers) => answers.every(({ reported }) => reported?.source === "fallback" && reported.level === 100),
      30_000,
    );
  });

  afterAll(async () => {
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  it("opens with the first lock and stays open when the first of two is released", async () => {
    const why = "thay cáp";
    locks.anSegment = (await an.order("work-locks", { segments: [segment], why })).orderId;
    locks.anLamp = (await an.order("work-locks", { selection: { lampIds: [lampId] }, why })).orderId;
    const both = { segments: [segment], selection: { lampIds: [lampId] }, why };
    locks.binh = (await binh.order("work-locks", both)).orderId;
    await until(
      async () => isClosed(),
      (closed) => !closed,
      10_000,
    );
    await expect(an.post(`/work-locks/${locks.binh}/end`, { why: "xong" })).rejects.toEqual(
      refusal("plans/not-holder"),
    );
    // the cabinet has to hold both before one is taken away
    const { deviceId } = entered.city.cabinets.find(({ id }) => id === segment.cabinetId)!;
    const heldLocks = () =>
      town.sim.devices
        .get(deviceId)
        ?.device?.stored.directives.entries.filter(({ directive }) => directive.kind === "lock").length;
    await until(
      async () => heldLocks(),
      (held) => held === 2,
      10_000,
    );
    await an.post(`/work-locks/${locks.anSegment}/end`);
    await until(
      async () => heldLocks(),
      (held) => held === 1,
      10_000,
    );
    expect(isClosed()).toBe(false);
    const results = await ordered("overrides", 60);
    expect(results.map(({ word }) => word)).toEqual(fed.map(() => "held"));
  });

  it("is still open when everything is started again two days later", async () => {
    const memory = town.sim.remember();
    await controller.stop();
    await town[Symbol.asyncDispose]();
    await controller.start(clockOffset + 2 * day);
    town = switchOn(entered, {
      brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`,
      clockOffset: clockOffset + 2 * day,
      memory,
    });
    await signInAll();
    const { expected } = await until(
      () => whyOf(fed[0]!),
      ({ expected }) => expected.segment?.source === "lock",
      20_000,
    );
    expect(expected).toMatchObject({ level: 0, source: "supply" });
    await until(
      () => whyOf(lampId),
      ({ reported }) => reported?.source === "lock",
      20_000,
    );
    expect(isClosed()).toBe(false);
    expect(fed.map((id) => town.sim.street.levelAt(id, town.now()))).toEqual(fed.map(() => 0));
  });

  it("does not close for emergency light, and each lamp answers held with the holder's name", async () => {
    const results = await ordered("emergencies", 100);
    for (const { word, reason } of results) {
      expect(word).toBe("held");
      expect(reason).toMatchObject({ code: "unpowered", source: "lock" });
      expect(reason?.vi).toContain("Lê Thị Bình");
      expect(reason?.en).toContain("Lê Thị Bình");
    }
    expect(isClosed()).toBe(false);
  });

  it("refuses each holder's test while the other's lock stands", async () => {
    const refused = refusal("plans/locked");
    await expect(test(an, locks.anLamp, 40)).rejects.toEqual(refused);
    await expect(test(binh, locks.binh, 40)).rejects.toEqual(refused);
    await expect(test(an, locks.binh, 40)).rejects.toEqual(refusal("plans/not-holder"));
    const onSegment = await an.order("work-locks", { selection: { lampIds: [fed[0]] }, why: "thử đèn" });
    await expect(test(an, onSegment.orderId, 40)).rejects.toEqual(refused);
    await an.post(`/work-locks/${onSegment.orderId}/end`);
    expect(await whyOf(lampId)).toMatchObject({ reported: { level: 100, source: "lock" } });
  });

  it("lets the last holder try a light, with the segment closed for as long as the test lasts", async () => {
    await an.post(`/work-locks/${locks.anLamp}/end`);
    await test(binh, locks.binh, 40);
    const { reported } = await until(
      () => whyOf(lampId),
      ({ reported }) => reported?.level === 40,
      10_000,
    );
    expect(reported?.source).toBe("lock");
    await until(
      async () => isClosed(),
      (closed) => closed,
      10_000,
    );
    await binh.post(`/work-locks/${locks.binh}/test`);
    await until(
      async () => isClosed(),
      (closed) => !closed,
      // the relay keeps its shortest time
      70_000,
    );
  });

  it("wants a reason from a supervisor who breaks a lock, and closes again for the lamps that want light", async () => {
    await expect(cuong.post(`/work-locks/${locks.binh}/end`)).rejects.toEqual(refusal("plans/confirm-needed"));
    expect(isClosed()).toBe(false);
    await cuong.post(`/work-locks/${locks.binh}/end`, { why: "đã gọi điện, mọi người đã xuống" });
    await until(
      async () => isClosed(),
      (closed) => closed,
      90_000,
    );
    await until(
      () => Promise.all(fed.map(whyOf)),
      (answers) => answers.every(({ reported }) => reported?.source === "emergency" && reported.level === 100),
      30_000,
    );
    const back = await until(
      () => whyOf(lampId),
      ({ reported }) => reported?.source === "fallback",
      10_000,
    );
    expect(back.reported?.level).toBe(100);
  });
});
