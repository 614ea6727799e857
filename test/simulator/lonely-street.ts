/**
 * A street on virtual time: feeders that are always live and feeders that are dead by day, lamps with and without a
 * battery-backed clock, crystals that drift, fuses that are pulled; left alone by broker and controller for two weeks.
 */
import { nightAt, type Site } from "#protocol/behavior/night.ts";
import { hashId } from "#protocol/behavior/random.ts";
import { street as plan } from "#protocol/vectors/calendars.ts";
import { encodeCalendar } from "#protocol/wire/calendar.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import { nameDocument } from "#protocol/wire/documents.ts";
import { createTopics, type UpKind } from "#protocol/wire/topics.ts";
import { createCalendarReader } from "../../simulator/calendar-reader.ts";
import type { City, CityCircuit } from "../../simulator/city/city.ts";
import { streetModel } from "../../simulator/city/lamp-models.ts";
import { createCounters } from "../../simulator/counters.ts";
import { createRng } from "../../simulator/rng.ts";
import { SimDevice } from "../../simulator/sim-device.ts";
import { createStreet } from "../../simulator/street/street.ts";
import type { TrueDrive, TrueFact, TruePower, TrueRow } from "../../simulator/truth.ts";
import { createWakes } from "../../simulator/wakes.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { type ClosedRoom, createClosedRoom } from "./closed-room.ts";

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const nights = 14;
/** 19:00 in Bình Dương: every feeder is live. */
export const start = Date.UTC(2026, 10, 22, 12);
const alone = start + 5 * minute;
export const site: Site = { place: { lat: 10.98, lon: 106.65 }, offsets: [{ at: Date.UTC(2026, 0), offset: 420 }] };
export const fallback = 40;
export const dayLit = 13 * hour;
/** A feeder dead by day has voltage from so long before sunset to so long after sunrise. */
const feederMargin = 5 * minute;
type Feeder = "live" | "deadWithRtc" | "deadWithout";
export interface Lamp {
  readonly id: string;
  readonly feeder: Feeder;
  readonly rtc: boolean;
  /** Parts per million. */
  readonly drift: number;
  /** Loses its supply now and then. */
  readonly cut: boolean;
}

const feeders: readonly Feeder[] = ["live", "deadWithRtc", "deadWithout"];
/** @returns a third on each sort of feeder; of each a third that loses its supply now and then. */
export const makeLamps = (count: number): readonly Lamp[] =>
  Array.from({ length: count }, (_, n) => {
    const feeder = feeders[n % 3]!;
    const most = Math.floor(n / 9) % 2 === 0 ? 60 : 20;
    // −1 … 1 with both ends taken
    const place = (Math.floor(n / 18) % 6) / 2.5 - 1;
    return {
      id: `lamp-${n}`,
      feeder,
      rtc: feeder === "deadWithRtc" || (feeder === "live" && Math.floor(n / 3) % 2 === 0),
      drift: most * place,
      cut: Math.floor(n / 3) % 3 === 1,
    };
  });

const cityOf = (lamps: readonly Lamp[]): City => ({
  seed: 1,
  site: { ...site.place, zone: "Asia/Ho_Chi_Minh" },
  climate: { mean: 27, swing: 4 },
  areas: [{ id: "area", name: "" }],
  supplyPoints: [],
  cabinets: feeders.map((id) => ({
    id,
    name: "",
    areaId: "area",
    supplyPointId: "",
    deviceId: `cab-${id}`,
    lon: 0,
    lat: 0,
  })),
  circuits: feeders.map((id): CityCircuit => ({ id, name: "", cabinetId: id, kind: "alwaysLive" })),
  roads: [],
  lampModels: [streetModel],
  devices: [
    ...feeders.map((id) => ({ id: `cab-${id}`, name: "", profile: "R" as const, outputs: 1 })),
    ...lamps.map(({ id }) => ({ id, name: "", profile: "W" as const, outputs: 1 })),
  ],
  lamps: lamps.map(({ id, feeder }) => ({
    id,
    name: "",
    areaId: "area",
    use: "road",
    modelId: streetModel.id,
    ...site.place,
    pole: id,
    circuitId: feeder,
    phase: 1,
    deviceId: id,
    output: 0,
  })),
  hardware: [],
});

const document = encodeCalendar(plan);
const desireOf = (lamp: Lamp): Desire => ({
  rev: start,
  config: {
    ...site,
    groups: [{ group: "all", outputs: [0] }],
    samplePeriod: 900,
    reportPeriod: 3600,
    spread: 5,
    feeder: lamp.feeder === "live" ? "alwaysLive" : "deadByDay",
    fallback,
    dayLit: dayLit / second,
  },
  calendars: [{ document: nameDocument(document), outputs: [0] }],
  directives: [],
});

/** What happened to one lamp. */
export type Happening = TrueDrive | TruePower;

export interface Run {
  /** By lamp, oldest first, up to `end`. */
  readonly history: ReadonlyMap<string, Happening[]>;
  readonly end: number;
  /** What the lamps last said before they were left alone. */
  readonly lastWords: ClosedRoom["reports"];
  /** What the lamps said when somebody was there again, and how they answered for the time between. */
  readonly hellos: ClosedRoom["hellos"];
  readonly answers: ClosedRoom["answers"];
  /** Everything the lamps said, in the order in which it arrived. */
  readonly said: readonly Said[];
  /** Everything the lamps logged. */
  readonly logged: readonly TrueRow[];
}

/** One message as it came up. */
export interface Said {
  /** EpochMs */
  readonly at: number;
  readonly device: string;
  readonly kind: UpKind;
  readonly payload: Uint8Array;
}

export function runFourteenNights(lamps: readonly Lamp[]): Run {
  const clock = createFakeClock(start);
  const wakes = createWakes(clock);
  const byId = new Map(lamps.map((lamp) => [lamp.id, lamp]));
  const said: Said[] = [];
  const room = createClosedRoom(
    clock,
    [document],
    (id) => desireOf(byId.get(id)!),
    (device, kind, payload) => said.push({ at: clock.now(), device, kind, payload }),
  );
  const history = new Map<string, Happening[]>(lamps.map(({ id }) => [id, []]));
  const logged: TrueRow[] = [];
  const truth = {
    record(fact: TrueFact) {
      if (fact.kind === "row") logged.push(fact);
      if (fact.kind === "drive" || fact.kind === "power") history.get(fact.deviceId)?.push(fact);
    },
  };
  const street = createStreet({ city: cityOf(lamps), zoneOffset: 7 * hour, at: start });
  const ether = {
    topics: createTopics(),
    brokerUrl: "",
    openLink: room.openLink,
    counters: createCounters(),
    calendars: createCalendarReader(),
  };
  const devices = new Map(
    lamps.map(({ id, drift, rtc }) => {
      const hardware = {
        id,
        profile: "W" as const,
        model: "DEN-W",
        swVersion: "1.0.0",
        capabilities: [{ outputKind: "white" as const, minLevel: 10, curve: "dali" as const }],
        link: "ethernet" as const,
        encoding: "cbor" as const,
        ...(rtc && { rtc: 14 * 86_400 }),
      };
      const world = { clock, wakes, street, ether, truth };
      return [id, new SimDevice(world, { hardware, secret: undefined, drift, rng: createRng(hashId(id)) })] as const;
    }),
  );
  street.onFeed((ids, fed) => {
    for (const id of ids) {
      const device = devices.get(id);
      if (fed) device?.powerOn();
      else device?.powerOff();
    }
  });
  for (const device of devices.values()) device.powerOn();

  const doings: { at: number; run: () => void }[] = [{ at: alone, run: () => room.vanish() }];
  let night = nightAt(site, start);
  for (let n = 0; n < nights; n++) {
    const { sunrise } = night;
    const next = nightAt(site, night.nextNoon);
    for (const feeder of ["deadWithRtc", "deadWithout"]) {
      doings.push({ at: sunrise + feederMargin, run: () => street.setSupply(feeder, false, clock.now()) });
      doings.push({ at: next.sunset - feederMargin, run: () => street.setSupply(feeder, true, clock.now()) });
    }
    for (const lamp of lamps.filter(({ cut }) => cut)) {
      const rng = createRng(hashId(lamp.id) + n);
      if (rng.next() > 0.4) continue;
      const off = Math.round(next.sunset + rng.next() * (next.sunrise - next.sunset - hour) + 20 * minute);
      const device = devices.get(lamp.id)!;
      doings.push({ at: off, run: () => device.powerOff() });
      doings.push({ at: off + Math.round((2 + 20 * rng.next()) * minute), run: () => device.powerOn() });
    }
    night = next;
  }
  const end = night.noon;
  for (const { at, run } of doings.filter((doing) => doing.at < end).sort((a, b) => a.at - b.at)) {
    clock.advanceTo(at);
    run();
  }
  clock.advanceTo(end);
  const lastWords = new Map(room.reports);
  const untilEnd = new Map(history.entries().map(([id, facts]) => [id, [...facts]]));
  askForBacklog();
  for (const device of devices.values()) device.close();
  wakes.close();
  return { history: untilEnd, end, lastWords, hellos: room.hellos, answers: room.answers, said, logged };

  /** At 19:30 broker and controller are back; when all lamps are, they are asked for everything they have. */
  function askForBacklog(): void {
    for (const feeder of ["deadWithRtc", "deadWithout"]) street.setSupply(feeder, true, clock.now());
    for (const device of devices.values()) device.powerOn();
    clock.advanceTo(end + 7.5 * hour);
    room.comeBack();
    clock.advanceBy(30 * minute);
    for (const { id } of lamps) {
      for (const [n, { stream, epoch, next }] of room.hellos.get(id)!.log!.entries()) {
        const until = clock.now() + hour;
        room.ask(id, { id: n + 1, until, ask: "resend", stream, epoch, fromSequence: 1, toSequence: next - 1 });
      }
    }
    clock.advanceBy(30 * minute);
  }
}
