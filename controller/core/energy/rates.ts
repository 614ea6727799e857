/** What a kilowatt-hour costs and emits, as dated tables with their sources: data of the site, never of the code. */
import { dayOf } from "../plans/days.ts";
import type { FullDate } from "../plans/plan.ts";
import type { PlanAct } from "../plans/plan-revision.ts";

/** A figure that holds from a day on, until the next of its table. */
export interface DatedFigure {
  readonly from: FullDate;
  readonly value: number;
  /** Decision or publication it was taken from, and how far that was verified. */
  readonly source: string;
}

/** One price of the utility's list, by voltage level or use for example. */
export interface PriceClass {
  readonly id: string;
  readonly name: string;
  /** Per kWh in the currency of the rates, without taxes. */
  readonly prices: readonly DatedFigure[];
}

export interface Rates {
  /** ISO 4217 */
  readonly currency: string;
  readonly priceClasses: readonly PriceClass[];
  /** Class that lighting pays where nothing nearer says otherwise; absent: no cost is told. */
  readonly lightingClass?: string;
  /** kg CO₂ per kWh, which is t per MWh. */
  readonly gridFactor: readonly DatedFigure[];
}

/** Rates as somebody saved them. Every version stays; the highest holds. */
export interface RatesRevision {
  readonly version: number;
  readonly rates: Rates;
  readonly saved: PlanAct;
}

/** @param priceClass absent: what lighting pays. @returns its prices; empty where there is no such class. */
export function pricesOf(rates: Rates, priceClass = rates.lightingClass): readonly DatedFigure[] {
  return rates.priceClasses.find(({ id }) => id === priceClass)?.prices ?? [];
}

/** @returns the figure in force on that day; undefined before the first. */
export function figureOn(table: readonly DatedFigure[], day: number): DatedFigure | undefined {
  let found: DatedFigure | undefined;
  for (const figure of table) {
    const since = dayOf(figure.from);
    if (since <= day && (found === undefined || since >= dayOf(found.from))) found = figure;
  }
  return found;
}

/** @returns the figures in force between two days, both included, in order; for the line that names the sources. */
export function figuresWithin(table: readonly DatedFigure[], first: number, last: number): DatedFigure[] {
  const atFirst = figureOn(table, first);
  const later = table.filter(({ from }) => dayOf(from) > first && dayOf(from) <= last);
  return [...(atFirst === undefined ? [] : [atFirst]), ...later.sort((a, b) => dayOf(a.from) - dayOf(b.from))];
}
