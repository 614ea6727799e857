/** A plan as the API takes and shows it: the shape of every part, with all that can be refused without the city. */
import { z } from "zod";
import { Target } from "#protocol/wire/directive.ts";
import { sunEventNames } from "#protocol/wire/vocabulary.ts";
import { circuitKinds, lampUses, thingIdPattern } from "../core/inventory/model.ts";
import { reasonFields } from "./order-schemas.ts";

const at = z.number().int().min(0).describe("EpochMs");
export const planId = z.string().regex(thingIdPattern, "1 to 40 of a–z, 0–9 and hyphen");
const id = planId;
const thingId = z.string().min(1).max(64);
const name = z.string().trim().min(1).max(200);
const documentNumber = z.exactOptional(z.string().trim().min(1).max(100).describe("Official document (số văn bản)."));
const why = reasonFields.why;

const ClockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "a local time hh:mm or hh:mm:ss")
  .describe("Local time; from 12:00 on in the evening of the night, before in its morning.");

const month = z.number().int().min(1).max(12);
const day = z.number().int().min(1).max(31);
const year = z.number().int().min(2020).max(2199);
/** 29 February exists where no year says otherwise. */
const isDay = ({ year: ofYear = 2024, month: ofMonth, day: ofDay }: { year?: number; month: number; day: number }) =>
  ofDay <= new Date(Date.UTC(ofYear, ofMonth, 0)).getUTCDate();
const noSuchDay = "a day that does not exist";
/** A day from a year on: plans name the nights that devices can, tariffs and surveys may be older. */
export const fullDate = (firstYear: number) =>
  z.strictObject({ year: z.number().int().min(firstYear).max(2199), month, day }).refine(isDay, noSuchDay);
export const FullDate = fullDate(2020);
const PlanDate = z.strictObject({ year: z.exactOptional(year), month, day }).refine(isDay, noSuchDay);

const percent = z.number().min(0).max(100).multipleOf(0.5).describe("Percent in steps of 0.5.");
const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]).describe("1 Monday … 7 Sunday.");

export const PointTime = z.union([
  z.strictObject({ clock: ClockTime }),
  z.strictObject({
    sun: z.enum(sunEventNames),
    offset: z.exactOptional(z.number().int().min(-720).max(720).describe("Minutes after the event; negative: before.")),
    notBefore: z.exactOptional(ClockTime),
    notAfter: z.exactOptional(ClockTime),
  }),
]);

export const Program = z.strictObject({
  id,
  name,
  points: z
    .array(
      z.strictObject({
        at: PointTime,
        target: Target,
        ramp: z.exactOptional(z.number().int().min(0).max(3600).describe("Seconds to move there.")),
      }),
    )
    .max(24),
});

const byDate = z.strictObject({ by: z.literal("date"), date: PlanDate });
const byRange = z.strictObject({ by: z.literal("range"), from: PlanDate, to: PlanDate });
const byNthWeekday = z.strictObject({
  by: z.literal("nthWeekday"),
  weekday,
  nth: z.union([z.literal([1, 2, 3, 4, 5]), z.literal("last")]),
  months: z.exactOptional(z.array(month).min(1).max(12)),
});
const around = z.exactOptional(z.number().int().min(0).max(30));
const byLunar = z.strictObject({
  by: z.literal("lunar"),
  month: z.exactOptional(month),
  day: z.union([z.number().int().min(1).max(30), z.literal("last")]),
  leap: z.exactOptional(z.enum(["also", "only"])),
  daysBefore: around,
  daysAfter: around,
});
const NightSelector = z.union([
  byDate,
  byRange,
  z.strictObject({ by: z.literal("weekday"), weekdays: z.array(weekday).min(1).max(7) }),
  byNthWeekday,
  z.strictObject({ by: z.literal("holidays"), holidaySetId: id }),
  byLunar,
]);

const Calendar = z.strictObject({
  id,
  name,
  rules: z
    .array(z.strictObject({ id, name, nights: z.array(NightSelector).min(1).max(100), programId: id }))
    .max(100)
    .describe("The first that matches a night wins."),
  defaultProgramId: z.exactOptional(id.describe("Of all other nights; needed before it is deployed.")),
});

export const Holiday = z.strictObject({ name, on: z.union([byDate, byRange, byNthWeekday, byLunar]) });
const HolidaySet = z.strictObject({
  id,
  name,
  holidays: z.array(Holiday).max(400),
});

const uses = z.enum([...lampUses, "all"]);
const use = z.exactOptional(uses.describe("Absent: road lamps."));
const Assignment = z.strictObject({
  id,
  to: z.union([
    z.strictObject({ lampId: thingId }),
    z.strictObject({ circuitId: thingId, use }),
    z.strictObject({ groupId: thingId }),
    z.strictObject({ areaId: thingId, use, circuitKind: z.exactOptional(z.enum(circuitKinds)) }),
  ]),
  calendarId: id,
});

const things = z.exactOptional(z.array(thingId).min(1).max(10_000));
const Scope = z
  .strictObject({ use: uses, areaIds: things, roadIds: things, circuitIds: things, groupIds: things, lampIds: things })
  .describe("Lamps that stand in one of these; none named: all of the plan's area.");
const narrower = z.exactOptional(Scope);

/** Written by the controller. What a document says here is not taken over, so that one read may be sent back as it is. */
const Signature = z.exactOptional(z.object({ at, personId: z.string(), personName: z.string() }));
const approvalFields = {
  id,
  name,
  from: FullDate,
  to: FullDate,
  scope: narrower,
  why,
  documentNumber,
  requested: Signature.describe("Who asked for it as it stands. Read only."),
  approved: Signature.describe("Who gave it; void once anything it was given for changes. Read only."),
};

const RoadFloor = z.strictObject({
  id,
  name,
  roadIds: z.array(thingId).min(1).max(1000),
  spans: z
    .array(
      z.strictObject({
        from: ClockTime,
        to: ClockTime,
        level: percent,
        mayBeDark: z.exactOptional(
          z.strictObject({
            every: z.number().int().min(2).max(12),
            offsets: z.array(z.number().int().min(0).max(11)).min(1).max(11),
          }),
        ),
      }),
    )
    .min(1)
    .max(8),
  approvals: z.exactOptional(
    z
      .array(z.strictObject({ ...approvalFields, level: percent }))
      .max(100)
      .describe("Nights on which less is enough."),
  ),
});

const Curfew = z.strictObject({
  id,
  name,
  scope: Scope,
  from: ClockTime,
  to: ClockTime,
  percent,
  documentNumber,
  approvals: z.exactOptional(z.array(z.strictObject(approvalFields)).max(100)),
});

const shift = z.number().int().min(-180).max(180).describe("Minutes later; negative: earlier.");
const Campaign = z.strictObject({
  id,
  name,
  from: FullDate,
  to: FullDate,
  scope: Scope,
  shift: z.exactOptional(z.strictObject({ onMinutes: shift, offMinutes: shift })),
  reductions: z.exactOptional(
    z
      .array(z.strictObject({ from: ClockTime, to: ClockTime, byPercent: z.number().gt(0).max(100), scope: narrower }))
      .max(20),
  ),
  curfews: z.exactOptional(
    z.array(z.strictObject({ from: ClockTime, to: ClockTime, percent, scope: narrower })).max(20),
  ),
  why,
  documentNumber,
});

const Limit = z.strictObject({ id, name, scope: Scope, percent, from: at, until: at, why, documentNumber });

export const PlanParts = {
  name,
  areaId: thingId.describe("Where it may reach, with everything below."),
  programs: z.array(Program).max(100),
  calendars: z.array(Calendar).max(100),
  holidaySets: z.array(HolidaySet).max(20),
  assignments: z.array(Assignment).max(10_000),
  roadFloors: z.array(RoadFloor).max(400),
  curfews: z.array(Curfew).max(100),
  campaigns: z.array(Campaign).max(50),
  limits: z.array(Limit).max(100),
} as const;

export const PlanView = z.object({ id, ...PlanParts });
