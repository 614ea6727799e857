/** Instants of true new moons after J. Meeus, Astronomical Algorithms, 2nd edition, chapter 49; a few seconds exact. */
import { deltaT } from "./dynamical-time.ts";

const radians = Math.PI / 180;

/** Mean length of a lunation, days, and the new moon from which lunations are counted: 6 January 2000. */
export const lunation = 29.530588861;
const firstNewMoon = 2_451_550.09766;

/** Coefficient (days) and multiples of the Sun's anomaly, the Moon's anomaly and the Moon's argument of latitude. */
const terms: readonly (readonly [days: number, sun: number, moon: number, latitude: number])[] = [
  [-0.4072, 0, 1, 0],
  [0.17241, 1, 0, 0],
  [0.01608, 0, 2, 0],
  [0.01039, 0, 0, 2],
  [0.00739, -1, 1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 2, 0, 0],
  [-0.00111, 0, 1, -2],
  [-0.00057, 0, 1, 2],
  [0.00056, 1, 2, 0],
  [-0.00042, 0, 3, 0],
  [0.00042, 1, 0, 2],
  [0.00038, 1, 0, -2],
  [-0.00024, -1, 2, 0],
  [-0.00007, 2, 1, 0],
  [0.00004, 0, 2, -2],
  [0.00004, 3, 0, 0],
  [0.00003, 1, 1, -2],
  [0.00003, 0, 2, 2],
  [-0.00003, 1, 1, 2],
  [0.00003, -1, 1, 2],
  [-0.00002, -1, 1, -2],
  [-0.00002, 1, 3, 0],
  [0.00002, 0, 4, 0],
];

/** Pull of the planets: coefficient (days), degrees at the first new moon, per lunation, and per century squared. */
const planetary: readonly (readonly [days: number, at: number, perLunation: number, perCentury2?: number])[] = [
  [0.000325, 299.77, 0.107408, -0.009173],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

/** Julian day (universal time) of new moon number `k`, a whole number counted from 6 January 2000. */
export function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean = firstNewMoon + lunation * k + t * t * (0.00015437 - t * (0.00000015 - t * 0.00000000073));
  const sun = (2.5534 + 29.1053567 * k - t * t * (0.0000014 + t * 0.00000011)) * radians;
  const moon = (201.5643 + 385.81693528 * k + t * t * (0.0107582 + t * (0.00001238 - t * 0.000000058))) * radians;
  const latitude = (160.7108 + 390.67050284 * k - t * t * (0.0016118 + t * (0.00000227 - t * 0.000000011))) * radians;
  const node = (124.7746 - 1.56375588 * k + t * t * (0.0020672 + t * 0.00000215)) * radians;
  const eccentricity = 1 - t * (0.002516 + t * 0.0000074);

  let correction = -0.00017 * Math.sin(node);
  for (const [days, s, m, f] of terms) {
    correction += days * eccentricity ** eccentricPower(s) * Math.sin(s * sun + m * moon + f * latitude);
  }
  for (const [days, at, perLunation, perCentury2 = 0] of planetary) {
    correction += days * Math.sin((at + perLunation * k + perCentury2 * t * t) * radians);
  }
  const dynamical = mean + correction;
  return dynamical - deltaT(dynamical);
}

/** Terms with the Sun's anomaly shrink with the eccentricity of the Earth's orbit, those with twice the anomaly twice. */
function eccentricPower(multiple: number): number {
  const power = Math.abs(multiple);
  return power > 2 ? 0 : power;
}
