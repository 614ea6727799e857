import { describe, expect, test } from "vitest";
import {
  accountOfEstimate,
  accountOfMeter,
  addAccounts,
  completenessOf,
  emptyAccount,
  energyOf,
} from "../../../../controller/core/energy/account.ts";
import { type CabinetReadings, energyOfCircuit, shareOf } from "../../../../controller/core/energy/circuit-share.ts";
import { costOf } from "../../../../controller/core/energy/cost.ts";
import { emptyBucket } from "../../../../controller/core/energy/interval-energy.ts";
import { balanceMeter } from "../../../../controller/core/energy/meter-balance.ts";
import { roadIndicators } from "../../../../controller/core/energy/road-indicators.ts";
import { energyOfSamples } from "../../../../controller/core/energy/sample-energy.ts";
import { savingOf } from "../../../../controller/core/energy/saving.ts";
import type { Summary } from "../../../../controller/core/telemetry/ports.ts";

const hour = 3_600_000;

describe("accounts", () => {
  test("add up, whatever they know", () => {
    const metered = accountOfMeter({ ...emptyBucket, energy: 2, measured: 0.75, interpolated: 0.25 }, 24, 24);
    const sum = addAccounts([metered, accountOfEstimate(1, 12, 24)]);
    expect(energyOf(sum)).toBe(3);
    expect(completenessOf(sum)).toBe(0.75);
    expect(addAccounts([])).toEqual(emptyAccount);
  });

  test("about nothing are neither complete nor incomplete", () => {
    expect(completenessOf(emptyAccount)).toBeUndefined();
  });
});

describe("a circuit's energy", () => {
  const counted = { ...emptyBucket, energy: 10, measured: 1 };
  const readings = (more: Partial<CabinetReadings> = {}): CabinetReadings => ({
    meter: [counted],
    total: [1_000],
    segments: new Map([[0, [600]]]),
    onShare: new Map([[0, [0.5]]]),
    ...more,
  });

  test("is the meter's, split by the power of the relays", () => {
    expect(energyOfCircuit(readings(), 0, 0, 0)).toEqual({ energy: 6, known: 1 });
    expect(energyOfCircuit(readings(), undefined, 0, 0.25)).toEqual({ energy: 1, known: 1 });
  });

  test("is unknown without a meter: power times hours is no energy", () => {
    expect(energyOfCircuit(readings({ meter: undefined }), 0, 0, 0)).toEqual({ energy: 0, known: 0 });
  });

  test("is the whole meter's where it is the only one, and unknown where nothing was measured", () => {
    const bare = readings({ total: [undefined], segments: new Map() });
    expect(energyOfCircuit(bare, undefined, 0, 1)).toEqual({ energy: 10, known: 1 });
    expect(energyOfCircuit(readings({ segments: new Map() }), 3, 0, 0)).toEqual({ energy: 0, known: 0 });
  });

  test("is shared by watts, less what others counted, and never below nothing", () => {
    expect(shareOf({ energy: 6, known: 1 }, 2, 70, 280)).toBe(1);
    expect(shareOf({ energy: 6, known: 1 }, 9, 70, 280)).toBe(0);
  });
});

describe("a lamp without a meter", () => {
  const model = { nominalPower: 100, powerAtMinimumDimLevel: 20, minLevel: 10 };
  const summary = (mean: number): Summary => ({ count: 6, min: mean, max: mean, mean });
  const bucket = (quantities: object) => ({ from: 0, to: hour / 2, rows: 6, quantities });

  test("used what it measured, or what its level means", () => {
    expect(energyOfSamples([bucket({ activePower: summary(50), level: summary(100) })], model)[0]?.energy).toBe(0.025);
    expect(energyOfSamples([bucket({ level: summary(100) })], model)[0]?.energy).toBe(0.05);
    expect(energyOfSamples([bucket({ level: summary(0) })], model)[0]?.energy).toBe(0);
    expect(energyOfSamples([bucket({ supplyVoltage: summary(230) })], model)).toEqual([]);
  });
});

describe("savings", () => {
  test("by LED and by dimming are two lines that add up to the whole", () => {
    const saving = savingOf([{ baseline: 1_000, oldWatts: 250, newWatts: 100 }], 300);
    expect(saving).toEqual({ baseline: 1_000, ledAtFull: 400, byLed: 600, byDimming: 100 });
  });
});

describe("cost", () => {
  const date = (year: number, month: number) => ({ year, month, day: 1 });
  const rates = {
    currency: "VND",
    priceClasses: [
      {
        id: "low",
        name: "",
        prices: [
          { from: date(2025, 1), value: 2_000, source: "old" },
          { from: date(2026, 1), value: 2_226, source: "new" },
        ],
      },
    ],
    lightingClass: "low",
    gridFactor: [{ from: date(2023, 1), value: 0.6592, source: "grid" }],
  };
  const day = (year: number) => Date.UTC(year, 0, 1) / (24 * hour);

  test("is that of the day, and names its sources", () => {
    const uses = [
      { day: day(2025), priceClass: undefined, energy: 10 },
      { day: day(2026), priceClass: undefined, energy: 10 },
    ];
    const cost = costOf(uses, rates);
    expect(cost.cost).toBe(42_260);
    expect(cost.co2).toBeCloseTo(13.184, 9);
    expect(cost.sources).toEqual(["old", "grid", "new"]);
  });

  test("is not told where a price is missing for some of it", () => {
    const uses = [
      { day: day(2024), priceClass: undefined, energy: 1 },
      { day: day(2026), priceClass: undefined, energy: 1 },
    ];
    expect(costOf(uses, rates)).toMatchObject({ co2: 2 * 0.6592 });
    expect(costOf(uses, rates)).not.toHaveProperty("cost");
    expect(costOf([{ day: day(2026), priceClass: "none", energy: 1 }], rates)).not.toHaveProperty("cost");
  });

  test("of nothing is nothing", () => {
    expect(costOf([], rates)).toEqual({ currency: "VND", cost: 0, co2: 0, sources: [] });
  });
});

describe("a cabinet's balance", () => {
  test.each([
    [1_000, 990, 1, "balanced"],
    [1_000, 965, 1, "losses"],
    [1_000, 700, 1, "unexpectedLoad"],
    [10, 7, 1, "losses"],
    [1_000, 1_100, 1, "missing"],
    [1_000, 700, 0.9, "incomplete"],
  ] as const)("of %d kWh against %d, %d of it known, is %s", (meter, lamps, known, finding) => {
    expect(balanceMeter(meter, lamps, 720, known).finding).toBe(finding);
  });

  test("over nothing says so", () => {
    expect(balanceMeter(0, 0, 0, 0)).toMatchObject({ difference: 0, power: 0, finding: "incomplete" });
    expect(balanceMeter(0, 0, 0, 0)).not.toHaveProperty("share");
  });
});

describe("the indicators of a road", () => {
  const road = { litArea: 5_000, illuminance: 20 };
  const year = { from: Date.UTC(2025, 0), until: Date.UTC(2026, 0), energy: 7_000, completeness: 1 };

  test("are power density, and energy of a whole known year", () => {
    expect(roadIndicators(road, 3_000, year)).toEqual({ pdi: 30, aeci: 1.4 });
    expect(roadIndicators(road, 3_000, { ...year, until: Date.UTC(2025, 1) })).toEqual({ pdi: 30 });
    expect(roadIndicators(road, 3_000, { ...year, completeness: 0.9 })).toEqual({ pdi: 30 });
  });

  test("are not told of a road without area or light", () => {
    expect(roadIndicators({ litArea: 0, illuminance: 20 }, 3_000, year)).toBeUndefined();
  });
});
