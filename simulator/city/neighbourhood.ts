/** One cabinet and what it feeds: a stretch of a road and its lanes, circuits over three phases, poles and lamps. */
import type { CityCircuit, CityLampModel } from "./city.ts";
import { addCabinet, addDevice, addRoad, type Draft, type DraftRoad, nextNumber, nextRoadName } from "./draft.ts";
import { moved, type Position, rounded, type Walker, walk } from "./geometry.ts";
import { avenueModel, laneModel, streetModel } from "./lamp-models.ts";
import type { PlaceArea } from "./place.ts";

/** A road that can go on where the last cabinet's stretch ended. */
export interface OpenRoad {
  readonly road: DraftRoad;
  readonly walker: Walker;
  readonly model: CityLampModel;
  /** Two arms per pole on a median; one device drives both. */
  readonly twin: boolean;
  /** m between poles. */
  readonly spacing: number;
  stretches: number;
}

interface Feeder {
  readonly kind: CityCircuit["kind"];
  /** Absent: always live. */
  readonly segment?: number;
  /** False: lamps switched by their circuit alone. */
  readonly electronics: boolean;
}

interface Pole {
  readonly open: OpenRoad;
  readonly order: number;
  readonly position: Position;
  readonly heading: number;
  readonly lane: boolean;
  readonly arms: 1 | 2;
}

/** How a cabinet divides its poles among feeders. `share` is the pole's place among all, 0…1. */
interface Layout {
  readonly feeders: readonly Feeder[];
  choose(pole: Pole, share: number): number;
}

const whole = (segment: number, electronics = true): Feeder => ({ kind: "wholeNight", segment, electronics });
const half = (segment: number, electronics = true): Feeder => ({ kind: "halfNight", segment, electronics });
const alternate = (every: number) => (pole: Pole) => (pole.order % every === 0 ? 1 : 0);

const twoFeeders: Layout = { feeders: [whole(0), whole(1)], choose: (_, share) => (share < 0.5 ? 0 : 1) };
const everySecond: Layout = { feeders: [whole(0), half(1)], choose: alternate(2) };
const everyThird: Layout = { feeders: [whole(0), half(1)], choose: alternate(3) };
const plain: Layout = { feeders: [whole(0, false), half(1, false)], choose: alternate(2) };
const plainHalf: Layout = { feeders: [whole(0), half(1, false)], choose: alternate(3) };
const live: Layout = {
  feeders: [{ kind: "alwaysLive", electronics: true }, whole(0, false)],
  choose: (pole) => (pole.lane ? 1 : 0),
};

/** Dealt in turn, so that a city of any size has its share of each. */
const layouts: readonly Layout[] = [
  everySecond,
  twoFeeders,
  live,
  everyThird,
  plainHalf,
  twoFeeders,
  everySecond,
  live,
  plain,
  twoFeeders,
];

/** Segments of the smallest cabinet on the market. */
const fewestSegments = 2;
/** m from the road's middle to a pole at its side. */
const setback = 5.5;
/** m from the middle of a median pole to each lamp. */
const armLength = 2;
const lampsInLane = 12;

/**
 * Lays `count` lamps around one cabinet.
 * @param before the road of the last neighbourhood, which may go on @returns the road that may go on from here
 */
export function layNeighbourhood(draft: Draft, area: PlaceArea, count: number, before?: OpenRoad): OpenRoad {
  const open = before !== undefined && before.stretches < 3 ? before : openRoad(draft, area);
  open.stretches++;
  const inLanes = count >= 2 * lampsInLane ? Math.floor((count * 0.35) / lampsInLane) * lampsInLane : 0;
  const main = layPoles(draft, open, count - inLanes, false);
  const poles = [...main];
  for (let left = inLanes; left > 0; left -= lampsInLane) {
    const corner = main[1 + draft.rng.integer(main.length - 1)] ?? main[0]!;
    poles.push(...layPoles(draft, openLane(draft, area, corner), lampsInLane, true));
  }
  wire(draft, area, poles, main[main.length >> 1]!);
  return open;
}

function openRoad(draft: Draft, area: PlaceArea): OpenRoad {
  const { rng } = draft;
  // the square root spreads starts evenly over the disc
  const away = area.radius * 1000 * Math.sqrt(rng.next());
  const start = moved([area.lon, area.lat], rng.between(0, 2 * Math.PI), away);
  const twin = rng.next() < 0.25;
  return {
    road: addRoad(draft, area, nextRoadName(draft, area), start),
    walker: { position: start, heading: rng.between(0, 2 * Math.PI), curvature: 0 },
    model: twin || rng.next() < 0.4 ? avenueModel : streetModel,
    twin,
    spacing: rng.between(29, 37),
    stretches: 0,
  };
}

function openLane(draft: Draft, area: PlaceArea, corner: Pole): OpenRoad {
  const { place, rng } = draft;
  const side = rng.next() < 0.5 ? Math.PI / 2 : -Math.PI / 2;
  const parent = corner.open.road.name;
  const name = `${place.lane} ${nextNumber(draft, `${area.id}-lane-${parent}`) * 7 + rng.integer(7)} ${parent}`;
  return {
    road: addRoad(draft, area, name, corner.position),
    walker: { position: corner.position, heading: corner.heading + side + rng.between(-0.2, 0.2), curvature: 0 },
    model: laneModel,
    twin: false,
    spacing: rng.between(28, 33),
    stretches: 1,
  };
}

function layPoles(draft: Draft, open: OpenRoad, lamps: number, lane: boolean): Pole[] {
  const { road, walker, spacing, twin } = open;
  const poles: Pole[] = [];
  for (let left = lamps; left > 0; ) {
    walk(walker, spacing + draft.rng.between(-1.5, 1.5), draft.rng);
    road.path.push(rounded(walker.position));
    road.poles++;
    const arms = twin && left > 1 ? 2 : 1;
    const { heading } = walker;
    const position = twin ? walker.position : moved(walker.position, heading + Math.PI / 2, setback);
    poles.push({ open, order: road.poles, position, heading, lane, arms });
    left -= arms;
  }
  return poles;
}

function wire(draft: Draft, area: PlaceArea, poles: readonly Pole[], middle: Pole): void {
  const layout = layouts[nextNumber(draft, "layout") % layouts.length]!;
  const chosen = poles.map((pole, n) => layout.choose(pole, n / poles.length));
  const beside = moved(middle.position, middle.heading + Math.PI / 2, 3);
  const cabinet = addCabinet(draft, area, beside, fewestSegments);
  const loads = layout.feeders.map(() => [0, 0, 0]);
  const circuits = layout.feeders.map((feeder, n): CityCircuit | undefined => {
    if (!chosen.includes(n)) return undefined;
    const name = `${cabinet.name} – ${draft.place.circuits[feeder.kind]} ${n + 1}`;
    const segment = feeder.segment === undefined ? {} : { segment: feeder.segment };
    return { id: `${cabinet.id}-${n + 1}`, name, cabinetId: cabinet.id, kind: feeder.kind, ...segment };
  });
  draft.circuits.push(...circuits.filter((circuit) => circuit !== undefined));
  for (const [n, pole] of poles.entries()) {
    const feeder = chosen[n]!;
    const phase = leastLoaded(loads[feeder]!);
    loads[feeder]![phase - 1]! += pole.arms;
    hang(draft, area, pole, circuits[feeder]!, phase, layout.feeders[feeder]!.electronics);
  }
}

function leastLoaded(load: readonly number[]): 1 | 2 | 3 {
  return (load.indexOf(Math.min(...load)) + 1) as 1 | 2 | 3;
}

/** Hangs the lamps of one pole on a phase of a circuit, with electronics or without. */
function hang(
  draft: Draft,
  area: PlaceArea,
  pole: Pole,
  circuit: CityCircuit,
  phase: 1 | 2 | 3,
  electronics: boolean,
): void {
  const { road, model, twin } = pole.open;
  const deviceId = electronics ? addDevice(draft, "W", pole.arms) : undefined;
  const number = String(pole.order).padStart(3, "0");
  for (let arm = 1; arm <= pole.arms; arm++) {
    const side = pole.heading + (arm === 1 ? Math.PI / 2 : -Math.PI / 2);
    const [lon, lat] = rounded(twin ? moved(pole.position, side, armLength) : pole.position);
    draft.lamps.push({
      id: `${road.id}-${number}${arm === 2 ? "b" : ""}`,
      name: `${road.name} ${pole.order}${arm === 2 ? "B" : ""}`,
      areaId: area.id,
      use: "road",
      modelId: model.id,
      lon,
      lat,
      roadId: road.id,
      order: pole.order,
      arm,
      pole: `${road.id}-${number}`.toUpperCase(),
      circuitId: circuit.id,
      phase,
      ...(deviceId === undefined ? {} : { deviceId, output: arm - 1 }),
    });
  }
}
