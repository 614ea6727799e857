import { expect, test } from "vitest";
import { figureOn, pricesOf } from "../../../../controller/core/energy/rates.ts";
import { night } from "../plans/plan-of-a-town.ts";

const price = (year: number, value: number) => ({ from: { year, month: 1, day: 1 }, value, source: `list of ${year}` });

test("a figure holds from its day on until the next of the table, in whatever order they stand", () => {
  const table = [price(2027, 2), price(2025, 1)];
  expect(figureOn(table, night("2024-12-31"))).toBeUndefined();
  expect(figureOn(table, night("2025-01-01"))?.value).toBe(1);
  expect(figureOn(table, night("2026-12-31"))?.value).toBe(1);
  expect(figureOn(table, night("2027-01-01"))?.value).toBe(2);
});

test("lighting pays the prices of its class unless another is named", () => {
  const low = { id: "low", name: "Low voltage", prices: [price(2025, 1)] };
  const high = { id: "high", name: "High voltage", prices: [price(2025, 2)] };
  const rates = { currency: "EUR", priceClasses: [low, high], lightingClass: "low", gridFactor: [] };
  expect(pricesOf(rates)).toBe(low.prices);
  expect(pricesOf(rates, "high")).toBe(high.prices);
  expect(pricesOf(rates, "other")).toEqual([]);
  const { lightingClass: _, ...unclassed } = rates;
  expect(pricesOf(unclassed)).toEqual([]);
});
