import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { fullYear } from "#protocol/vectors/calendars.ts";
import { type Calendar, encodeCalendar } from "#protocol/wire/calendar.ts";
import type { Directive, DocumentName } from "#protocol/wire/directive.ts";
import { nameDocument } from "#protocol/wire/documents.ts";
import { generateCity } from "../../simulator/city/generate.ts";
import { createMachineClock } from "../../simulator/clock.ts";
import { createSimCity, type SimCity } from "../../simulator/run-city.ts";
import type { SimDevice } from "../../simulator/sim-device.ts";
import { createMemoryTruth, type TrueRow } from "../../simulator/truth.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "../support/start-mosquitto.ts";
import { type Desk, openDesk } from "./desk.ts";

const minute = 60_000;
const hour = 60 * minute;
/** 20:00 in Bình Dương. */
const evening = Date.UTC(2026, 10, 22, 13);
const city = generateCity({ seed: 1, lamps: 50, link: "wifi" });
const live = city.circuits.find((circuit) => circuit.kind === "alwaysLive")!;
/** A single lamp with a battery-backed clock. */
const lamp = city.lamps.find(
  ({ circuitId, deviceId }) =>
    circuitId === live.id && city.hardware.some((each) => each.deviceId === deviceId && each.rtc !== undefined),
)!;
const switched = city.circuits.find(
  ({ id, segment }) =>
    segment !== undefined && city.lamps.some((each) => each.circuitId === id && each.deviceId !== undefined),
)!;
const switchedLamp = city.lamps.find(({ circuitId }) => circuitId === switched.id)!;
const cabinet = city.cabinets.find(({ id }) => id === switched.cabinetId)!;

describe.skipIf(!hasMosquitto)("a simulated device on a real broker", () => {
  let broker: Mosquitto;
  let sim: SimCity;
  let desk: Desk;
  let truth: ReturnType<typeof createMemoryTruth>;
  let device: SimDevice;
  const id = lamp.deviceId!;

  beforeAll(async () => {
    broker = await startMosquitto();
  });
  afterAll(() => broker.stop());
  beforeEach(async () => {
    const clock = createMachineClock({ startAt: evening, speed: 60 });
    desk = await openDesk(broker.url, clock);
    truth = createMemoryTruth();
    sim = createSimCity({ city, brokerUrl: broker.url, clock, seed: 7, truth });
    device = sim.devices.get(id)!;
    sim.start();
    await desk.until("report", id);
  });
  afterEach(async () => {
    await sim.close();
    await desk[Symbol.asyncDispose]();
  });

  const override = (level: number, span = hour): Directive => ({
    kind: "override",
    ref: 41,
    priority: 4,
    issuedAt: sim.clock.now(),
    until: sim.clock.now() + span,
    outputs: [0],
    target: { level },
  });
  const rows = (stream: string) =>
    truth.facts.filter(
      (fact): fact is TrueRow => fact.kind === "row" && fact.deviceId === id && fact.stream === stream,
    );

  /** A row without its time: one logged before the clock was known is dated when it is sent. */
  function undated({ at: _at, bootCount: _boot, uptime: _uptime, ...values }: TrueRow["row"]) {
    return values;
  }

  test("says hello and reports what it shows, with the same session", async () => {
    const hello = await desk.until("hello", id);
    expect(hello).toMatchObject({ protocol: 1, profile: "W", bootCount: 1, bootReason: "powerOn", link: "wifi" });
    const report = await desk.until("report", id);
    expect(report.session).toBe(hello.session);
    expect(report.states[0]).toMatchObject({ output: 0, level: 100, source: "fallback" });
  });

  test("every device with supply comes online", async () => {
    await vi.waitFor(() => expect(sim.counters.online).toBe(sim.counters.powered), { timeout: 5000 });
    expect(sim.counters.powered).toBe(city.devices.length);
  });

  test("obeys a desire: the street shows the level and the report proves it with power", async () => {
    const { rev } = await desk.desire(id, [override(30)]);
    const report = await desk.until("report", id, ({ states }) => states[0]!.level === 30 && states[0]!.settled);
    expect(report.holds).toMatchObject({ rev, refs: [41] });
    expect(report.states[0]).toMatchObject({ source: "override", ref: 41 });
    expect(sim.street.levelAt(lamp.id, sim.clock.now())).toBe(30);
    const { nominalPower } = city.lampModels.find((model) => model.id === lamp.modelId)!;
    expect(report.states[0]!.activePower).toBeGreaterThan(nominalPower * 0.2);
    expect(report.states[0]!.activePower).toBeLessThan(nominalPower * 0.5);
  });

  test("a group directive reaches it once its configuration names the group, and ends by itself", async () => {
    const { rev } = await desk.desire(id, []);
    await desk.until("report", id, ({ holds, clock }) => holds?.rev === rev && clock?.clockSource === "mqtt");
    const { outputs: _, ...directive } = { ...override(50, 2 * minute), reportWithin: 3 } as never as Directive;
    await vi.waitFor(
      async () => {
        await desk.direct("all", directive as Directive);
        expect(sim.street.levelAt(lamp.id, sim.clock.now())).toBe(50);
      },
      { timeout: 5000, interval: 100 },
    );
    await vi.waitFor(() => expect(sim.street.levelAt(lamp.id, sim.clock.now())).toBe(100), { timeout: 8000 });
  });

  test("fetches a calendar in parts, before or after it is published, and follows it until the next is whole", async () => {
    const level = (percent: number): Calendar => ({
      ...fullYear,
      programs: [{ points: [{ time: 43_200, target: { level: percent } }] }, ...fullYear.programs.slice(1)],
    });
    const follows = (name: DocumentName) => [{ document: name, outputs: [0] }];
    const first = await desk.publish(encodeCalendar(level(45)));
    expect(first.parts).toBeGreaterThan(1);
    await desk.desire(id, [], {}, follows(first));
    const followed = await desk.until("report", id, ({ states }) => states[0]!.level === 45 && states[0]!.settled);
    expect(followed.states[0]).toMatchObject({ source: "calendar" });
    expect(followed.holds?.waiting).toBeUndefined();
    const bytes = encodeCalendar(level(65));
    const second = nameDocument(bytes);
    const { rev } = await desk.desire(id, [], {}, follows(second));
    const waiting = await desk.until("report", id, ({ holds }) => holds?.rev === rev);
    expect(waiting.holds?.waiting).toEqual([second.digest]);
    expect(waiting.states[0]).toMatchObject({ level: 45, source: "calendar" });
    await desk.publish(bytes);
    await desk.until("report", id, ({ holds, states }) => holds?.waiting === undefined && states[0]!.level === 65);
  });

  test("refuses a calendar it cannot read, and says so", async () => {
    const name = await desk.publish(Uint8Array.of(0xa0));
    await desk.desire(id, [], {}, [{ document: name, outputs: [0] }]);
    const report = await desk.until("report", id, ({ holds }) => holds?.refused !== undefined);
    expect(report.holds).toMatchObject({ refused: [{ ref: 0, code: "badDocument" }] });
    expect(report.states[0]).toMatchObject({ source: "fallback" });
  });

  test("learns the time and knows how well", async () => {
    await desk.desire(id, []);
    await desk.ask(id, { id: 1, until: sim.clock.now() + hour, ask: "read" });
    const { clock } = await desk.until("report", id, (report) => report.clock?.clockSource === "mqtt");
    expect(clock!.bound).toBeLessThan(minute);
  });

  test("a reboot on request keeps desire and light: nothing blinks", async () => {
    const { rev } = await desk.desire(id, [override(30)]);
    await desk.until("report", id, ({ states }) => states[0]!.level === 30);
    desk.forget();
    const drives = truth.facts.length;
    await desk.ask(id, { id: 2, until: sim.clock.now() + hour, ask: "reboot" });
    const hello = await desk.until("hello", id);
    expect(hello).toMatchObject({ bootCount: 2, bootReason: "requested", holds: { rev, refs: [41] } });
    await desk.until("report", id, ({ states }) => states[0]!.level === 30);
    const since = truth.facts.slice(drives).filter((fact) => fact.kind === "drive" && fact.deviceId === id);
    expect(since.every((fact) => fact.kind === "drive" && fact.level === 30)).toBe(true);
  });

  test("its will tells of a cut connection, and it comes back by itself with a new session", async () => {
    const { session } = await desk.until("hello", id);
    desk.forget();
    device.radio.lose("cut");
    expect((await desk.until("gone", id)).session).toBe(session);
    expect((await desk.until("hello", id)).session).not.toBe(session);
  });

  test("keeps its log over restarts and answers a resend with exactly the rows of the truth", async () => {
    await desk.desire(id, [], { samplePeriod: 10 });
    await vi.waitFor(() => expect(rows("raw").length).toBeGreaterThan(20), { timeout: 8000 });
    const count = rows("raw").length;
    device.restart("watchdog");
    const hello = await desk.until("hello", id, ({ bootCount }) => bootCount === 2);
    const extent = hello.log!.find(({ stream }) => stream === "raw")!;
    expect(extent).toMatchObject({ first: 1, epoch: rows("raw")[0]!.epoch });
    expect(extent.next).toBeGreaterThanOrEqual(count + 1);
    const wanted = { stream: "raw", epoch: extent.epoch, fromSequence: 1, toSequence: count } as const;
    await desk.ask(id, { id: 3, until: sim.clock.now() + hour, ask: "resend", ...wanted });
    await desk.until("answer", id, (answer) => answer.id === 3 && answer.done);
    const sent = desk.heard
      .filter((each) => each.kind === "answer")
      .flatMap(({ message }) => (message.id === 3 ? (message.batches ?? []) : []))
      .flatMap(({ after, rows: got }) => got.map((row, n) => ({ sequence: after + 1 + n, ...undated(row) })));
    const logged = rows("raw").slice(0, count);
    expect(sent).toEqual(logged.map(({ sequence, row }) => ({ sequence, ...undated(row) })));
  });

  test("without coverage it goes on: the override ends at its time and the log grows", async () => {
    await desk.desire(id, [override(30, 2 * minute)], { samplePeriod: 10 });
    await desk.until("report", id, ({ states, clock }) => states[0]!.level === 30 && clock?.clockSource === "mqtt");
    device.radio.setCoverage(false);
    const { length } = rows("raw");
    await vi.waitFor(() => expect(sim.street.levelAt(lamp.id, sim.clock.now())).toBe(100), { timeout: 8000 });
    expect(device.radio.online).toBe(false);
    expect(rows("raw").length).toBeGreaterThan(length);
    desk.forget();
    device.radio.setCoverage(true);
    await desk.until("hello", id, () => true);
  });

  test("a lamp behind an opened segment loses its supply and its link, and reboots when it is closed", async () => {
    const dark = switchedLamp.deviceId!;
    await desk.until("hello", dark);
    await desk.until("hello", cabinet.deviceId);
    desk.forget();
    const lock: Directive = {
      kind: "lock",
      ref: 5,
      priority: 2,
      issuedAt: sim.clock.now(),
      outputs: [switched.segment!],
      target: { closed: false },
    };
    await desk.desire(cabinet.deviceId, [lock], { groups: [] });
    await desk.until("gone", dark);
    expect(sim.devices.get(dark)!.powered).toBe(false);
    expect(sim.street.levelAt(switchedLamp.id, sim.clock.now())).toBe(0);
    await desk.desire(cabinet.deviceId, [], { groups: [], feeder: "alwaysLive" });
    const hello = await desk.until("hello", dark);
    expect(hello).toMatchObject({ bootCount: 2, bootReason: "powerOn" });
  });

  test("the cabinet reports a selector that was turned, and its meter", async () => {
    await desk.until("report", cabinet.deviceId);
    desk.forget();
    sim.turnSelector(cabinet.id, "man");
    const report = await desk.until("report", cabinet.deviceId, ({ selector }) => selector === "man");
    expect(report.states.every(({ source }) => source === "hand")).toBe(true);
    const [row] = truth.facts.filter(
      (fact): fact is TrueRow => fact.kind === "row" && fact.deviceId === cabinet.deviceId && fact.stream === "events",
    );
    expect(row?.row).toMatchObject({ type: "cabinetInLocal", state: "start" });
  });

  test("a clock that is wrong by years is corrected by the network", async () => {
    await desk.desire(id, []);
    await desk.until("report", id, (report) => report.clock?.clockSource === "mqtt");
    desk.forget();
    device.setClockWrong(-3 * 365 * 24 * hour);
    const hello = await desk.until("hello", id, ({ bootCount }) => bootCount === 2);
    expect(hello.clock.clockSource).toBe("rtc");
    expect(hello.at).toBeLessThan(evening - 2 * 365 * 24 * hour);
    await vi.waitFor(() => expect(device.device!.clock.source).toBe("mqtt"));
    desk.forget();
    await desk.ask(id, { id: 9, until: sim.clock.now() + hour, ask: "read" });
    const { at } = await desk.until("report", id);
    expect(Math.abs(at! - sim.clock.now())).toBeLessThan(minute);
  });

  test("its oscillator really drifts", () => {
    const { drift } = city.hardware.find((each) => each.deviceId === id)!;
    expect(Math.abs(drift)).toBeGreaterThan(0);
    expect(Math.abs(drift)).toBeLessThanOrEqual(40);
  });
});
