/** How energy and bills look in the API. */
import { z } from "zod";
import { type Account, energyOf } from "../core/energy/account.ts";
import { billFindings, billRemarks } from "../core/energy/bills/compare-bills.ts";
import { resolutions } from "../core/energy/buckets.ts";
import { balanceFindings } from "../core/energy/meter-balance.ts";
import type { EnergyPlace } from "../core/energy/select-lamps.ts";
import type { EnergyFigure } from "../engine/energy/energy-parts.ts";

const at = z.int().describe("EpochMs");
const share = z.number().describe("0…1");
const kWh = z.number().describe("kWh");
const day = z.iso.date();

const id = z.exactOptional(z.string().min(1).max(40));
const placeNames = ["areaId", "supplyPointId", "cabinetId", "circuitId", "roadId", "groupId", "lampId"] as const;
type PlaceName = (typeof placeNames)[number];
export type PlaceQuery = { [N in PlaceName]?: string };

export const place = {
  areaId: id.describe("The area and everything below it."),
  supplyPointId: id,
  cabinetId: id,
  circuitId: id,
  roadId: id,
  groupId: id.describe("Its members of today."),
  lampId: id,
};

export const onePlace = [
  (query: PlaceQuery) => placeNames.filter((name) => query[name] !== undefined).length === 1,
  { error: `name exactly one of ${placeNames.join(", ")}` },
] as const;

export function placeOf(query: PlaceQuery): EnergyPlace {
  // the schema saw to it that one is named
  const name = placeNames.find((one) => query[one] !== undefined)!;
  return { [name]: query[name] } as unknown as EnergyPlace;
}

const instant = z.coerce.number().int().min(0).max(7_258_118_400_000);
export const period = {
  from: instant.describe("EpochMs, inclusive."),
  until: instant.describe("EpochMs, exclusive."),
};
export const by = z
  .enum(resolutions)
  .default("day")
  .describe("Half-hours are those of UTC; days and months are the site's, also where the clock is changed.");

export const Figure = z.object({
  from: at,
  until: at,
  energy: kWh.describe("kWh: metered and estimated together. A lower bound where completeness is below 1."),
  metered: kWh.describe("kWh counted by the lamps' own meters."),
  estimated: kWh.describe("kWh concluded from circuit, power or level."),
  completeness: z.exactOptional(
    share.describe("Share of the lamp-time whose energy is known; absent where no lamp hung there in that time."),
  ),
  measuredShare: share.describe("Of the lamp-time: between readings close enough to date the energy."),
  interpolatedShare: share.describe("Within longer gaps: the energy is known, its place in the gap is not."),
  estimatedShare: share,
  resets: z.int().describe("Times a counter began anew: wiped, restored or replaced."),
  excluded: z.int().describe("Readings that cannot be true and were kept out."),
  saving: z.exactOptional(
    z
      .object({
        baseline: kWh.describe("kWh as recorded before commissioning."),
        ledAtFull: kWh.describe("kWh of today's lamps at full level, switched as the old ones were."),
        byLed: kWh,
        byDimming: kWh,
      })
      .describe("Absent where no baseline was recorded for all lamps, or less than 98 % of the time is known."),
  ),
  cost: z.exactOptional(z.number().describe("In `currency`, without taxes; absent where no price is known.")),
  co2: z.exactOptional(z.number().describe("kg CO₂")),
  meter: z.exactOptional(
    z
      .object({ energy: kWh, completeness: share })
      .describe("What the meters of a cabinet, or of all cabinets of a supply point, counted."),
  ),
});

export function figureView({ account, cost, ...figure }: EnergyFigure): z.input<typeof Figure> {
  const { from, until, completeness, saving, meter } = figure;
  const { metered, estimated, resets, excluded } = account;
  return {
    from,
    until,
    energy: energyOf(account),
    metered,
    estimated,
    ...(completeness === undefined ? {} : { completeness }),
    measuredShare: shareOf(account, "measuredHours"),
    interpolatedShare: shareOf(account, "interpolatedHours"),
    estimatedShare: shareOf(account, "estimatedHours"),
    resets,
    excluded,
    ...(saving === undefined ? {} : { saving }),
    ...(meter === undefined ? {} : { meter }),
    ...(cost.cost === undefined ? {} : { cost: cost.cost }),
    ...(cost.co2 === undefined ? {} : { co2: cost.co2 }),
  };
}

function shareOf(account: Account, hours: "measuredHours" | "interpolatedHours" | "estimatedHours"): number {
  return account.hours === 0 ? 0 : Math.min(1, account[hours] / account.hours);
}

export const EnergyView = z.object({
  lamps: z.int(),
  timeZone: z.string(),
  figures: z.array(Figure),
  total: Figure,
  currency: z.string().describe("ISO 4217"),
  sources: z.array(z.string()).describe("Where prices and grid factors were taken from."),
  indicators: z.exactOptional(
    z
      .object({
        pdi: z.number().describe("Power density D_P, mW/(lx·m²)."),
        aeci: z.exactOptional(z.number().describe("Annual energy D_E, kWh/m²; for twelve known months alone.")),
      })
      .describe("EN 13201-5, of a road whose lit area and illuminance are known."),
  ),
});

export const BalanceView = z.object({
  meter: kWh.describe("kWh the cabinet's meter counted."),
  lamps: kWh.describe("kWh of its lamps."),
  difference: kWh,
  power: z.number().describe("Mean of the difference, W."),
  share: z.exactOptional(share.describe("Of the meter's energy.")),
  finding: z.enum(balanceFindings),
});

export const BillView = z.object({
  supplyPointId: z.string(),
  from: day.describe("First day of the period."),
  until: day.describe("First day after it."),
  previousReading: z.exactOptional(z.number()),
  reading: z.exactOptional(z.number()),
  factor: z.exactOptional(z.number()),
  energy: kWh.describe("kWh billed."),
  number: z.exactOptional(z.string()),
  amount: z.exactOptional(z.number().describe("With taxes.")),
});

export const BillsImported = z.object({
  id: z.string(),
  dryRun: z.boolean(),
  rows: z.int(),
  bills: z.array(BillView).describe("New ones."),
  unchanged: z.int().describe("Rows that are known exactly as they stand."),
  ignored: z.array(z.string()).describe("Columns nobody reads."),
});

export const BillImportView = z.object({
  id: z.string(),
  at,
  by: z.string(),
  count: z.exactOptional(z.int()).describe("Bills it brought; absent where some are of areas that are not yours."),
  supplyPointIds: z.array(z.string()).describe("Supply points of your areas it brought bills of."),
  undoneAt: z.exactOptional(at),
});

export const ComparisonView = z.object({
  supplyPointId: z.string(),
  name: z.string(),
  finding: z
    .enum(billFindings)
    .describe(
      "More than 3 % twice in a row. wrongFactor: a constant ratio a usual transformer explains; thin: too little is known to say anything.",
    ),
  share: z.exactOptional(z.number().describe("Mean deviation of the periods found, of what the system counted.")),
  likelyFactor: z.exactOptional(z.number()),
  perDay: z.exactOptional(z.number().describe("kWh a day billed and not ours; negative: used and not billed.")),
  periods: z.array(
    z.object({
      bill: BillView,
      system: z.object({
        energy: kWh,
        completeness: share,
        by: z.enum(["cabinetMeters", "lamps", "none"]),
      }),
      otherLoads: kWh,
      difference: z.exactOptional(kWh),
      share: z.exactOptional(z.number()),
      remarks: z.array(z.enum(billRemarks)),
    }),
  ),
});
