/** A trouble: something that goes wrong in the street, with what it needs and how it begins and ends. */
import type { SimCity } from "../run-city.ts";

export interface Trouble {
  readonly code: string;
  /** What a subject names. */
  readonly concerns: "lamp" | "device" | "cabinet";
  /** @returns what ends it; harmless when called twice. */
  begin(city: SimCity, subject: string): () => void;
  /** Subjects of this city it can befall. */
  candidates(city: SimCity): string[];
}

/** Lamps that have electronics. */
export function smartLamps({ city }: SimCity): string[] {
  return city.lamps.filter((lamp) => lamp.deviceId !== undefined).map((lamp) => lamp.id);
}

/** Devices that drive lamps. */
export function lampDevices({ city }: SimCity): string[] {
  return city.devices.filter((device) => device.profile !== "R").map((device) => device.id);
}

/** Cabinets with a relay between them and a circuit. */
export function switchedCabinets({ city }: SimCity): string[] {
  const switched = new Set(city.circuits.filter((each) => each.segment !== undefined).map((each) => each.cabinetId));
  return city.cabinets.filter((cabinet) => switched.has(cabinet.id)).map((cabinet) => cabinet.id);
}
