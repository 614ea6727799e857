/** What a kilowatt-hour costs and emits, as dated tables with their sources: data of the site, never of the code. */
import { dayOf } from "../days.ts";
import type { FullDate } from "../plan.ts";

/** A figure that holds from a day on, until the next of its table. */
export interface DatedFigure {
  readonly from: FullDate;
  readonly value: number;
  /** Decision or publication it was taken from. */
  readonly source: string;
}

export interface Rates {
  /** ISO 4217 */
  readonly currency: string;
  /** Per kWh, without taxes. */
  readonly price: readonly DatedFigure[];
  /** kg CO₂ per kWh, which is t per MWh. */
  readonly gridFactor: readonly DatedFigure[];
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
