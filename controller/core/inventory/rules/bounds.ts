/** Rule: ids, texts, numbers and coordinates of a thing are possible, whatever else exists. */
import { maxOutputs } from "#protocol/wire/limits.ts";
import { idPattern } from "#protocol/wire/topics.ts";
import { type ThingSort, thingIdPattern } from "../model.ts";
import type { Finding, Rule } from "./rule.ts";

/** Longest id of a thing, and of a device, whose id is part of its topics. */
const maxId = 40;
const maxDeviceId = 32;

interface Span {
  readonly min: number;
  readonly max: number;
  /** Fractions are possible. */
  readonly fraction?: true;
}

/** Spans of every number, in the unit of its field. */
const spans: { readonly [S in ThingSort]: Readonly<Record<string, Span>> } = {
  area: {},
  supplyPoint: {
    factor: { min: 1, max: 100_000, fraction: true },
    readingDay: { min: 1, max: 31 },
    vat: { min: 0, max: 100, fraction: true },
  },
  cabinet: {},
  circuit: { segment: { min: 0, max: maxOutputs - 1 } },
  road: {
    litArea: { min: 1, max: 100_000_000, fraction: true },
    illuminance: { min: 0.1, max: 500, fraction: true },
  },
  lampModel: {
    nominalPower: { min: 0.1, max: 5_000, fraction: true },
    powerAtMinimumDimLevel: { min: 0, max: 5_000, fraction: true },
    minLevel: { min: 0, max: 100, fraction: true },
    luminousFlux: { min: 1, max: 1_000_000, fraction: true },
    cct: { min: 1_000, max: 20_000 },
  },
  device: { outputs: { min: 1, max: maxOutputs } },
  lamp: {
    order: { min: 1, max: 100_000 },
    arm: { min: 1, max: 16 },
    output: { min: 0, max: maxOutputs - 1 },
  },
  group: {},
};

/** Longest text of every field but the id, in characters. */
const texts = Object.entries({
  name: 120,
  utilityCode: 40,
  meterSerial: 40,
  priceClass: 60,
  manufacturer: 80,
  pole: 40,
});

const numbers = Object.fromEntries(
  Object.entries(spans).map(([sort, fields]) => [sort, Object.entries(fields)]),
) as unknown as Readonly<Record<ThingSort, readonly (readonly [string, Span])[]>>;

export const bounds: Rule = ({ sort, thing, blame }) => {
  if (blame !== undefined) return [];
  const fields = thing as unknown as Readonly<Record<string, unknown>>;
  return [
    ...badId(sort, thing.id),
    ...texts.flatMap(([field, max]) => badText(field, fields[field], max)),
    ...numbers[sort].flatMap(([field, span]) => outside(field, fields[field], span)),
    ...badPlace(fields),
    ...(sort === "road" ? (thing.path ?? []).flatMap(([lon, lat]) => badCoordinates("path", lon, lat)) : []),
    ...(sort === "lampModel" ? outside("powerAtMinimumDimLevel", thing.powerAtMinimumDimLevel, belowFull(thing)) : []),
    ...(sort === "group" && thing.pattern?.by === "order" ? badPattern(thing.pattern) : []),
  ];
};

function badId(sort: ThingSort, id: string): Finding[] {
  const good = thingIdPattern.test(id) && (sort !== "device" || idPattern.test(id));
  return good ? [] : [{ field: "id", reason: "badId", params: { id, max: sort === "device" ? maxDeviceId : maxId } }];
}

function badText(field: string, value: unknown, max: number): Finding[] {
  if (value === undefined) return [];
  const good = typeof value === "string" && value.length <= max && value.trim() !== "" && !/\p{Cc}/u.test(value);
  return good ? [] : [{ field, reason: "badText", params: { min: 1, max } }];
}

function outside(field: string, value: unknown, { min, max, fraction }: Span): Finding[] {
  if (typeof value !== "number") return [];
  if (!(value >= min && value <= max)) return [{ field, reason: "outOfRange", params: { value, min, max } }];
  return fraction || Number.isInteger(value) ? [] : [{ field, reason: "notWhole", params: { value } }];
}

function belowFull({ nominalPower }: { nominalPower: number }): Span {
  return { min: 0, max: nominalPower, fraction: true };
}

function badPattern({ every, offset }: { every: number; offset: number }): Finding[] {
  return [
    ...outside("pattern", every, { min: 2, max: 20 }),
    ...outside("pattern", offset, { min: 0, max: Math.max(0, every - 1) }),
  ];
}

function badPlace({ lon, lat }: Readonly<Record<string, unknown>>): Finding[] {
  if (lon === undefined && lat === undefined) return [];
  if (lon === undefined) return [{ field: "lon", reason: "required", params: {} }];
  if (lat === undefined) return [{ field: "lat", reason: "required", params: {} }];
  return badCoordinates("lat", Number(lon), Number(lat));
}

/** Nobody lights 0° 0° in the Gulf of Guinea: it is what a missing position looks like. */
function badCoordinates(field: string, lon: number, lat: number): Finding[] {
  const possible = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && !(lon === 0 && lat === 0);
  if (possible) return [];
  const swapped = Math.abs(lon) <= 90 && Math.abs(lat) > 90 && Math.abs(lat) <= 180;
  return [{ field, reason: swapped ? "coordinatesSwapped" : "coordinatesImpossible", params: { lon, lat } }];
}
