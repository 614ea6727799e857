/** Program: the simulator's city, entered over the public API and switched on. */

import { setTimeout as sleep } from "node:timers/promises";
import { inventoryChanges } from "../../../simulator/city/changes.ts";
import { generateCity } from "../../../simulator/city/generate.ts";
import { createMachineClock } from "../../../simulator/clock.ts";
import { createThings, signIn } from "../../../simulator/public-api.ts";
import { createSimCity, type SimCity } from "../../../simulator/run-city.ts";
import { serve } from "../program.ts";

export interface CityWish {
  /** At least so many devices. */
  readonly devices: number;
  readonly url: string;
  readonly administrator: { readonly id: string; readonly password: string };
  readonly brokerUrl: string;
  readonly clockOffset: number;
}

const seed = 11;
/** Share of lamps that have a device of their own, roughly. */
const devicesPerLamp = 0.8;
/** ms in which the broker sees a new list of credentials. */
const credentialsSeen = 1_200;

let sim: SimCity | undefined;

function cityOf(devices: number) {
  for (let lamps = Math.max(50, devices); ; lamps += Math.ceil(devices / 50)) {
    const city = generateCity({ seed, lamps, link: "ethernet" });
    if (city.devices.length >= devices || lamps > devices / devicesPerLamp ** 4) return city;
  }
}

const services = {
  async start({ devices, url, administrator, brokerUrl, clockOffset }: CityWish) {
    const city = cityOf(devices);
    const admin = await signIn(url, administrator.id, administrator.password);
    const secrets = await createThings(admin, inventoryChanges(city));
    await sleep(credentialsSeen);
    sim = createSimCity({ city, brokerUrl, clock: createMachineClock({ offset: clockOffset }), secrets });
    sim.start();
    return { devices: city.devices.length, lamps: city.lamps.length, areaId: city.areas[0]!.id };
  },
  counters: () => ({ powered: sim!.counters.powered, online: sim!.counters.online }),
};
export type CityProgram = typeof services;

serve(services);
