/** Bills of the utility: files of them taken and taken back, and held against what the system counted. */
import type { Clock } from "../../clock.ts";
import { type Account, completenessOf, energyOf } from "../../core/energy/account.ts";
import type { Bill, BillImport } from "../../core/energy/bills/bill.ts";
import { type Comparison, compareBills, type SystemEnergy } from "../../core/energy/bills/compare-bills.ts";
import { billTextsOf } from "../../core/energy/bills/import-texts.ts";
import { type BillProblem, type BillTable, planBillImport } from "../../core/energy/bills/plan-import.ts";
import type { BillStore } from "../../core/energy/bills/ports.ts";
import { beginOf, localDate } from "../../core/energy/buckets.ts";
import { enough } from "../../core/energy/road-indicators.ts";
import { lampsAt } from "../../core/energy/select-lamps.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, SupplyPoint } from "../../core/inventory/model.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import { ControllerError, type Place } from "../../errors.ts";
import type { Audit } from "../people/audit.ts";
import type { CabinetReader } from "./cabinet-readings.ts";
import type { LampAccounts } from "./lamp-accounts.ts";

export interface BillsDeps {
  readonly clock: Clock;
  readonly store: BillStore;
  readonly audit: Pick<Audit, "record">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly site: () => Pick<Site, "timeZone">;
  readonly cabinets: CabinetReader;
  readonly accounts: LampAccounts;
}

export interface BillsImported {
  readonly id: string;
  readonly dryRun: boolean;
  /** Rows of the file. */
  readonly rows: number;
  readonly bills: readonly Bill[];
  /** Rows that are known exactly as they stand. */
  readonly unchanged: number;
  /** Headers nobody reads. */
  readonly ignored: readonly string[];
}

/** Which supply points, and which of their periods: those that overlap from ≤ day < until, ISO 8601. */
export interface BillQuery {
  readonly place: { readonly areaId: string } | { readonly supplyPointId: string };
  readonly from?: string;
  readonly until?: string;
}

/** As somebody may read it. `count` is absent where it brought bills of others too: only together they were counted. */
export type ReadImport = Omit<BillImport, "count"> & Partial<Pick<BillImport, "count">>;

export interface Bills {
  /**
   * All rows or none.
   * @throws ControllerError `energy/import-rejected` with a place per wrong cell, `energy/import-taken`.
   */
  importBills(person: Person, table: BillTable, options: { id: string; dryRun: boolean }): Promise<BillsImported>;
  /** @throws ControllerError `energy/import-unknown`, `energy/import-undone`, `people/outside-area` */
  undo(person: Person, id: string): Promise<void>;
  /** Those of which the person may read some supply point, newest first, without the supply points he may not read. */
  imports(person: Person): Promise<ReadImport[]>;
  /** By supply point and begin. @throws ControllerError `inventory/unknown`, `people/outside-area` */
  list(person: Person, query: BillQuery): Promise<Bill[]>;
  /** Supply points with bills. @throws ControllerError as `list`, `telemetry/unavailable` */
  compare(person: Person, query: BillQuery, signal?: AbortSignal): Promise<Comparison[]>;
}

export function createBills(deps: BillsDeps): Bills {
  const { clock, store, inventory, index, site, cabinets, accounts } = deps;
  const mayWrite = (person: Person, areaId: string) => mayIn(person, "energy", areaId, inventory().area);
  const mayRead = (person: Person, areaId: string) => mayIn(person, "read", areaId, inventory().area);

  async function writeDown(person: Person, action: string, { id, count, supplyPointIds }: BillImport): Promise<void> {
    const areaIds = new Set(supplyPointIds.map((pointId) => inventory().supplyPoint.get(pointId)?.areaId));
    const [areaId] = areaIds;
    await deps.audit.record({
      at: clock.now(),
      personId: person.id,
      personName: person.name,
      action,
      thing: { sort: "billImport", id },
      // of several areas: only who may read everything may read the line
      ...(areaIds.size === 1 && areaId !== undefined ? { areaId } : {}),
      details: { bills: count, supplyPointIds },
    });
  }

  function partOf(person: Person, imported: BillImport): ReadImport {
    const { supplyPoint } = inventory();
    const { count: _, ...rest } = imported;
    const own = rest.supplyPointIds.filter((id) => mayRead(person, supplyPoint.get(id)?.areaId ?? ""));
    return own.length === rest.supplyPointIds.length ? imported : { ...rest, supplyPointIds: own };
  }

  async function findImport(id: string): Promise<BillImport> {
    const found = (await store.imports()).find((one) => one.id === id);
    if (found !== undefined) return found;
    throw unknownImport(id);
  }

  async function list(person: Person, { place, from = "", until = "9999" }: BillQuery): Promise<Bill[]> {
    const ids = pointsOf(person, place).map(({ id }) => id);
    return (await store.bills(ids)).filter((bill) => bill.from < until && bill.until > from);
  }

  function pointsOf(person: Person, place: BillQuery["place"]): SupplyPoint[] {
    const { supplyPoint, area } = inventory();
    const id = "areaId" in place ? place.areaId : place.supplyPointId;
    const areaId = "areaId" in place ? area.get(id)?.id : supplyPoint.get(id)?.areaId;
    if (areaId === undefined || !mayRead(person, areaId)) {
      const sort = "areaId" in place ? "area" : "supplyPoint";
      throw new ControllerError("inventory/unknown", `There is no ${sort} ${id}.`, { params: { sort, id } });
    }
    if ("supplyPointId" in place) return [supplyPoint.get(id)!];
    const areas = new Set(index().areaAndBelow(id));
    return [...supplyPoint.values()].filter((point) => areas.has(point.areaId));
  }

  /** What the cabinets of a supply point counted in each period; its lamps, where a meter is missing or was silent. */
  async function systemsOf(point: SupplyPoint, bills: readonly Bill[], signal?: AbortSignal): Promise<SystemEnergy[]> {
    const here = index().cabinetsOfSupplyPoint(point.id);
    if (here.length === 0) return bills.map(() => ({ energy: 0, completeness: 0, by: "none" }));
    const at = (day: string) => beginOf(Temporal.PlainDate.from(day), site().timeZone);
    // periods do not overlap, so that each is one bucket between the days on which any begins or ends
    const edges = [...new Set(bills.flatMap(({ from, until }) => [at(from), at(until)]))].sort((a, b) => a - b);
    const meters = await cabinets.meters(here, edges, signal);
    const buckets = here.map(({ id }) => meters.get(id));
    const byMeter = (n: number): SystemEnergy => ({
      energy: buckets.reduce((sum, each) => sum + (each?.[n]?.energy ?? 0), 0),
      completeness: Math.min(...buckets.map((each) => (each?.[n]?.measured ?? 0) + (each?.[n]?.interpolated ?? 0))),
      by: "cabinetMeters",
    });
    const systems = bills.map(({ from }) => byMeter(edges.indexOf(at(from))));
    if (systems.every(({ completeness }) => completeness >= enough)) return systems;
    const lamps = lampsAt(inventory(), index(), { supplyPointId: point.id }, edges[0]!);
    const byLamp = await accounts.of(lamps, edges, signal);
    return systems.map((system, n) =>
      system.completeness >= enough ? system : byLamps(byLamp[edges.indexOf(at(bills[n]!.from))]!),
    );
  }

  return {
    list,
    async importBills(person, table, { id, dryRun }) {
      const { timeZone } = site();
      const imports = await store.imports();
      if (imports.some((one) => one.id === id)) throw taken(id);
      const points = [...inventory().supplyPoint.values()].filter(
        ({ areaId, retiredAt }) => retiredAt === undefined && mayWrite(person, areaId),
      );
      const known = await store.bills(points.map((point) => point.id));
      const today = localDate(clock.now(), timeZone).toString();
      const { bills, problems, unchanged } = planBillImport(table, points, known, today);
      if (problems.length > 0) throw rejected(problems, table);
      if (!dryRun && bills.length > 0) {
        const supplyPointIds = [...new Set(bills.map(({ supplyPointId }) => supplyPointId))];
        const imported = { id, at: clock.now(), by: person.name, count: bills.length, supplyPointIds };
        if (!(await store.insert(imported, bills))) throw taken(id);
        await writeDown(person, "bills.import", imported);
      }
      return { id, dryRun, rows: table.rows.length, bills, unchanged, ignored: table.ignored };
    },

    async undo(person, id) {
      const found = await findImport(id);
      if (partOf(person, found).supplyPointIds.length === 0) throw unknownImport(id);
      for (const pointId of found.supplyPointIds) {
        const areaId = inventory().supplyPoint.get(pointId)?.areaId;
        if (areaId === undefined || mayWrite(person, areaId)) continue;
        const name = inventory().area.get(areaId)?.name ?? areaId;
        throw new ControllerError("people/outside-area", `${person.name} may not change bills in ${name}.`, {
          params: { power: "energy", areaId, area: name },
        });
      }
      if (await store.undo(id, clock.now())) return writeDown(person, "bills.undo", found);
      throw new ControllerError("energy/import-undone", `Import ${id} was undone already.`, { params: { id } });
    },

    async imports(person) {
      const parts = (await store.imports()).map((one) => partOf(person, one));
      return parts.filter(({ supplyPointIds }) => supplyPointIds.length > 0);
    },

    async compare(person, query, signal) {
      const bills = Map.groupBy(await list(person, query), ({ supplyPointId }) => supplyPointId);
      const comparisons: Comparison[] = [];
      for (const [id, theirs] of bills) {
        const point = inventory().supplyPoint.get(id)!;
        comparisons.push(compareBills(point, theirs, await systemsOf(point, theirs, signal)));
      }
      return comparisons;
    },
  };
}

function byLamps(account: Account): SystemEnergy {
  return { energy: energyOf(account), completeness: completenessOf(account) ?? 0, by: "lamps" };
}

function unknownImport(id: string): ControllerError {
  return new ControllerError("energy/import-unknown", `There is no import ${id} of bills.`, { params: { id } });
}

function taken(id: string): ControllerError {
  return new ControllerError(
    "energy/import-taken",
    `There was an import ${id} already, or somebody has just imported one of its bills. Nothing was changed.`,
    { params: { id } },
  );
}

function rejected(problems: readonly BillProblem[], { unit, headers }: BillTable): ControllerError {
  const places = problems
    .toSorted((a, b) => a.at - b.at)
    .map((problem): Place => {
      const { at, column } = problem;
      const { en, vi } = billTextsOf(problem);
      const header = column && headers.get(column);
      const path = header === undefined ? `${unit} ${at}` : `${unit} ${at}, column ${header}`;
      return { path, message: en, messageVi: vi, code: "energy/import-rejected" };
    });
  const [first] = places;
  return new ControllerError("energy/import-rejected", `${first?.path}: ${first?.message}. Nothing was changed.`, {
    places,
    params: { count: places.length },
  });
}
