/** Places at which the sun is reckoned for many lamps at once. */
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Lamp } from "../../inventory/model.ts";
import type { Steps } from "../../steps.ts";

export interface Cell {
  readonly key: string;
  readonly place: { readonly lat: number; readonly lon: number };
}

/** Degrees a cell may be wide. */
const widths = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 360] as const;
const mostCells = 16;

/**
 * A year of sun takes 30 ms for each place, and a tenth of a degree of longitude moves it by 24 s: one street is exact, a
 * city shares the finest grid of at most 16 cells, each reckoned in the middle of its lamps.
 * @param placeOf where the device that decides for a lamp reckons the sun
 * @yields 0 between its steps: nothing is reckoned yet.
 * @returns the cell of each lamp by its id
 */
export function* cellsOf(
  lamps: readonly Lamp[],
  placeOf: (lamp: Lamp) => Cell["place"],
): Steps<Map<string, Cell>, number> {
  const placed = lamps.map((lamp) => ({ id: lamp.id, ...placeOf(lamp) }));
  for (const width of widths) {
    yield 0;
    const members = Map.groupBy(placed, ({ lat, lon }) =>
      width === 0 ? `${lat} ${lon}` : `${Math.floor(lat / width)} ${Math.floor(lon / width)}`,
    );
    if (members.size > mostCells && width < 360) continue;
    return new Map(
      [...members].flatMap(([key, inside]) => {
        const place = { lat: roundDegrees(mean(inside, "lat")), lon: roundDegrees(mean(inside, "lon")) };
        const cell = { key, place };
        return inside.map(({ id }) => [id, cell] as const);
      }),
    );
  }
  return new Map();
}

function mean<K extends string>(things: readonly Readonly<Record<K, number>>[], field: K): number {
  return things.reduce((sum, thing) => sum + thing[field], 0) / things.length;
}

/** As devices are told their place. */
const roundDegrees = (degrees: number) => Math.round(degrees * 1000) / 1000;

/** A device reckons at its first lamp; a lamp without one is switched by its cabinet, which reckons at its own place. */
export function decidingPlace({ segmentOf, lampsOfDevice }: InventoryIndex): (lamp: Lamp) => Cell["place"] {
  return (lamp) => {
    const place = (lamp.deviceId === undefined ? segmentOf(lamp)?.cabinet : lampsOfDevice(lamp.deviceId)[0]) ?? lamp;
    return { lat: roundDegrees(place.lat), lon: roundDegrees(place.lon) };
  };
}
