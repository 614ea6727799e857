/**
 * Position of the sun and the four events of a night. The same algorithm runs in controller and device: it is part of
 * the protocol. Solar longitude after J. Meeus, Astronomical Algorithms, chapter 25, with the periodic terms of the
 * planets and the Moon of his Astronomical Formulae for Calculators, chapter 18; horizontal parallax of 8.794″,
 * semidiameter of 959.63″ at 1 au, refraction at the horizon of 34′.
 */

/** Degrees WGS 84. */
export interface Place {
  lat: number;
  lon: number;
}

/** Sun over one place: degrees above the horizon, without refraction, and distance in au. */
export interface SunPosition {
  altitude: number;
  distance: number;
}

/** The events of one night, EpochMs with a fraction. Evening events come before the sun's lowest point, morning ones after. */
export interface SunEvents {
  sunset: number;
  civilDusk: number;
  civilDawn: number;
  sunrise: number;
}

const radians = Math.PI / 180;
const hour = 3_600_000;
const day = 24 * hour;
/** EpochMs of J2000.0, 2000-01-01 12:00 TT taken as UT. */
const j2000 = 946_728_000_000;
/** Terrestrial time minus universal time, ms; 69 s in 2020–2035, and the sun moves only 0.04″ in a second. */
const deltaT = 69_200;
const parallax = 8.794 / 3600;
const semidiameter = 959.63 / 3600;
const horizonRefraction = 34 / 60;
const civilAltitude = -6;

/** Position of the sun at `at` (EpochMs) over a place. Valid 2000–2050, error below 0.007°. */
export function sunPosition(place: Place, at: number): SunPosition {
  const { declination, rightAscension, distance } = equatorial(at);
  const lat = place.lat * radians;
  const hourAngle = siderealTime(at) + place.lon * radians - rightAscension;
  const geocentric = Math.asin(
    Math.sin(lat) * Math.sin(declination) + Math.cos(lat) * Math.cos(declination) * Math.cos(hourAngle),
  );
  return { altitude: geocentric / radians - (parallax / distance) * Math.cos(geocentric), distance };
}

function equatorial(at: number): { declination: number; rightAscension: number; distance: number } {
  const t = (at + deltaT - j2000) / day / 36_525;
  const meanLongitude = 280.46646 + t * (36_000.76983 + t * 0.0003032);
  const meanAnomaly = (357.52911 + t * (35_999.05029 - t * 0.0001537)) * radians;
  const eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
  const center =
    (1.914602 - t * (0.004817 + t * 0.000014)) * Math.sin(meanAnomaly) +
    (0.019993 - t * 0.000101) * Math.sin(2 * meanAnomaly) +
    0.000289 * Math.sin(3 * meanAnomaly);
  const distance =
    (1.000001018 * (1 - eccentricity * eccentricity)) / (1 + eccentricity * Math.cos(meanAnomaly + center * radians));
  const node = (125.04 - 1934.136 * t) * radians;
  const nutation = -0.00478 * Math.sin(node);
  const longitude = (meanLongitude + center + perturbations(t) - 0.00569 / distance + nutation) * radians;
  const obliquity = (23.4392911 - t * 0.0130042 + 0.00256 * Math.cos(node)) * radians;
  return {
    declination: Math.asin(Math.sin(obliquity) * Math.sin(longitude)),
    rightAscension: Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude)),
    distance,
  };
}

/** Pull of Venus, Jupiter and the Moon on the Earth, degrees of longitude. @param t centuries since J2000 */
function perturbations(t: number): number {
  const since1900 = t + 1;
  return (
    0.00134 * Math.cos((153.23 + 22_518.7541 * since1900) * radians) +
    0.00154 * Math.cos((216.57 + 45_037.5082 * since1900) * radians) +
    0.002 * Math.cos((312.69 + 32_964.3577 * since1900) * radians) +
    0.00179 * Math.sin((350.74 + 445_267.1142 * since1900) * radians)
  );
}

/** Apparent sidereal time at Greenwich, radians. */
function siderealTime(at: number): number {
  const days = (at - j2000) / day;
  const t = days / 36_525;
  const mean = 280.46061837 + 360.98564736629 * days + t * t * 0.000387933;
  const equationOfEquinoxes = -0.00478 * Math.sin((125.04 - 1934.136 * t) * radians) * Math.cos(23.44 * radians);
  return ((((mean + equationOfEquinoxes) % 360) + 360) % 360) * radians;
}

/**
 * Events of the night that begins at `noon` (EpochMs of the local noon). An event that does not occur is placed at the
 * sun's lowest point where it never sinks that far, and at its highest where it never rises that far.
 */
export function sunEvents(place: Place, noon: number): SunEvents {
  const midnight = nearestExtreme(place, noon + 12 * hour, -1);
  const before = nearestExtreme(place, midnight - 12 * hour, 1);
  const after = nearestExtreme(place, midnight + 12 * hour, 1);
  return {
    sunset: crossing(place, before, midnight, horizon),
    civilDusk: crossing(place, before, midnight, civil),
    civilDawn: crossing(place, after, midnight, civil),
    sunrise: crossing(place, after, midnight, horizon),
  };
}

/** Height of the sun above the line of an event, degrees. */
type Height = (position: SunPosition) => number;
const horizon: Height = ({ altitude, distance }) => altitude + horizonRefraction + semidiameter / distance;
const civil: Height = ({ altitude }) => altitude - civilAltitude;

/**
 * Instant of the highest (`sign` 1) or lowest (−1) sun near `at`. First by the hour angle; then by the altitude
 * itself, because near the poles the seasons move the sun faster than the day does.
 */
function nearestExtreme(place: Place, at: number, sign: 1 | -1): number {
  let time = at;
  for (let round = 0; round < 3; round++) {
    const { rightAscension } = equatorial(time);
    const hourAngle = siderealTime(time) + place.lon * radians - rightAscension + (sign === 1 ? 0 : Math.PI);
    const away = Math.atan2(Math.sin(hourAngle), Math.cos(hourAngle)) / (2 * Math.PI);
    time -= away * 0.99727 * day;
  }
  if (Math.abs(place.lat) < 60) return time;
  const height = (t: number) => sign * sunPosition(place, t).altitude;
  return searchMaximum(height, time - 5 * hour, time + 5 * hour);
}

/** Golden-section search of the one maximum between two instants, to about a second. */
function searchMaximum(height: (at: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = from;
  let high = to;
  while (high - low > 1000) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (height(left) < height(right)) low = left;
    else high = right;
  }
  return (low + high) / 2;
}

/** Instant between the sun's highest and lowest point at which it passes an event's line, to the millisecond. */
function crossing(place: Place, highest: number, lowest: number, height: Height): number {
  if (height(sunPosition(place, lowest)) >= 0) return lowest;
  if (height(sunPosition(place, highest)) <= 0) return highest;
  let above = highest;
  let below = lowest;
  while (Math.abs(below - above) > 1) {
    const middle = (above + below) / 2;
    if (height(sunPosition(place, middle)) > 0) above = middle;
    else below = middle;
  }
  return (above + below) / 2;
}
