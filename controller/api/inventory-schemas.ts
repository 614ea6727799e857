/** How the things of the inventory look in the API: what may be sent, what comes back. Meaning is judged by the core. */
import { z } from "zod";
import { dimmingCurves, outputKinds, profiles } from "#protocol/wire/vocabulary.ts";
import type { Draft } from "../core/inventory/change-request.ts";
import { circuitKinds, lampUses, type ThingSort, thingIdPattern, thingSorts, verbs } from "../core/inventory/model.ts";
import type { Changed } from "../engine/inventory/inventory.ts";

export const thingId = z.string().regex(thingIdPattern, "1 to 40 of a–z, 0–9 and hyphen");
const text = z.string().max(200);
const number = z.number();
const optional = <T extends z.ZodType>(schema: T, words: string) => z.exactOptional(schema.describe(words));

const common = { id: thingId.describe("Chosen by you, for life."), name: text.describe("As people call it.") };
const areaId = thingId.describe("Area it lies in.");
const lon = number.describe("Degrees east, WGS 84.");
const lat = number.describe("Degrees north, WGS 84.");

const pattern = z.discriminatedUnion("by", [
  z
    .strictObject({
      by: z.literal("order"),
      every: number.describe("2: every second."),
      offset: number.describe("0: the first of each."),
      roadIds: z.array(thingId).min(1).max(1_000),
    })
    .describe("Every nth road lamp by its number on the road."),
  z
    .strictObject({
      by: z.literal("phase"),
      phase: z.literal([1, 2, 3]),
      circuitIds: z.array(thingId).min(1).max(1_000),
    })
    .describe("Road lamps of one phase."),
]);

/** What a person sends to create a thing. */
export const drafts = {
  area: z.strictObject({ ...common, parentId: optional(thingId, "Area above; absent: a root.") }),
  supplyPoint: z.strictObject({
    ...common,
    areaId,
    utilityCode: optional(text, "Customer code of the utility."),
    meterSerial: optional(text, "Serial number of the meter."),
    factor: optional(number, "Transformer factor of the meter, from 1."),
    earlierMeters: optional(
      z
        .array(
          z.strictObject({
            serial: z.exactOptional(text),
            factor: number.min(1).max(100_000),
            until: z.iso.date().describe("First day on which it no longer held."),
          }),
        )
        .max(100),
      "Meters and factors of the past.",
    ),
    readingDay: optional(number, "Day of the month on which the utility reads, 1 to 31."),
    priceClass: optional(text, "Price class of the rates; absent: what lighting pays."),
    vat: optional(number, "Percent."),
    otherLoads: optional(
      z
        .array(
          z.strictObject({
            name: text.min(1),
            energyPerDay: number.min(0).max(100_000).describe("kWh, mean of a day."),
          }),
        )
        .max(100),
      "What else hangs on this meter and is known.",
    ),
    lon: z.exactOptional(lon),
    lat: z.exactOptional(lat),
  }),
  cabinet: z.strictObject({
    ...common,
    areaId,
    supplyPointId: optional(thingId, "Where its energy is billed."),
    deviceId: optional(thingId, "Its controller, of profile R; absent: a timer switches it."),
    lon,
    lat,
  }),
  circuit: z.strictObject({
    ...common,
    cabinetId: thingId,
    kind: z.enum(circuitKinds),
    segment: optional(number, "Relay output of the cabinet that feeds it, from 0; absent: always live."),
  }),
  road: z.strictObject({
    ...common,
    areaId,
    path: optional(z.array(z.tuple([number, number])).max(20_000), "Its line, [lon, lat] in order."),
    litArea: optional(number, "m² to be lit; with the illuminance it gives PDI and AECI (EN 13201-5)."),
    illuminance: optional(number, "lx, average maintained horizontal illuminance of that area."),
  }),
  lampModel: z.strictObject({
    ...common,
    outputKind: z.enum(outputKinds),
    curve: z.enum(dimmingCurves),
    nominalPower: number.describe("W at full level."),
    powerAtMinimumDimLevel: number.describe("W at `minLevel`."),
    minLevel: number.describe("Percent, lowest level above 0."),
    luminousFlux: optional(number, "lm at full level."),
    cct: optional(number, "K"),
    manufacturer: z.exactOptional(text),
  }),
  device: z.strictObject({
    ...common,
    profile: z.enum(profiles).describe("R relays, W white, C colour."),
    outputs: number.describe("How many, 1 to 64."),
  }),
  lamp: z.strictObject({
    ...common,
    areaId,
    use: z.enum(lampUses),
    modelId: thingId,
    lon,
    lat,
    roadId: z.exactOptional(thingId),
    order: optional(number, "Number along the road, from 1."),
    arm: optional(number, "Arm of a pole that carries several, from 1."),
    pole: optional(text, "Number painted on the pole."),
    circuitId: z.exactOptional(thingId),
    phase: z.exactOptional(z.literal([1, 2, 3])),
    deviceId: optional(thingId, "Absent: switched by its circuit alone."),
    output: optional(number, "Output of the device, from 0."),
  }),
  group: z.strictObject({
    ...common,
    areaId,
    lampIds: z.exactOptional(z.array(thingId).max(100_000).describe("Members; not with a pattern.")),
    pattern: optional(pattern, "Finds the members by itself, now and later."),
  }),
} as const satisfies { readonly [S in ThingSort]: z.ZodType<Draft<S>> };

const version = z.int().min(1);
const writtenVersion = version.describe("The version you read; if it has passed meanwhile, nothing is changed.");

/** Fields to change: each may be absent, `null` removes it. */
function patchOf(draft: z.ZodObject): z.ZodObject {
  const { id: _, ...fields } = draft.shape;
  const changeable = Object.entries(fields).map(([field, schema]) => [
    field,
    z.exactOptional(z.nullable(schema instanceof z.ZodExactOptional ? schema.unwrap() : schema)),
  ]);
  return z.strictObject(Object.fromEntries(changeable));
}

const draftOf: Readonly<Record<ThingSort, z.ZodObject>> = drafts;
/** Fields to change of each sort. */
export const patches = ofEachSort((sort) => patchOf(draftOf[sort]));

/** Body of a change of one thing. */
export const changeBodies = ofEachSort((sort) => patches[sort].extend({ version: writtenVersion }));
/** Body of bringing one thing back: described anew, under its old id. */
export const restoreBodies = ofEachSort((sort) => draftOf[sort].omit({ id: true }).extend({ version: writtenVersion }));
export const retireBody = z.strictObject({ version: writtenVersion });

const credential = z
  .enum(["none", "active", "rotating"])
  .describe("Whether the device may sign in; rotating: with its old and its new secret.");

/** A thing as it is told. */
export const things = ofEachSort((sort) =>
  z.object({
    ...drafts[sort].shape,
    version: version.describe("Send it back with a change."),
    retiredAt: z.exactOptional(z.int().describe("EpochMs since when it is out of use.")),
    ...(["area", "circuit", "group"].includes(sort) && {
      topicNumber: z.int().describe("Its number in topics, never reused."),
    }),
    ...(sort === "device" && { credential }),
  }),
);

export const shownSecret = z
  .object({
    deviceId: thingId,
    secret: z.string().describe("What the device signs in with: 256 random bits, base64url. Shown this once."),
  })
  .describe("The secret of one device.");

/** How many things of each sort, by what was done. */
export const stepCounts = z.array(z.object({ sort: z.enum(thingSorts), verb: z.enum(verbs), count: z.int() }));

/** What a step made. */
export const stepAnswer = z.object({
  things: z
    .array(
      z.object({
        sort: z.enum(thingSorts),
        id: thingId,
        version,
        verb: z.enum(verbs),
      }),
    )
    .describe("In the order of the requests, then the groups that followed."),
  secrets: z.array(shownSecret),
});

/** A step in short: whoever sent it knows the rest. */
export function toldStep({ things: made, secrets }: Changed): z.input<typeof stepAnswer> {
  return {
    things: made.map(({ sort, verb, thing: { id, version } }) => ({ sort, id, version, verb })),
    secrets: [...secrets],
  };
}

const requests = [
  z.discriminatedUnion(
    "sort",
    eachSort((sort) => requestOf(sort, "create", { thing: drafts[sort] })),
  ),
  z.discriminatedUnion(
    "sort",
    eachSort((sort) => requestOf(sort, "change", { id: thingId, version: writtenVersion, set: patches[sort] })),
  ),
  z.discriminatedUnion(
    "sort",
    eachSort((sort) => requestOf(sort, "retire", { id: thingId, version: writtenVersion })),
  ),
  z.discriminatedUnion(
    "sort",
    eachSort((sort) => requestOf(sort, "restore", { version: writtenVersion, thing: drafts[sort] })),
  ),
] as const;

/** Many requests as one step. */
export const changesBody = z.strictObject({
  changes: z
    .array(z.discriminatedUnion("do", [...requests]))
    .min(1)
    .max(250_000)
    .describe("In any order; a thing may be named before it is created. All are done or none."),
  dryRun: z.exactOptional(z.boolean().describe("Judge only, change nothing.")),
});

export const replaceBody = z.strictObject({
  version: writtenVersion,
  device: z
    .strictObject({
      id: thingId,
      name: z.exactOptional(text),
      profile: z.exactOptional(z.enum(profiles)),
      outputs: z.exactOptional(number),
    })
    .describe("The new device. One that is not known is created, like the old one unless told otherwise."),
  lamps: z.enum(["all", "one"]).default("all").describe("All lamps of the old device, or this one alone."),
  output: z.exactOptional(number.describe("For a lamp alone; absent: as before.")),
  keepOld: z.boolean().default(false).describe("Keep the old device as a spare instead of retiring it."),
});

function requestOf<S extends ThingSort>(sort: S, verb: string, fields: Record<string, z.ZodType>): z.ZodObject {
  return z.strictObject({ do: z.literal(verb), sort: z.literal(sort), ...fields });
}

function eachSort(make: (sort: ThingSort) => z.ZodObject): [z.ZodObject, ...z.ZodObject[]] {
  const [first, ...rest] = thingSorts;
  return [make(first), ...rest.map(make)];
}

function ofEachSort(make: (sort: ThingSort) => z.ZodObject): Readonly<Record<ThingSort, z.ZodObject>> {
  return Object.fromEntries(thingSorts.map((sort) => [sort, make(sort)])) as Record<ThingSort, z.ZodObject>;
}
