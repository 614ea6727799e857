/** What lamps of an area measured over some nights, gathered a few lamps at a time. */
import { nightAt } from "#protocol/behavior/night.ts";
import { lampsAt } from "../../core/energy/select-lamps.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import type { Assignment } from "../../core/inventory/ports.ts";
import { type DarkSpan, lampOperation } from "../../core/reports/lamp-operation.ts";
import { type LampRow, type OperationFigures, operationReport } from "../../core/reports/operation-report.ts";
import type { SourceSpan, TelemetryHistory } from "../../core/telemetry/ports.ts";
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
    const parts = await partsOf(scope, deps);
    const lamps = parts.flatMap((part) => part.lamps);
    const operations = nights.length === 0 ? new Map<string, LampRow>() : await readLamps(lamps, nights);
    const figures: OperationFigures = {
      areaName: scope.area.name,
      withoutController: parts.reduce((sum, { without }) => sum + without, 0),
      areas: parts.map(({ name, own, lamps: there }) => ({
        name,
        own,
        lamps: there.flatMap(({ lamp }) => operations.get(lamp.id) ?? []),
      })),
    };
    return operationReport(figures, scope.frame);

    async function readLamps(all: readonly Hung[], dark: readonly DarkSpan[]): Promise<Map<string, LampRow>> {
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

/** A lamp that had a controller in the period, on which devices, and from when until when it is asked about. */
interface Hung {
  readonly lamp: Lamp;
  readonly spans: readonly SourceSpan[];
  /** EpochMs */
  readonly from: number;
  readonly until: number;
}

interface Part {
  readonly name: string;
  readonly own: boolean;
  readonly lamps: readonly Hung[];
  /** Lamps in use without a controller. */
  readonly without: number;
}

async function partsOf(scope: ReportScope, { inventory, index, assignments }: OperationFiguresDeps): Promise<Part[]> {
  const { area } = inventory();
  const lampsOf = (areaId: string) => lampsAt(inventory(), index(), { areaId }, scope.from);
  const all = lampsOf(scope.area.id);
  const spans = Map.groupBy(spansOfLamps(await assignments(all.map(({ id }) => id))), ({ source }) => source);
  const part = (name: string, own: boolean, lamps: readonly Lamp[]): Part => ({
    name,
    own,
    lamps: lamps.flatMap((lamp) => hungWithin(lamp, spans.get(lamp.id) ?? [], scope)),
    without: lamps.filter(({ deviceId, retiredAt }) => deviceId === undefined && retiredAt === undefined).length,
  });
  const below = [...area.values()].filter(({ parentId }) => parentId === scope.area.id);
  below.sort((a, b) => a.name.localeCompare(b.name, "vi"));
  return [
    part(
      scope.area.name,
      true,
      all.filter(({ areaId }) => areaId === scope.area.id),
    ),
    ...below.map(({ id, name }) => part(name, false, lampsOf(id))),
  ];
}

/** None where it had no controller in the period. A lamp between two devices is asked about, one that lost its last is not. */
function hungWithin(lamp: Lamp, spans: readonly SourceSpan[], period: ReportScope): Hung[] {
  const here = spans.filter(({ from, to }) => from < period.until && to > period.from);
  if (here.length === 0) return [];
  const left = lamp.deviceId === undefined ? Math.max(...here.map(({ to }) => to)) : Number.POSITIVE_INFINITY;
  const until = Math.min(lamp.retiredAt ?? Number.POSITIVE_INFINITY, left);
  return [{ lamp, spans: here, from: Math.min(...spans.map(({ from }) => from)), until }];
}

/** @returns the rows of lamps that hung there for any part of a night. */
async function read(
  lamps: readonly Hung[],
  nights: readonly DarkSpan[],
  edges: readonly number[],
  { history, inventory }: OperationFiguresDeps,
  signal: AbortSignal,
): Promise<[string, LampRow][]> {
  const quantities = ["level", "activePower", "operatingHours"] as const;
  const spans = lamps.flatMap((each) => each.spans);
  const sources = await history.summaries({ spans, edges, quantities }, signal);
  const bySource = new Map(sources.map(({ source, buckets }) => [source, buckets]));
  const { lampModel, road } = inventory();
  return lamps.flatMap(({ lamp, from, until }): [string, LampRow][] => {
    const { id, name, modelId, roadId, retiredAt } = lamp;
    const theirs = nights
      .map(({ sunset, sunrise }) => ({ sunset: Math.max(sunset, from), sunrise: Math.min(sunrise, until) }))
      .filter(({ sunset, sunrise }) => sunset < sunrise);
    if (theirs.length === 0) return [];
    const operation = lampOperation(bySource.get(id) ?? [], theirs, lampModel.get(modelId)!);
    const roadName = roadId === undefined ? undefined : road.get(roadId)?.name;
    const isRetired = retiredAt !== undefined;
    return [[id, { name, operation, isRetired, ...(roadName === undefined ? {} : { road: roadName }) }]];
  });
}
