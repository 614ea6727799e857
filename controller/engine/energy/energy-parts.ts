/**
 * Lamps of a question, parted by what differs in reckoning them: the area they are listed under, their baseline, their
 * price. Each part is read once; figures are put together from any of them.
 */
import { type Account, addAccounts, completenessOf, emptyAccount, energyOf } from "../../core/energy/account.ts";
import { type Baseline, type BaselineShares, createBaselineBook } from "../../core/energy/baseline.ts";
import { baselineEnergy, wattsOfBaseline } from "../../core/energy/baseline-energy.ts";
import { localDate } from "../../core/energy/buckets.ts";
import { type Cost, costOf, type Used } from "../../core/energy/cost.ts";
import { type EnergyBucket, emptyBucket } from "../../core/energy/interval-energy.ts";
import { priceClassOf } from "../../core/energy/price-class.ts";
import type { Rates } from "../../core/energy/rates.ts";
import { enough } from "../../core/energy/road-indicators.ts";
import { type Saving, type SavingLamps, savingOf } from "../../core/energy/saving.ts";
import type { Site } from "../../core/fleet/configure.ts";
import { offsetsOf } from "../../core/fleet/offsets.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import { dayOf } from "../../core/plans/days.ts";
import type { LampAccounts } from "./lamp-accounts.ts";

export interface EnergyPartsDeps {
  readonly inventory: () => Inventory;
  readonly site: () => Pick<Site, "lat" | "lon" | "timeZone">;
  readonly accounts: LampAccounts;
  readonly baselines: () => readonly Baseline[];
  readonly rates: () => Rates;
}

export interface EnergyFigure {
  readonly from: number;
  readonly until: number;
  readonly account: Account;
  /** Share of the lamp-time whose energy is known, 0…1; absent where no lamp hung there in that time. */
  readonly completeness?: number;
  /**
   * Absent where no baseline was recorded for all lamps, where not all of them hung there all the time, or too little is
   * known: what is not known would look saved.
   */
  readonly saving?: Saving;
  readonly cost: Cost;
  /** What the meters of a cabinet, or of all cabinets of a supply point, counted; absent for other places. */
  readonly meter?: MeterFigure;
}

export interface MeterFigure {
  /** kWh */
  readonly energy: number;
  /** Least share of the time that is known of any of them, 0…1. */
  readonly completeness: number;
}

/** Lamps that share a label, a baseline and a price, with what they used in each bucket. */
export interface EnergyPart {
  readonly label: string;
  readonly lamps: readonly Lamp[];
  readonly baseline: BaselineShares | undefined;
  readonly priceClass: string | undefined;
  readonly accounts: readonly Account[];
  /** kWh of the whole baseline, one per bucket. */
  readonly before: readonly number[] | undefined;
}

/** One list of buckets per cabinet, undefined for one that was not heard. */
export type MeterBuckets = readonly (readonly EnergyBucket[] | undefined)[];

export interface EnergyParts {
  /**
   * @param labelOf lamps with different labels come into different parts.
   * @param tell share of the parts that are reckoned, 0…1.
   */
  reckon(
    lamps: readonly Lamp[],
    edges: readonly number[],
    labelOf: (lamp: Lamp) => string,
    tell: (share: number) => void,
    signal?: AbortSignal,
  ): Promise<EnergyPart[]>;
  /** What the parts used together from `begin` until `end`, which are edges of theirs. */
  figure(
    parts: readonly EnergyPart[],
    edges: readonly number[],
    begin: number,
    end: number,
    meters?: MeterBuckets,
  ): EnergyFigure;
  /** W at full level. */
  wattsOf(lamps: readonly Lamp[]): number;
}

const hour = 3_600_000;

export function createEnergyParts({ inventory, site, accounts, baselines, rates }: EnergyPartsDeps): EnergyParts {
  return {
    async reckon(lamps, edges, labelOf, tell, signal) {
      const { timeZone, lat, lon } = site();
      const offsets = offsetsOf(timeZone, edges[0]!);
      const night = { place: { lat, lon }, offsets };
      const parts: EnergyPart[] = [];
      const groups = partsOf(lamps, labelOf, createBaselineBook(baselines(), inventory(), offsets).of);
      for (const part of groups) {
        parts.push({
          ...part,
          accounts: await accounts.of(part.lamps, edges, signal),
          before: part.baseline && baselineEnergy(part.baseline, edges, night),
        });
        tell(parts.length / groups.length);
      }
      return parts;
    },

    figure(parts, edges, begin, end, meters) {
      const { timeZone } = site();
      const within = edges.flatMap((edge, n) => (edge >= begin && edge < end ? [n] : []));
      const account = addAccounts(parts.flatMap((part) => within.map((n) => part.accounts[n] ?? emptyAccount)));
      const completeness = completenessOf(account);
      const uses = parts.flatMap(({ priceClass, accounts: each }) =>
        within.map((n): Used => ({ day: dayAt(edges[n]!, timeZone), priceClass, energy: energyOf(each[n]!) })),
      );
      const saved = parts.map((part) => savingLampsOf(part, within));
      // a baseline is of the whole time: a lamp that hung there for half of it would look as if it saved the other half
      const wholeHours = (parts.reduce((sum, { lamps }) => sum + lamps.length, 0) * (end - begin)) / hour;
      const isWhole = wholeHours > 0 && account.hours >= enough * wholeHours;
      const known = isWhole && (completeness ?? 0) >= enough && saved.every((each) => each !== undefined);
      return {
        from: begin,
        until: end,
        account,
        ...(completeness !== undefined && { completeness }),
        ...(known && { saving: savingOf(saved as SavingLamps[], energyOf(account)) }),
        cost: costOf(uses, rates()),
        ...(meters !== undefined && { meter: meterFigure(meters, edges, within) }),
      };
    },

    wattsOf,
  };

  function partsOf(
    lamps: readonly Lamp[],
    labelOf: (lamp: Lamp) => string,
    baselineOf: (areaId: string) => BaselineShares | undefined,
  ) {
    const parts = new Map<string, { lamps: Lamp[] } & Pick<EnergyPart, "label" | "baseline" | "priceClass">>();
    for (const lamp of lamps) {
      const label = labelOf(lamp);
      const baseline = baselineOf(lamp.areaId);
      const priceClass = priceClassOf(lamp, inventory());
      const key = `${label}|${baseline?.baseline.areaId ?? ""}|${priceClass ?? ""}`;
      const part = parts.get(key) ?? { label, lamps: [], baseline, priceClass };
      parts.set(key, part);
      part.lamps.push(lamp);
    }
    return [...parts.values()];
  }

  function wattsOf(lamps: readonly Lamp[]): number {
    return lamps.reduce((sum, { modelId }) => sum + (inventory().lampModel.get(modelId)?.nominalPower ?? 0), 0);
  }

  function savingLampsOf({ lamps, baseline, before }: EnergyPart, within: readonly number[]): SavingLamps | undefined {
    if (baseline === undefined || before === undefined) return undefined;
    const share = lamps.length / baseline.lamps;
    return {
      baseline: share * within.reduce((sum, n) => sum + before[n]!, 0),
      oldWatts: share * wattsOfBaseline(baseline),
      newWatts: wattsOf(lamps),
    };
  }
}

function meterFigure(meters: MeterBuckets, edges: readonly number[], within: readonly number[]): MeterFigure {
  const lengthOf = (n: number) => edges[n + 1]! - edges[n]!;
  const length = within.reduce((sum, n) => sum + lengthOf(n), 0);
  const known = meters.map((buckets) =>
    within.reduce((sum, n) => {
      const { measured, interpolated } = buckets?.[n] ?? emptyBucket;
      return sum + (measured + interpolated) * lengthOf(n);
    }, 0),
  );
  return {
    energy: meters.reduce((sum, buckets) => sum + within.reduce((part, n) => part + (buckets?.[n]?.energy ?? 0), 0), 0),
    completeness: meters.length === 0 ? 0 : Math.min(1, Math.min(...known) / length),
  };
}

function dayAt(at: number, timeZone: string): number {
  const { year, month, day } = localDate(at, timeZone);
  return dayOf({ year, month, day });
}
