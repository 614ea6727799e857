/** Numbers and times as people here write them: 1.234,5 and dd/MM/yyyy HH:mm, in the site's zone. */
import type { Language } from "./language.ts";

export interface Format {
  /** @param digits of the fraction, at most. */
  number(value: number, digits?: number): string;
  /** With so many digits of the fraction, also where they are 0: figures that stand below each other. */
  fixed(value: number, digits: number): string;
  /** As it stands in a field: without groups, because a typed "4.000" is read as four. */
  typed(value: number, digits?: number): string;
  /** @param share 0 to 1. */
  percent(share: number, digits?: number): string;
  /** @param watts → "12,4 kW" */
  power(watts: number): string;
  /** @param kilowattHours → "1.234 kWh" */
  energy(kilowattHours: number): string;
  /** dd/MM/yyyy HH:mm */
  dateTime(at: number): string;
  /** dd/MM/yyyy */
  date(at: number): string;
  /** HH:mm */
  time(at: number): string;
  /** HH:mm:ss */
  seconds(at: number): string;
  /** "3 h 20 min"; never below a minute but "< 1 min". */
  duration(ms: number): string;
  /** A night by both its dates: "22 → 23/11/2026". @param noon EpochMs in its schedule day. */
  night(noon: number): string;
  /** Words of one language in its order: ă after a, đ after d. */
  compare(a: string, b: string): number;
}

const minute = 60_000;
const day = 1440 * minute;

export function createFormat(language: Language, timeZone: string): Format {
  const numbers = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits = 0) => {
    const known = numbers.get(digits) ?? new Intl.NumberFormat(language, { maximumFractionDigits: digits });
    numbers.set(digits, known);
    return known.format(value);
  };
  // one order of day and month for both languages: a desk that mixes them misreads dates
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const of = (at: number) =>
    Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value])) as Record<
      "year" | "month" | "day" | "hour" | "minute" | "second",
      string
    >;
  const date = (at: number) => {
    const { day: d, month, year } = of(at);
    return `${d}/${month}/${year}`;
  };
  const time = (at: number) => {
    const { hour, minute: m } = of(at);
    return `${hour}:${m}`;
  };
  const collator = new Intl.Collator(language, { numeric: true });
  const hours = language === "vi" ? "giờ" : "h";
  const minutes = language === "vi" ? "phút" : "min";
  return {
    number,
    fixed: (value, digits) =>
      new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    typed: (value, digits = 0) =>
      new Intl.NumberFormat(language, { maximumFractionDigits: digits, useGrouping: false }).format(value),
    percent: (share, digits = 0) => `${number(share * 100, digits)} %`,
    power: (watts) => (watts < 1000 ? `${number(watts)} W` : `${number(watts / 1000, watts < 100_000 ? 1 : 0)} kW`),
    energy: (kilowattHours) => `${number(kilowattHours, kilowattHours < 100 ? 1 : 0)} kWh`,
    date,
    time,
    dateTime: (at) => `${date(at)} ${time(at)}`,
    seconds: (at) => `${time(at)}:${of(at).second}`,
    duration(ms) {
      const whole = Math.round(ms / minute);
      if (whole < 1) return `< 1 ${minutes}`;
      const h = Math.floor(whole / 60);
      return [h > 0 ? `${number(h)} ${hours}` : "", whole % 60 > 0 ? `${whole % 60} ${minutes}` : ""]
        .filter(Boolean)
        .join(" ");
    },
    night(noon) {
      const [first, second] = [of(noon), of(noon + day)];
      const short = first.month === second.month ? first.day : `${first.day}/${first.month}`;
      return `${short} → ${second.day}/${second.month}/${second.year}`;
    },
    compare: (a, b) => collator.compare(a, b),
  };
}
