/**
 * A plan of a town: deployed while some devices are off, kept by lamps from their own calendar, changed, returned to,
 * and never told to a device twice. On a real broker, with a controller and lamps that are programs of their own.
 */
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { City } from "../../simulator/city/city.ts";
import { type ApiClient, type ApiError, signIn, until } from "../support/api-client.ts";
import { offsetAfterDusk, startTown, type Town } from "../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";
import { type Mosquitto, startMosquitto } from "../support/start-mosquitto.ts";

interface Why {
  expected: { level: number; source: string };
  reported?: { level: number; source: string };
  measured?: { stream: string; level?: number };
  agrees?: boolean;
  tense: string;
  sentence: { vi: string; en: string };
}
interface LampPlanView {
  night: { target: { level: number }; name: object; steps: { at: number; target: { level: number } }[] };
}
interface Deployed {
  id: string;
  state: string;
  devices: number;
  counts: Record<"waiting" | "told" | "away" | "holding" | "refused", number>;
}

/** Some minutes into the dark: the calendar is lit, and nothing switches during the test. */
const clockOffset = offsetAfterDusk(1_800_000);
const why = "kế hoạch năm";

let foreign: Mosquitto;
let controller: ControllerUnderTest;
let admin: ApiClient;
let town: Town;
/** Listens to everything the controller sends down. */
let ear: MqttClient;
const heard = { documents: [] as string[], desires: [] as string[] };
let roadLamps: City["lamps"];

beforeAll(async () => {
  foreign = await startMosquitto();
  controller = await startController({
    clockOffset,
    env: { DEN_BROKER_URL: foreign.url, DEN_REPORT_PERIOD: "10", DEN_SAMPLE_PERIOD: "10" },
  });
  admin = await signIn(controller.url, controller.administrator);
  town = await startTown(admin, { lamps: 80, brokerUrl: foreign.url, clockOffset });
  roadLamps = town.city.lamps.filter(({ use, deviceId }) => use === "road" && deviceId !== undefined);
  await allOnline();
  await allInSync();
  ear = await connectAsync(foreign.url, { clientId: "ear", username: "ear", password: "ear" });
  ear.on("message", (topic, payload, { retain }) => {
    if (retain) return;
    if (topic.includes("/doc/") && payload.length > 0) heard.documents.push(topic);
    if (topic.endsWith("/desire")) heard.desires.push(topic.split("/").at(-2)!);
  });
  await ear.subscribeAsync(["den/v1/doc/#", "den/v1/down/+/desire"], { qos: 1 });
}, 60_000);

afterAll(async () => {
  await ear?.endAsync();
  await town?.[Symbol.asyncDispose]();
  await controller?.[Symbol.asyncDispose]();
  await foreign?.[Symbol.asyncDispose]();
});

async function allOnline(): Promise<void> {
  await until(
    () => admin.get<{ areas: { online: number; controlled: number }[] }>("/fleet/areas"),
    ({ areas }) => areas.every(({ online, controlled }) => online === controlled),
    30_000,
  );
}

/** All road lamps from sunset to sunrise at one level. */
function planAt(level: number) {
  const root = town.city.areas.find(({ parentId }) => parentId === undefined)!;
  return {
    name: "Đường phố",
    areaId: root.id,
    programs: [
      {
        id: "night",
        name: "Cả đêm",
        points: [
          { at: { sun: "sunset" }, target: { level } },
          { at: { sun: "sunrise" }, target: { level: 0 } },
        ],
      },
    ],
    calendars: [{ id: "all-year", name: "Quanh năm", rules: [], defaultProgramId: "night" }],
    holidaySets: [],
    assignments: [{ id: "everybody", to: { areaId: root.id }, calendarId: "all-year" }],
    roadFloors: [],
    curfews: [],
    campaigns: [],
    limits: [],
  };
}

/** Every device holds its first configuration: what it is told from here on is the plan's doing. */
const allInSync = () =>
  until(
    async () =>
      (await (await fetch(`${controller.url}/healthz`)).json()) as { figures: { devices: number; inSync: number } },
    ({ figures: { devices, inSync } }) => devices === town.city.devices.length && inSync === devices,
    30_000,
  );

async function deploy(version: number, level: number): Promise<Deployed> {
  const saved = await admin.put<{ version: number; problems: unknown[] }>("/plans/streets/draft", {
    version,
    plan: planAt(level),
    why,
  });
  expect(saved.problems).toEqual([]);
  return admin.post<Deployed>("/plans/streets/deploy", { version: saved.version, why });
}

/** What a year of the draft comes to. */
async function previewed() {
  const { id } = await admin.post<{ id: string }>("/previews", { planId: "streets" });
  await until(
    () => admin.get<{ state: string }>(`/previews/${id}`),
    ({ state }) => state === "done",
    30_000,
  );
  return admin.get<{
    total: Record<"plan" | "present", { kWh: number; cost: number }>;
    rates: { priceClasses: { prices: { source: string }[] }[] };
  }>(`/previews/${id}/summary`);
}

const finished = (id: string) =>
  until(
    () => admin.get<Deployed>(`/deployments/${id}`),
    ({ state, counts }) => state === "done" && counts.told === 0,
    40_000,
  );
const shown = (lampId: string, level: number) =>
  until(
    () => admin.get<Why>(`/lamps/${lampId}/why`),
    ({ reported }) => reported?.source === "calendar" && Math.abs(reported.level - level) <= 1,
    30_000,
  );
/** Devices that heard more than one desired state since it was last asked, and how many documents were published. */
function counted() {
  const twice = heard.desires.filter((device, n) => heard.desires.indexOf(device) !== n);
  const answer = { devices: heard.desires.length, documents: heard.documents.length, twice };
  heard.desires.length = 0;
  heard.documents.length = 0;
  return answer;
}

/** ms since local noon, when no road is lit. */
const clockToNoon = () => (town.now() - 5 * 3_600_000) % 86_400_000;

const online = () =>
  admin
    .get<{ areas: { online: number; controlled: number }[] }>("/fleet/areas")
    .then(({ areas }) => areas.map(({ online, controlled }) => controlled - online).reduce((a, b) => a + b, 0));

it("is deployed, followed, explained, changed and returned to, and no device is told anything twice", async () => {
  // everything one cabinet feeds is off while the plan is deployed
  const dark = town.city.cabinets[0]!;
  town.sim.setSupply(dark.id, false);
  await until(online, (away) => away > 0, 60_000);
  const away = await online();

  await admin.post("/plans", { id: "streets", name: "Đường phố", areaId: town.city.areas[0]!.id, why });
  counted();
  const first = await finished((await deploy(1, 70)).id);
  expect(first.counts).toMatchObject({ waiting: 0, refused: 0 });
  expect(first.counts.away).toBeGreaterThan(0);
  expect(first.counts.holding).toBe(first.devices - first.counts.away);
  const lit = roadLamps.find(({ circuitId }) => circuitOf(circuitId)?.cabinetId !== dark.id)!;
  await shown(lit.id, 70);
  const explained = await admin.get<Why>(`/lamps/${lit.id}/why`);
  expect(explained).toMatchObject({ expected: { level: 70, source: "calendar" }, agrees: true });
  expect(explained.sentence.en).toContain("calendar “Quanh năm” (plan “Đường phố”, program “Cả đêm”, point sunset)");
  const { night } = await admin.get<LampPlanView>(`/lamps/${lit.id}/plan`);
  expect(night).toMatchObject({ target: { level: 70 }, name: { planId: "streets", calendarId: "all-year" } });
  expect(night.steps.map(({ target: { level } }) => level)).toEqual([0, 70, 0]);
  // a moment ago: from what was deployed, beside what the lamp itself wrote into its log
  const past = await until(
    () => admin.get<Why>(`/lamps/${lit.id}/why?at=${town.now() - 1000}`),
    ({ agrees, measured }) => measured !== undefined && agrees === true,
    40_000,
  );
  expect(past).toMatchObject({
    tense: "past",
    expected: { level: 70, source: "calendar", revision: { revision: 1 } },
    measured: { stream: "raw", level: 70 },
  });
  expect(past.sentence.vi).toMatch(
    /^Lúc .* \(đêm \d\d.* rạng .*\): .* phải ở mức 70 % do lịch “Quanh năm” .*; đèn đo được 70 %/,
  );
  const noonToCome = await admin.get<Why>(`/lamps/${lit.id}/why?at=${town.now() + 86_400_000 - clockToNoon()}`);
  expect(noonToCome).toMatchObject({ tense: "future", expected: { level: 0 } });
  const deployed = counted();
  expect(deployed).toMatchObject({ devices: first.devices - first.counts.away, twice: [] });

  town.sim.setSupply(dark.id, true);
  await until(online, (still) => still < away, 40_000);
  const returned = await until(
    () => admin.get<Deployed>(`/deployments/${first.id}`),
    ({ counts }) => counts.holding === first.devices,
    40_000,
  );
  expect(returned.counts).toMatchObject({ away: 0, told: 0 });
  expect(counted()).toMatchObject({ devices: first.counts.away, documents: 0, twice: [] });

  const draft = await admin.post<{ version: number }>("/plans/streets/draft", { why });
  const { total, rates } = await previewed();
  // a draft that changes nothing, by the rates a fresh installation begins with
  expect(total.plan).toEqual(total.present);
  expect(total.plan.cost).toBeCloseTo(2226 * total.plan.kWh, 0);
  expect(rates.priceClasses[0]!.prices[0]!.source).toContain("1279/QĐ-BCT");
  const second = await finished((await deploy(draft.version, 40)).id);
  await shown(lit.id, 40);
  // segments are closed in the same hours as before: only lamps are told, and one document is new
  expect(counted()).toEqual({ devices: second.devices, documents: 1, twice: [] });
  expect(second.devices).toBeLessThan(first.devices);

  await finished((await admin.post<Deployed>("/plans/streets/return", { why: "trời mưa" })).id);
  await shown(lit.id, 70);
  expect(counted()).toEqual({ devices: second.devices, documents: 0, twice: [] });

  const late = admin.put("/plans/streets/draft", { version: 1, plan: planAt(30), why }).catch((error) => error);
  expect(((await late) as ApiError).problem.code).toBe("plans/no-draft");
}, 240_000);

const circuitOf = (id: string | undefined) => town.city.circuits.find((circuit) => circuit.id === id);
