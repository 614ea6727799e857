/** The longest row of poles without light along each road, at every step of every night between dusk and dawn. */
import type { Night } from "#protocol/behavior/night.ts";
import type { Site } from "../../fleet/configure.ts";
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Lamp, Road } from "../../inventory/model.ts";
import type { Course } from "./courses.ts";
import { notable } from "./finder.ts";
import type { Finding } from "./finding.ts";
import type { Span } from "./light-curve.ts";
import { clockName, nightName, numberName } from "./words.ts";

export interface DarkRun {
  readonly roadId: string;
  /** 0: never a dark pole. */
  readonly poles: number;
  /** Between the first and the last of them, m. */
  readonly metres: number;
  /** Lamps of the first and the last of them that are in question: neighbours may be somebody else's. */
  readonly firstLampId?: string;
  readonly lastLampId?: string;
  /** The first night it happens, days since 1970-01-01, and from when on, EpochMs. */
  readonly night?: number;
  readonly at?: number;
  /** Nights with a run as long, and the last of them. */
  readonly nights: number;
  readonly lastNight?: number;
}

/** Lamps at one place along the road: the arms of one pole. */
interface Pole {
  readonly lamp: Lamp;
  readonly courses: ReadonlySet<Course>;
}

export interface RoadWatch {
  readonly road: Road;
  /** @param darkOf of every course on the road its spans without light between dusk and dawn. */
  look(night: Night, darkOf: (course: Course) => readonly Span[]): void;
  longest(): DarkRun;
}

/**
 * @param courseOf of every lamp on the road, in question or not: neighbours give light too.
 * @param lampIds in question, the only ones that are named.
 */
export function watchRoad(
  road: Road,
  index: InventoryIndex,
  courseOf: (lamp: Lamp) => Course,
  lampIds: ReadonlySet<string>,
): RoadWatch {
  const poles = polesOf(index.lampsOfRoad(road.id), courseOf);
  const courses = [...new Set(poles.flatMap((pole) => [...pole.courses]))];
  const runs = new Map<string, readonly Pole[]>();
  let longest: readonly Pole[] = [];
  let seen: { night: number; at: number; last: number; count: number } | undefined;

  const runIn = (gaps: readonly (readonly Span[])[], at: number): readonly Pole[] => {
    let key = "";
    for (const spans of gaps) key += spans.some(({ from, until }) => from <= at && at < until) ? "1" : "0";
    const run = runs.get(key) ?? longestRun(poles, new Set(courses.filter((_, n) => key[n] === "1")));
    runs.set(key, run);
    return run;
  };

  return {
    road,
    look({ date, civilDawn }, darkOf) {
      const gaps = courses.map(darkOf);
      const edges = new Set<number>();
      for (const spans of gaps) for (const { from, until } of spans) edges.add(from).add(until);
      if (edges.size === 0) return;
      const moments = [...edges.add(civilDawn)].sort((a, b) => a - b);
      for (const [n, at] of moments.entries()) {
        const until = moments[n + 1];
        if (until === undefined || until - at <= notable) continue;
        const run = runIn(gaps, at);
        if (run.length === 0 || run.length < longest.length) continue;
        if (run.length > longest.length || seen === undefined) {
          longest = run;
          seen = { night: date, at, last: date, count: 1 };
        } else if (seen.last !== date) {
          seen.last = date;
          seen.count++;
        }
      }
    },
    longest() {
      const [first, last] = [longest[0]?.lamp, longest.at(-1)?.lamp];
      if (first === undefined || last === undefined || seen === undefined) {
        return { roadId: road.id, poles: 0, metres: 0, nights: 0 };
      }
      const named = longest.filter(({ lamp }) => lampIds.has(lamp.id));
      const [firstNamed, lastNamed] = [named[0], named.at(-1)];
      return {
        roadId: road.id,
        poles: longest.length,
        metres: Math.round(distance(first, last)),
        ...(firstNamed === undefined ? {} : { firstLampId: firstNamed.lamp.id }),
        ...(lastNamed === undefined ? {} : { lastLampId: lastNamed.lamp.id }),
        night: seen.night,
        at: seen.at,
        nights: seen.count,
        lastNight: seen.last,
      };
    },
  };
}

/** Lamps without an order have no neighbours. */
function polesOf(lamps: readonly Lamp[], courseOf: (lamp: Lamp) => Course): Pole[] {
  const byOrder = Map.groupBy(
    lamps.filter(({ use, order }) => use === "road" && order !== undefined),
    ({ order }) => order,
  );
  return [...byOrder.values()].map((arms) => ({ lamp: arms[0]!, courses: new Set(arms.map(courseOf)) }));
}

function longestRun(poles: readonly Pole[], dark: ReadonlySet<Course>): readonly Pole[] {
  let best: readonly Pole[] = [];
  let begin = 0;
  for (let end = 0; end <= poles.length; end++) {
    const pole = poles[end];
    if (pole?.courses.isSubsetOf(dark)) continue;
    if (end - begin > best.length) best = poles.slice(begin, end);
    begin = end + 1;
  }
  return best;
}

const earthRadius = 6_371_000;

/** m along the great circle. */
function distance(a: Lamp, b: Lamp): number {
  const radians = Math.PI / 180;
  const dLat = (b.lat - a.lat) * radians;
  const dLon = (b.lon - a.lon) * radians;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.sqrt(h));
}

/** Poles in a row that may be dark without a word: every second lamp is the practice, every third lit is a note. */
const usualRun = 1;
const notedRun = 2;

/** @returns undefined where no two neighbours are dark together. */
export function findingOfRun(run: DarkRun, road: Road, offsets: Site["offsets"]): Finding | undefined {
  const { poles, metres, night, at, nights } = run;
  if (poles <= usualRun || night === undefined || at === undefined) return undefined;
  const lampIds = [run.firstLampId, run.lastLampId].filter((id) => id !== undefined);
  const time = clockName(at, offsets);
  return {
    code: "darkRun",
    severity: poles > notedRun ? "warning" : "note",
    place: { roadId: road.id, roadName: road.name, ...(lampIds.length > 0 && { lampIds }) },
    nights: { count: nights, first: night, last: run.lastNight ?? night, worst: night, at },
    figures: { poles, metres },
    sentence: {
      vi: `${road.name}: ${poles} cột liền nhau (${numberName("vi", metres)} m) tối từ ${time} (${nightName("vi", night)}; ${nights} đêm).`,
      en: `${road.name}: ${poles} poles in a row (${numberName("en", metres)} m) are dark from ${time} (${nightName("en", night)}; ${nights} nights).`,
    },
  };
}
