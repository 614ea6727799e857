/** Curves as the API tells them, of one thing or of many lamps, in one form: steps with mean, least and most. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { AggregatePoint, Bucket, EventPoint } from "../../api/telemetry-schemas.ts";
import { api } from "../api-client/api-client.ts";
import type { Place } from "../order/place.ts";
import type { Period, Step } from "./period.ts";
import { isSummed, type QuantityName, type Subject } from "./quantities.ts";

export interface Value {
  readonly mean: number;
  /** Absent where a band says nothing: least and most of single lamps are no band around their sum. */
  readonly min?: number;
  readonly max?: number;
}

export interface CurveRow {
  /** EpochMs at which the step begins. */
  readonly at: number;
  /** Rows, or lamps that had one. */
  readonly count: number;
  readonly values: Readonly<Partial<Record<QuantityName, Value>>>;
}

export interface Curve {
  /** ms, the longest such step. */
  readonly step: number;
  /** As it was asked for or found: ms, or a stretch of the calendar. */
  readonly by: number | "day" | "month";
  readonly source: string;
  /** Lamps meant, of a curve of many. */
  readonly lamps?: number;
  readonly rows: readonly CurveRow[];
}

type OneAnswer = { step: number | "day" | "month"; source: string; buckets: z.infer<typeof Bucket>[] };
type ManyAnswer = {
  step: number | "day" | "month";
  source: string;
  lamps: number;
  points: z.infer<typeof AggregatePoint>[];
};
export type Noticed = z.infer<typeof EventPoint>;

/** With the hour a day can be longer where clocks change. */
const longest = { day: 25 * 3_600_000, month: 31 * 86_400_000 + 3_600_000 } as const;
export const stepLength = (step: number | "day" | "month"): number => (typeof step === "number" ? step : longest[step]);

export const subjectOf = ({ sort }: Place): Subject =>
  sort === "lamp" ? "lamp" : sort === "cabinet" ? "meter" : "many";

export function ofOne({ step, source, buckets }: OneAnswer, names: readonly QuantityName[]): Curve {
  const rows = buckets.map(({ from, rows: count, quantities }) => ({
    at: from,
    count,
    values: pick(names, (name) => {
      const summary = quantities[name];
      return summary && { mean: summary.mean, min: summary.min, max: summary.max };
    }),
  }));
  return { step: stepLength(step), by: step, source, rows };
}

export function ofMany({ step, source, lamps, points }: ManyAnswer, names: readonly QuantityName[]): Curve {
  const rows = points.map((point) => ({
    at: point.at,
    count: point.sources,
    values: pick(names, (name) => {
      const mean = point[name];
      if (mean === undefined) return undefined;
      const [min, max] = [point.lowest[name], point.highest[name]];
      const hasBand = !isSummed("many", name) && min !== undefined && max !== undefined;
      return hasBand ? { mean, min, max } : { mean };
    }),
  }));
  return { step: stepLength(step), by: step, source, lamps, rows };
}

function pick(names: readonly QuantityName[], of: (name: QuantityName) => Value | undefined): CurveRow["values"] {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = of(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Seconds, and beside them mean, least and most; null where nothing was measured. */
export type Columns = [number[], (number | null)[], (number | null)[], (number | null)[]];

/**
 * A value holds to the end of its step, the last one no longer than `until`. What nobody measured is not drawn: a step that
 * is missing becomes a gap in the line.
 */
export function columnsOf({ rows, step }: Pick<Curve, "rows" | "step">, name: QuantityName, until: number): Columns {
  const columns: Columns = [[], [], [], []];
  const add = (at: number, value: Value | undefined) => {
    columns[0].push(at / 1000);
    columns[1].push(value?.mean ?? null);
    columns[2].push(value?.min ?? null);
    columns[3].push(value?.max ?? null);
  };
  let held: { at: number; value: Value } | undefined;
  const endRun = (by: number) => {
    if (held === undefined) return;
    const end = Math.min(held.at + step, by);
    add(end, held.value);
    // the line ends, and a ms later there is none
    add(end + 1, undefined);
    held = undefined;
  };
  for (const { at, values } of rows) {
    const value = values[name];
    if (value === undefined || (held !== undefined && at - held.at > 1.5 * step)) endRun(at);
    if (value === undefined) continue;
    add(at, value);
    held = { at, value };
  }
  endRun(until);
  return columns;
}

/** @returns the step an instant lies in; undefined where there is none. */
export function rowAt({ rows, step }: Pick<Curve, "rows" | "step">, at: number): CurveRow | undefined {
  const row = rows[rows.findLastIndex((each) => each.at <= at)];
  return row !== undefined && at < row.at + step ? row : undefined;
}

interface Asked extends Period {
  readonly place: Place;
  readonly quantities: readonly QuantityName[];
  readonly step: Step | undefined;
}

export const curveQuery = (asked: Asked | undefined) =>
  queryOptions({
    queryKey: ["history", "curve", asked],
    queryFn: async ({ signal }): Promise<Curve> => {
      const { place, from, to, step, quantities } = asked!;
      const query = { from, to, step, quantities: quantities.join(",") };
      const subject = subjectOf(place);
      if (subject === "many") {
        const answer = await api.get<ManyAnswer>("/telemetry/series", {
          query: { ...query, [`${place.sort}Id`]: place.id },
          signal,
        });
        return ofMany(answer, quantities);
      }
      const path = `/${place.sort}s/${encodeURIComponent(place.id)}/series`;
      return ofOne(await api.get<OneAnswer>(path, { query, signal }), quantities);
    },
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  });

/** What a lamp or a cabinet noticed by itself; of many lamps there is no such list. */
export const noticedQuery = (place: Place | undefined, { from, to }: Period) =>
  queryOptions({
    queryKey: ["history", "events", place, from, to],
    queryFn: ({ signal }) =>
      api.all<Noticed>(`/${place!.sort}s/${encodeURIComponent(place!.id)}/events`, { query: { from, to }, signal }),
    enabled: place !== undefined && subjectOf(place) !== "many",
  });

/** @returns the address of the rows as they were measured, as a file the controller writes while it reads. */
export function fileAddress({ place, from, to, quantities }: Omit<Asked, "step">, language: string): string {
  const query = new URLSearchParams({ from: `${from}`, to: `${to}`, language, quantities: quantities.join(",") });
  if (subjectOf(place) !== "many") return `/api/v1/${place.sort}s/${encodeURIComponent(place.id)}/history.csv?${query}`;
  query.set(`${place.sort}Id`, place.id);
  return `/api/v1/telemetry/history.csv?${query}`;
}
