/** Calendars used by several generators: a street through the year, a bridge, a segment, and the largest one. */
import type { Calendar, Point } from "../wire/calendar.ts";

const at = (hours: number, minutes = 0) => hours * 3600 + minutes * 60;
const day = 86_400_000;

/** Number of the night that begins on a date, `2027-02-05`. */
export function nightNumber(date: string): number {
  return Date.parse(`${date}T00:00Z`) / day;
}

/** On at sunset, dimmed late, up again before the first shift, off at sunrise. */
const usual: Point[] = [
  { sun: "sunset", shift: 10, notBefore: at(17, 30), notAfter: at(18, 30), target: { level: 100 }, ramp: 30 },
  { time: at(22), target: { level: 60 }, ramp: 60 },
  { time: at(0, 30), target: { level: 30 }, ramp: 60 },
  { time: at(4, 45), target: { level: 70 }, ramp: 60 },
  { sun: "sunrise", shift: -15, target: { level: 0 }, ramp: 30 },
];

/** A street: bright on Tết, on Saturdays and on the evening before a holiday, the last Friday of a month for repairs. */
export const street: Calendar = {
  format: 1,
  programs: [
    { points: usual },
    {
      points: [
        { sun: "civilDusk", target: { level: 100 } },
        { sun: "civilDawn", target: { level: 0 } },
      ],
    },
    {
      points: usual.map((point) => ("time" in point && point.time === at(22) ? { ...point, time: at(23, 30) } : point)),
    },
  ],
  rules: [
    // Giao thừa and the three nights of Tết 2027, and the night of Trung thu
    {
      program: 1,
      nights: [
        [nightNumber("2027-02-05"), nightNumber("2027-02-08")],
        [nightNumber("2027-09-15"), nightNumber("2027-09-15")],
      ],
    },
    // the year's end; National Day
    {
      program: 1,
      yearly: [
        [1231, 101],
        [902, 902],
      ],
    },
    { program: 1, weekdays: [5], occurrences: [-1] },
    // Saturdays of the summer
    { program: 2, yearly: [[516, 630]], weekdays: [6] },
  ],
  defaultProgram: 0,
};

/** A half-night segment. */
export const segment: Calendar = {
  format: 1,
  programs: [
    {
      points: [
        { sun: "sunset", target: { closed: true } },
        { time: at(22), target: { closed: false } },
        { sun: "civilDawn", shift: -60, notBefore: at(4), target: { closed: true } },
        { sun: "sunrise", target: { closed: false } },
      ],
    },
  ],
  defaultProgram: 0,
  dwell: 120,
  stagger: 30,
};

/** A bridge: colours early, white late. */
export const bridge: Calendar = {
  format: 1,
  programs: [
    {
      points: [
        { sun: "civilDusk", target: { rgbw16: [65_535, 20_000, 0, 0] }, ramp: 300 },
        { time: at(20), target: { x: 0.3127, y: 0.329, level: 80 }, ramp: 300 },
        { time: at(22), target: { cct: 3000, level: 30 }, ramp: 600 },
        { time: at(23), target: { level: 0 } },
      ],
    },
  ],
  defaultProgram: 0,
};

/** Twelve programs of eight points and a rule of its own for each of 366 nights. */
export const fullYear: Calendar = {
  format: 1,
  programs: Array.from({ length: 12 }, (_, n) => ({
    points: [
      ...usual.slice(0, 4),
      { time: at(1, n), target: { level: 50 - n }, ramp: 60 },
      { time: at(2, n), target: { level: 40 - n }, ramp: 60 },
      { sun: "civilDawn", shift: n - 15, notBefore: at(4, 30), notAfter: at(6), target: { level: 80 }, ramp: 60 },
      usual[4]!,
    ],
  })),
  rules: Array.from({ length: 366 }, (_, n) => {
    const night = nightNumber("2027-01-01") + n;
    return { program: n % 12, nights: [[night, night]] };
  }),
  defaultProgram: 0,
};
