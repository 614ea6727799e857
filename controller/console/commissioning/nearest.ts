/** The lamps around a person on the street. */
import type { FleetSnapshot } from "../../api/map-schemas.ts";

export interface Position {
  /** Degrees WGS 84. */
  readonly lon: number;
  readonly lat: number;
}

export interface NearLamp {
  readonly id: string;
  readonly name: string;
  readonly roadName: string | undefined;
  /** m */
  readonly distance: number;
  /** Degrees clockwise from north. */
  readonly bearing: number;
}

/** m of a degree of latitude. */
const degree = 111_195;

/** @returns the nearest first. Within a city the earth is flat to some centimetres. */
export function nearest({ lamps, roads }: FleetSnapshot, here: Position, count: number): NearLamp[] {
  const narrowing = Math.cos((here.lat * Math.PI) / 180);
  const east = (row: number) => (lamps.lon[row]! - here.lon) * degree * narrowing;
  const north = (row: number) => (lamps.lat[row]! - here.lat) * degree;
  return lamps.id
    .map((id, row) => ({ id, row, distance: Math.hypot(east(row), north(row)) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ id, row, distance }) => ({
      id,
      name: lamps.name[row]!,
      roadName: roads[lamps.road[row]!]?.name,
      distance,
      bearing: ((Math.atan2(east(row), north(row)) * 180) / Math.PI + 360) % 360,
    }));
}
