/**
 * Calendars at work: a year of nights from the equator to the polar night, both changes of the clock, a half-hour one,
 * clamps and points that cross, dates compiled from the lunar calendar, relays, and the night of a lamp without a clock.
 */
import { blindProgram } from "../behavior/blind-program.ts";
import { resolveNight } from "../behavior/calendar.ts";
import { nightAt, type Site } from "../behavior/night.ts";
import { type Pace, paceOf } from "../behavior/pace-segment.ts";
import type { Calendar } from "../wire/calendar.ts";
import { nightNumber, segment, street } from "./calendars.ts";
import type { VectorFile } from "./vector-file.ts";

const utc = (text: string) => Date.parse(`${text}Z`);
const at = (hours: number, minutes = 0) => hours * 3600 + minutes * 60;
const hour = 3_600_000;

/** Offsets as a controller would send them for 2027. */
const indochina = [{ at: utc("2026-01-01T00:00"), offset: 420 }];
const berlinOffsets = [
  { at: utc("2026-10-25T01:00"), offset: 60 },
  { at: utc("2027-03-28T01:00"), offset: 120 },
  { at: utc("2027-10-31T01:00"), offset: 60 },
];
const lordHoweOffsets = [
  { at: utc("2026-10-03T15:30"), offset: 660 },
  { at: utc("2027-04-03T15:00"), offset: 630 },
  { at: utc("2027-10-02T15:30"), offset: 660 },
];

interface NamedSite extends Site {
  name: string;
}
const sites: readonly NamedSite[] = [
  { name: "equator", place: { lat: 0, lon: 105 }, offsets: indochina },
  { name: "Thủ Dầu Một", place: { lat: 10.98, lon: 106.65 }, offsets: indochina },
  { name: "Lord Howe", place: { lat: -31.55, lon: 159.08 }, offsets: lordHoweOffsets },
  { name: "Berlin", place: { lat: 52.52, lon: 13.405 }, offsets: berlinOffsets },
  { name: "Tromsø", place: { lat: 70, lon: 18.96 }, offsets: berlinOffsets },
];

/** Points that overtake each other with the seasons, clamps, and times inside of both changes of the clock. */
const seasons: Calendar = {
  format: 1,
  programs: [
    {
      points: [
        { sun: "sunset", shift: 10, notBefore: at(17), notAfter: at(21), target: { level: 100 }, ramp: 30 },
        { time: at(20), target: { level: 70 } },
        { time: at(1, 45), target: { level: 40 }, ramp: 60 },
        { time: at(2, 15), target: { level: 30 } },
        { sun: "civilDawn", shift: -30, notBefore: at(4, 30), target: { level: 80 } },
        { sun: "sunrise", notAfter: at(8), target: { level: 0 } },
      ],
    },
    {
      points: [
        { sun: "civilDusk", target: { level: 90 } },
        { sun: "civilDawn", target: { level: 0 } },
      ],
    },
  ],
  rules: [
    ...street.rules!.filter(({ program }) => program === 1),
    { program: 1, yearly: [[1220, 106]], weekdays: [6, 7] },
  ],
  defaultProgram: 0,
};

/** Steps in the night that begins at the noon before `midnight`. */
function nightCase(name: string, which: string, calendar: Calendar, site: Site, noonish: number, pace?: Pace) {
  const { date, noon, nextNoon, rule, program, steps } = resolveNight(calendar, site, nightAt(site, noonish), pace);
  return {
    name,
    calendar: which,
    date,
    noon,
    nextNoon,
    ...(rule !== undefined && { rule }),
    program,
    ...(pace && { pace }),
    steps: steps.map(({ at: from, target, point }) => [
      Math.round(from / 1000),
      "level" in target ? target.level : target,
      point ?? null,
    ]),
  };
}

/** Any instant of the night that begins on the n-th day of 2027. */
function eveningOf(n: number, { place }: Site): number {
  return (nightNumber("2027-01-01") + n) * 24 * hour + 20 * hour - Math.round(place.lon / 15) * hour;
}

/** 24 h of light, and switching faster than a contactor should. */
const restless: Calendar = {
  format: 1,
  programs: [
    { points: [{ time: at(12), target: { closed: true } }] },
    {
      points: [
        { time: at(18), target: { closed: true } },
        { time: at(18, 1), target: { closed: false } },
        { time: at(18, 2), target: { closed: true } },
        { time: at(22), target: { closed: false } },
        { time: at(22, 1), target: { closed: true } },
      ],
    },
  ],
  rules: [{ program: 1, weekdays: [6, 7] }],
  defaultProgram: 0,
  dwell: 90,
  stagger: 60,
};

const [, home, , berlin, tromso] = sites as [NamedSite, NamedSite, NamedSite, NamedSite, NamedSite];

export const calendarVectors = {
  name: "calendar.json",
  about:
    "First the `calendars` and `sites` by name, and the hash of segments: `delay` ms of `device`'s `output` with a `stagger` of 60 s. Then nights: `calendar` at site `name` in the night that begins at `noon` (EpochMs) on `date` (days since 1970-01-01) has `program`, by `rule` (absent: the default), and `steps` [whole second since 1970, level or target, point; null: before the first]; each holds until the next, the last until `nextNoon`. Hold instants of the clock exactly, those of the sun to ±2 s. `pace`: how a relay follows it, ms. `blind`: the default program for a lamp without a clock, [ms from the middle of the learned night, level], where half the learned night is `middle` ms.",
  cases: () => [
    { calendars: { seasons, street, segment, restless }, sites },
    ...["cab-1", "cab-2", "a81758fffe03b2c1"].flatMap((device) =>
      [0, 1, 2].map((output) => ({ device, output, delay: paceOf({ ...segment, stagger: 60 }, device, output).delay })),
    ),
    ...sites.flatMap((site) =>
      Array.from({ length: 366 }, (_, n) => nightCase(site.name, "seasons", seasons, site, eveningOf(n, site))),
    ),
    ...["2027-02-04", "2027-02-05", "2027-02-08", "2027-02-09", "2027-09-15", "2027-05-22", "2027-12-31"].map((date) =>
      nightCase(home.name, "street", street, home, (nightNumber(date) + 0.5) * 24 * hour),
    ),
    ...["2027-01-01", "2027-06-20", "2027-12-24"].flatMap((date) =>
      [0, 1].map((output) =>
        nightCase(
          home.name,
          "segment",
          segment,
          home,
          (nightNumber(date) + 0.5) * 24 * hour,
          paceOf(segment, "cab-1", output),
        ),
      ),
    ),
    ...["2027-01-01", "2027-01-02"].map((date) =>
      nightCase(
        home.name,
        "restless",
        restless,
        home,
        (nightNumber(date) + 0.5) * 24 * hour,
        paceOf(restless, "cab-1", 0),
      ),
    ),
    ...[home, berlin, tromso].map((site) => ({
      name: site.name,
      calendar: "seasons",
      middle: 6.25 * hour,
      blind: blindProgram(seasons, site, 6.25 * hour, site.offsets[0]!.at).map(({ fromMiddle, level }) => [
        Math.round(fromMiddle),
        level,
      ]),
    })),
  ],
} satisfies VectorFile;
