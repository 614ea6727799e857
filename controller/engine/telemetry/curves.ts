/** What lamps and cabinets measured, drawn as finely as somebody asks: step by step, and how much of it is there. */
import type { Quantity } from "#protocol/wire/samples.ts";
import type { Clock } from "../../clock.ts";
import type { Selection } from "../../core/inventory/select.ts";
import type { Person } from "../../core/people/model.ts";
import { type HistorySource, shortestBucket } from "../../core/telemetry/choose-history.ts";
import type { AggregatePoint, AsideCounts, Journal, SourceBucket, SourceSpan } from "../../core/telemetry/ports.ts";
import { edgesOfSteps, type Step, stepFor, stepsIn } from "../../core/telemetry/steps.ts";
import type { Histories } from "./histories.ts";
import { badRange, type Period, periodOf } from "./period.ts";
import type { Subject, TelemetrySubjects } from "./subjects.ts";

export interface TelemetryCurvesDeps {
  readonly clock: Clock;
  readonly histories: Histories;
  readonly journal: Pick<Journal, "asideOf">;
  readonly subjects: TelemetrySubjects;
  /** IANA name: days and months are the site's. */
  readonly timeZone: string;
  /** ms between the samples of a device. */
  readonly samplePeriod: number;
}

/** `step` as it is asked for, or found so that at most `points` come back. */
export interface CurveQuery extends Period {
  readonly step?: Step;
  readonly points: number;
  readonly quantities: readonly Quantity[];
}

export interface Curve {
  readonly step: Step;
  readonly source: HistorySource;
  readonly buckets: readonly SourceBucket[];
}

export interface CommonCurve {
  readonly lamps: number;
  readonly step: Step;
  readonly source: HistorySource;
  readonly points: readonly AggregatePoint[];
}

/** Rows held of those a device takes in the time. */
export interface Completeness {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** What a device that is never without power takes in this time; a lamp on a switched circuit cannot reach it. */
  readonly expected: number;
  /** Values that cannot be true. */
  readonly absurd: number;
}

/** @throws ControllerError `inventory/unknown`, `people/outside-area`, `telemetry/bad-range`, `telemetry/unavailable` */
export interface TelemetryCurves {
  ofOne(person: Person, subject: Subject, query: CurveQuery, signal?: AbortSignal): Promise<Curve>;
  /** All lamps of a place together. */
  ofMany(
    person: Person,
    query: CurveQuery & { readonly selection: Selection },
    signal?: AbortSignal,
  ): Promise<CommonCurve>;
  completenessOfOne(
    person: Person,
    subject: Subject,
    query: Omit<CurveQuery, "quantities">,
    signal?: AbortSignal,
  ): Promise<{ step: Step; source: HistorySource; buckets: Completeness[]; aside: AsideCounts }>;
  /** Each lamp over the whole period. */
  completenessOfMany(
    person: Person,
    query: Period & { readonly selection: Selection },
    signal?: AbortSignal,
  ): Promise<(Completeness & { lampId: string })[]>;
}

/** Points of one curve: more than three years of half-hours are for an export. */
const mostPoints = 60_000;
/** Lamps times steps of one question: a minute of the reading thread, while others have their turns. */
const mostReadings = 20_000_000;

export function createTelemetryCurves(deps: TelemetryCurvesDeps): TelemetryCurves {
  const { clock, histories, journal, subjects, timeZone, samplePeriod } = deps;

  function cut(query: Omit<CurveQuery, "quantities">, lamps: number) {
    const period = periodOf(query, clock.now());
    const step = query.step ?? stepFor(period.from, period.to, query.points, histories.finest(period.from));
    const count = stepsIn(period.from, period.to, step);
    if (count > mostPoints)
      throw badRange(`A step of ${step} makes more than ${mostPoints} points. Ask for a longer one.`);
    if (count * lamps > mostReadings) {
      throw badRange(`${lamps} lamps in ${count} steps are more than can be added up at once. Ask for longer steps.`);
    }
    return { period, step, edges: edgesOfSteps(period.from, period.to, step, timeZone) };
  }

  function completenessIn(spans: readonly SourceSpan[], from: number, to: number, bucket?: SourceBucket): Completeness {
    const until = Math.min(to, clock.now());
    const time = spans.reduce(
      (sum, span) => sum + Math.max(0, Math.min(span.to, until) - Math.max(span.from, from)),
      0,
    );
    return {
      from,
      to,
      rows: bucket?.rows ?? 0,
      expected: Math.round(time / samplePeriod),
      absurd: bucket?.absurd ?? 0,
    };
  }

  return {
    async ofOne(person, subject, query, signal) {
      const spans = await subjects.spansOf(person, subject);
      const { period, step, edges } = cut(query, 1);
      const { answer, source } = await histories.read({ ...period, bucket: shortestBucket(edges) }, (history) =>
        history.summaries({ spans, edges, quantities: query.quantities }, signal),
      );
      return { step, source, buckets: answer[0]?.buckets ?? [] };
    },

    async ofMany(person, { selection, ...query }, signal) {
      const lamps = subjects.lampsOf(person, selection);
      const { period, step, edges } = cut(query, lamps.length);
      const spans = await subjects.spansOfLamps(lamps);
      const { answer: points, source } = await histories.read({ ...period, bucket: shortestBucket(edges) }, (history) =>
        history.aggregate({ spans, edges, quantities: query.quantities }, signal),
      );
      return { lamps: lamps.length, step, source, points };
    },

    async completenessOfOne(person, subject, query, signal) {
      const spans = await subjects.spansOf(person, subject);
      const { period, step, edges } = cut(query, 1);
      const { answer, source } = await histories.read({ ...period, bucket: shortestBucket(edges) }, (history) =>
        history.summaries({ spans, edges, quantities: [] }, signal),
      );
      const found = new Map(answer[0]?.buckets.map((bucket) => [bucket.from, bucket]));
      const buckets = edges
        .slice(0, -1)
        .map((from, n) => completenessIn(spans, from, edges[n + 1]!, found.get(from)))
        // before it was put up, and in the future, nothing is missing
        .filter(({ rows, expected }) => rows > 0 || expected > 0);
      const device = subjects.deviceOf(person, subject);
      const aside = device === undefined ? { undated: 0, future: 0, past: 0 } : await journal.asideOf(device);
      return { step, source, buckets, aside };
    },

    async completenessOfMany(person, { selection, ...query }, signal) {
      const lamps = subjects.lampsOf(person, selection);
      const period = periodOf(query, clock.now());
      const spans = await subjects.spansOfLamps(lamps);
      const edges = [period.from, period.to];
      const { answer } = await histories.read({ ...period, bucket: shortestBucket(edges) }, (history) =>
        history.summaries({ spans, edges, quantities: [] }, signal),
      );
      const found = new Map(answer.map(({ source, buckets }) => [source, buckets[0]]));
      const byLamp = Map.groupBy(spans, ({ source }) => source);
      return lamps.map(({ id }) => ({
        lampId: id,
        ...completenessIn(byLamp.get(id) ?? [], period.from, period.to, found.get(id)),
      }));
    },
  };
}
