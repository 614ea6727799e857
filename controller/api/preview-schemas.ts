/** Previews as the API takes and shows them. Energies are kWh, costs in the currency of the rates, CO₂ in kg. */
import { z } from "zod";
import { Target } from "#protocol/wire/directive.ts";
import { findingCodes, severities } from "../core/plans/preview/finding.ts";
import { previewStates } from "../core/plans/preview/preview-request.ts";
import { languages } from "../core/plans/preview/words.ts";
import { Selection } from "./order-schemas.ts";
import { pageQuery } from "./page.ts";
import { FullDate, fullDate, planId } from "./plan-schemas.ts";

const at = z.number().int().min(0).describe("EpochMs");
const count = z.number().int().min(0);
/** The last night of the longest preview has to be one that devices can name. */
const lastYear = 2197;

export const PreviewBody = z.strictObject({
  planId,
  revision: z.exactOptional(
    z.number().int().min(1).describe("Absent: the draft, where there is none what is in force."),
  ),
  selection: z.exactOptional(Selection.describe("Absent: all lamps of the plan's area.")),
  from: z.exactOptional(
    FullDate.refine(({ year }) => year <= lastYear, `nights until ${lastYear}`).describe(
      "Date on which the first night begins; absent: the present night.",
    ),
  ),
  nights: z.exactOptional(z.number().int().min(1).max(400).describe("Absent: 366.")),
});

export const PreviewView = z.object({
  id: z.string(),
  planId,
  planName: z.string(),
  revision: count,
  selection: Selection,
  from: FullDate,
  nights: count,
  lamps: count,
  state: z.enum(previewStates),
  share: z.number().min(0).max(1).describe("How far it is, 0…1."),
  askedAt: at,
  endedAt: z.exactOptional(at),
  keptUntil: z.exactOptional(at.describe("EpochMs at which the result is forgotten at the latest.")),
});

const Energy = z.object({
  kWh: z.number(),
  cost: z.exactOptional(z.number().describe("Without taxes; absent where no price is known for all nights.")),
  co2: z.exactOptional(z.number().describe("kg; absent where no factor is known for all nights.")),
});
const figures = {
  lamps: count,
  hours: z.number().describe("h with light, mean over the lamps."),
  fullLoadHours: z.number().describe("h at full level that give as much light, mean over the lamps."),
  plan: Energy,
  reference: Energy.describe("The same lamps at 100 % from sunset to sunrise."),
  present: Energy.describe("The same lamps by the plans in force now."),
  baseline: z.exactOptional(
    Energy.extend({ lamps: count, plan: Energy.describe("What the plan takes for these lamps alone.") }).describe(
      "What was recorded before commissioning, for the lamps it speaks for; absent where nothing was.",
    ),
  ),
};
export const Figures = z.object(figures);
const PeriodFigures = z.object({
  year: count,
  month: z.exactOptional(count),
  nights: count,
  ...figures,
});
const calendar = {
  planId: z.exactOptional(z.string()),
  calendarId: z.exactOptional(z.string()),
  calendarName: z.exactOptional(z.string().describe("All absent: lamps that no calendar covers.")),
};
const ChangedLamps = z.object({
  lamps: count,
  share: z.number().min(0).describe("Mean over them: h at full level lost or gained, of those there were."),
});
const Dated = z.object({ from: fullDate(1970), value: z.number(), source: z.string() });

export const PreviewSummary = z.object({
  preview: PreviewView,
  places: z
    .object({ count, farthest: z.number() })
    .describe("Places at which the sun was reckoned, and how many degrees a lamp is from its own at most."),
  rates: z
    .object({
      version: count,
      currency: z.string(),
      priceClasses: z.array(z.object({ id: z.string(), name: z.string(), prices: z.array(Dated) })),
      gridFactor: z.array(Dated),
    })
    .describe("What was reckoned with, each figure with its source."),
  baselines: z
    .array(z.object({ areaId: z.string(), revision: count, recordedOn: fullDate(1970), source: z.string() }))
    .describe("Recordings that speak for the lamps."),
  total: Figures,
  change: z
    .object({ darker: ChangedLamps, brighter: ChangedLamps })
    .describe("Lamps that get less or more light in all nights together than by the plans in force."),
  years: z.array(PeriodFigures),
  months: z.array(PeriodFigures),
  areas: z.array(z.object({ areaId: z.string(), areaName: z.string(), total: Figures })),
  calendars: z.array(z.object({ ...calendar, total: Figures, months: z.array(PeriodFigures) })),
  findings: z.object({ error: count, warning: count, note: count }),
});

export const CalendarQuery = z.strictObject({
  ...pageQuery,
  planId: z.exactOptional(z.string().max(64)),
  calendarId: z.exactOptional(z.string().max(64).describe("Both absent: lamps that no calendar covers.")),
});
export const NightView = z.object({
  night: FullDate.describe("Date on which it begins."),
  sunset: at,
  sunrise: at,
  ruleId: z.exactOptional(z.string().describe("Absent: the default program.")),
  ruleName: z.exactOptional(z.string()),
  programId: z.exactOptional(z.string()),
  programName: z.exactOptional(z.string()),
  campaigns: z.exactOptional(z.array(z.string()).describe("planId/campaignId of what changed the program.")),
  points: z.array(
    z.object({
      at,
      level: z.number(),
      target: Target,
      ramp: z.number(),
      point: z.exactOptional(
        count.describe("Position in the program; absent: put there by a campaign or the fallback."),
      ),
    }),
  ),
  figures: Figures,
});
export const NightFigures = Figures.extend({ night: FullDate });

/** Lamps named with a finding; how many there are stands beside. */
export const lampsShown = 100;
export const FindingsQuery = z.strictObject({ ...pageQuery, severity: z.exactOptional(z.enum(severities)) });
export const FindingView = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(severities),
  ...calendar,
  programId: z.exactOptional(z.string()),
  programName: z.exactOptional(z.string()),
  point: z.exactOptional(count),
  roadId: z.exactOptional(z.string()),
  roadName: z.exactOptional(z.string()),
  lamps: z.exactOptional(count),
  lampIds: z.exactOptional(z.array(z.string()).describe(`The first ${lampsShown} of them.`)),
  nights: z.exactOptional(
    z.object({ count, first: FullDate, last: FullDate, worst: FullDate, at: z.exactOptional(at) }),
  ),
  figures: z.record(z.string(), z.number()).describe("Of the worst night."),
  sentence: z.object({ vi: z.string(), en: z.string() }),
});

export const DarkRunView = z.object({
  roadId: z.string(),
  roadName: z.string(),
  poles: count.describe("0: never a dark pole between dusk and dawn."),
  metres: z.number(),
  firstLampId: z.exactOptional(z.string()),
  lastLampId: z.exactOptional(z.string()),
  night: z.exactOptional(FullDate),
  at: z.exactOptional(at),
  nights: count,
  lastNight: z.exactOptional(FullDate),
});

export const TableQuery = z.strictObject({
  language: z.enum(languages).default("vi").describe("Of the headings, the separator and the decimal mark."),
});
