/** What devices last said, as the API shows it. */
import { z } from "zod";
import { sources } from "#protocol/wire/vocabulary.ts";
import { PointTime } from "./plan-schemas.ts";

/** EpochMs. */
export const at = z.number().int();
const OrderName = z.object({
  id: z.string(),
  kind: z.string(),
  personName: z.string(),
  why: z.string(),
  issuedAt: at,
  until: z.exactOptional(at),
  documentNumber: z.exactOptional(z.string()),
});

export const CalendarName = z.object({
  planId: z.string(),
  planName: z.string(),
  calendarId: z.string(),
  calendarName: z.string(),
  programId: z.exactOptional(z.string()),
  programName: z.exactOptional(z.string()),
  ruleId: z.exactOptional(z.string()).describe("Nights with a program of their own; absent: the default program."),
  ruleName: z.exactOptional(z.string()),
  point: z
    .exactOptional(z.object({ position: z.number().int(), time: PointTime, since: at }))
    .describe("The switch point that decides; absent before the first of the night."),
  campaigns: z.array(z.string()).readonly().describe("Campaigns laid over it, plan/campaign."),
});

export const WhyView = z.object({
  lampId: z.string(),
  at,
  expected: z.object({
    level: z.number().describe("Percent of rated flux; 0 without supply."),
    source: z.enum([...sources, "supply"]),
    order: z.exactOptional(OrderName),
    calendar: z.exactOptional(CalendarName).describe("Where a calendar decides: which part of which plan."),
    filtered: z.exactOptional(z.string()),
    nextChangeAt: z.exactOptional(z.number().describe("EpochMs at which it can change by itself.")),
    segment: z.exactOptional(
      z.object({
        cabinetId: z.string(),
        cabinetName: z.string(),
        output: z.number().int(),
        source: z.enum(sources).describe("What keeps it open."),
      }),
    ),
  }),
  reported: z.exactOptional(
    z.object({
      at,
      level: z.number().describe("Percent given at that report."),
      target: z.number().describe("Percent it was moving to."),
      source: z.enum(sources),
      order: z.exactOptional(OrderName),
      settled: z.boolean(),
      activePower: z.exactOptional(z.number().describe("W")),
      online: z.boolean(),
    }),
  ),
  agrees: z.exactOptional(z.boolean()),
  sentence: z.object({ vi: z.string(), en: z.string() }),
});

export const LampState = z.object({
  lampId: z.string(),
  online: z.boolean(),
  reportedAt: z.exactOptional(at),
  level: z.exactOptional(z.number()),
  source: z.exactOptional(z.enum(sources)),
  settled: z.exactOptional(z.boolean()),
  activePower: z.exactOptional(z.number().describe("W")),
});

export const DeviceState = z.object({
  deviceId: z.string(),
  online: z.boolean(),
  heardAt: z.exactOptional(at),
  contested: z.boolean().describe("Two devices seem to share this id."),
  clockOffset: z.exactOptional(z.number().describe("ms the device's clock is ahead of ours at its last report.")),
  inSync: z.boolean().describe("It holds what was last sent."),
  swVersion: z.exactOptional(z.string()),
  model: z.exactOptional(z.string()),
  bootCount: z.exactOptional(z.number().int()),
  selector: z.exactOptional(z.string()),
  lastReject: z.exactOptional(z.object({ at, topic: z.string(), code: z.string(), detail: z.string() })),
});

export const AreaOverview = z.object({
  areaId: z.string(),
  name: z.string(),
  parentId: z.exactOptional(z.string()),
  lamps: z.number().int(),
  controlled: z.number().int(),
  online: z.number().int(),
  lit: z.number().int(),
  estimatedLit: z.number().int().describe("Without electronics, on a segment that is closed."),
  dimmed: z.number().int(),
  activePower: z.number().describe("W"),
});
