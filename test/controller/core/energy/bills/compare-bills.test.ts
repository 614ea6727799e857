import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bill } from "../../../../../controller/core/energy/bills/bill.ts";
import { compareBills, type SystemEnergy } from "../../../../../controller/core/energy/bills/compare-bills.ts";
import type { SupplyPoint } from "../../../../../controller/core/inventory/model.ts";

const point: SupplyPoint = { id: "pe-1", name: "Trạm 1", version: 1, areaId: "city", factor: 20 };

/** A year of bills; what was used goes with the length of the nights. */
function year(billed: (used: number, month: number) => number, more: Partial<Bill> = {}) {
  const used = Array.from({ length: 12 }, (_, n) => 2_000 + 200 * Math.cos((n / 12) * 2 * Math.PI));
  const bills = used.map((energy, n): Bill => {
    const from = Temporal.PlainDate.from({ year: 2026, month: n + 1, day: 1 });
    const until = from.add({ months: 1 });
    return {
      supplyPointId: "pe-1",
      from: from.toString(),
      until: until.toString(),
      factor: 20,
      energy: Math.round(billed(energy, n)),
      ...more,
    };
  });
  const systems = used.map((energy): SystemEnergy => ({ energy, completeness: 1, by: "cabinetMeters" }));
  return { bills, systems };
}

const compare = ({ bills, systems }: ReturnType<typeof year>, of = point) => compareBills(of, bills, systems);

describe("invoice and system", () => {
  test("agree where meters are a percent apart and readings half a day off", () => {
    const comparison = compare(year((used, n) => used * 1.01 * (1 + (n % 2 === 0 ? 0.015 : -0.015))));
    expect(comparison.finding).toBe("none");
    expect(comparison.periods.every(({ remarks }) => remarks.length === 0)).toBe(true);
  });

  test("differ by a factor that a usual transformer explains", () => {
    const comparison = compare(
      year((used) => used * 1.5, { factor: 30 }),
      { ...point, factor: 30 },
    );
    expect(comparison).toMatchObject({ finding: "wrongFactor", likelyFactor: 20 });
    expect(comparison.share).toBeCloseTo(0.5, 2);
  });

  test("name the recorded factor where the utility reckons with another, and say so at each bill", () => {
    const comparison = compare(year((used) => used * 0.8, { factor: 16 }));
    expect(comparison).toMatchObject({ finding: "wrongFactor", likelyFactor: 20 });
    expect(comparison.periods.every(({ remarks }) => remarks.includes("factorDiffers"))).toBe(true);
  });

  test("differ by a load that is the same each day, which no factor explains", () => {
    const comparison = compare(year((used, n) => used + 9 * [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][n]!));
    expect(comparison.finding).toBe("unknownLoad");
    expect(comparison.perDay).toBeCloseTo(9, 0);
  });

  test("say nothing of one period that is off", () => {
    expect(compare(year((used, n) => (n === 4 ? used * 1.4 : used))).finding).toBe("none");
  });

  test("say nothing where the data are too thin", () => {
    const { bills, systems } = year((used) => used * 2);
    const thin = systems.map((system) => ({ ...system, completeness: 0.9 }));
    const comparison = compareBills(point, bills, thin);
    expect(comparison.finding).toBe("thin");
    expect(comparison.periods.every(({ share, remarks }) => share === undefined && remarks.includes("thin"))).toBe(
      true,
    );
    expect(compareBills(point, [], [])).toMatchObject({ finding: "thin", periods: [] });
  });

  test("know of other loads on the meter", () => {
    const withCamera = { ...point, otherLoads: [{ name: "camera", energyPerDay: 9 }] };
    const comparison = compare(
      year((used) => used + 9 * 30.4),
      withCamera,
    );
    expect(comparison.finding).toBe("none");
  });

  test("reckon again what the utility multiplied, but not over a change of the meter", () => {
    const readings = { previousReading: 100, reading: 150 };
    const wrong = compare(year((used) => used, readings));
    expect(wrong.periods.every(({ remarks }) => remarks.includes("arithmetic"))).toBe(true);
    const changed = { ...point, earlierMeters: [{ factor: 20, until: "2026-03-17" }] };
    const march = compare(
      year((used) => used, readings),
      changed,
    ).periods[2]!;
    expect(march.remarks).not.toContain("arithmetic");
  });

  test("whatever noise of up to 2.5 %, nothing is found that is not there", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.025, max: 0.025, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (noise) => {
          expect(compare(year((used, n) => used * (1 + noise[n]!))).finding).toBe("none");
        },
      ),
    );
  });
});
