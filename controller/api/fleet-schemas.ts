/** What devices last said, as the API shows it. */
import { z } from "zod";
import { filters, sources } from "#protocol/wire/vocabulary.ts";
import { oddities } from "../core/fleet/oddity.ts";
import { tenses } from "../core/fleet/why.ts";
import { boundKinds } from "../core/plans/bounds-of-lamp.ts";
import { PointTime } from "./plan-schemas.ts";

/** EpochMs. */
export const at = z.number().int();
/** An instant somebody asks about, 2020 … 2099. */
export const instant = z.exactOptional(
  z.coerce.number().int().min(1_577_836_800_000).max(4_102_444_800_000).describe("EpochMs; absent: now."),
);
const OrderName = z.object({
  id: z.string(),
  kind: z.string(),
  personName: z.string(),
  requestedBy: z.exactOptional(z.string().describe("Who asked for it, where it took two people.")),
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

const BoundName = z.object({
  kind: z.enum(boundKinds),
  planId: z.string(),
  planName: z.string(),
  id: z.string(),
  name: z.string(),
  percent: z.number().describe("Least percent of a floor, highest of everything else."),
  documentNumber: z.exactOptional(z.string()),
});

const ApprovalName = z.object({
  planId: z.string(),
  id: z.string(),
  name: z.string(),
  kind: z.enum(["floor", "curfew"]),
  percent: z.number().describe("Percent that holds without it."),
  level: z.exactOptional(z.number().describe("Percent of the floor that holds instead.")),
  personName: z.string().describe("Who gave it."),
  at,
  why: z.string(),
  documentNumber: z.exactOptional(z.string()),
});

export const WhyView = z.object({
  lampId: z.string(),
  at,
  tense: z.enum(tenses),
  night: z
    .object({ from: at, until: at, vi: z.string(), en: z.string() })
    .describe("Noon to noon, named by both its dates."),
  expected: z.object({
    level: z.number().describe("Percent of rated flux; 0 without supply."),
    source: z.enum([...sources, "supply"]),
    order: z.exactOptional(OrderName),
    calendar: z.exactOptional(CalendarName).describe("Where a calendar decides: which part of which plan."),
    revision: z
      .exactOptional(
        z.object({ planId: z.string(), revision: z.number().int(), deployedAt: at, personName: z.string() }),
      )
      .describe("The revision of that plan."),
    filtered: z.exactOptional(z.enum(filters)),
    heldBy: z.exactOptional(BoundName).describe("The floor, curfew, campaign or limit behind that filter."),
    approvals: z
      .array(ApprovalName)
      .readonly()
      .describe("Without which a floor or curfew would have changed the light."),
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
  measured: z
    .exactOptional(
      z.object({
        at,
        stream: z.enum(["raw", "halfHours"]),
        level: z.exactOptional(z.number()),
        activePower: z.exactOptional(z.number().describe("W")),
      }),
    )
    .describe("Of the past: the lamp's own row around the instant."),
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

export const AreaLight = z.object({
  areaId: z.string(),
  expected: z.number().int().describe("Lamps that should give light now."),
  dark: z.number().int().describe("Online, should give light, and say that they are dark."),
  burning: z.number().int().describe("Online, should be dark, and say that they give light."),
  underpowered: z
    .number()
    .int()
    .describe("Online, say that they give light, and take far less power than their model does at that level."),
  silent: z.number().int().describe("With electronics of which nothing is heard."),
  unsupplied: z.number().int().describe("Silent because the segment that feeds them is open."),
});

export const OddLamp = z.object({ lampId: z.string(), areaId: z.string(), oddity: z.enum(oddities) });

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

export const RefusalsView = z.object({
  messages: z.record(z.string(), z.number().int()).describe("Messages the controller did not take, by code."),
  broker: z.record(z.string(), z.number().int()).describe("What brokers refused, by rule."),
  recent: z
    .array(
      z.object({
        broker: z.string(),
        at,
        rule: z.string(),
        client: z.string().describe("Client id as far as it was known, else empty."),
        address: z.exactOptional(z.string()),
        topic: z.exactOptional(z.string()),
        count: z.number().int(),
      }),
    )
    .describe("Newest first."),
  strangers: z
    .array(z.object({ deviceId: z.string(), at }))
    .describe("Devices that speak and that nobody has entered."),
});
