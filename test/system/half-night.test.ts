/**
 * Two o'clock in the morning on half-night circuits: their segments stand open by plan, an order for lamps on them is
 * answered with what it would close and light, and once it is given the cabinet does exactly that.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../support/api-client.ts";
import { offsetToLocal, startTown, type Town } from "../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";

interface Effects {
  lamps: number;
  closes: { cabinetId: string; output: number; otherLamps: number; lights: number }[];
  sentence: { vi: string; en: string };
}
interface Why {
  expected: { level: number; source: string; segment?: { source: string } };
  reported?: { level: number };
  night: { vi: string };
}

const clockOffset = offsetToLocal(2);
const why = "tiết kiệm sau 22 giờ";

let controller: ControllerUnderTest;
let admin: ApiClient;
let town: Town;

beforeAll(async () => {
  controller = await startController({ clockOffset, env: { DEN_REPORT_PERIOD: "10", DEN_SAMPLE_PERIOD: "10" } });
  admin = await signIn(controller.url, controller.administrator);
  town = await startTown(admin, { lamps: 80, brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`, clockOffset });
  const root = town.city.areas.find(({ parentId }) => parentId === undefined)!;
  const program = (id: string, off: object) => ({
    id,
    name: id,
    points: [
      { at: { sun: "sunset" }, target: { level: 100 } },
      { at: off, target: { level: 0 } },
    ],
  });
  const calendar = (id: string) => ({ id, name: id, rules: [], defaultProgramId: id });
  const plan = {
    name: "Đường phố",
    areaId: root.id,
    programs: [program("whole", { sun: "sunrise" }), program("half", { clock: "22:00" })],
    calendars: [calendar("whole"), calendar("half")],
    holidaySets: [],
    assignments: [
      { id: "all", to: { areaId: root.id }, calendarId: "whole" },
      { id: "half", to: { areaId: root.id, circuitKind: "halfNight" }, calendarId: "half" },
    ],
    roadFloors: [],
    curfews: [],
    campaigns: [],
    limits: [],
  };
  await admin.post("/plans", { id: "streets", name: "Đường phố", areaId: root.id, why });
  const { version } = await admin.put<{ version: number }>("/plans/streets/draft", { version: 1, plan, why });
  await admin.post("/plans/streets/deploy", { version, why });
}, 60_000);

afterAll(async () => {
  await town?.[Symbol.asyncDispose]();
  await controller?.[Symbol.asyncDispose]();
});

/** Half-night segments whose lamps all have electronics, or none of them has. */
function segmentWith(electronics: boolean) {
  const circuit = town.city.circuits.find(({ id, kind }) => {
    const hung = town.city.lamps.filter(({ circuitId }) => circuitId === id);
    return (
      kind === "halfNight" && hung.length > 1 && hung.every((lamp) => (lamp.deviceId !== undefined) === electronics)
    );
  })!;
  const lampIds = town.city.lamps.filter(({ circuitId }) => circuitId === circuit.id).map(({ id }) => id);
  const { cabinetId, segment: output = 0 } = circuit;
  const contact = () => town.sim.street.cabinets.get(cabinetId)!.contact(output);
  const cabinetName = town.city.cabinets.find(({ id }) => id === cabinetId)!.name;
  return { cabinetId, output, cabinetName, lampIds, contact };
}

const whyOf = (lampId: string) => admin.get<Why>(`/lamps/${lampId}/why`);
const orderFor = (lampId: string) => ({
  selection: { lampIds: [lampId] },
  target: { level: 60 },
  until: town.now() + 600_000,
  why: "tai nạn giao thông",
});

it.each([true, false])(
  "closes only what was said, with electronics on the poles: %s",
  async (electronics) => {
    const { cabinetId, output, cabinetName, lampIds, contact } = segmentWith(electronics);
    const [lampId, other] = lampIds as [string, string];
    // as the cabinet reports it: by its calendar, and no longer by the fallback of one that waits for its first plan
    await until(
      () => whyOf(lampId),
      ({ expected }) => expected.segment?.source === "calendar",
      90_000,
    );
    expect(contact()).toBe(false);
    expect((await whyOf(lampId)).night.vi).toMatch(/^đêm \d\d.* rạng \d\d\/\d\d\/\d{4}$/);

    const others = lampIds.length - 1;
    const lights = electronics ? 0 : others;
    const effects = await admin.post<Effects>("/overrides/effects", orderFor(lampId));
    expect(effects).toMatchObject({ lamps: 1, closes: [{ cabinetId, output, otherLamps: others, lights }] });
    const lamps = others === 1 ? "lamp" : "lamps";
    expect(effects.sentence.en).toBe(
      electronics
        ? `This closes segment ${output + 1} of ${cabinetName}, gives supply to ${others} other ${lamps} and lights 0 of them.`
        : `This closes segment ${output + 1} of ${cabinetName} and lights ${others} other ${lamps}.`,
    );
    expect(await admin.post<Effects>("/emergencies/effects", orderFor(lampId))).toMatchObject({
      closes: effects.closes,
    });
    expect(contact()).toBe(false);

    await admin.order("overrides", orderFor(lampId));
    await until(
      async () => contact(),
      (closed) => closed,
      30_000,
    );
    await until(
      () => whyOf(lampId),
      ({ expected, reported }) => (electronics ? reported?.level === 60 : expected.level === 100),
      60_000,
    );
    const besides = await until(
      () => whyOf(other),
      ({ expected }) => expected.source !== "supply",
      30_000,
    );
    expect(besides.expected.level).toBe(electronics ? 0 : 100);
    // nothing is left to close
    expect(await admin.post<Effects>("/overrides/effects", orderFor(other))).toMatchObject({ closes: [] });
  },
  240_000,
);
