/** What lamps measured, for whoever may see them: a lamp's history goes on over the devices that were under it. */
import type { Clock } from "../../clock.ts";
import type { Selection } from "../../core/inventory/select.ts";
import type { Person } from "../../core/people/model.ts";
import type { HistorySource } from "../../core/telemetry/choose-history.ts";
import type { EventPoint, Gap, Journal, Point, TelemetryHistory } from "../../core/telemetry/ports.ts";
import type { Histories } from "./histories.ts";
import { type Period, periodOf } from "./period.ts";
import type { Subject, TelemetrySubjects } from "./subjects.ts";

export interface HistoryDeps {
  readonly clock: Clock;
  readonly journal: Pick<Journal, "holes"> & Pick<TelemetryHistory, "latest">;
  readonly histories: Histories;
  readonly subjects: TelemetrySubjects;
}

/** `next`: EpochMs from which the next page begins; absent on the last one. */
export interface Page<T> {
  readonly items: T[];
  readonly next?: number;
  readonly source: HistorySource;
}

/** @throws ControllerError `inventory/unknown`, `people/outside-area`, `telemetry/bad-range`, `telemetry/unavailable` */
export interface History {
  rowsOf(
    person: Person,
    subject: Subject,
    query: Period & { readonly stream: "raw" | "halfHours"; readonly limit: number },
    signal?: AbortSignal,
  ): Promise<Page<Point>>;
  eventsOf(
    person: Person,
    subject: Subject,
    query: Period & { readonly limit: number },
    signal?: AbortSignal,
  ): Promise<Page<EventPoint>>;
  /** Rows of the present device that are missing or lost. */
  holesOf(person: Person, subject: Subject): Promise<(Gap & { lost: boolean })[]>;
  /** Newest row of each lamp; lamps without electronics, and those never heard, have none. */
  latest(person: Person, selection: Selection, signal?: AbortSignal): Promise<{ lampId: string; point?: Point }[]>;
}

export function createHistory({ clock, journal, histories, subjects }: HistoryDeps): History {
  return {
    async rowsOf(person, subject, { stream, limit, ...query }, signal) {
      const spans = await subjects.spansOf(person, subject);
      const period = periodOf(query, clock.now());
      const { answer, source } = await histories.read(period, (history) =>
        history.series({ spans, ...period, stream, limit: limit + 1 }, signal),
      );
      return { ...cut(answer, limit), source };
    },

    async eventsOf(person, subject, { limit, ...query }, signal) {
      const spans = await subjects.spansOf(person, subject);
      const period = periodOf(query, clock.now());
      const { answer, source } = await histories.read(period, (history) =>
        history.events({ spans, ...period, limit: limit + 1 }, signal),
      );
      return { ...cut(answer, limit), source };
    },

    async holesOf(person, subject) {
      const device = subjects.deviceOf(person, subject);
      return device === undefined ? [] : await journal.holes(device);
    },

    async latest(person, selection, signal) {
      const lamps = subjects.lampsOf(person, selection);
      const lit = lamps.filter((lamp) => lamp.deviceId !== undefined && lamp.output !== undefined);
      const sources = lit.map(({ deviceId, output }) => ({ device: deviceId!, output: output! }));
      const points = await journal.latest(sources, signal);
      const byLamp = new Map(lit.map(({ id }, n) => [id, points[n]]));
      return lamps.map(({ id }) => {
        const point = byLamp.get(id);
        return point === undefined ? { lampId: id } : { lampId: id, point };
      });
    },
  };
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
