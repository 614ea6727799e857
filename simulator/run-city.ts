/** A whole simulated city in one process: the street, every device on it, and the hands that can reach into it. */
import { hashId } from "#protocol/behavior/random.ts";
import { createTopics } from "#protocol/wire/topics.ts";
import type { BootReason, EventType, SelectorPosition } from "#protocol/wire/vocabulary.ts";
import { createCalendarReader } from "./calendar-reader.ts";
import type { City } from "./city/city.ts";
import type { Clock } from "./clock.ts";
import { type Counters, createCounters } from "./counters.ts";
import { manufacture } from "./hardware.ts";
import type { OpenLink } from "./link/link.ts";
import { openMqttLink } from "./link/mqtt-link.ts";
import { createRng, type Rng } from "./rng.ts";
import { type DeviceMemory, SimDevice } from "./sim-device.ts";
import { createStreet, type Street } from "./street/street.ts";
import type { Truth } from "./truth.ts";
import { createWakes, type Wakes } from "./wakes.ts";
import { zoneOffsetAt } from "./zone-offset.ts";

export interface SimCityOptions {
  readonly city: City;
  readonly brokerUrl: string;
  readonly clock: Clock;
  /** Passwords by device; devices without one connect without. */
  readonly secrets?: ReadonlyMap<string, string>;
  /** Root of all topics, as the controller has it. */
  readonly topicRoot?: string;
  /** Seed of everything that happens; the layout has its own. */
  readonly seed?: number;
  /** Where everything that really happens is written down. */
  readonly truth?: Truth;
  /** What the devices of an earlier simulation of this city remembered, by device: they go on from there. */
  readonly memory?: CityMemory;
  readonly openLink?: OpenLink;
}

/** What every device keeps without supply, by device. */
export type CityMemory = ReadonlyMap<string, DeviceMemory>;

export interface SimCity extends AsyncDisposable {
  readonly city: City;
  readonly street: Street;
  readonly devices: ReadonlyMap<string, SimDevice>;
  readonly counters: Counters;
  readonly clock: Clock;
  readonly wakes: Wakes;
  readonly truth: Truth | undefined;
  readonly rng: Rng;
  /** Gives voltage to every cabinet. */
  start(): void;
  restart(deviceId: string, reason: BootReason): void;
  turnSelector(cabinetId: string, position: SelectorPosition): void;
  openDoor(cabinetId: string, open: boolean): void;
  tripBreaker(cabinetId: string, tripped: boolean): void;
  /** Voltage from the utility comes or goes. */
  setSupply(cabinetId: string, present: boolean): void;
  /** @returns a copy of what the devices would still know if the whole city lost its supply now. */
  remember(): CityMemory;
  close(): Promise<void>;
}

export function createSimCity(options: SimCityOptions): SimCity {
  const { city, brokerUrl, clock, secrets, seed = city.seed, truth, memory, openLink = openMqttLink } = options;
  const street = createStreet({ city, zoneOffset: zoneOffsetAt(city.site.zone, clock.now()), at: clock.now() });
  const wakes = createWakes(clock);
  const counters = createCounters();
  const ether = {
    topics: createTopics(options.topicRoot),
    brokerUrl,
    openLink,
    counters,
    calendars: createCalendarReader(),
  };
  const world = { clock, wakes, street, ether, truth };
  const devices = new Map(
    manufacture(city).map(({ hardware, drift }) => {
      const kept = memory?.get(hardware.id);
      // chance never repeats itself in a second life: sessions have to be new ones
      const rng = createRng(hashId(hardware.id) ^ seed ^ (kept?.stored.bootCount ?? 0));
      const secret = secrets?.get(hardware.id);
      const build = { hardware, secret, drift, rng, ...(kept === undefined ? {} : { memory: kept }) };
      return [hardware.id, new SimDevice(world, build)] as const;
    }),
  );
  street.onSwitch((circuitId, fed, at) => truth?.record({ kind: "feed", at, circuitId, fed }));
  street.onFeed((deviceIds, fed) => {
    for (const id of deviceIds) {
      const device = devices.get(id)!;
      if (fed) device.powerOn();
      else device.powerOff();
    }
  });
  const notice = (cabinetId: string, type: EventType, on: boolean) => {
    const event = { type, state: on ? "start" : "end" } as const;
    controllerOf(cabinetId).sense({ kind: "noticed", event });
  };
  const controllerOf = (cabinetId: string) => devices.get(street.cabinets.get(cabinetId)!.deviceId)!;
  const close = async () => {
    wakes.close();
    for (const device of devices.values()) device.close();
    // DISCONNECT is written in this turn of the loop and flushed in the next
    await new Promise((resolve) => setImmediate(resolve));
  };

  return {
    city,
    street,
    devices,
    counters,
    clock,
    wakes,
    truth,
    rng: createRng(seed),
    start() {
      for (const [id, device] of devices) if (street.isFed(id)) device.powerOn();
    },
    restart: (deviceId, reason) => devices.get(deviceId)!.restart(reason),
    turnSelector(cabinetId, position) {
      street.setSelector(cabinetId, position, clock.now());
      controllerOf(cabinetId).sense({ kind: "selector", position });
    },
    openDoor(cabinetId, open) {
      street.setDoor(cabinetId, open);
      notice(cabinetId, "cabinetDoorOpen", open);
    },
    tripBreaker(cabinetId, tripped) {
      street.setBreaker(cabinetId, tripped, clock.now());
      notice(cabinetId, "circuitBreakerTripped", tripped);
    },
    setSupply: (cabinetId, present) => street.setSupply(cabinetId, present, clock.now()),
    remember() {
      const memories = new Map<string, DeviceMemory>();
      for (const [id, device] of devices) {
        const kept = device.remember();
        if (kept !== undefined) memories.set(id, kept);
      }
      return memories;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
