/** A luminaire with some years behind it: a city is not built on the day it is looked at. */
import { type Driver, powerAt } from "../physics/driver.ts";
import type { Climate } from "../physics/heat.ts";
import { createLuminaire, type Luminaire } from "../physics/luminaire.ts";
import { createRng } from "../rng.ts";

/** h of light a year from dusk to dawn. */
const darkHours = 4_300;
/** Share of full power a night takes on average with dimming after midnight. */
const averageShare = 0.8;

export function usedLuminaire(id: string, driver: Driver, climate: Climate, seed: number, at: number): Luminaire {
  const rng = createRng(seed);
  const years = rng.between(0.1, 6);
  const operatingHours = years * darkHours;
  const nights = Math.round(years * 365);
  return createLuminaire(id, driver, climate, at, {
    operatingHours,
    energy: operatingHours * averageShare * powerAt(driver, 100),
    switchOnCounter: nights + rng.integer(40),
    supplyLossCount: rng.integer(1 + Math.round(years * 12)),
  });
}
