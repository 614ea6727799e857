/** The types of luminaire the generated city was built with. */
import type { CityLampModel } from "./city.ts";

function white(
  id: string,
  name: string,
  curve: "dali" | "linear",
  nominalPower: number,
  powerAtMinimumDimLevel: number,
  luminousFlux: number,
): CityLampModel {
  const manufacturer = "Den Works";
  return {
    id,
    name,
    outputKind: "white",
    curve,
    nominalPower,
    powerAtMinimumDimLevel,
    minLevel: 10,
    luminousFlux,
    cct: 4000,
    manufacturer,
  };
}

export const laneModel = white("led-40", "LED 40 W, 1–10 V", "linear", 40, 7, 5_600);
export const streetModel = white("led-75", "LED 75 W, DALI", "dali", 75, 12, 10_900);
export const avenueModel = white("led-120", "LED 120 W, DALI", "dali", 120, 18, 17_800);

export const bridgeModel: CityLampModel = {
  id: "rgbw-36",
  name: "RGBW 36 W",
  outputKind: "colour",
  curve: "linear",
  nominalPower: 36,
  powerAtMinimumDimLevel: 3,
  minLevel: 1,
  luminousFlux: 2_400,
  manufacturer: "Den Works",
};

export const lampModels: readonly CityLampModel[] = [laneModel, streetModel, avenueModel, bridgeModel];
