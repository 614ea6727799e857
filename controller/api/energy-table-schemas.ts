/** Rates and baselines as the API takes and shows them. */
import { z } from "zod";
import { reasonFields } from "./order-schemas.ts";
import { Act } from "./plan-revision-schemas.ts";
import { fullDate, Program, planId } from "./plan-schemas.ts";

const Day = fullDate(1970);
const name = z.string().trim().min(1).max(200);
const source = z.string().trim().min(1).max(1000).describe("Decision, publication or survey it was taken from.");

const dated = (value: z.ZodNumber) =>
  z
    .array(
      z.strictObject({ from: Day.describe("Holds from this day on, until the next of the table."), value, source }),
    )
    .max(200);

/** Also the form of the file a fresh installation begins with. */
export const Rates = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "three capital letters of ISO 4217")
    .describe("ISO 4217."),
  priceClasses: z
    .array(
      z.strictObject({
        id: planId,
        name,
        prices: dated(z.number().min(0).max(1e9)).describe("Per kWh, without taxes."),
      }),
    )
    .max(50),
  lightingClass: z.exactOptional(planId.describe("Class that lighting pays; absent: no cost is told.")),
  gridFactor: dated(z.number().min(0).max(5)).describe("kg CO₂ per kWh, which is t per MWh."),
});

const version = z.number().int().min(1);
export const RatesView = z.object({ version, rates: Rates, saved: Act });
export const RatesBody = z.strictObject({
  version: version.describe("Of the rates as they were read: another is refused."),
  rates: Rates,
  ...reasonFields,
});

const Group = z.strictObject({
  name,
  lamps: z.number().int().min(1).max(1_000_000),
  power: z.number().gt(0).max(10_000).describe("W of one lamp at full level, ballast included."),
  program: Program.describe("Its switching, the same every night: one-mode, two-mode, …"),
});
const baselineFields = {
  recordedOn: Day.describe("Day of the survey."),
  source,
  groups: z.array(Group).min(1).max(200).describe("Lamps of one wattage on one switching each."),
};

export const BaselineBody = z.strictObject({
  revision: z.number().int().min(0).describe("Of the recording that is corrected; 0: the area has none."),
  ...baselineFields,
  ...reasonFields,
});
export const BaselineView = z.object({
  areaId: z.string(),
  areaName: z.string(),
  revision: version,
  ...baselineFields,
  recorded: Act.describe("Who wrote it down when; of a correction also why."),
});
