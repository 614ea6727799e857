/** One night of one course: what its calendar wants, what bounds it, and the light its lamps then give. */
import { type ResolvedNight, resolveNight } from "#protocol/behavior/calendar.ts";
import { defaultDayLit, fallbackAt } from "#protocol/behavior/fallback.ts";
import { whiteOf } from "#protocol/behavior/light.ts";
import type { Night } from "#protocol/behavior/night.ts";
import { leastDwell } from "#protocol/behavior/pace-segment.ts";
import type { Step } from "#protocol/behavior/resolve-points.ts";
import type { Calendar as Document } from "#protocol/wire/calendar.ts";
import type { Site } from "../../fleet/configure.ts";
import type { LampFloor } from "../compile/compile-floors.ts";
import type { Course, SegmentOrders } from "./courses.ts";
import {
  type Bound,
  lightCurve,
  litSpans,
  type NightOfOutput,
  type Span,
  type Stretch,
  within,
} from "./light-curve.ts";
import { ceilingsTonight, floorsTonight, type LampCeiling } from "./night-bounds.ts";

/** What reckoning needs of the site. */
export type PreviewSite = Pick<Site, "offsets" | "fallback">;

export interface NightOfCourse {
  readonly course: Course;
  readonly night: Night;
  /** Undefined where no calendar covers its lamps: then the steps are those of the fallback. */
  readonly resolved: ResolvedNight | undefined;
  /** What is wanted, ascending, the first at noon. */
  readonly steps: readonly Step[];
  readonly caps: readonly Bound[];
  readonly floors: readonly Bound[];
  /** While its segment is closed; undefined: always. */
  readonly supply: readonly Span[] | undefined;
  /** What its lamps would give with supply all night. */
  readonly wanted: readonly Stretch[];
  /** What they give. */
  readonly light: readonly Stretch[];
  /** Percent with which the next night begins. */
  readonly after: number;
}

/** Resolves each thing once a night: courses share documents, segments, floors and caps. */
export type NightReckoner = (course: Course, night: Night, before: number) => NightOfCourse;

export function createNightReckoner(site: PreviewSite): NightReckoner {
  const offsets = [...site.offsets];
  // a night brings its own sun, so the place of the site does not count
  const clock = { place: { lat: 0, lon: 0 }, offsets };
  const resolve = createMemo((document: Document, night) => resolveNight(document, clock, night));
  const floorsOf = createMemo((floors: readonly LampFloor[], night) => floorsTonight(floors, offsets, night));
  const ceilingsOf = createMemo((ceilings: readonly LampCeiling[], night) => ceilingsTonight(ceilings, offsets, night));
  const closedSpans = createMemo((segment: SegmentOrders, night) => {
    const { document, floors, ceilings } = segment;
    // relays wait their turn within the stagger, up to 20 s; here all are first
    const pace = { dwell: (document?.dwell ?? leastDwell) * 1000, delay: 0 };
    const steps =
      document === undefined ? bySun("relay", site, night) : resolveNight(document, clock, night, pace).steps;
    const bounds = { caps: ceilingsOf(ceilings, night), floors: floorsOf(floors, night) };
    return litSpans(curveOf(steps, night, bounds).stretches);
  });

  return (course, night, before) => {
    const { feed, calendar } = course;
    const supply = feed.by === "nobody" || feed.segment === undefined ? undefined : closedSpans(feed.segment, night);
    const resolved = calendar && resolve(calendar.document, night);
    const steps = resolved?.steps ?? stepsByFallback(course, site, night);
    const caps = course.ceilings.length === 0 ? none : ceilingsOf(course.ceilings, night);
    const floors = course.floors.length === 0 ? none : floorsOf(course.floors, night);
    const common = { course, night, resolved, steps, caps, floors };
    if (feed.by === "segment" || feed.by === "nobody") {
      const spans = supply ?? litSpans(curveOf(bySun("relay", site, night), night).stretches);
      const light = fullLight(spans);
      return { ...common, supply: undefined, wanted: light, light, after: 0 };
    }
    const { stretches, after } = curveOf(steps, night, { caps, floors, before });
    return { ...common, supply, wanted: stretches, light: supply ? within(stretches, supply) : stretches, after };
  };
}

/** Without bounds and from darkness, unless told otherwise. */
function curveOf(steps: readonly Step[], { nextNoon }: Night, more: Partial<NightOfOutput> = {}) {
  return lightCurve({ steps, nextNoon, caps: none, floors: none, before: 0, ...more });
}

const none: readonly Bound[] = [];

function createMemo<K extends object, T extends object>(
  reckon: (thing: K, night: Night) => T,
): (thing: K, night: Night) => T {
  const known = new WeakMap<Night, WeakMap<K, T>>();
  return (thing, night) => {
    const tonight = known.get(night) ?? new WeakMap<K, T>();
    known.set(night, tonight);
    const answer = tonight.get(thing) ?? reckon(thing, night);
    tonight.set(thing, answer);
    return answer;
  };
}

function fullLight(spans: readonly Span[]): Stretch[] {
  return spans.map(({ from, until }) => ({ from, until, start: 100, end: 100 }));
}

function stepsByFallback({ use, feed }: Course, site: PreviewSite, night: Night): Step[] {
  if (feed.by === "nobody") return bySun("relay", site, night);
  if (use === "decorative") return [{ at: night.noon, target: whiteOf("white", 0), ramp: 0, point: undefined }];
  return bySun("white", site, night);
}

/** What the device shows without a calendar, asked from change to change. */
function bySun(outputKind: "relay" | "white", site: PreviewSite, night: Night): Step[] {
  const steps: Step[] = [];
  for (let at = night.noon; at < night.nextNoon; ) {
    const { target, nextChangeAt } = fallbackAt({
      outputKind,
      decorative: false,
      level: site.fallback,
      now: { wall: at, uptime: 0 },
      night,
      feeder: "alwaysLive",
      dayLit: defaultDayLit,
      dark: undefined,
      powerSpans: [],
      suppliedBefore: 0,
    });
    steps.push({ at, target, ramp: 0, point: undefined });
    at = nextChangeAt;
  }
  return steps;
}
