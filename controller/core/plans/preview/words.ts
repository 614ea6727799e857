/** Nights, times and quantities as people of the site read them, in both languages. */
import { offsetAt } from "#protocol/behavior/civil-time.ts";
import type { Site } from "../../fleet/configure.ts";
import { dateOf } from "../days.ts";

export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];

const two = (number: number) => String(number).padStart(2, "0");

/** @param day on which the night begins. @returns "đêm 05 rạng 06/02/2027", "the night of 05 to 06/02/2027". */
export function nightName(language: Language, day: number): string {
  const [evening, morning] = [dateOf(day), dateOf(day + 1)];
  const first = [
    two(evening.day),
    ...(evening.month === morning.month ? [] : [two(evening.month)]),
    ...(evening.year === morning.year ? [] : [String(evening.year)]),
  ].join("/");
  const second = `${two(morning.day)}/${two(morning.month)}/${morning.year}`;
  return language === "vi" ? `đêm ${first} rạng ${second}` : `the night of ${first} to ${second}`;
}

/** hh:mm on the site's clock. */
export function clockName(at: number, offsets: Site["offsets"]): string {
  const local = Math.floor(at / 60_000) + offsetAt([...offsets], at);
  const minute = ((local % 1440) + 1440) % 1440;
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** At most one place after the comma. */
export function numberName(language: Language, value: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
}
