/** Web Mercator: where a place lies in the square world, 0…1 from west to east and from north to south. */

/** Degrees beyond which the square world ends. */
const lastLatitude = 85.0511287798066;

export interface WorldPoint {
  readonly x: number;
  readonly y: number;
}

/** @param lon degrees east @param lat degrees north; beyond ±85.05 it is taken as that. */
export function project(lon: number, lat: number): WorldPoint {
  const bounded = Math.max(-lastLatitude, Math.min(lastLatitude, lat));
  const sine = Math.sin((bounded * Math.PI) / 180);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** @returns degrees. */
export function unproject({ x, y }: WorldPoint): { lon: number; lat: number } {
  return { lon: (x - 0.5) * 360, lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI };
}

/** m round the equator of the sphere the projection is made on. */
const circumference = 40_075_016.686;

/** @returns m on the ground for the width of the whole world at this height of the map. */
export function metresAcross(y: number): number {
  return circumference * Math.cos((unproject({ x: 0, y }).lat * Math.PI) / 180);
}
