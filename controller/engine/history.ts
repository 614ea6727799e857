/** What lamps measured, for whoever may see them: a lamp's history goes on over the devices that were under it. */
import type { Quantity } from "#protocol/wire/samples.ts";
import type { Clock } from "../clock.ts";
import type { InventoryIndex } from "../core/inventory/index.ts";
import type { Inventory, Lamp } from "../core/inventory/model.ts";
import type { Assignment } from "../core/inventory/ports.ts";
import { type Selection, selectLamps } from "../core/inventory/select.ts";
import { mayIn, type Person } from "../core/people/model.ts";
import type { HistorySource } from "../core/telemetry/choose-history.ts";
import type {
  AggregatePoint,
  EventPoint,
  Gap,
  Journal,
  Point,
  SourceSpan,
  TelemetryHistory,
} from "../core/telemetry/ports.ts";
import { ControllerError } from "../errors.ts";
import type { Histories } from "./histories.ts";

export interface HistoryDeps {
  readonly clock: Clock;
  readonly journal: Pick<Journal, "holes"> & Pick<TelemetryHistory, "latest">;
  readonly histories: Histories;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly assignments: (lampIds: readonly string[]) => Promise<readonly Assignment[]>;
}

/** EpochMs, half-open: from ≤ at < to. Absent: the last 24 hours before `to`, which is now. */
export interface Period {
  readonly from?: number;
  readonly to?: number;
}

/** `next`: EpochMs from which the next page begins; absent on the last one. */
export interface Page<T> {
  readonly items: T[];
  readonly next?: number;
  readonly source: HistorySource;
}

export interface SeriesQuery extends Period {
  readonly selection: Selection;
  /** ms; absent: chosen so that some hundred points come back. */
  readonly step?: number;
  readonly quantities: readonly Quantity[];
}

/** All lamps together, and from where that was read. */
export interface SeriesAnswer {
  readonly lamps: number;
  /** ms */
  readonly step: number;
  readonly source: HistorySource;
  readonly points: AggregatePoint[];
}

/** @throws ControllerError `inventory/unknown`, `people/outside-area`, `telemetry/bad-range`, `telemetry/unavailable` */
export interface History {
  ofLamp(
    person: Person,
    lampId: string,
    query: Period & { readonly stream: "raw" | "halfHours"; readonly limit: number },
  ): Promise<Page<Point>>;
  eventsOfLamp(person: Person, lampId: string, query: Period & { readonly limit: number }): Promise<Page<EventPoint>>;
  /** Rows of the lamp's present device that are missing or lost. */
  holesOfLamp(person: Person, lampId: string): Promise<(Gap & { lost: boolean })[]>;
  /** Newest row of each lamp; lamps without electronics, and those never heard, have none. */
  latest(person: Person, selection: Selection): Promise<{ lampId: string; point?: Point }[]>;
  /** All lamps together, step by step. */
  series(person: Person, query: SeriesQuery): Promise<SeriesAnswer>;
}

const day = 86_400_000;
/** Lamps times days one aggregate may read: some seconds of the reading thread. */
const maxLampDays = 20_000;
/** Points of one series. */
const maxPoints = 5_000;
const pleasantPoints = 300;
/** Steps people read easily, ms: 5, 15, 30 minutes, 1, 3, 6 hours, a day, a week. */
const pleasantSteps = [300_000, 900_000, 1_800_000, 3_600_000, 10_800_000, 21_600_000, day, 7 * day];

export function createHistory({ clock, journal, histories, inventory, index, assignments }: HistoryDeps): History {
  function lampFor(person: Person, lampId: string): Lamp {
    const lamp = inventory().lamp.get(lampId);
    if (lamp === undefined || !mayIn(person, "read", lamp.areaId, inventory().area)) {
      throw new ControllerError("inventory/unknown", `There is no lamp ${lampId}.`, {
        params: { sort: "lamp", id: lampId },
      });
    }
    return lamp;
  }

  function lampsFor(person: Person, selection: Selection): Lamp[] {
    const { area, lamp } = inventory();
    const lamps = selectLamps(inventory(), index(), selection).map((id) => lamp.get(id)!);
    if (lamps.length === 0) {
      throw new ControllerError("inventory/unknown", "No lamps in use are found where this selection points.", {
        params: { sort: "lamp", id: Object.values(selection).map(String).join(" ").slice(0, 100) },
      });
    }
    // a selection that reaches outside is refused whole: half a sum would be read as the whole
    for (const areaId of new Set(lamps.map((one) => one.areaId))) {
      if (mayIn(person, "read", areaId, area)) continue;
      const name = area.get(areaId)?.name ?? areaId;
      throw new ControllerError("people/outside-area", `${person.name} may not read in ${name}.`, {
        params: { area: name },
      });
    }
    return lamps;
  }

  async function spansOf(lampIds: readonly string[]): Promise<SourceSpan[]> {
    const found = await assignments(lampIds);
    return found.map(({ lampId, device, output, from, to = Number.MAX_SAFE_INTEGER }) => ({
      device,
      output,
      from,
      to,
      source: lampId,
    }));
  }

  function periodOf({ from, to = clock.now() }: Period): { from: number; to: number } {
    const period = { from: from ?? to - day, to };
    if (period.from < period.to) return period;
    throw badRange(`The period ends (${period.to}) before it begins (${period.from}). Swap from and to.`);
  }

  return {
    async ofLamp(person, lampId, { stream, limit, ...query }) {
      const { id } = lampFor(person, lampId);
      const period = periodOf(query);
      const spans = await spansOf([id]);
      const { answer, source } = await histories.read(period, (history) =>
        history.series({ spans, ...period, stream, limit: limit + 1 }),
      );
      return { ...cut(answer, limit), source };
    },

    async eventsOfLamp(person, lampId, { limit, ...query }) {
      const { id } = lampFor(person, lampId);
      const period = periodOf(query);
      const spans = await spansOf([id]);
      const { answer, source } = await histories.read(period, (history) =>
        history.events({ spans, ...period, limit: limit + 1 }),
      );
      return { ...cut(answer, limit), source };
    },

    async holesOfLamp(person, lampId) {
      const { deviceId } = lampFor(person, lampId);
      return deviceId === undefined ? [] : await journal.holes(deviceId);
    },

    async latest(person, selection) {
      const lamps = lampsFor(person, selection);
      const lit = lamps.filter((lamp) => lamp.deviceId !== undefined && lamp.output !== undefined);
      const points = await journal.latest(lit.map(({ deviceId, output }) => ({ device: deviceId!, output: output! })));
      const byLamp = new Map(lit.map(({ id }, n) => [id, points[n]]));
      return lamps.map(({ id }) => {
        const point = byLamp.get(id);
        return point === undefined ? { lampId: id } : { lampId: id, point };
      });
    },

    async series(person, { selection, quantities, step: asked, ...query }) {
      const period = periodOf(query);
      const lamps = lampsFor(person, selection);
      const span = period.to - period.from;
      const lampDays = Math.ceil((lamps.length * span) / day);
      if (lampDays > maxLampDays) {
        throw badRange(
          `${lamps.length} lamps over ${Math.ceil(span / day)} days are more than can be added up at once (${maxLampDays} lamp-days). Ask for a shorter period or fewer lamps.`,
        );
      }
      const step = asked ?? pleasantSteps.find((each) => span / each <= pleasantPoints) ?? pleasantSteps.at(-1)!;
      if (span / step > maxPoints) {
        throw badRange(`A step of ${step} ms makes more than ${maxPoints} points. Ask for a longer step.`);
      }
      const spans = await spansOf(lamps.map(({ id }) => id));
      const first = Math.floor(period.from / step) * step;
      const edges = [period.from, ...stepsBetween(first + step, period.to, step), period.to];
      const { answer: points, source } = await histories.read(period, (history) =>
        history.aggregate({ spans, edges, quantities }),
      );
      return { lamps: lamps.length, step, source, points };
    },
  };
}

function stepsBetween(first: number, end: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / step)) }, (_, n) => first + n * step);
}

function badRange(message: string): ControllerError {
  return new ControllerError("telemetry/bad-range", message);
}

/**
 * @param rows one more than the limit, where there are as many.
 * @returns a page that ends between two instants, so that the next begins with an instant nobody has seen.
 */
function cut<T extends { at: number }>(rows: T[], limit: number): Omit<Page<T>, "source"> {
  const next = rows[limit]?.at;
  if (next === undefined) return { items: rows };
  const whole = rows.findIndex(({ at }) => at === next);
  // a whole page of one instant: what does not fit is left out rather than read for ever
  return whole > 0 ? { items: rows.slice(0, whole), next } : { items: rows.slice(0, limit), next: next + 1 };
}
