/** What a place used, saved, cost and emitted, for whoever may see it: accounts of its lamps beside meters, baseline and rates. */
import { type Account, addAccounts, completenessOf, emptyAccount, energyOf } from "../../core/energy/account.ts";
import { type Baseline, type BaselineShares, createBaselineBook } from "../../core/energy/baseline.ts";
import { baselineEnergy, wattsOfBaseline } from "../../core/energy/baseline-energy.ts";
import { beginOf, edgesOf, localDate, type Resolution } from "../../core/energy/buckets.ts";
import { type Cost, changesOf, costOf, type Used } from "../../core/energy/cost.ts";
import { type EnergyBucket, emptyBucket } from "../../core/energy/interval-energy.ts";
import { priceClassOf } from "../../core/energy/price-class.ts";
import type { Rates } from "../../core/energy/rates.ts";
import { enough, type RoadIndicators, roadIndicators } from "../../core/energy/road-indicators.ts";
import { type Saving, type SavingLamps, savingOf } from "../../core/energy/saving.ts";
import { type EnergyPlace, lampsAt, thingAt } from "../../core/energy/select-lamps.ts";
import type { Site } from "../../core/fleet/configure.ts";
import { offsetsOf } from "../../core/fleet/offsets.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import { dayOf } from "../../core/plans/days.ts";
import { ControllerError } from "../../errors.ts";
import type { CabinetReader } from "./cabinet-readings.ts";
import type { LampAccounts } from "./lamp-accounts.ts";

export interface EnergyDeps {
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly site: () => Pick<Site, "lat" | "lon" | "timeZone">;
  readonly accounts: LampAccounts;
  readonly cabinets: Pick<CabinetReader, "meters">;
  readonly baselines: () => readonly Baseline[];
  readonly rates: () => Rates;
}

/** EpochMs, half-open: from ≤ at < until. */
export interface EnergyPeriod {
  readonly from: number;
  readonly until: number;
  readonly by: Resolution;
}

export interface EnergyFigure {
  readonly from: number;
  readonly until: number;
  readonly account: Account;
  /** Share of the lamp-time whose energy is known, 0…1. */
  readonly completeness: number;
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

export interface EnergyReport {
  readonly lamps: number;
  readonly timeZone: string;
  readonly figures: readonly EnergyFigure[];
  readonly total: EnergyFigure;
  /** Of a road whose lit area and illuminance are known. */
  readonly indicators?: RoadIndicators;
}

/** @throws ControllerError `inventory/unknown`, `people/outside-area`, `telemetry/bad-range`, `telemetry/unavailable` */
export interface Energy {
  of(person: Person, place: EnergyPlace, period: EnergyPeriod, signal?: AbortSignal): Promise<EnergyReport>;
}

const hour = 3_600_000;
/** Buckets of one answer: the half-hours of a month, or the days of four years. */
const maxBuckets = 1_500;
/** Lamps times buckets of one answer: 10,000 lamps for a year by day. */
const maxLampBuckets = 4_000_000;

/** Lamps that share a baseline and a price. */
interface Part {
  readonly lamps: readonly Lamp[];
  readonly baseline: BaselineShares | undefined;
  readonly priceClass: string | undefined;
}

export function createEnergy(deps: EnergyDeps): Energy {
  const { inventory, index, site, accounts, baselines, rates } = deps;
  return {
    async of(person, place, { from, until, by }, signal) {
      const { timeZone, lat, lon } = site();
      const lamps = lampsFor(person, place, from);
      const asked = askedEdges(by, from, until, timeZone, lamps.length);
      const edges = withChanges(asked, rates(), timeZone);
      const offsets = offsetsOf(timeZone, from);
      const book = createBaselineBook(baselines(), inventory(), offsets);
      const parts = partsOf(lamps, book.of);
      const night = { place: { lat, lon }, offsets };
      const reckoned = await Promise.all(
        parts.map(async (part) => ({
          ...part,
          accounts: await accounts.of(part.lamps, edges, signal),
          before: part.baseline === undefined ? undefined : baselineEnergy(part.baseline, edges, night),
        })),
      );
      const metered = await metersOf(place, edges, signal);
      const figure = (begin: number, end: number): EnergyFigure => {
        const within = edges.flatMap((edge, n) => (edge >= begin && edge < end ? [n] : []));
        const account = addAccounts(reckoned.flatMap((part) => within.map((n) => part.accounts[n] ?? emptyAccount)));
        const completeness = completenessOf(account);
        const uses = reckoned.flatMap(({ priceClass, accounts: each }) =>
          within.map((n): Used => ({ day: dayAt(edges[n]!, timeZone), priceClass, energy: energyOf(each[n]!) })),
        );
        const saved = reckoned.map((part) => savingLampsOf(part, part.before, within));
        // a baseline is of the whole time: a lamp that hung there for half of it would look as if it saved the other half
        const wholeHours = (lamps.length * (end - begin)) / hour;
        const isWhole = wholeHours > 0 && account.hours >= enough * wholeHours;
        const known = isWhole && completeness >= enough && saved.every((each) => each !== undefined);
        return {
          from: begin,
          until: end,
          account,
          completeness,
          ...(known && { saving: savingOf(saved as SavingLamps[], energyOf(account)) }),
          cost: costOf(uses, rates()),
          ...(metered === undefined ? {} : { meter: meterFigure(metered, edges, within) }),
        };
      };
      const total = figure(from, until);
      const indicators = indicatorsOf(place, lamps, total);
      return {
        lamps: lamps.length,
        timeZone,
        figures: asked.slice(1).map((end, n) => figure(asked[n]!, end)),
        total,
        ...(indicators === undefined ? {} : { indicators }),
      };
    },
  };

  function lampsFor(person: Person, place: EnergyPlace, from: number): Lamp[] {
    const thing = thingAt(inventory(), place);
    const lamps = thing === undefined ? [] : lampsAt(inventory(), index(), place, from);
    const { area } = inventory();
    const own = thing === undefined ? undefined : "areaId" in thing ? thing.areaId : areaIdOf(place);
    const areaIds = new Set([...(own === undefined ? [] : [own]), ...lamps.map(({ areaId }) => areaId)]);
    if (thing === undefined || ![...areaIds].some((areaId) => mayIn(person, "read", areaId, area))) {
      const id = Object.values(place)[0]!;
      throw new ControllerError("inventory/unknown", `There is nothing called ${id} there.`, {
        params: { sort: Object.keys(place)[0]!.replace(/Id$/, ""), id },
      });
    }
    // a place that reaches outside is refused whole: half a sum would be read as the whole
    for (const areaId of areaIds) {
      if (mayIn(person, "read", areaId, area)) continue;
      const name = area.get(areaId)?.name ?? areaId;
      throw new ControllerError("people/outside-area", `${person.name} may not read in ${name}.`, {
        params: { area: name },
      });
    }
    return lamps;
  }

  /** Of places that are areas, or lie in their cabinet's. */
  function areaIdOf(place: EnergyPlace): string | undefined {
    if ("areaId" in place) return place.areaId;
    if (!("circuitId" in place)) return undefined;
    const circuit = inventory().circuit.get(place.circuitId);
    return circuit && inventory().cabinet.get(circuit.cabinetId)?.areaId;
  }

  /** One list of buckets per cabinet, undefined for one that was not heard. */
  async function metersOf(
    place: EnergyPlace,
    edges: readonly number[],
    signal?: AbortSignal,
  ): Promise<readonly (readonly EnergyBucket[] | undefined)[] | undefined> {
    if (!("cabinetId" in place || "supplyPointId" in place)) return undefined;
    const one = "cabinetId" in place ? inventory().cabinet.get(place.cabinetId) : undefined;
    const here = "supplyPointId" in place ? index().cabinetsOfSupplyPoint(place.supplyPointId) : one ? [one] : [];
    const found = await deps.cabinets.meters(here, edges, signal);
    return here.map(({ id }) => found.get(id));
  }

  function partsOf(lamps: readonly Lamp[], baselineOf: (areaId: string) => BaselineShares | undefined): Part[] {
    const parts = new Map<string, { lamps: Lamp[] } & Omit<Part, "lamps">>();
    for (const lamp of lamps) {
      const baseline = baselineOf(lamp.areaId);
      const priceClass = priceClassOf(lamp, inventory());
      const key = `${baseline?.baseline.areaId ?? ""}|${priceClass ?? ""}`;
      const part = parts.get(key) ?? { lamps: [], baseline, priceClass };
      parts.set(key, part);
      part.lamps.push(lamp);
    }
    return [...parts.values()];
  }

  function wattsOf(lamps: readonly Lamp[]): number {
    return lamps.reduce((sum, { modelId }) => sum + (inventory().lampModel.get(modelId)?.nominalPower ?? 0), 0);
  }

  function savingLampsOf(
    { lamps, baseline }: Part,
    before: readonly number[] | undefined,
    within: readonly number[],
  ): SavingLamps | undefined {
    if (baseline === undefined || before === undefined) return undefined;
    const share = lamps.length / baseline.lamps;
    return {
      baseline: share * within.reduce((sum, n) => sum + before[n]!, 0),
      oldWatts: share * wattsOfBaseline(baseline),
      newWatts: wattsOf(lamps),
    };
  }

  function indicatorsOf(
    place: EnergyPlace,
    lamps: readonly Lamp[],
    { from, until, account, completeness }: EnergyFigure,
  ) {
    const road = "roadId" in place ? inventory().road.get(place.roadId) : undefined;
    if (road?.litArea === undefined || road.illuminance === undefined) return undefined;
    const inUse = lamps.filter(({ retiredAt }) => retiredAt === undefined);
    const used = { from, until, energy: energyOf(account), completeness };
    return roadIndicators({ litArea: road.litArea, illuminance: road.illuminance }, wattsOf(inUse), used);
  }
}

function meterFigure(
  meters: readonly (readonly EnergyBucket[] | undefined)[],
  edges: readonly number[],
  within: readonly number[],
): MeterFigure {
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

function askedEdges(by: Resolution, from: number, until: number, timeZone: string, lamps: number): number[] {
  if (!(from < until)) {
    throw badRange(`The period ends (${until}) before it begins (${from}). Swap from and until.`);
  }
  // a half-hour is the shortest bucket: this bounds the list before it is made
  const shortest = by === "halfHour" ? 1_800_000 : 23 * hour;
  const most = Math.ceil((until - from) / shortest) + 1;
  if (most > maxBuckets + 1) {
    throw badRange(`That is more than ${maxBuckets} stretches of time. Ask for a shorter period, or by day or month.`);
  }
  if (most * lamps > maxLampBuckets) {
    throw badRange(`${lamps} lamps in ${most} stretches of time are more than can be added up at once.`);
  }
  return edgesOf(by, from, until, timeZone);
}

/** Buckets also end where a price or a grid factor changes. */
function withChanges(edges: readonly number[], rates: Rates, timeZone: string): number[] {
  const [begin, end] = [edges[0]!, edges.at(-1)!];
  const changes = changesOf(rates).map((from) => beginOf(Temporal.PlainDate.from(from), timeZone));
  const all = new Set([...edges, ...changes.filter((at) => at > begin && at < end)]);
  return [...all].sort((a, b) => a - b);
}

function dayAt(at: number, timeZone: string): number {
  const { year, month, day } = localDate(at, timeZone);
  return dayOf({ year, month, day });
}

function badRange(message: string): ControllerError {
  return new ControllerError("telemetry/bad-range", message);
}
