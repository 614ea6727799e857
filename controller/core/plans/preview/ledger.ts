/** Hours and kilowatt-hours night by night, kept per calendar and area, and summed up however a report asks. */
import { figureOn, pricesOf, type Rates } from "../../energy/rates.ts";
import { dateOf } from "../days.ts";
import type { LampPlan } from "../lamp-plan.ts";

/** Columns of a night: sums over the lamps of a bucket. */
export const columns = ["lampHours", "fullLoadHours", "plan", "reference", "present", "baseline", "covered"] as const;
export type Column = (typeof columns)[number];

/** Lamps of one calendar in one area that pay one price. */
export interface Bucket {
  /** What they follow; undefined: no calendar covers them. */
  readonly followed: LampPlan["followed"];
  readonly areaId: string;
  /** Undefined: what lighting pays. */
  readonly priceClass: string | undefined;
  readonly lamps: number;
  /** Lamps that a baseline speaks for: all or none. */
  readonly baselineLamps: number;
  /** One number per night. `plan`, `reference`, `present`, `baseline`: kWh; `covered`: kWh of the plan where there is a baseline. */
  readonly sums: Readonly<Record<Column, Float64Array>>;
}

export function newSums(nights: number): Bucket["sums"] {
  return Object.fromEntries(columns.map((column) => [column, new Float64Array(nights)])) as Record<
    Column,
    Float64Array
  >;
}

export interface Energy {
  readonly kWh: number;
  /** In the currency of the rates, without taxes; absent where no price is known for all nights. */
  readonly cost?: number;
  /** kg CO₂; absent as `cost` is. */
  readonly co2?: number;
}

export interface Figures {
  readonly lamps: number;
  /** h with light, mean over the lamps. */
  readonly hours: number;
  /** h at full level that give as much light, mean over the lamps. */
  readonly fullLoadHours: number;
  readonly plan: Energy;
  /** What the same lamps would take at 100 % from sunset to sunrise. */
  readonly reference: Energy;
  /** What the same lamps take by the plans in force now. */
  readonly present: Energy;
  /** What was recorded before commissioning; absent where nothing was. */
  readonly baseline?: Energy & {
    /** Lamps it speaks for; savings compare it with what the plan takes for these alone. */
    readonly lamps: number;
    readonly plan: Energy;
  };
}

/** Prices and grid factor of each night. */
export interface NightRates {
  readonly pricesIn: (priceClass: string | undefined) => readonly (number | undefined)[];
  readonly gridFactor: readonly (number | undefined)[];
}

export function ratesOfNights(rates: Rates, from: number, nights: number): NightRates {
  const days = Array.from({ length: nights }, (_, n) => from + n);
  const known = new Map<string | undefined, readonly (number | undefined)[]>();
  return {
    pricesIn(priceClass) {
      const table = pricesOf(rates, priceClass);
      const prices = known.get(priceClass) ?? days.map((day) => figureOn(table, day)?.value);
      known.set(priceClass, prices);
      return prices;
    },
    gridFactor: days.map((day) => figureOn(rates.gridFactor, day)?.value),
  };
}

/** @param nights positions of the nights to sum up, from … up to. */
export function sumUp(
  buckets: readonly Bucket[],
  rates: NightRates,
  { from, until }: { from: number; until: number },
): Figures {
  const lamps = total(buckets.map((bucket) => bucket.lamps));
  const sum = (column: Column) => {
    let value = 0;
    for (const { sums } of buckets) for (let night = from; night < until; night++) value += sums[column][night]!;
    return value;
  };
  const energy = (column: Column): Energy => {
    let [kWh, cost, co2] = [0, 0, 0];
    for (const { sums, priceClass } of buckets) {
      const prices = rates.pricesIn(priceClass);
      for (let night = from; night < until; night++) {
        const tonight = sums[column][night]!;
        kWh += tonight;
        cost += tonight * (prices[night] ?? Number.NaN);
        co2 += tonight * (rates.gridFactor[night] ?? Number.NaN);
      }
    }
    return { kWh, ...(Number.isNaN(cost) ? {} : { cost }), ...(Number.isNaN(co2) ? {} : { co2 }) };
  };
  const baselineLamps = total(buckets.map((bucket) => bucket.baselineLamps));
  return {
    lamps,
    hours: sum("lampHours") / Math.max(1, lamps),
    fullLoadHours: sum("fullLoadHours") / Math.max(1, lamps),
    plan: energy("plan"),
    reference: energy("reference"),
    present: energy("present"),
    ...(baselineLamps > 0 && {
      baseline: { ...energy("baseline"), lamps: baselineLamps, plan: energy("covered") },
    }),
  };
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** Nights of one month or year, by position. */
export interface Period {
  readonly year: number;
  /** 1…12; absent: the whole year, as far as it was previewed. */
  readonly month?: number;
  readonly from: number;
  readonly until: number;
}

/** A night counts for the month in which it begins. */
export function monthsOf(from: number, nights: number): Period[] {
  return periodsOf(from, nights, ({ year, month }) => ({ year, month }));
}

export function yearsOf(from: number, nights: number): Period[] {
  return periodsOf(from, nights, ({ year }) => ({ year }));
}

function periodsOf(
  from: number,
  nights: number,
  nameOf: (date: { year: number; month: number }) => Pick<Period, "year" | "month">,
): Period[] {
  const periods: Period[] = [];
  for (let night = 0; night < nights; night++) {
    const name = nameOf(dateOf(from + night));
    const last = periods.at(-1);
    if (last !== undefined && last.year === name.year && last.month === name.month) {
      periods[periods.length - 1] = { ...last, until: night + 1 };
    } else periods.push({ ...name, from: night, until: night + 1 });
  }
  return periods;
}
