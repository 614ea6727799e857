/**
 * Apparent longitude of the Sun after J. Meeus, Astronomical Algorithms, 2nd edition, chapters 22 and 25: the largest
 * terms of VSOP87 for the Earth, aberration and nutation. Exact to about a second of arc, 25 s of the Sun's motion.
 */
import { daysPerCentury, deltaT, j2000 } from "./dynamical-time.ts";

/** 10⁻⁸ rad, phase in rad, and rad per thousand years. */
type Term = readonly [amplitude: number, phase: number, rate: number];

const constantTerms: readonly Term[] = [
  [175_347_046, 0, 0],
  [3_341_656, 4.6692568, 6283.07585],
  [34_894, 4.6261, 12_566.1517],
  [3497, 2.7441, 5753.3849],
  [3418, 2.8289, 3.5231],
  [3136, 3.6277, 77_713.7715],
  [2676, 4.4181, 7860.4194],
  [2343, 6.1352, 3930.2097],
  [1324, 0.7425, 11_506.7698],
  [1273, 2.0371, 529.691],
  [1199, 1.1096, 1577.3435],
  [990, 5.233, 5884.927],
  [902, 2.045, 26.298],
  [857, 3.508, 398.149],
  [780, 1.179, 5223.694],
  [753, 2.533, 5507.553],
  [505, 4.583, 18_849.228],
  [492, 4.205, 775.523],
  [357, 2.92, 0.067],
  [317, 5.849, 11_790.629],
  [284, 1.899, 796.298],
  [271, 0.315, 10_977.079],
  [243, 0.345, 5486.778],
  [206, 4.806, 2544.314],
  [205, 1.869, 5573.143],
  [202, 2.458, 6069.777],
  [156, 0.833, 213.299],
  [132, 3.411, 2942.463],
  [126, 1.083, 20.775],
  [115, 0.645, 0.98],
  [103, 0.636, 4694.003],
  [102, 0.976, 15_720.839],
  [102, 4.267, 7.114],
];

const linearTerms: readonly Term[] = [
  [628_331_966_747, 0, 0],
  [206_059, 2.678235, 6283.07585],
  [4303, 2.6351, 12_566.1517],
  [425, 1.59, 3.523],
  [119, 5.796, 26.298],
  [109, 2.966, 1577.344],
];

const squareTerms: readonly Term[] = [
  [52_919, 0, 0],
  [8720, 1.0721, 6283.0758],
  [309, 0.867, 12_566.152],
];

const radians = Math.PI / 180;

/** Degrees 0 … 360 of the true ecliptic of date. @param julianDay universal time */
export function solarLongitude(julianDay: number): number {
  const centuries = (julianDay + deltaT(julianDay) - j2000) / daysPerCentury;
  const t = centuries / 10;
  const earth = (sum(constantTerms, t) + t * (sum(linearTerms, t) + t * sum(squareTerms, t))) / 1e8;
  const degrees = earth / radians + 180 + (aberration(centuries) + nutation(centuries)) / 3600;
  return ((degrees % 360) + 360) % 360;
}

function sum(terms: readonly Term[], t: number): number {
  let total = 0;
  for (const [amplitude, phase, rate] of terms) total += amplitude * Math.cos(phase + rate * t);
  return total;
}

/** Seconds of arc: the light that arrives now left the Sun 8 minutes ago; and the correction to the FK5 system. */
function aberration(centuries: number): number {
  const anomaly = (357.52911 + 35_999.05029 * centuries) * radians;
  return -20.4898 * (1 + 0.016709 * Math.cos(anomaly)) - 0.09033;
}

/** Nutation in longitude, seconds of arc. */
function nutation(centuries: number): number {
  const node = (125.04452 - 1934.136261 * centuries) * radians;
  const sun = (280.4665 + 36_000.7698 * centuries) * radians;
  const moon = (218.3165 + 481_267.8813 * centuries) * radians;
  return -17.2 * Math.sin(node) - 1.32 * Math.sin(2 * sun) - 0.23 * Math.sin(2 * moon) + 0.21 * Math.sin(2 * node);
}
