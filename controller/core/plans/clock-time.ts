/** Clock times as people write them and as the wire counts them. */
import type { ClockTime } from "./plan.ts";

const written = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const noon = 43_200;
const day = 86_400;

/** @returns seconds from midnight, 0…86,399; undefined where the text is no time. */
export function secondsOf(time: ClockTime): number | undefined {
  const parts = written.exec(time);
  return parts === null ? undefined : Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0);
}

/** Seconds from midnight of a time that was checked before. */
export function secondsOfChecked(time: ClockTime): number {
  const seconds = secondsOf(time);
  if (seconds === undefined) throw new RangeError(`"${time}" is no clock time`);
  return seconds;
}

/** Place of a clock time within a night: seconds since its noon. */
export function sinceNoon(seconds: number): number {
  return (seconds + day - noon) % day;
}
