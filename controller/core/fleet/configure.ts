/** The configuration of one device, compiled from the inventory and the site. */
import type { Config } from "#protocol/wire/desire.ts";
import { maxOffsets } from "#protocol/wire/limits.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Device, Inventory, Lamp } from "../inventory/model.ts";
import { type DevicePlan, noPlan } from "./device-plan.ts";
import { membershipsOf } from "./membership.ts";

/** What all devices of the deployment share. */
export interface Site {
  /** Where the sun is reckoned for devices without a place of their own, degrees WGS 84. */
  readonly lat: number;
  readonly lon: number;
  /** IANA name, for what people read. */
  readonly timeZone: string;
  /** UTC offset in force from each instant, ascending; minutes east. */
  readonly offsets: readonly { readonly at: number; readonly offset: number }[];
  /** s */
  readonly samplePeriod: number;
  /** s */
  readonly reportPeriod: number;
  /** Percent that lamps give from civil dusk to dawn when no calendar tells them. */
  readonly fallback: number;
}

/** The site as nights are reckoned by: where calendars are worked out that belong to no single place. */
export function planningSite({ lat, lon, offsets }: Site): Pick<Config, "place" | "offsets"> {
  return { place: { lat, lon }, offsets: offsets.map((transition) => ({ ...transition })) };
}

/** A thousandth of a degree moves the sun by a quarter of a second; lamps of one street share their place. */
const roundDegrees = (degrees: number) => Math.round(degrees * 1000) / 1000;

/** @param plan what the plans in force mean for it; its floors and ceilings travel in the configuration. */
export function configFor(
  device: Pick<Device, "id" | "outputs">,
  inventory: Inventory,
  index: InventoryIndex,
  site: Site,
  { floors, ceilings }: Pick<DevicePlan, "floors" | "ceilings"> = noPlan,
): Config {
  const lamps = index.lampsOfDevice(device.id);
  const cabinet = index.cabinetsOfDevice(device.id)[0];
  const place = lamps[0] ?? (cabinet?.lon === undefined ? undefined : cabinet) ?? site;
  const decorative = lamps.filter(({ use }) => use === "decorative").map(({ output }) => output!);
  return {
    place: { lat: roundDegrees(place.lat), lon: roundDegrees(place.lon) },
    offsets: site.offsets.slice(0, maxOffsets).map((transition) => ({ ...transition })),
    groups: membershipsOf(lamps, device.outputs, inventory, index),
    samplePeriod: site.samplePeriod,
    reportPeriod: site.reportPeriod,
    feeder: hasSwitchedFeeder(lamps, index) ? "deadByDay" : "alwaysLive",
    ...(decorative.length === 0 ? {} : { decorative }),
    ...(floors.length === 0 ? {} : { floors: floors.map((floor) => ({ ...floor, outputs: [...floor.outputs] })) }),
    ...(ceilings.length === 0 ? {} : { ceilings: [...ceilings] }),
    fallback: site.fallback,
  };
}

/** @returns whether some lamp's feeder is switched; a cabinet itself is always live. */
function hasSwitchedFeeder(lamps: readonly Lamp[], index: InventoryIndex): boolean {
  return lamps.some((lamp) => index.segmentOf(lamp) !== undefined);
}
