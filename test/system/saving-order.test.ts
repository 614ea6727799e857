/**
 * The saving order of Hồ Chí Minh City (16 May – 30 June 2023: on 30 min later, off 30 min earlier, −50 % after 22:00,
 * decorative off after 22:00), four years later: the whole controller and simulated lamps on one virtual clock. Twenty
 * districts have plans of their own; the order is entered once, previewed, deployed, and left alone.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { arbitrate } from "#protocol/behavior/arbitrate.ts";
import { ceilingAt } from "#protocol/behavior/ceiling.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import { decodeMessage, encodeMessage } from "#protocol/wire/codec.ts";
import type { Config } from "#protocol/wire/desire.ts";
import { createTopics } from "#protocol/wire/topics.ts";
import { type Controller, compose } from "../../controller/compose.ts";
import { readConfig } from "../../controller/config.ts";
import type * as mqttLink from "../../controller/dispatch/mqtt-link.ts";
import { inventoryChanges } from "../../simulator/city/changes.ts";
import { createSimCity, type SimCity } from "../../simulator/run-city.ts";
import { createMemoryTruth, type TrueDrive } from "../../simulator/truth.ts";
import { at } from "../controller/core/plans/plan-of-a-town.ts";
import { type ApiClient, signIn } from "../support/api-client.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createRoomBroker } from "../support/room-broker.ts";
import { createTempFolder } from "../support/temp-folder.ts";
import { city, districtPlan, districts, savingPlan, site, why } from "../support/twenty-districts.ts";

const clock = createFakeClock(at("2027-05-14 20:00"));
const broker = createRoomBroker(clock);
// the one door to the outside: everything behind it is as in service
vi.mock(import("../../controller/dispatch/mqtt-link.ts"), () => ({
  openMqttLink: (options: mqttLink.LinkOptions) => broker.openControllerLink(options),
}));

const minute = 60_000;
const hour = 60 * minute;

const temp = createTempFolder("saving");
const truth = createMemoryTruth();
let controller: Controller;
let admin: ApiClient;
let sim: SimCity;
/** Configurations as the controller last sent them, by device. */
const configs = new Map<string, Config>();

beforeAll(async () => {
  const config = readConfig({
    DEN_DATA: temp.of("data"),
    DEN_BROKER_URL: "mqtt://room",
    DEN_LOG_LEVEL: "silent",
    DEN_SAMPLE_PERIOD: "3600",
    DEN_REPORT_PERIOD: "86400",
  });
  controller = await compose(config, { clock, nowUs: () => clock.now() * 1000, onFatal: () => {} });
  await controller.api.listen({ host: "127.0.0.1", port: 0 });
  await signInAgain();
  const changes = inventoryChanges(city).map(({ thing, ...rest }) => {
    const { path: _, ...plain } = { path: undefined, ...thing };
    return { ...rest, thing: { ...plain, name: (thing as { name?: string }).name || thing.id } };
  });
  await admin.post("/inventory/changes", { changes });
  const topics = createTopics();
  sim = createSimCity({
    city,
    brokerUrl: "",
    clock,
    truth,
    openLink: (options) =>
      broker.openLink({
        ...options,
        onMessage(topic, payload) {
          const parsed = topics.parse(topic);
          if (parsed?.road === "down" && parsed.kind === "desire") {
            const desire = decodeMessage("desire", payload);
            if (desire.ok) configs.set(parsed.device, desire.message.config as Config);
          }
          options.onMessage(topic, payload);
        },
      }),
  });
  sim.start();
}, 60_000);
afterAll(async () => {
  await sim?.close();
  await controller?.close();
  temp.remove();
});

/** A session lasts hours, and days pass. */
async function signInAgain(): Promise<void> {
  const address = controller.api.server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  admin = await signIn(url, { id: "admin", password: controller.firstSignIn!.password });
}

/** Lets time pass in small steps until the answer is right. */
async function settled<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  for (let steps = 0; ; steps++) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (steps === 600) throw new Error(`it never came to it; last: ${JSON.stringify(answer).slice(0, 500)}`);
    await clock.settleBy(500);
    await nextTurn();
  }
}

async function draft(id: string, plan: { name: string; areaId: string }): Promise<number> {
  await admin.post("/plans", { id, name: plan.name, areaId: plan.areaId, why });
  const saved = await admin.put<{ version: number; problems: unknown[] }>(`/plans/${id}/draft`, {
    version: 1,
    plan,
    why,
  });
  expect(saved.problems).toEqual([]);
  return saved.version;
}

async function deploy(id: string, version: number): Promise<void> {
  const { id: deployment } = await admin.post<{ id: string }>(`/plans/${id}/deploy`, { version, why });
  await settled(
    () => admin.get<{ state: string; counts: Record<string, number> }>(`/deployments/${deployment}`),
    ({ state, counts }) => state === "done" && counts.told === 0 && counts.away === 0 && counts.refused === 0,
  );
}

interface Told {
  readonly hours: number;
  readonly fullLoadHours: number;
  readonly plan: { readonly kWh: number };
  readonly present: { readonly kWh: number };
}

interface LateLight {
  readonly code: string;
  readonly figures: { readonly given: number };
  readonly nights: { readonly count: number };
}

async function previewed(wish: object) {
  const { id } = await admin.post<{ id: string }>("/previews", wish);
  await settled(
    () => admin.get<{ state: string }>(`/previews/${id}`),
    ({ state }) => state === "done",
  );
  const summary = await admin.get<{ total: Told; calendars: { calendarId: string }[] }>(`/previews/${id}/summary`);
  const { items: nights } = await admin.get<{ items: Told[] }>(`/previews/${id}/night-figures?limit=400`);
  const { items: findings } = await admin.get<{ items: LateLight[] }>(`/previews/${id}/findings`);
  return { ...summary, nights, findings };
}

/** Level an output of the street really shows. */
function shownAt(deviceId: string, time: number): number {
  const drives = truth.facts.filter((fact): fact is TrueDrive => fact.kind === "drive" && fact.deviceId === deviceId);
  return drives.findLast((fact) => fact.at <= time)?.level ?? 0;
}

it("is entered once over the plans of twenty districts, comes true as previewed, and ends by itself", async () => {
  await settled(
    async () => (await fetchFigures()).inSync,
    (inSync) => inSync === city.devices.length,
  );
  for (const n of districts) await deploy(`plan-${n}`, await draft(`plan-${n}`, districtPlan(n)));
  const version = await draft("saving", savingPlan);

  // a night before it, its nights, and two after it, beside the plans as they are
  const first = { year: 2027, month: 5, day: 15 };
  const roads = await previewed({ planId: "saving", from: first, nights: 49, selection: { areaId: "city" } });
  const facades = await previewed({
    planId: "saving",
    from: first,
    nights: 49,
    selection: { lampIds: districts.map((n) => `decorative-${n}`) },
  });
  expect(roads.calendars).toHaveLength(20);
  expect(facades.calendars).toHaveLength(20);
  for (const { nights } of [roads, facades]) {
    for (const [n, { plan, present }] of nights.entries()) {
      if (n >= 1 && n <= 46) expect(plan.kWh, `night ${n}`).toBeLessThan(0.75 * present.kWh);
      else expect(plan.kWh, `night ${n}`).toBeCloseTo(present.kWh, 9);
    }
  }
  // every facade still wants light after 22:00, and gets none
  const late = facades.findings.filter(({ code }) => code === "litAfterCurfew");
  expect(late.map(({ figures, nights }) => [figures.given, nights.count])).toEqual(districts.map(() => [0, 46]));

  await deploy("saving", version);

  // in the middle of it people and other programs want light
  await passTo("2027-05-20 21:30");
  for (const n of districts) {
    expect([shownAt(`road-${n}`, clock.now()), Math.round(shownAt(`deco-${n}`, clock.now()))]).toEqual([100 - n, 70]);
  }
  await passTo("2027-05-20 22:30");
  await signInAgain();
  const wanted = {
    selection: { areaId: "city", decorative: true },
    target: { level: 100 },
    until: clock.now() + 50 * minute,
    why: "lễ",
  };
  const { jobId } = await admin.order("overrides", wanted);
  const scene = {
    kind: "scene" as const,
    ref: 4711,
    priority: 7,
    issuedAt: clock.now(),
    until: clock.now() + hour,
    document: { digest: "ab".repeat(16), parts: 1 },
    startEpochUs: clock.now() * 1000,
  };
  for (const group of configs.get("deco-0")!.groups) {
    broker.publish(createTopics().group(group.group, "directive"), encodeMessage("directive", scene, "cbor"));
  }
  await clock.settleBy(2 * minute);
  for (const n of districts) {
    expect([shownAt(`road-${n}`, clock.now()), shownAt(`deco-${n}`, clock.now())], `district ${n}`).toEqual([100, 0]);
    for (const level of everySource(configs.get(`deco-${n}`)!, clock.now())) expect(level).toBe(0);
  }
  const told = await admin.get<{ sentence: { vi: string; en: string } }>("/lamps/decorative-3/why");
  expect(told.sentence.en).toContain("held down by campaign “Tiết giảm điện 2027” (at most 0 %, document 1234/UBND)");
  expect((await admin.results(jobId)).length).toBe(40);
  await passTo("2027-05-20 23:30");
  for (const n of districts) {
    expect([shownAt(`road-${n}`, clock.now()), shownAt(`deco-${n}`, clock.now())]).toEqual([(100 - n) / 2, 0]);
  }

  // nobody is there any more, and nobody has to end it
  await controller.close();
  broker.vanish();
  clock.advanceTo(at("2027-07-03 13:00"));
  const linesOf = (kind: string) => districts.map((n) => timeline(`${kind}-${n}`));
  const [roadLines, facadeLines] = [linesOf("road"), linesOf("deco")];
  for (let n = 7; n < 49; n++) {
    const noon = at("2027-05-15 12:00") + n * 24 * hour;
    const mean = (lines: typeof roadLines) =>
      lines.reduce((sum, line) => sum + fullLoad(line, noon, noon + 24 * hour), 0) / lines.length;
    expect(Math.abs(mean(roadLines) - roads.nights[n]!.fullLoadHours), `road, night ${n}`).toBeLessThan(0.02);
    expect(Math.abs(mean(facadeLines) - facades.nights[n]!.fullLoadHours), `facade, night ${n}`).toBeLessThan(0.02);
    const curfew = at("2027-05-15 22:00") + n * 24 * hour;
    for (const line of facadeLines) {
      const dark = fullLoad(line, curfew + 5000, curfew + 8 * hour) === 0;
      expect(dark, `facade after 22:00, night ${n}`).toBe(n <= 46);
    }
  }
  const { sunset } = nightAt(site, at("2027-06-20 20:00"));
  expect(shownAt("road-0", sunset + 38 * minute)).toBe(0);
  expect(shownAt("road-0", sunset + 41 * minute)).toBe(100);
}, 120_000);

/** Time passes with the controller there, and what it does is done. */
async function passTo(local: string): Promise<void> {
  const end = at(local);
  while (clock.now() < end - 2 * minute) {
    clock.advanceTo(Math.min(clock.now() + hour, end - 2 * minute));
    await nextTurn();
  }
  await clock.settleTo(end);
}

async function fetchFigures(): Promise<{ inSync: number }> {
  const { body } = await controller.api.inject({ url: "/healthz" });
  return (JSON.parse(body) as { figures: { inSync: number } }).figures;
}

/** What the configuration a luminaire holds leaves of every source that may want light, as its own code decides. */
function everySource(config: Config, now: number): number[] {
  const night = nightAt({ place: config.place, offsets: config.offsets }, now);
  const filters = { ceiling: ceilingAt(config.ceilings ?? [], 0, config.offsets, night, now) };
  const white = { rgbw16: [65_535, 65_535, 65_535, 65_535] as [number, number, number, number] };
  const output = { outputKind: "colour" as const, minLevel: 1 };
  const fallback = { target: white, nextChangeAt: Number.POSITIVE_INFINITY };
  const common = { ref: 9, priority: 4, issuedAt: now - 1, outputs: [0], until: now + hour };
  const picture = { document: { digest: "ab".repeat(16), parts: 1 }, startEpochUs: 0 };
  const rendered = { 9: { target: white, nextChangeAt: now + 1 } };
  const base = { output, directives: [], fallback, filters };
  return [
    arbitrate(base, now),
    arbitrate({ ...base, calendar: fallback }, now),
    arbitrate({ ...base, sensor: { level: 100, until: now + hour, widens: true } }, now),
    arbitrate({ ...base, directives: [{ ...common, kind: "override", target: white }] }, now),
    arbitrate({ ...base, directives: [{ ...common, ...picture, kind: "scene" }], rendered }, now),
    arbitrate({ ...base, directives: [{ ...common, ...picture, kind: "show" }], rendered }, now),
  ].map(({ target }) => levelOf(target));
}

/** Drives of one output, oldest first. */
const timeline = (deviceId: string) =>
  truth.facts.filter((fact): fact is TrueDrive => fact.kind === "drive" && fact.deviceId === deviceId);

/** h at full level that give as much light. */
function fullLoad(line: readonly TrueDrive[], from: number, until: number): number {
  let sum = 0;
  for (const [n, { at: since, level }] of line.entries()) {
    const start = Math.max(from, since);
    const end = Math.min(until, line[n + 1]?.at ?? until);
    if (end > start) sum += ((end - start) / hour) * (level / 100);
  }
  return sum;
}
