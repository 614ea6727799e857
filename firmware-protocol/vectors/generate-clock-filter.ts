/** Exchanges one after the other and what is known after each; and a clock that is corrected by them. */
import { clockFromRtc, correctClock, unsetClock, wallAt } from "../behavior/clock.ts";
import { addExchange, createClockFilter, type Exchange, estimate, nextExchangeIn } from "../behavior/clock-filter.ts";
import type { VectorFile } from "./vector-file.ts";

const utc = 1_795_348_800_000_000;

/** An exchange whose request took `there` µs and answer `back` µs, at `seconds` of an oscillator that runs `ppm` fast. */
function exchange(seconds: number, there: number, back: number, ppm = 0): Exchange {
  const oscillator = (passed: number) => Math.round(5_000_000 + passed * (1 + ppm * 1e-6));
  const asked = seconds * 1_000_000;
  const t2 = utc + asked + there;
  const t3 = t2 + 250;
  return { t1: oscillator(asked), t2, t3, t4: oscillator(asked + there + 250 + back) };
}

const series: readonly (readonly [name: string, exchanges: readonly Exchange[]])[] = [
  ["one, both ways alike", [exchange(0, 20_000, 20_000)]],
  [
    "the smallest round trip counts",
    [exchange(0, 90_000, 20_000), exchange(3, 21_000, 20_000), exchange(6, 20_000, 400_000)],
  ],
  [
    "answered before asked, or held longer than it was away: refused",
    [
      { t1: 9000, t2: utc, t3: utc - 1, t4: 10_000 },
      { t1: 9000, t2: utc, t3: utc + 2000, t4: 10_000 },
      { t1: 9000, t2: utc, t3: utc + 10, t4: 8000 },
    ],
  ],
  [
    "sixteen are kept",
    Array.from({ length: 18 }, (_, n) => exchange(n * 3, n === 0 ? 1000 : 20_000 + n, n === 0 ? 1000 : 20_000)),
  ],
  [
    "the rate is fitted over nights",
    Array.from({ length: 6 }, (_, n) => exchange(n * 80_000, 20_000 + 500 * (n % 3), 20_000, 30)),
  ],
];

function afterEach([name, exchanges]: (typeof series)[number]): object[] {
  const filter = createClockFilter();
  return exchanges.map((given) => {
    const taken = addExchange(filter, given);
    const known = estimate(filter);
    return { name, exchange: given, taken, kept: filter.kept.length, estimate: known && rounded(known) };
  });
}

function rounded({ rate, rateBound, ...rest }: NonNullable<ReturnType<typeof estimate>>): object {
  return { ...rest, ratePpm: Math.round(rate * 1e9) / 1000, rateBoundPpm: Math.round(rateBound * 1e9) / 1000 };
}

/** A clock that is `behind` ms, corrected once, and what it shows some seconds later. */
function corrected(behind: number, mayStep: boolean, set: boolean): object {
  const start = utc / 1000;
  const before = set ? clockFromRtc(start, 500) : unsetClock();
  const truth = { at: 0, offset: utc + behind * 1000, rate: 0, bound: 10_000, rateBound: 20e-6 };
  const { clock, stepped } = correctClock(before, truth, 0, mayStep);
  const shows = [0, 10, 100, 1000].map((seconds) => [seconds, Math.round(wallAt(clock, seconds * 1000) - start)]);
  return { name: "correction", set, behind, mayStep, stepped, showsAfterSeconds: shows };
}

export const clockFilterVectors = {
  name: "clock-filter.json",
  about:
    "Cases of one `name` follow each other on one filter. t1 and t4 are µs of the device's oscillator, t2 and t3 µs of UTC; `estimate`: µs, ±1; ppm ±0.01. Corrections: the clock is `behind` by ms; pairs of seconds later and ms shown since. Schedule: `in` ms after exchange number `done`.",
  cases: () => [
    ...series.flatMap(afterEach),
    ...[
      [60, true, true],
      [-60, true, true],
      [90_000, true, true],
      [90_000, false, true],
      [0, true, false],
    ].map(([behind, mayStep, set]) => corrected(behind as number, mayStep as boolean, set as boolean)),
    ...[0, 5, 9, 10, 11].flatMap((done) =>
      [0, 0.5, 1].map((chance) => ({ done, chance, in: nextExchangeIn(done, chance) })),
    ),
  ],
} satisfies VectorFile;
