/** A simulated town that is known to a controller: laid out, entered through the public API, and switched on. */
import { sunEvents } from "#protocol/behavior/sun.ts";
import { inventoryChanges } from "../../simulator/city/changes.ts";
import type { City } from "../../simulator/city/city.ts";
import { generateCity } from "../../simulator/city/generate.ts";
import { createMachineClock } from "../../simulator/clock.ts";
import { type CityMemory, createSimCity, type SimCity } from "../../simulator/run-city.ts";
import { createMemoryTruth, type TrueFact } from "../../simulator/truth.ts";
import type { ApiClient } from "./api-client.ts";

export interface TownOptions {
  readonly lamps: number;
  readonly seed?: number;
  readonly brokerUrl: string;
  readonly clockOffset: number;
}

export interface Town extends AsyncDisposable {
  readonly city: City;
  readonly sim: SimCity;
  readonly facts: readonly TrueFact[];
  readonly secrets: ReadonlyMap<string, string>;
  /** EpochMs of the clock controller and lamps share. */
  now(): number;
}

const site = { lat: 10.98, lon: 106.65 };
const day = 86_400_000;
/** Local noon of the site lies 7 hours before UTC noon. */
const noonUtc = 5 * 3_600_000;

/** @returns ms by which a clock has to be moved to show the given time after civil dusk of tonight. */
export function offsetAfterDusk(afterDusk: number, now = Date.now()): number {
  const noon = Math.floor((now - noonUtc) / day) * day + noonUtc;
  return Math.round(sunEvents(site, noon).civilDusk) + afterDusk - now;
}

/** @returns ms by which a clock has to be moved to show the given time of the site's clock, in the night that begins today. */
export function offsetToLocal(hour: number, now = Date.now()): number {
  const noon = Math.floor((now - noonUtc) / day) * day + noonUtc;
  return noon + ((hour + 12) % 24) * 3_600_000 - now;
}

export interface EnteredTown {
  readonly city: City;
  readonly secrets: ReadonlyMap<string, string>;
}

/** Lays out a town and enters it. The secrets are told once, here. */
export async function enterTown(api: ApiClient, options: { lamps: number; seed?: number }): Promise<EnteredTown> {
  const city = generateCity({ seed: options.seed ?? 7, lamps: options.lamps, link: "ethernet" });
  const { secrets } = await api.post<{ secrets: { deviceId: string; secret: string }[] }>("/inventory/changes", {
    changes: inventoryChanges(city),
  });
  return { city, secrets: new Map(secrets.map(({ deviceId, secret }) => [deviceId, secret])) };
}

export interface SwitchOnOptions {
  readonly brokerUrl: string;
  readonly clockOffset: number;
  /** What the devices remember of an earlier life. */
  readonly memory?: CityMemory;
}

/** Gives voltage to a town that was entered already; a second time with what `sim.remember()` said. */
export function switchOn({ city, secrets }: EnteredTown, options: SwitchOnOptions): Town {
  const clock = createMachineClock({ offset: options.clockOffset });
  const truth = createMemoryTruth();
  const { brokerUrl, memory } = options;
  const sim = createSimCity({
    city,
    brokerUrl,
    clock,
    secrets,
    truth,
    ...(memory === undefined ? {} : { memory }),
  });
  sim.start();
  return {
    city,
    sim,
    facts: truth.facts,
    secrets,
    now: () => clock.now(),
    [Symbol.asyncDispose]: () => sim.close(),
  };
}

export async function startTown(api: ApiClient, options: TownOptions): Promise<Town> {
  return switchOn(await enterTown(api, options), options);
}
