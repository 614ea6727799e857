/** How telemetry looks in requests and answers. */
import { z } from "zod";
import { type Quantity, quantityNames } from "#protocol/wire/samples.ts";
import { eventStates, eventTypes, streams } from "#protocol/wire/vocabulary.ts";
import type { Selection } from "../core/inventory/select.ts";
import { historySources } from "../core/telemetry/choose-history.ts";
import { combinations } from "../core/telemetry/combine.ts";

const at = z.int().describe("EpochMs");
const quantities = Object.fromEntries(quantityNames.map((name) => [name, z.exactOptional(z.number())])) as Record<
  Quantity,
  z.ZodExactOptional<z.ZodNumber>
>;
export const Point = z.object({ at, ...quantities }).describe("Quantities that were not measured are absent.");
export const EventPoint = z.object({
  at,
  output: z.exactOptional(z.int()),
  type: z.enum(eventTypes),
  state: z.enum(eventStates),
  value: z.exactOptional(z.number()).describe("In the unit of the type's quantity."),
});
const some = z.object(quantities);
export const AggregatePoint = Point.extend({
  sources: z.int().describe("Lamps that had a row in this step: a sum over fewer lamps is a smaller sum."),
  lowest: some.describe("Smallest value of any single lamp."),
  highest: some.describe("Greatest value of any single lamp."),
});
const Summary = z.object({ count: z.int(), min: z.number(), max: z.number(), mean: z.number() });
const summaries = Object.fromEntries(quantityNames.map((name) => [name, z.exactOptional(Summary)])) as Record<
  Quantity,
  z.ZodExactOptional<typeof Summary>
>;
const bucket = { from: at, to: at.describe("EpochMs, exclusive."), rows: z.int() };
const absurd = z.int().describe("Values that cannot be true, and are in no summary.");
export const Bucket = z.object({
  ...bucket,
  absurd: z.exactOptional(absurd),
  quantities: z.object(summaries).describe("Quantities that were not measured are absent."),
});
const expected = z
  .int()
  .describe("Rows a device that is never without power takes in this time; less where the lamp was put up later.");
export const Completeness = z.object({ ...bucket, expected, absurd });
export const LampCompleteness = Completeness.extend({ lampId: z.string() });
const count = z.int();
export const Aside = z
  .object({ undated: count, future: count, past: count })
  .describe("Rows of the present device in no series: their time is not known yet, or cannot be true.");
export const source = z
  .enum(historySources)
  .describe(
    "Where it was read: what the journal no longer keeps comes from InfluxDB where one is configured and holds everything.",
  );
export const Hole = z.object({
  device: z.string(),
  stream: z.enum(streams),
  epoch: z.int(),
  fromSequence: z.int(),
  toSequence: z.int().describe("Inclusive."),
  lost: z.boolean().describe("true: the device no longer has these rows; false: they are still asked for."),
});

const when = z.exactOptional(z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER));
export const period = {
  from: when.describe("EpochMs, inclusive; absent: 24 hours before `to`."),
  to: when.describe("EpochMs, exclusive; absent: now."),
};
export const onePath = z.object({ id: z.string() });

const id = z.exactOptional(z.string().min(1).max(40));
export const place = {
  areaId: id.describe("The area and everything below it."),
  circuitId: id,
  roadId: id,
  cabinetId: id,
  supplyPointId: id,
  groupId: id,
  decorative: z
    .exactOptional(z.enum(["true", "false"]))
    .describe("true: decorative lamps join; groups mean their members anyway."),
};
const placeNames = ["areaId", "circuitId", "roadId", "cabinetId", "supplyPointId", "groupId"] as const;
export type PlaceQuery = { [N in (typeof placeNames)[number]]?: string } & { decorative?: "true" | "false" };
export const onePlace = [
  (query: PlaceQuery) => placeNames.filter((name) => query[name] !== undefined).length === 1,
  { error: `name exactly one of ${placeNames.join(", ")}` },
] as const;

export function selectionOf({ decorative, ...places }: PlaceQuery): Selection {
  // the schema saw to it that one is named
  const { areaId, circuitId, roadId, cabinetId, supplyPointId, groupId } = places;
  if (groupId !== undefined) return { groupId };
  const joined = { decorative: decorative === "true" };
  if (circuitId !== undefined) return { circuitId, ...joined };
  if (roadId !== undefined) return { roadId, ...joined };
  if (cabinetId !== undefined) return { cabinetId, ...joined };
  if (supplyPointId !== undefined) return { supplyPointId, ...joined };
  return { areaId: areaId!, ...joined };
}

const word = (name: string) => name === "day" || name === "month";
export const askedStep = z
  .exactOptional(
    z
      .string()
      .regex(/^(day|month|\d{5,10})$/, "day, month, or milliseconds from 60000 on")
      .transform((text) => (word(text) ? (text as "day" | "month") : Number(text)))
      .refine((step) => typeof step !== "number" || (step >= 60_000 && step <= 31 * 86_400_000), {
        error: "between a minute and 31 days",
      }),
  )
  .describe("`day` or `month` of the site's calendar, or ms; absent: chosen by the period and `points`.");
export const step = z.union([z.int(), z.enum(["day", "month"])]).describe("ms, or a stretch of the site's calendar.");
export const points = z.coerce
  .number()
  .int()
  .min(2)
  .max(5_000)
  .default(300)
  .describe("At most so many steps, where none is asked for.");

const listOf = <const N extends string>(names: readonly [N, ...N[]], most: number) =>
  z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(names)).min(1).max(most));
/** Of one lamp, anything. */
export const anyQuantities = (usual: string) =>
  listOf(quantityNames as [Quantity, ...Quantity[]], 40)
    .prefault(usual)
    .describe("Names, separated by commas.");

/** Quantities that can be put together over lamps. */
const additive = [...combinations.keys()] as [Quantity, ...Quantity[]];
export const additiveQuantities = listOf(additive, 10)
  .prefault("activePower,level")
  .describe(
    "Names, separated by commas. Powers are summed over lamps, other quantities averaged; counters cannot be asked for.",
  );
