/** Lays out a believable city from a seed: the same seed and size give the same city to the last digit. */
import type { LinkClass } from "#protocol/wire/vocabulary.ts";
import { binhDuong } from "./binh-duong.ts";
import { bridgeLamps, layBridge } from "./bridge.ts";
import type { City } from "./city.ts";
import { createDraft, type Draft } from "./draft.ts";
import { lampModels } from "./lamp-models.ts";
import { layNeighbourhood, type OpenRoad } from "./neighbourhood.ts";
import type { Place, PlaceArea } from "./place.ts";

export interface CityOptions {
  readonly seed: number;
  /** Light points, 50…100,000. */
  readonly lamps: number;
  readonly place?: Place;
  /** Every device on this kind of link; absent: the mix of a real town. */
  readonly link?: LinkClass;
}

export const fewestLamps = 50;
export const mostLamps = 100_000;
/** A town below this size has no bridge to show. */
const lampsForFirstBridge = 300;
const lampsPerBridge = 1_500;

/** @throws RangeError for a number of lamps outside 50…100,000. */
export function generateCity({ seed, lamps, place = binhDuong, link }: CityOptions): City {
  if (!Number.isInteger(lamps) || lamps < fewestLamps || lamps > mostLamps) {
    throw new RangeError(`${lamps} lamps: a city has ${fewestLamps} to ${mostLamps}`);
  }
  const draft = createDraft(place, seed, link);
  draft.areas.push({ id: place.id, name: place.name });
  for (const { id, name } of place.areas) draft.areas.push({ id, name, parentId: place.id });

  const bridges = place.areas.flatMap((area) => area.bridges.map((bridge) => ({ area, bridge })));
  const wanted = lamps < lampsForFirstBridge ? 0 : Math.max(1, Math.round(lamps / lampsPerBridge));
  const built = bridges.slice(0, wanted);
  const quotas = shares(
    place.areas.map((area) => area.weight),
    lamps - built.length * bridgeLamps,
  );
  for (const [n, area] of place.areas.entries()) {
    layArea(draft, area, quotas[n]!);
    for (const { bridge } of built.filter((each) => each.area === area)) layBridge(draft, area, bridge);
  }
  return finished(draft, seed);
}

/** Divides `total` in proportion to the weights, exactly: the largest remainders get what rounding leaves over. */
function shares(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((value, n) => ({ n, remainder: value % 1 })).sort((a, b) => b.remainder - a.remainder);
  for (const { n } of byRemainder.slice(0, left)) whole[n]!++;
  return whole;
}

/** Lamps one cabinet feeds. */
const smallestCabinet = 40;
const largestCabinet = 75;

function layArea(draft: Draft, area: PlaceArea, lamps: number): void {
  let road: OpenRoad | undefined;
  for (let left = lamps; left > 0; ) {
    const size = smallestCabinet + draft.rng.integer(largestCabinet - smallestCabinet);
    // nobody builds a cabinet for the last few lamps
    const count = left - size < smallestCabinet / 2 ? Math.min(left, size + smallestCabinet / 2) : size;
    road = layNeighbourhood(draft, area, count, road);
    left -= count;
  }
}

function finished(draft: Draft, seed: number): City {
  const { areas, supplyPoints, cabinets, circuits, devices, lamps, hardware, place } = draft;
  const site = { lon: place.lon, lat: place.lat, zone: place.zone };
  const roads = draft.roads.map(({ id, name, areaId, path }) => ({ id, name, areaId, path }));
  return {
    seed,
    site,
    climate: place.climate,
    areas,
    supplyPoints,
    cabinets,
    circuits,
    roads,
    lampModels,
    devices,
    lamps,
    hardware,
  };
}
