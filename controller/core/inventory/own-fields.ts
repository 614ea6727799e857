/** The fields of each sort of thing beyond those that all have, and which of them it can be without. */
import { type Thing, type ThingOf, type ThingSort, thingSorts } from "./model.ts";

/** The type keeps this list true to the model: a field that is missing, unknown or of the other kind does not compile. */
type OwnFields<T extends Thing> = {
  readonly [F in Exclude<keyof T, keyof Thing>]-?: Partial<Pick<T, F>> extends Pick<T, F> ? "optional" : "required";
};

const ownFields: { readonly [S in ThingSort]: OwnFields<ThingOf[S]> } = {
  area: { parentId: "optional", topicNumber: "required" },
  supplyPoint: {
    areaId: "required",
    utilityCode: "optional",
    meterSerial: "optional",
    factor: "optional",
    earlierMeters: "optional",
    readingDay: "optional",
    priceClass: "optional",
    vat: "optional",
    otherLoads: "optional",
    lon: "optional",
    lat: "optional",
  },
  cabinet: { areaId: "required", supplyPointId: "optional", deviceId: "optional", lon: "required", lat: "required" },
  circuit: { cabinetId: "required", kind: "required", segment: "optional", topicNumber: "required" },
  road: { areaId: "required", path: "optional", litArea: "optional", illuminance: "optional" },
  lampModel: {
    outputKind: "required",
    curve: "required",
    nominalPower: "required",
    powerAtMinimumDimLevel: "required",
    minLevel: "required",
    luminousFlux: "optional",
    cct: "optional",
    manufacturer: "optional",
  },
  device: { profile: "required", outputs: "required" },
  lamp: {
    areaId: "required",
    use: "required",
    modelId: "required",
    lon: "required",
    lat: "required",
    roadId: "optional",
    order: "optional",
    arm: "optional",
    pole: "optional",
    circuitId: "optional",
    phase: "optional",
    deviceId: "optional",
    output: "optional",
  },
  group: { areaId: "required", lampIds: "required", pattern: "optional", topicNumber: "required" },
};

const listed = new Map(thingSorts.map((sort) => [sort, Object.keys(ownFields[sort])]));
const optional = new Map(
  thingSorts.map((sort) => [
    sort,
    new Set(Object.entries(ownFields[sort]).flatMap(([field, kind]) => (kind === "optional" ? [field] : []))),
  ]),
);

/** @returns every field of the sort beyond id, name, version and retirement. */
export const ownFieldsOf = (sort: ThingSort): readonly string[] => listed.get(sort) ?? [];

/** @returns whether a thing of this sort can be without the field. */
export const isOptional = (sort: ThingSort, field: string): boolean => optional.get(sort)?.has(field) ?? false;
