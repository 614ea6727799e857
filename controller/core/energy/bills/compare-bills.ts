/**
 * "Invoice and system": what a supply point was billed for against what its lamps and cabinets counted, period by
 * period, and what a deviation that lasts most likely is. Where the data are too thin nothing is said.
 */
import type { SupplyPoint } from "../../inventory/model.ts";
import { enough } from "../road-indicators.ts";
import { type Bill, daysOf, factorOn, hasMeterChange } from "./bill.ts";

/** What the system knows of one billing period. */
export interface SystemEnergy {
  /** kWh of the supply point's cabinets or lamps. */
  readonly energy: number;
  /** Share of the time, and of the lamps, it is known for, 0…1. */
  readonly completeness: number;
  /** Where it comes from; `none`: nothing of ours hangs on this supply point. */
  readonly by: "cabinetMeters" | "lamps" | "none";
}

export interface ComparedPeriod {
  readonly bill: Bill;
  readonly system: SystemEnergy;
  /** kWh of other known loads. */
  readonly otherLoads: number;
  /** Billed less system and other loads, kWh; absent where the data are too thin. */
  readonly difference?: number;
  /** Of system and other loads together. */
  readonly share?: number;
  readonly remarks: readonly BillRemark[];
}

/** `arithmetic`: readings times factor are not the energy billed. `factorDiffers`: from the factor recorded here. */
export const billRemarks = ["thin", "arithmetic", "factorDiffers", "gapBefore"] as const;
export type BillRemark = (typeof billRemarks)[number];

/** `wrongFactor`: a constant ratio that a usual transformer explains. `unknownLoad`: billed more, not so explained. */
export const billFindings = ["none", "thin", "wrongFactor", "unknownLoad", "billedTooLittle"] as const;
export type BillFinding = (typeof billFindings)[number];

export interface Comparison {
  readonly supplyPointId: string;
  readonly periods: readonly ComparedPeriod[];
  readonly finding: BillFinding;
  /** Mean deviation of the periods that were found to deviate, as share. */
  readonly share?: number;
  /** Factor that would explain it. */
  readonly likelyFactor?: number;
  /** kWh a day that are billed and not ours; negative: used and not billed. */
  readonly perDay?: number;
}

/** More than this, twice in a row, is a finding: meters of both sides are of class 1, and readings are half a day off. */
const tolerance = 0.03;
/** Share by which ratios of one wrong factor may differ among themselves and from the factor that explains them. */
const sameRatio = 0.025;
/** Ratios of usual low-voltage current transformers, n/5 A. */
const usualFactors = [1, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 160, 200];

/**
 * @param bills of one supply point, ascending. @param systems what is known of each.
 */
export function compareBills(point: SupplyPoint, bills: readonly Bill[], systems: readonly SystemEnergy[]): Comparison {
  const perDay = (point.otherLoads ?? []).reduce((sum, { energyPerDay }) => sum + energyPerDay, 0);
  const periods = bills.map((bill, n) => comparePeriod(point, bill, systems[n]!, perDay * daysOf(bill), bills[n - 1]));
  return { supplyPointId: point.id, periods, ...findingOf(point, periods) };
}

function comparePeriod(
  point: SupplyPoint,
  bill: Bill,
  system: SystemEnergy,
  otherLoads: number,
  before: Bill | undefined,
): ComparedPeriod {
  const remarks: BillRemark[] = [];
  const ours = system.energy + otherLoads;
  const judged = system.by !== "none" && system.completeness >= enough && ours > 0;
  if (!judged) remarks.push("thin");
  if (!isArithmetic(point, bill)) remarks.push("arithmetic");
  const recorded = factorOn(point, bill.from);
  if (recorded !== undefined && bill.factor !== undefined && recorded !== bill.factor) remarks.push("factorDiffers");
  if (before !== undefined && before.until < bill.from) remarks.push("gapBefore");
  const difference = bill.energy - ours;
  return {
    bill,
    system,
    otherLoads,
    ...(judged ? { difference, share: difference / ours } : {}),
    remarks,
  };
}

/** Bills are rounded to whole kWh, readings to whole steps of the factor. */
function isArithmetic(point: SupplyPoint, bill: Bill): boolean {
  const { previousReading, reading, factor = 1, energy } = bill;
  if (previousReading === undefined || reading === undefined || hasMeterChange(point, bill)) return true;
  return Math.abs((reading - previousReading) * factor - energy) <= Math.max(1, factor);
}

function findingOf(
  point: SupplyPoint,
  periods: readonly ComparedPeriod[],
): Pick<Comparison, "finding" | "share" | "likelyFactor" | "perDay"> {
  const judged = periods.filter(({ share }) => share !== undefined);
  const run = lastingRun(judged);
  if (run.length === 0) return { finding: judged.length < 2 ? "thin" : "none" };
  const share = mean(run.map((period) => period.share!));
  const days = run.reduce((sum, { bill }) => sum + daysOf(bill), 0);
  const perDay = run.reduce((sum, { difference }) => sum + difference!, 0) / days;
  const likelyFactor = explainingFactor(point, run);
  if (likelyFactor !== undefined) return { finding: "wrongFactor", share, likelyFactor, perDay };
  return { finding: share > 0 ? "unknownLoad" : "billedTooLittle", share, perDay };
}

/** The longest run of periods in a row that deviate to the same side; empty where none has two. */
function lastingRun(judged: readonly ComparedPeriod[]): readonly ComparedPeriod[] {
  let longest: readonly ComparedPeriod[] = [];
  let run: readonly ComparedPeriod[] = [];
  for (const period of judged) {
    const share = period.share!;
    if (Math.abs(share) <= tolerance) run = [];
    else run = run[0] !== undefined && Math.sign(run[0].share!) === Math.sign(share) ? [...run, period] : [period];
    if (run.length > longest.length) longest = run;
  }
  return longest.length >= 2 ? longest : [];
}

/** The factor that would make all these bills right: the recorded one, or that of a usual transformer. */
function explainingFactor(point: SupplyPoint, run: readonly ComparedPeriod[]): number | undefined {
  const implied = run.map(({ bill, share }) => {
    const billed = bill.factor ?? factorOn(point, bill.from);
    return billed === undefined ? Number.NaN : billed / (1 + share!);
  });
  const center = mean(implied);
  if (!implied.every((factor) => Math.abs(factor / center - 1) <= sameRatio)) return undefined;
  const recorded = factorOn(point, run.at(-1)!.bill.from);
  const candidates = [...(recorded === undefined ? [] : [recorded]), ...usualFactors];
  const billed = new Set(run.map(({ bill }) => bill.factor ?? recorded));
  return candidates
    .filter((factor) => !billed.has(factor) && Math.abs(center / factor - 1) <= sameRatio)
    .sort((a, b) => Math.abs(center / a - 1) - Math.abs(center / b - 1))[0];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
