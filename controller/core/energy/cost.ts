/** What energy cost and emitted, by the dated tables of the site, with the sources the figures were taken from. */
import { type DatedFigure, figureOn, pricesOf, type Rates } from "./rates.ts";

/** Energy of one stretch of time in which no table changes. */
export interface Used {
  /** Days since 1970-01-01 on the site's calendar. */
  readonly day: number;
  /** Absent: what lighting pays. */
  readonly priceClass: string | undefined;
  /** kWh */
  readonly energy: number;
}

export interface Cost {
  /** ISO 4217 */
  readonly currency: string;
  /** Without taxes; absent where no price is known for some of the time. */
  readonly cost?: number;
  /** kg CO₂; absent as `cost` is. */
  readonly co2?: number;
  /** Each source once, in the order of use. */
  readonly sources: readonly string[];
}

export function costOf(uses: readonly Used[], rates: Rates): Cost {
  let [cost, co2] = [0, 0];
  const sources = new Set<string>();
  const take = (figure: DatedFigure | undefined): number => {
    if (figure !== undefined) sources.add(figure.source);
    return figure?.value ?? Number.NaN;
  };
  for (const { day, priceClass, energy } of uses) {
    if (energy === 0) continue;
    cost += energy * take(figureOn(pricesOf(rates, priceClass), day));
    co2 += energy * take(figureOn(rates.gridFactor, day));
  }
  return {
    currency: rates.currency,
    ...(Number.isNaN(cost) ? {} : { cost }),
    ...(Number.isNaN(co2) ? {} : { co2 }),
    sources: [...sources],
  };
}

/** Days on which a table begins to say something else, ascending. */
export function changesOf(rates: Rates): DatedFigure["from"][] {
  return [...rates.priceClasses.flatMap(({ prices }) => prices), ...rates.gridFactor].map(({ from }) => from);
}
