/**
 * A street on virtual time whose lamps feed a real journal, while everything happens to their meters that happens to
 * meters: counters wiped and restored, devices replaced, readings that cannot be true, restarts, cuts, silence. The
 * truth is what each lamp's meter would have shown without any of it.
 */
import { setImmediate as turn } from "node:timers/promises";
import { nightAt, type Site } from "#protocol/behavior/night.ts";
import { hashId } from "#protocol/behavior/random.ts";
import { street as plan } from "#protocol/vectors/calendars.ts";
import { encodeCalendar } from "#protocol/wire/calendar.ts";
import { decodeMessage } from "#protocol/wire/codec.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import { nameDocument } from "#protocol/wire/documents.ts";
import { createTopics, type UpKind } from "#protocol/wire/topics.ts";
import type { Assignment } from "../../controller/core/inventory/ports.ts";
import type { Journal } from "../../controller/core/telemetry/ports.ts";
import { createTelemetry } from "../../controller/engine/telemetry/telemetry.ts";
import { createCalendarReader } from "../../simulator/calendar-reader.ts";
import type { City, CityLamp } from "../../simulator/city/city.ts";
import { createCounters } from "../../simulator/counters.ts";
import { advance } from "../../simulator/physics/luminaire.ts";
import { createRng } from "../../simulator/rng.ts";
import { SimDevice } from "../../simulator/sim-device.ts";
import { createStreet } from "../../simulator/street/street.ts";
import { createWakes } from "../../simulator/wakes.ts";
import { createClosedRoom } from "../simulator/closed-room.ts";
import { createFakeClock } from "./fake-clock.ts";
import { meteredCity, place } from "./metered-city.ts";
import { behindMeters, type Skew } from "./skewed-meters.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const site: Site = { place, offsets: [{ at: Date.UTC(2026, 0), offset: 420 }] };
/** The month's first midnight at the site: 1 October 2026. */
export const monthBegin = Date.UTC(2026, 8, 30, 17);
/** The street has run for so long when the month begins. */
const before = 12 * hour;

export interface MeteredStreet {
  readonly city: City;
  readonly assignments: readonly Assignment[];
  /** kWh each lamp used in the period, as its own meter counts; of lamps without electronics as they really burned. */
  readonly truth: ReadonlyMap<string, number>;
  /** kWh each lamp really took: without the error of its meter. */
  readonly physical: ReadonlyMap<string, number>;
  /** kWh each cabinet's meter counted. */
  readonly cabinets: ReadonlyMap<string, number>;
  readonly until: number;
  /** How often each trouble happened. */
  readonly troubles: Readonly<Record<string, number>>;
}

export async function runMeteredStreet(journal: Journal, lampCount: number, days: number): Promise<MeteredStreet> {
  const until = monthBegin + days * day;
  const city = meteredCity(lampCount);
  const clock = createFakeClock(monthBegin - before);
  const wakes = createWakes(clock);
  const real = createStreet({ city, zoneOffset: 7 * hour, at: clock.now() });
  const skews = new Map<string, Skew>();
  const skewOf = (id: string) => {
    const skew = skews.get(id) ?? { offset: 0, spike: 0 };
    skews.set(id, skew);
    return skew;
  };
  const street = behindMeters(real, skewOf);
  const rng = createRng(20_261_001);

  const drawn = createRng(7);
  const telemetry = createTelemetry({
    clock,
    journal,
    draw: () => 1 + drawn.integer(0xffff_fffe),
    ask: (device, ask) => room.ask(device, ask),
  });
  const hear = (device: string, kind: UpKind, bytes: Uint8Array) => {
    const receivedAt = clock.now();
    if (kind === "hello") {
      const decoded = decodeMessage("hello", bytes);
      if (decoded.ok) telemetry.hello(device, decoded.message);
    } else if (kind === "report" || kind === "event" || kind === "answer") {
      const decoded = decodeMessage(kind, bytes);
      if (!decoded.ok) throw new Error(decoded.reject.detail);
      telemetry.arrived({ device, receivedAt, kind, encoding: decoded.encoding, bytes }, decoded.message);
      if (kind === "answer") telemetry.answered(device, decoded.message as Parameters<typeof telemetry.answered>[1]);
    }
  };
  const document = encodeCalendar(plan);
  const room = createClosedRoom(clock, [document], (id) => desireOf(id, document), hear);
  const world = {
    clock,
    wakes,
    street,
    truth: undefined,
    ether: {
      topics: createTopics(),
      brokerUrl: "",
      openLink: room.openLink,
      counters: createCounters(),
      calendars: createCalendarReader(),
    },
  };
  const makeDevice = (id: string, n: number) => {
    const relay = id.startsWith("cab");
    const hardware = {
      id,
      profile: relay ? ("R" as const) : ("W" as const),
      model: relay ? "DEN-R" : "DEN-W",
      swVersion: "1.0.0",
      capabilities: relay
        ? [{ outputKind: "relay" as const }]
        : [{ outputKind: "white" as const, minLevel: 10, curve: "dali" as const }],
      link: "ethernet" as const,
      encoding: "cbor" as const,
      // a third have so little memory that days of silence lose rows for good
      ...(n % 3 === 1 && !relay && { logCapacity: { events: 64, raw: 64, halfHours: 64 } }),
      ...(n % 2 === 0 && { rtc: 14 * 86_400 }),
    };
    const device = new SimDevice(world, {
      hardware,
      secret: undefined,
      drift: (n % 7) * 6 - 18,
      rng: createRng(hashId(id)),
    });
    device.radio.loss = { up: 0.01, down: 0.01 };
    return device;
  };
  /** By the id the city knows it by. */
  const devices = new Map(city.devices.map(({ id }, n) => [id, makeDevice(id, n)]));
  real.onFeed((ids, fed) => {
    for (const id of ids) fed ? devices.get(id)?.powerOn() : devices.get(id)?.powerOff();
  });
  for (const [id, device] of devices) if (real.isFed(id)) device.powerOn();

  const assignments = new Map<string, Assignment[]>(
    city.lamps.flatMap(({ id, deviceId }) =>
      deviceId === undefined ? [] : [[id, [{ lampId: id, device: deviceId, output: 0, from: 0 }]]],
    ),
  );
  const troubles: Record<string, number> = {};
  const doings = [...cutsOf(city, until, (id, fed) => real.setSupply(id, fed, clock.now()))];
  for (const [n, lamp] of city.lamps.entries()) {
    if (lamp.deviceId === undefined) continue;
    doings.push(...troublesOf(lamp, n));
  }

  const reading = (lamp: CityLamp) => {
    const { luminaire, meter } = real.points.get(lamp.id)!;
    advance(luminaire, real.climate, clock.now());
    return { physical: luminaire.energy / 1000, metered: (luminaire.energy * meter.gain) / 1000 };
  };
  const cabinetReading = (id: string) => {
    const { deviceId } = city.cabinets.find((cabinet) => cabinet.id === id)!;
    return real.measure(deviceId, clock.now()).at(-1)!.totalActiveEnergy!;
  };
  const readings = () => ({
    lamps: new Map(city.lamps.map((lamp) => [lamp.id, reading(lamp)])),
    cabinets: new Map(city.cabinets.map(({ id }) => [id, cabinetReading(id)])),
  });
  /** At the begin and at the end. */
  const truths: ReturnType<typeof readings>[] = [];
  const read = () => void truths.push(readings());
  doings.push({ at: monthBegin, run: read }, { at: until, run: read });

  doings.sort((a, b) => a.at - b.at);
  // half a day longer, so that what was silent at the month's end has spoken again
  for (let at = clock.now() + 3 * hour; at <= until + 12 * hour; at += 3 * hour) {
    while (doings[0] !== undefined && doings[0].at <= at) {
      const doing = doings.shift()!;
      clock.advanceTo(doing.at);
      doing.run();
    }
    clock.advanceTo(at);
    // gaps are found by the journal's thread and asked for by this one
    await journal.flushed();
    await turn();
  }
  await journal.folded();
  for (const device of devices.values()) device.close();
  telemetry.close();
  wakes.close();
  const [first, last] = truths as [ReturnType<typeof readings>, ReturnType<typeof readings>];
  const used = (what: "metered" | "physical") =>
    new Map(city.lamps.map(({ id }) => [id, last.lamps.get(id)![what] - first.lamps.get(id)![what]]));
  return {
    city,
    assignments: [...assignments.values()].flat(),
    truth: used("metered"),
    physical: used("physical"),
    cabinets: new Map(city.cabinets.map(({ id }) => [id, last.cabinets.get(id)! - first.cabinets.get(id)!])),
    until,
    troubles,
  };

  function troublesOf(lamp: CityLamp, n: number): Doing[] {
    const own = createRng(hashId(lamp.id) ^ rng.integer(0x7fff_ffff));
    const when = () => Math.round(own.between(monthBegin + hour, until - 8 * hour));
    const count = (name: string) => {
      troubles[name] = (troubles[name] ?? 0) + 1;
    };
    const shown = () => reading(lamp).metered - skewOf(deviceIdOf(lamp)).offset;
    const list: Doing[] = [];
    const add = (name: string, share: number, run: () => void, at = when()) => {
      if (own.next() >= share) return;
      count(name);
      list.push({ at, run });
    };
    const replaced = n === 0 || own.next() < 0.15;
    // what a device never sent goes with it: one lamp shows that, the others are held against the truth
    const silent = n === 0 || (!replaced && own.next() < 0.3);
    add("counters wiped", 0.2, () => {
      skewOf(deviceIdOf(lamp)).offset += shown();
    });
    // one set back while rows are lost for good, and past its old value when it is heard again, is seen by nobody
    add("counters restored from an older copy", silent ? 0 : 0.14, () => {
      skewOf(deviceIdOf(lamp)).offset += Math.min(shown(), 0.3);
    });
    add("readings that cannot be true", 0.2, () => {
      skewOf(deviceIdOf(lamp)).spike = 5_000;
    });
    for (let time = 0; time < 3; time++) {
      add("restarts", 0.5, () => devices.get(lamp.deviceId!)!.restart("watchdog"));
    }
    if (silent) {
      const from = n === 0 ? monthBegin + day : when();
      const lasts = Math.min(n === 0 ? day : Math.round(own.between(2 * hour, 4 * day)), until + 6 * hour - from);
      const covered = (so: boolean) => devices.get(lamp.deviceId!)!.radio.setCoverage(so);
      count("hours to days of silence");
      list.push({ at: from, run: () => covered(false) }, { at: from + lasts, run: () => covered(true) });
    }
    add(
      "devices replaced",
      replaced ? 1 : 0,
      () => {
        const [old] = assignments.get(lamp.id)!;
        const at = clock.now();
        devices.get(lamp.deviceId!)!.close();
        real.release(lamp.deviceId!, at);
        const id = `${lamp.deviceId}-b`;
        // a new one was tested at the factory, a used one has a life behind it
        skewOf(id).offset = reading(lamp).metered - (n % 2 === 0 ? 0.012 : 812.4);
        const device = makeDevice(id, n);
        devices.set(lamp.deviceId!, device);
        assignments.set(lamp.id, [
          { ...old!, to: at },
          { lampId: lamp.id, device: id, output: 0, from: at },
        ]);
        if (real.isFed(lamp.deviceId!)) device.powerOn();
      },
      n === 0 ? monthBegin + 1.5 * day : when(),
    );
    return list;
  }

  function deviceIdOf({ id }: CityLamp): string {
    return assignments.get(id)!.at(-1)!.device;
  }
}

interface Doing {
  readonly at: number;
  readonly run: () => void;
}

/** Every third cabinet is dead by day; all lose their supply for some minutes now and then. */
function cutsOf(city: City, until: number, supply: (cabinetId: string, fed: boolean) => void): Doing[] {
  const doings: Doing[] = [];
  const rng = createRng(5);
  for (const [n, { id }] of city.cabinets.entries()) {
    for (let at = monthBegin - before; at < until; at += day) {
      const { sunset, sunrise } = nightAt(site, at);
      if (n % 3 === 2) {
        doings.push({ at: sunrise + 5 * minute, run: () => supply(id, false) });
        doings.push({ at: sunset + day - 5 * minute, run: () => supply(id, true) });
      }
      if (rng.next() < 0.1) {
        const cut = Math.round(sunset + rng.between(hour, 8 * hour));
        doings.push({ at: cut, run: () => supply(id, false) });
        doings.push({ at: cut + Math.round(rng.between(minute, 20 * minute)), run: () => supply(id, true) });
      }
    }
  }
  return doings.filter(({ at }) => at > monthBegin - before);
}

function desireOf(id: string, document: Uint8Array): Desire {
  const relay = id.startsWith("cab");
  return {
    rev: monthBegin,
    config: {
      ...site,
      groups: [{ group: "all", outputs: [0] }],
      samplePeriod: 300,
      reportPeriod: 900,
      spread: 60,
      feeder: "alwaysLive",
      fallback: 100,
      dayLit: 46_800,
    },
    calendars: relay ? [] : [{ document: nameDocument(document), outputs: [0] }],
    directives: [],
  };
}
