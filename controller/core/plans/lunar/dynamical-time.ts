/** Julian days and the difference between the uniform time of astronomy and the time of day. */

/** Julian day of 1970-01-01 00:00. */
export const julianDayOfEpoch = 2_440_587.5;
/** Julian day of J2000.0. */
export const j2000 = 2_451_545;
export const daysPerCentury = 36_525;

/**
 * Terrestrial time minus universal time, days: F. Espenak and J. Meeus, Five Millennium Canon of Solar Eclipses,
 * polynomial for 2005…2050. The real Earth has been up to 15 s ahead of it since 2020; the nearest a new moon or solar
 * term of 2020–2060 comes to a midnight is printed by the test and is longer.
 * @param julianDay of either time
 */
export function deltaT(julianDay: number): number {
  const years = (julianDay - j2000) / 365.25;
  return (62.92 + years * (0.32217 + years * 0.005589)) / 86_400;
}
