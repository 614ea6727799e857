/**
 * The light of one output through one night as straight lines: made once from the steps its calendar resolved to, then
 * asked for hours, energy and darkness. It moves as the device moves: caps first, then the floor, then the ramp.
 */
import { levelOf } from "#protocol/behavior/light.ts";
import type { Step } from "#protocol/behavior/resolve-points.ts";
import { expectedPower, type PowerModel } from "../../fleet/power-band.ts";

/** Percent of flux from … up to, EpochMs, on a straight line; above 0 somewhere. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly start: number;
  readonly end: number;
}

/** From … up to, not including, EpochMs. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A percent that holds over a span: a cap or a floor. */
export interface Bound extends Span {
  readonly percent: number;
}

export interface NightOfOutput {
  /** Ascending, the first at noon. */
  readonly steps: readonly Step[];
  readonly nextNoon: number;
  readonly caps: readonly Bound[];
  readonly floors: readonly Bound[];
  /** Percent given when the night begins. */
  readonly before: number;
}

/** @returns lit stretches in order, dark between them; and the light with which the next night begins. */
export function lightCurve(night: NightOfOutput): { stretches: Stretch[]; after: number } {
  const { steps, nextNoon, caps, floors } = night;
  const stretches: Stretch[] = [];
  const ramp: Ramp = { from: night.before, to: night.before, start: 0, end: 0 };
  const moments = momentsOf(night);
  let present = 0;
  for (const [n, at] of moments.entries()) {
    while (present + 1 < steps.length && steps[present + 1]!.at <= at) present++;
    const step = steps[present]!;
    const wanted = Math.max(Math.min(levelOf(step.target), leastAt(caps, at)), mostAt(floors, at));
    if (wanted !== ramp.to) {
      ramp.from = levelOn(ramp, at);
      ramp.to = wanted;
      ramp.start = at;
      ramp.end = at + rampLeft(step, at);
    }
    draw(stretches, ramp, at, moments[n + 1] ?? nextNoon);
  }
  return { stretches, after: levelOn(ramp, nextNoon) };
}

interface Ramp {
  from: number;
  to: number;
  start: number;
  end: number;
}

/** Instants at which something other than a ramp may change, ascending, each once, the first at noon. */
function momentsOf({ steps, nextNoon, caps, floors }: NightOfOutput): number[] {
  if (caps.length === 0 && floors.length === 0) return steps.map(({ at }) => at);
  const noon = steps[0]!.at;
  const moments = new Set(steps.map(({ at }) => at));
  for (const bounds of [caps, floors]) {
    for (const { from, until } of bounds) {
      if (from > noon && from < nextNoon) moments.add(from);
      if (until > noon && until < nextNoon) moments.add(until);
    }
  }
  return [...moments].sort((a, b) => a - b);
}

function leastAt(bounds: readonly Bound[], at: number): number {
  let least = 100;
  for (const { from, until, percent } of bounds) if (from <= at && at < until && percent < least) least = percent;
  return least;
}

function mostAt(bounds: readonly Bound[], at: number): number {
  let most = 0;
  for (const { from, until, percent } of bounds) if (from <= at && at < until && percent > most) most = percent;
  return most;
}

/** Only what is left of the ramp, in whole seconds: as the device joins in the middle. */
function rampLeft({ at, ramp }: Step, now: number): number {
  return Math.max(0, Math.ceil((at + ramp * 1000 - now) / 1000)) * 1000;
}

function levelOn({ from, to, start, end }: Ramp, at: number): number {
  return at >= end ? to : from + ((to - from) * (at - start)) / (end - start);
}

function draw(stretches: Stretch[], ramp: Ramp, from: number, until: number): void {
  const settled = Math.min(Math.max(ramp.end, from), until);
  if (settled > from) add(stretches, { from, until: settled, start: levelOn(ramp, from), end: levelOn(ramp, settled) });
  if (until > settled) add(stretches, { from: settled, until, start: ramp.to, end: ramp.to });
}

function add(stretches: Stretch[], stretch: Stretch): void {
  if (stretch.start > 0 || stretch.end > 0) stretches.push(stretch);
}

/** The stretches that fall into the spans, both ascending: light where there is supply. */
export function within(stretches: readonly Stretch[], spans: readonly Span[]): Stretch[] {
  return stretches.flatMap((stretch) =>
    spans.flatMap((span) => {
      const from = Math.max(stretch.from, span.from);
      const until = Math.min(stretch.until, span.until);
      if (from >= until) return [];
      return [{ from, until, start: levelWithin(stretch, from), end: levelWithin(stretch, until) }];
    }),
  );
}

/** @returns the spans in which there is any light, those that touch made one. */
export function litSpans(stretches: readonly Stretch[]): Span[] {
  const spans: { from: number; until: number }[] = [];
  for (const { from, until } of stretches) {
    const open = spans.at(-1);
    if (open !== undefined && open.until === from) open.until = until;
    else spans.push({ from, until });
  }
  return spans;
}

/** What of `span` lies outside of the spans, which are ascending and apart. */
export function gapsIn(span: Span, spans: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let next = span.from;
  for (const { from, until } of spans) {
    if (until <= next) continue;
    if (from >= span.until) break;
    if (from > next) gaps.push({ from: next, until: from });
    next = until;
  }
  if (next < span.until) gaps.push({ from: next, until: span.until });
  return gaps;
}

/** Percent at an instant. */
export function levelAt(stretches: readonly Stretch[], at: number): number {
  const stretch = stretches.find(({ from, until }) => from <= at && at < until);
  return stretch === undefined ? 0 : levelWithin(stretch, at);
}

function levelWithin({ from, until, start, end }: Stretch, at: number): number {
  return start === end ? start : start + ((end - start) * (at - from)) / (until - from);
}

const hour = 3_600_000;

/** h with any light. */
export function litHours(stretches: readonly Stretch[]): number {
  let ms = 0;
  for (const { from, until } of stretches) ms += until - from;
  return ms / hour;
}

/** h at full light that would give as much. */
export function fullLoadHours(stretches: readonly Stretch[]): number {
  let ms = 0;
  for (const { from, until, start, end } of stretches) ms += ((until - from) * (start + end)) / 200;
  return ms / hour;
}

/** kWh of one lamp of that model. Exact: power is linear in flux above the driver's minimum and constant below. */
export function energyOf(stretches: readonly Stretch[], model: PowerModel): number {
  const { minLevel } = model;
  let wattMs = 0;
  for (const { from, until, start, end } of stretches) {
    const low = Math.min(start, end);
    const high = Math.max(start, end);
    // share of the stretch that the driver spends on its minimum
    const below = low >= minLevel ? 0 : high <= minLevel ? 1 : (minLevel - low) / (high - low);
    const above = (expectedPower(model, Math.max(low, minLevel)) + expectedPower(model, high)) / 2;
    wattMs += (until - from) * (below * model.powerAtMinimumDimLevel + (1 - below) * above);
  }
  return wattMs / hour / 1000;
}
