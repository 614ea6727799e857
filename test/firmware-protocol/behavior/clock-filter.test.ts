import { describe, expect, test } from "vitest";
import {
  addExchange,
  burst,
  createClockFilter,
  crystalTolerance,
  estimate,
  keptExchanges,
  nextExchangeIn,
} from "#protocol/behavior/clock-filter.ts";
import { createRng, nextFraction } from "#protocol/behavior/random.ts";

const utc0 = Date.UTC(2026, 10, 22, 12) * 1000;

/** An oscillator that runs `ppm` fast, and a link with a least delay and an exponential tail each way, ms. */
function world(ppm: number, least: number, tail: number, seed: number) {
  const rng = createRng(seed);
  const delay = () => (least - tail * Math.log(1 - nextFraction(rng))) * 1000;
  const oscillator = (utc: number) => (utc - utc0) * (1 + ppm * 1e-6) + 5_000_000;
  return {
    rng,
    oscillator,
    exchange(utc: number) {
      const there = delay();
      const t2 = utc + there;
      const t3 = t2 + 300;
      return { t1: oscillator(utc), t2, t3, t4: oscillator(t3 + delay()) };
    },
  };
}

describe("the clock filter", () => {
  test("reads the offset off one exchange, exact where both ways take as long", () => {
    const filter = createClockFilter();
    addExchange(filter, { t1: 1000, t2: 51_500, t3: 51_600, t4: 2100 });
    expect(estimate(filter)).toMatchObject({
      at: 1550,
      offset: 50_000,
      bound: 500,
      rate: 0,
      rateBound: crystalTolerance,
    });
  });

  test("refuses exchanges that cannot have happened", () => {
    const filter = createClockFilter();
    expect(addExchange(filter, { t1: 1000, t2: 50, t3: 40, t4: 2000 })).toBe(false);
    expect(addExchange(filter, { t1: 1000, t2: 50, t3: 60, t4: 900 })).toBe(false);
    expect(addExchange(filter, { t1: 1000, t2: 50, t3: 5000, t4: 2000 })).toBe(false);
    expect(estimate(filter)).toBeUndefined();
  });

  test("keeps sixteen and trusts the smallest round trip", () => {
    const filter = createClockFilter();
    for (let n = 0; n < 20; n++) {
      const roundTrip = n === 9 ? 100 : 9000;
      const t1 = n * 3_000_000;
      addExchange(filter, {
        t1,
        t2: t1 + 1_000_000 + roundTrip / 2,
        t3: t1 + 1_000_000 + roundTrip / 2,
        t4: t1 + roundTrip,
      });
    }
    expect(filter.kept).toHaveLength(keptExchanges);
    expect(estimate(filter)).toMatchObject({ bound: 50 });
  });

  test.each([
    ["Ethernet", 0.3, 0.1, 0.5],
    ["Wi-Fi", 2, 1, 3],
    ["LTE-M", 40, 15, 12],
    ["NB-IoT", 150, 200, 130],
  ])("on %s stays within its bound after the first burst, p95 of the error small", (name, least, tail, p95Limit) => {
    const found: number[] = [];
    for (let seed = 1; seed <= 300; seed++) {
      const link = world(((seed % 81) - 40) * 0.99, least, tail, seed);
      const filter = createClockFilter();
      let utc = utc0;
      for (let done = 0; done < burst.exchanges; done++) {
        addExchange(filter, link.exchange(utc));
        utc += nextExchangeIn(done, nextFraction(link.rng)) * 1000;
      }
      const now = estimate(filter)!;
      const passed = link.oscillator(utc) - now.at;
      const error = Math.abs(link.oscillator(utc) + now.offset + passed * now.rate - utc);
      expect(error).toBeLessThanOrEqual(now.bound + passed * now.rateBound + 1);
      found.push(error / 1000);
    }
    const p95 = found.sort((a, b) => a - b)[Math.floor(found.length * 0.95)]!;
    console.log(`clock over ${name}: p95 ${p95.toFixed(2)} ms`);
    expect(p95).toBeLessThan(p95Limit);
  });

  test("learns the rate of the oscillator over the nights, within what it says of it", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const ppm = ((seed % 81) - 40) * 0.99;
      const link = world(ppm, 40, 15, seed);
      const filter = createClockFilter();
      for (let night = 0; night < 8; night++) addExchange(filter, link.exchange(utc0 + night * 86_400e6));
      const { rate, rateBound } = estimate(filter)!;
      expect(Math.abs(rate + ppm * 1e-6)).toBeLessThanOrEqual(rateBound);
      expect(rateBound).toBeLessThan(crystalTolerance);
    }
  });
});

describe("the exchange schedule", () => {
  test("has ten exchanges 2–4 s apart, then one a night", () => {
    expect([0, 9].map((done) => [nextExchangeIn(done, 0), nextExchangeIn(done, 1)])).toEqual([
      [2000, 4000],
      [2000, 4000],
    ]);
    expect([nextExchangeIn(10, 0), nextExchangeIn(10, 1)].map((ms) => ms / 3_600_000)).toEqual([18, 24]);
  });
});
