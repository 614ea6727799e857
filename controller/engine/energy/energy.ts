/** What a place used, saved, cost and emitted, for whoever may see it: accounts of its lamps beside meters, baseline and rates. */
import { energyOf } from "../../core/energy/account.ts";
import { type RoadIndicators, roadIndicators } from "../../core/energy/road-indicators.ts";
import { type EnergyPlace, lampsAt, thingAt } from "../../core/energy/select-lamps.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Lamp } from "../../core/inventory/model.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import { ControllerError } from "../../errors.ts";
import { askedEdges, type EnergyPeriod, withChanges } from "./asked-edges.ts";
import type { CabinetReader } from "./cabinet-readings.ts";
import { createEnergyParts, type EnergyFigure, type EnergyPartsDeps, type MeterBuckets } from "./energy-parts.ts";

export interface EnergyDeps extends EnergyPartsDeps {
  readonly index: () => InventoryIndex;
  readonly cabinets: Pick<CabinetReader, "meters">;
}

export interface EnergyReport {
  readonly lamps: number;
  readonly timeZone: string;
  readonly figures: readonly EnergyFigure[];
  readonly total: EnergyFigure;
  /** Of a road whose lit area and illuminance are known. */
  readonly indicators?: RoadIndicators;
}

/** The lamps of an area directly, or those of an area right below it with everything further down. */
export interface EnergyOfArea {
  readonly areaId: string;
  readonly lamps: number;
  readonly total: EnergyFigure;
}

/** @throws ControllerError `inventory/unknown`, `people/outside-area`, `telemetry/bad-range`, `telemetry/unavailable` */
export interface Energy {
  of(person: Person, place: EnergyPlace, period: EnergyPeriod, signal?: AbortSignal): Promise<EnergyReport>;
  /**
   * An area and its parts, all from one reading; parts without lamps are left out.
   * @param tell share that is read, 0…1.
   */
  byArea(
    person: Person,
    areaId: string,
    period: EnergyPeriod,
    tell: (share: number) => void,
    signal?: AbortSignal,
  ): Promise<{ readonly whole: EnergyReport; readonly parts: readonly EnergyOfArea[] }>;
}

export function createEnergy(deps: EnergyDeps): Energy {
  const { inventory, index, site, rates } = deps;
  const parts = createEnergyParts(deps);

  return {
    async of(person, place, period, signal) {
      const { timeZone } = site();
      const lamps = lampsFor(person, place, period.from);
      const asked = askedEdges(period, timeZone, lamps.length);
      const edges = withChanges(asked, rates(), timeZone);
      const reckoned = await parts.reckon(
        lamps,
        edges,
        () => "",
        () => {},
        signal,
      );
      const meters = await metersOf(place, edges, signal);
      const figure = (begin: number, end: number) => parts.figure(reckoned, edges, begin, end, meters);
      const total = figure(period.from, period.until);
      const indicators = indicatorsOf(place, lamps, total);
      return {
        lamps: lamps.length,
        timeZone,
        figures: asked.slice(1).map((end, n) => figure(asked[n]!, end)),
        total,
        ...(indicators === undefined ? {} : { indicators }),
      };
    },

    async byArea(person, areaId, period, tell, signal) {
      const { timeZone } = site();
      const lamps = lampsFor(person, { areaId }, period.from);
      const asked = askedEdges(period, timeZone, lamps.length);
      const edges = withChanges(asked, rates(), timeZone);
      const below = childAbove(areaId);
      const reckoned = await parts.reckon(lamps, edges, (lamp) => below(lamp.areaId), tell, signal);
      const { from, until } = period;
      return {
        whole: {
          lamps: lamps.length,
          timeZone,
          figures: asked.slice(1).map((end, n) => parts.figure(reckoned, edges, asked[n]!, end)),
          total: parts.figure(reckoned, edges, from, until),
        },
        parts: [...Map.groupBy(reckoned, ({ label }) => label)].map(([label, theirs]) => ({
          areaId: label,
          lamps: theirs.reduce((sum, part) => sum + part.lamps.length, 0),
          total: parts.figure(theirs, edges, from, until),
        })),
      };
    },
  };

  /** @returns for an area at or below `top`: itself if it is `top`, else the area right below `top` that it belongs to. */
  function childAbove(top: string): (areaId: string) => string {
    const { area } = inventory();
    return (areaId) => {
      let [at, parent] = [areaId, area.get(areaId)?.parentId];
      while (at !== top && parent !== undefined && parent !== top) [at, parent] = [parent, area.get(parent)?.parentId];
      return at;
    };
  }

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

  async function metersOf(
    place: EnergyPlace,
    edges: readonly number[],
    signal?: AbortSignal,
  ): Promise<MeterBuckets | undefined> {
    if (!("cabinetId" in place || "supplyPointId" in place)) return undefined;
    const one = "cabinetId" in place ? inventory().cabinet.get(place.cabinetId) : undefined;
    const here = "supplyPointId" in place ? index().cabinetsOfSupplyPoint(place.supplyPointId) : one ? [one] : [];
    const found = await deps.cabinets.meters(here, edges, signal);
    return here.map(({ id }) => found.get(id));
  }

  function indicatorsOf(
    place: EnergyPlace,
    lamps: readonly Lamp[],
    { from, until, account, completeness }: EnergyFigure,
  ) {
    const road = "roadId" in place ? inventory().road.get(place.roadId) : undefined;
    if (road?.litArea === undefined || road.illuminance === undefined) return undefined;
    const inUse = lamps.filter(({ retiredAt }) => retiredAt === undefined);
    const used = { from, until, energy: energyOf(account), completeness: completeness ?? 0 };
    return roadIndicators({ litArea: road.litArea, illuminance: road.illuminance }, parts.wattsOf(inUse), used);
  }
}
