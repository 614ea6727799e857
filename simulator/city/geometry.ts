/** Metres on the ground and degrees on the globe, and roads that bend gently. Good to a centimetre over a road's length. */
import type { Rng } from "../rng.ts";

/** [lon, lat], degrees WGS 84. */
export type Position = readonly [number, number];

const metresPerDegree = 111_195;

/** Position `metres` away along `heading` (radians clockwise from north). */
export function moved([lon, lat]: Position, heading: number, metres: number): Position {
  const north = (metres * Math.cos(heading)) / metresPerDegree;
  const east = (metres * Math.sin(heading)) / (metresPerDegree * Math.cos((lat * Math.PI) / 180));
  return [lon + east, lat + north];
}

/** Metres between two positions of one town. */
export function distance([lonA, latA]: Position, [lonB, latB]: Position): number {
  const middle = ((latA + latB) / 2) * (Math.PI / 180);
  return Math.hypot((lonB - lonA) * Math.cos(middle), latB - latA) * metresPerDegree;
}

/** Degrees with seven decimals: a centimetre, as surveyors write them. */
export function rounded([lon, lat]: Position): Position {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}

/** Radians a road turns per metre at most: a bend of 250 m radius. */
const sharpest = 1 / 250;

/** A point that walks on and slowly changes its mind about where to. */
export interface Walker {
  position: Position;
  /** Radians clockwise from north. */
  heading: number;
  /** Radians per metre. */
  curvature: number;
}

/** One step of `metres` along the road; the walker is moved in place. */
export function walk(walker: Walker, metres: number, rng: Rng): void {
  walker.curvature = clamp(walker.curvature * 0.9 + rng.normal() * 0.0003, sharpest);
  walker.heading += walker.curvature * metres;
  walker.position = moved(walker.position, walker.heading, metres);
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}
