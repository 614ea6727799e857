/** What the utility billed a supply point for, and which meter and factor hung there then. */
import type { SupplyPoint } from "../../inventory/model.ts";

/** One billing period, from the utility's reading or its invoice. */
export interface Bill {
  readonly supplyPointId: string;
  /** First day of the period, local date, ISO 8601. */
  readonly from: string;
  /** First day after it. */
  readonly until: string;
  /** What the meter showed at the begin and at the end. */
  readonly previousReading?: number;
  readonly reading?: number;
  /** The utility reckoned with. */
  readonly factor?: number;
  /** kWh billed. */
  readonly energy: number;
  /** Number of the invoice; absent for a mere reading. */
  readonly number?: string;
  /** In the currency of the rates, with taxes. */
  readonly amount?: number;
}

export function daysOf({ from, until }: Pick<Bill, "from" | "until">): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until), { largestUnit: "day" }).days;
}

/** @param day local date, ISO 8601. @returns the recorded factor; undefined where none is. */
export function factorOn({ factor, earlierMeters = [] }: SupplyPoint, day: string): number | undefined {
  const past = earlierMeters.toSorted((a, b) => (a.until < b.until ? -1 : 1)).find(({ until }) => day < until);
  return past === undefined ? factor : past.factor;
}

/** Whether a meter was changed within the period, so that its two readings are of different meters. */
export function hasMeterChange({ earlierMeters = [] }: SupplyPoint, { from, until }: Bill): boolean {
  return earlierMeters.some((meter) => from < meter.until && meter.until < until);
}

/** A file of bills as it was taken, so that it can be taken back. */
export interface BillImport {
  readonly id: string;
  /** EpochMs */
  readonly at: number;
  /** Who imported, as shown to people. */
  readonly by: string;
  /** Bills it brought. */
  readonly count: number;
  /** Supply points they are of. */
  readonly supplyPointIds: readonly string[];
  /** EpochMs when it was undone; its bills are gone since. */
  readonly undoneAt?: number;
}
