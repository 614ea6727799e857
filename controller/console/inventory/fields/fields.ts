/** What people say of each sort of thing: one list that forms, tables and bulk changes are made from. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ThingSort } from "../thing.ts";
import * as words from "../words.ts";

export type FieldKind =
  | { readonly is: "text"; readonly max: number }
  | {
      readonly is: "number";
      readonly min: number;
      readonly max: number;
      readonly digits?: number;
      readonly unit?: string;
    }
  /** `numeric`: the words stand for numbers. */
  | { readonly is: "word"; readonly words: Readonly<Record<string, MessageDescriptor>>; readonly numeric?: true }
  | { readonly is: "thing"; readonly sort: ThingSort }
  | { readonly is: "line" | "meters" | "loads" | "pattern" };

export interface Field {
  readonly id: string;
  readonly title: MessageDescriptor;
  readonly hint?: MessageDescriptor;
  readonly kind: FieldKind;
  readonly required?: true;
}

const number = (min: number, max: number, unit?: string, digits = 0): FieldKind => ({
  is: "number",
  min,
  max,
  digits,
  ...(unit !== undefined && { unit }),
});
const thing = (sort: ThingSort): FieldKind => ({ is: "thing", sort });
const text = (max: number): FieldKind => ({ is: "text", max });

const name: Field = { id: "name", title: msg({ message: "Name", context: "thing" }), kind: text(120), required: true };
const area: Field = { id: "areaId", title: msg`Area`, kind: thing("area"), required: true };
const position = (required: boolean): Field[] => [
  { id: "lat", title: msg`Latitude`, kind: number(-90, 90, "°", 6), ...(required && { required }) },
  { id: "lon", title: msg`Longitude`, kind: number(-180, 180, "°", 6), ...(required && { required }) },
];

export const fieldsOf: Readonly<Record<ThingSort, readonly Field[]>> = {
  lamp: [
    name,
    area,
    { id: "use", title: msg`Use`, kind: { is: "word", words: words.lampUses }, required: true },
    { id: "modelId", title: msg`Lamp model`, kind: thing("lampModel"), required: true },
    { id: "roadId", title: msg({ message: "Road", context: "thing" }), kind: thing("road") },
    { id: "order", title: msg`Number along the road`, kind: number(1, 100_000) },
    { id: "pole", title: msg`Number on the pole`, kind: text(40) },
    { id: "arm", title: msg`Arm of the pole`, kind: number(1, 16) },
    { id: "circuitId", title: msg({ message: "Circuit", context: "thing" }), kind: thing("circuit") },
    { id: "phase", title: msg`Phase`, kind: { is: "word", words: words.phases, numeric: true } },
    {
      id: "deviceId",
      title: msg({ message: "Device", context: "thing" }),
      hint: msg`Empty: switched by its circuit alone.`,
      kind: thing("device"),
    },
    { id: "output", title: msg`Output of the device`, hint: msg`From 0.`, kind: number(0, 63) },
    ...position(true),
  ],
  device: [
    name,
    { id: "profile", title: msg`Profile`, kind: { is: "word", words: words.profiles }, required: true },
    { id: "outputs", title: msg`Outputs`, kind: number(1, 64), required: true },
  ],
  cabinet: [
    name,
    area,
    {
      id: "supplyPointId",
      title: msg`Supply point`,
      hint: msg`Where its energy is billed.`,
      kind: thing("supplyPoint"),
    },
    {
      id: "deviceId",
      title: msg({ message: "Device", context: "thing" }),
      hint: msg`Of profile R; empty: a timer switches it.`,
      kind: thing("device"),
    },
    ...position(true),
  ],
  circuit: [
    name,
    { id: "cabinetId", title: msg({ message: "Cabinet", context: "thing" }), kind: thing("cabinet"), required: true },
    { id: "kind", title: msg`Kind`, kind: { is: "word", words: words.circuitKinds }, required: true },
    { id: "segment", title: msg`Relay output`, hint: msg`From 0; empty: always live.`, kind: number(0, 63) },
  ],
  road: [
    name,
    area,
    { id: "litArea", title: msg`Area to be lit`, kind: number(1, 100_000_000, "m²", 1) },
    { id: "illuminance", title: msg`Illuminance to be kept`, kind: number(0.1, 500, "lx", 1) },
    { id: "path", title: msg`Line of the road`, kind: { is: "line" } },
  ],
  group: [name, area, { id: "pattern", title: msg`Members`, kind: { is: "pattern" } }],
  lampModel: [
    name,
    { id: "manufacturer", title: msg`Manufacturer`, kind: text(80) },
    { id: "outputKind", title: msg`Output`, kind: { is: "word", words: words.outputKinds }, required: true },
    { id: "curve", title: msg`Dimming curve`, kind: { is: "word", words: words.curves }, required: true },
    { id: "nominalPower", title: msg`Power at full level`, kind: number(0.1, 5_000, "W", 1), required: true },
    {
      id: "powerAtMinimumDimLevel",
      title: msg`Power at the lowest level`,
      kind: number(0, 5_000, "W", 1),
      required: true,
    },
    { id: "minLevel", title: msg`Lowest level above 0`, kind: number(0, 100, "%", 1), required: true },
    { id: "luminousFlux", title: msg`Luminous flux`, kind: number(1, 1_000_000, "lm") },
    { id: "cct", title: msg`Colour temperature`, kind: number(1_000, 20_000, "K") },
  ],
  supplyPoint: [
    name,
    area,
    { id: "utilityCode", title: msg`Customer code of the utility`, kind: text(40) },
    { id: "meterSerial", title: msg`Serial number of the meter`, kind: text(40) },
    { id: "factor", title: msg`Factor of the meter`, kind: number(1, 100_000, undefined, 3) },
    { id: "readingDay", title: msg`Day of reading`, hint: msg`Of the month.`, kind: number(1, 31) },
    { id: "priceClass", title: msg`Price class`, hint: msg`Empty: what lighting pays.`, kind: text(60) },
    { id: "vat", title: msg`Value added tax`, kind: number(0, 100, "%", 1) },
    { id: "earlierMeters", title: msg`Earlier meters`, kind: { is: "meters" } },
    { id: "otherLoads", title: msg`Other loads on this meter`, kind: { is: "loads" } },
    ...position(false),
  ],
  area: [name, { id: "parentId", title: msg`Area above`, hint: msg`Empty: stands by itself.`, kind: thing("area") }],
};

/** What a table shows of each sort beside its name. */
export const columnsOf: Readonly<Record<ThingSort, readonly string[]>> = {
  lamp: ["areaId", "roadId", "order", "pole", "circuitId", "modelId", "use", "deviceId"],
  device: ["profile", "outputs"],
  cabinet: ["areaId", "supplyPointId", "deviceId"],
  circuit: ["cabinetId", "kind", "segment"],
  road: ["areaId", "litArea", "illuminance"],
  group: ["areaId"],
  lampModel: ["manufacturer", "outputKind", "nominalPower", "minLevel", "luminousFlux", "cct"],
  supplyPoint: ["areaId", "utilityCode", "meterSerial", "factor", "readingDay"],
  area: ["parentId"],
};
