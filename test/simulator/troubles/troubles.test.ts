import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateCity } from "../../../simulator/city/generate.ts";
import type { Link, LinkOptions } from "../../../simulator/link/link.ts";
import { createSimCity, type SimCity } from "../../../simulator/run-city.ts";
import { allTroubles } from "../../../simulator/troubles/all-troubles.ts";
import { begin, inject } from "../../../simulator/troubles/inject.ts";
import { createMemoryTruth } from "../../../simulator/truth.ts";
import { createFakeClock, type FakeClock } from "../../support/fake-clock.ts";

const minute = 60_000;
const evening = Date.UTC(2026, 10, 22, 13);
const city = generateCity({ seed: 1, lamps: 100, link: "wifi" });
const liveCircuits = new Set(city.circuits.filter(({ kind }) => kind === "alwaysLive").map(({ id }) => id));
const lamp = city.lamps.find(({ circuitId, arm }) => liveCircuits.has(circuitId) && arm === 1)!;
const rtcDevice = city.hardware.find(({ rtc }) => rtc !== undefined)!.deviceId;

let clock: FakeClock;
let sim: SimCity;
let truth: ReturnType<typeof createMemoryTruth>;
let published: string[];

/** A network without a broker: everybody is connected at once, and what is sent is counted. */
function openLink(options: LinkOptions): Link {
  queueMicrotask(options.onReady);
  return {
    publish: (topic) => void published.push(topic),
    subscribe: () => {},
    cut: () => {},
    close: () => {},
  };
}

beforeEach(async () => {
  clock = createFakeClock(evening);
  truth = createMemoryTruth();
  published = [];
  sim = createSimCity({ city, brokerUrl: "mqtt://nowhere", clock, truth, openLink, seed: 3 });
  sim.start();
  await clock.settleBy(minute);
});
afterEach(() => sim.close());

const trouble = (code: string) => allTroubles.get(code)!;
const measured = () => sim.street.measure(lamp.deviceId!, clock.now())[lamp.output!]!;

test("a city without troubles is online and lit", () => {
  expect(sim.counters.online).toBe(city.devices.length);
  expect(measured()).toMatchObject({ level: 100 });
  expect(measured().powerFactor).toBeGreaterThan(0.93);
});

describe("a trouble of the luminaire", () => {
  test("a dead driver takes nothing while its electronics say it follows", () => {
    const running = begin(sim, trouble("deadDriver"), lamp.id);
    expect(measured()).toMatchObject({ level: 100, activePower: 0, supplyCurrent: 0 });
    expect(sim.street.levelAt(lamp.id, clock.now())).toBe(0);
    running.end();
    expect(sim.street.levelAt(lamp.id, clock.now())).toBe(100);
  });

  test("a stuck driver burns at full when it is told to be dark", () => {
    begin(sim, trouble("stuckLevel"), lamp.id);
    sim.street.drive(lamp.deviceId!, lamp.output!, { level: 0 }, 0, 0, clock.now());
    expect(measured().level).toBe(0);
    expect(measured().activePower).toBeGreaterThan(30);
  });

  test("a worn filter lowers the power factor below 0.85 at full light", () => {
    begin(sim, trouble("lowPowerFactor"), lamp.id);
    expect(measured().powerFactor).toBeLessThan(0.85);
  });
});

describe("a trouble of the electronics", () => {
  test("without coverage a device is offline and stays lit", async () => {
    const device = sim.devices.get(lamp.deviceId!)!;
    const running = begin(sim, trouble("deadLink"), device.id);
    await clock.settleBy(30 * minute);
    expect(device.radio.online).toBe(false);
    expect(sim.street.levelAt(lamp.id, clock.now())).toBe(100);
    running.end();
    await clock.settleBy(20 * minute);
    expect(device.radio.online).toBe(true);
  });

  test("a bad radio spot loses about every fifth message", async () => {
    begin(sim, trouble("lostMessages"), lamp.deviceId!);
    const sound = city.devices.find(({ id, profile }) => profile === "W" && id !== lamp.deviceId)!;
    const sent = (id: string) => published.filter((topic) => topic.includes(`/${id}/`)).length;
    const before = { bad: sent(lamp.deviceId!), sound: sent(sound.id) };
    await clock.settleBy(2 * 60 * minute);
    const arrived = (sent(lamp.deviceId!) - before.bad) / (sent(sound.id) - before.sound);
    expect(arrived).toBeGreaterThan(0.75);
    expect(arrived).toBeLessThan(0.85);
  });

  test("a biting watchdog restarts the program every few minutes, without the lamp going dark", async () => {
    begin(sim, trouble("restarts"), lamp.deviceId!);
    await clock.settleBy(60 * minute);
    expect(sim.devices.get(lamp.deviceId!)!.device!.stored.bootCount).toBeGreaterThanOrEqual(6);
    const dark = truth.facts.filter(
      (fact) => fact.kind === "drive" && fact.deviceId === lamp.deviceId && fact.level === 0,
    );
    expect(dark).toEqual([]);
  });

  test("a wrong clock is believed at the next boot", async () => {
    begin(sim, trouble("wrongClock"), rtcDevice);
    await clock.settleBy(minute);
    const { device } = sim.devices.get(rtcDevice)!;
    expect(device!.clock.source).toBe("rtc");
    expect(clock.now() - device!.clock.wall).toBeGreaterThan(2 * 365 * 24 * 60 * minute);
  });
});

describe("a trouble of the cabinet", () => {
  const switched = city.circuits.find(({ segment }) => segment === 0)!;
  const behind = city.lamps.find(({ circuitId }) => circuitId === switched.id)!;
  const open = () =>
    sim.street.drive(
      city.cabinets.find(({ id }) => id === switched.cabinetId)!.deviceId,
      0,
      { closed: false },
      0,
      0,
      clock.now(),
    );

  test("a welded relay keeps its lamps on supply when the cabinet opens it", () => {
    begin(sim, trouble("weldedRelay"), switched.cabinetId);
    open();
    expect(sim.street.circuits.get(switched.id)!.fed).toBe(true);
  });

  test("a selector left in hand keeps its lamps on supply, and the cabinet says so", () => {
    const running = begin(sim, trouble("selectorInHand"), switched.cabinetId);
    open();
    expect(sim.street.circuits.get(switched.id)!.fed).toBe(true);
    const { deviceId } = city.cabinets.find(({ id }) => id === switched.cabinetId)!;
    expect(sim.devices.get(deviceId)!.device!.selector).toBe("man");
    running.end();
    expect(sim.devices.get(deviceId)!.device!.selector).toBe("auto");
  });

  test("without the utility's voltage everything behind the cabinet is off, and comes back by itself", async () => {
    const { powered } = sim.counters;
    const running = begin(sim, trouble("supplyLost"), switched.cabinetId);
    expect(sim.counters.powered).toBeLessThan(powered);
    expect(sim.street.levelAt(behind.id, clock.now())).toBe(0);
    running.end();
    await clock.settleBy(minute);
    expect(sim.counters.powered).toBe(powered);
    expect(sim.counters.online).toBe(powered);
    expect(sim.street.levelAt(behind.id, clock.now())).toBe(100);
  });
});

describe("chance", () => {
  test("a share of the candidates is struck, each once, and the truth knows which", () => {
    const running = inject(sim, { deadDriver: 0.25, supplyLost: 0.01, restarts: 0 });
    const candidates = trouble("deadDriver").candidates(sim).length;
    const dead = running.filter((each) => each.trouble.code === "deadDriver").map((each) => each.subject);
    expect(dead).toHaveLength(Math.round(candidates / 4));
    expect(new Set(dead).size).toBe(dead.length);
    expect(running.filter((each) => each.trouble.code === "supplyLost")).toHaveLength(1);
    const told = truth.facts.flatMap((fact) => (fact.kind === "trouble" ? [`${fact.code} ${fact.subject}`] : []));
    expect(told).toEqual(running.map((each) => `${each.trouble.code} ${each.subject}`));
  });

  test.each([{ nonsense: 0.1 }, { deadDriver: 1.5 }, { deadDriver: Number.NaN }])("%o is refused", (shares) => {
    expect(() => inject(sim, shares)).toThrow(RangeError);
  });

  test("two runs of one seed happen exactly alike", async () => {
    const other = createMemoryTruth();
    const twinClock = createFakeClock(evening);
    const twin = createSimCity({
      city,
      brokerUrl: "mqtt://nowhere",
      clock: twinClock,
      truth: other,
      openLink,
      seed: 3,
    });
    twin.start();
    await twinClock.settleBy(minute);
    await clock.settleBy(30 * minute);
    await twinClock.settleBy(30 * minute);
    expect(other.facts.length).toBeGreaterThan(500);
    expect(other.facts).toEqual(truth.facts);
    await twin.close();
  });
});
