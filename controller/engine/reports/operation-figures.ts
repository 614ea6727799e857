/** What lamps of an area measured over some nights, gathered a few lamps at a time. */
import { nightAt } from "#protocol/behavior/night.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import type { Assignment } from "../../core/inventory/ports.ts";
import { type DarkSpan, lampOperation } from "../../core/reports/lamp-operation.ts";
import { type LampRow, type OperationFigures, operationReport } from "../../core/reports/operation-report.ts";
import type { TelemetryHistory } from "../../core/telemetry/ports.ts";
import { spansOfLamps } from "../../core/telemetry/sources.ts";
import type { ReportScope, ReportWriter } from "./reports.ts";

export interface OperationFiguresDeps {
  readonly history: Pick<TelemetryHistory, "summaries">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly assignments: (lampIds: readonly string[]) => Promise<readonly Assignment[]>;
  readonly site: () => Site;
}

const hour = 3_600_000;
/** Lamps read at once: their month by the hour is some ten megabytes. */
const lampsAtOnce = 100;

export function createOperationWriter(deps: OperationFiguresDeps): ReportWriter {
  return async (scope, tell, signal) => {
    const nights = nightsWithin(scope, deps.site());
    const parts = partsOf(scope.area.id, deps);
    const lamps = parts.flatMap((part) => part.lamps);
    const operations = nights.length === 0 ? new Map<string, LampRow>() : await readLamps(lamps, nights);
    const figures: OperationFigures = {
      areaName: scope.area.name,
      withoutController: parts.reduce((sum, { without }) => sum + without, 0),
      areas: parts.map(({ name, own, lamps: there }) => ({
        name,
        own,
        lamps: there.flatMap(({ id }) => operations.get(id) ?? []),
      })),
    };
    return operationReport(figures, scope.frame);

    async function readLamps(all: readonly Lamp[], dark: readonly DarkSpan[]): Promise<Map<string, LampRow>> {
      const rows = new Map<string, LampRow>();
      const edges = hoursAround(dark);
      for (let n = 0; n < all.length; n += lampsAtOnce) {
        signal.throwIfAborted();
        const some = all.slice(n, n + lampsAtOnce);
        for (const [id, row] of await read(some, dark, edges, deps, signal)) rows.set(id, row);
        tell((n + some.length) / all.length);
      }
      return rows;
    }
  };
}

/** Nights that begin within the period and are over. */
function nightsWithin({ from, until }: ReportScope, { lat, lon, offsets }: Site): DarkSpan[] {
  const site = { place: { lat, lon }, offsets: [...offsets] };
  const nights: DarkSpan[] = [];
  // the period begins within the night before its first date
  let noon = nightAt(site, from).nextNoon;
  while (noon < until) {
    const { sunset, sunrise, nextNoon } = nightAt(site, noon);
    if (sunrise <= until) nights.push({ sunset, sunrise });
    noon = nextNoon;
  }
  return nights;
}

/** Edges of whole hours from before the first sunset until after the last sunrise. */
function hoursAround(nights: readonly DarkSpan[]): number[] {
  const first = Math.floor(nights[0]!.sunset / hour) - 1;
  const last = Math.ceil(nights.at(-1)!.sunrise / hour) + 1;
  return Array.from({ length: last - first + 1 }, (_, n) => (first + n) * hour);
}

interface Part {
  readonly name: string;
  readonly own: boolean;
  readonly lamps: readonly Lamp[];
  /** Lamps in use without a controller. */
  readonly without: number;
}

function partsOf(areaId: string, { inventory, index }: OperationFiguresDeps): Part[] {
  const { area } = inventory();
  const part = (name: string, own: boolean, lamps: readonly Lamp[]): Part => {
    const inUse = lamps.filter(({ retiredAt }) => retiredAt === undefined);
    const controlled = inUse.filter(({ deviceId }) => deviceId !== undefined);
    return { name, own, lamps: controlled, without: inUse.length - controlled.length };
  };
  const below = [...area.values()].filter(({ parentId }) => parentId === areaId);
  below.sort((a, b) => a.name.localeCompare(b.name, "vi"));
  const lampsHere = index().lampsIn(areaId);
  return [
    part(area.get(areaId)!.name, true, lampsHere),
    ...below.map(({ id, name }) => part(name, false, index().lampsOfArea(id))),
  ];
}

async function read(
  lamps: readonly Lamp[],
  nights: readonly DarkSpan[],
  edges: readonly number[],
  { history, assignments, inventory }: OperationFiguresDeps,
  signal: AbortSignal,
): Promise<[string, LampRow][]> {
  const spans = spansOfLamps(await assignments(lamps.map(({ id }) => id)));
  const quantities = ["level", "activePower", "operatingHours"] as const;
  const sources = await history.summaries({ spans, edges, quantities }, signal);
  const bySource = new Map(sources.map(({ source, buckets }) => [source, buckets]));
  const { lampModel, road } = inventory();
  return lamps.map(({ id, name, modelId, roadId }) => {
    const operation = lampOperation(bySource.get(id) ?? [], nights, lampModel.get(modelId)!);
    const roadName = roadId === undefined ? undefined : road.get(roadId)?.name;
    return [id, { name, operation, ...(roadName === undefined ? {} : { road: roadName }) }];
  });
}
