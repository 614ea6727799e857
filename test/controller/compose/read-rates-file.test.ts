import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readRatesFile } from "../../../controller/compose/read-rates-file.ts";
import { readConfig } from "../../../controller/config.ts";
import { figureOn, pricesOf } from "../../../controller/core/energy/rates.ts";
import { createTempFolder } from "../../support/temp-folder.ts";
import { night } from "../core/plans/plan-of-a-town.ts";

const today = night("2026-11-22");

function refusalOf(text: string) {
  using folder = createTempFolder("rates");
  const file = folder.of("rates.json");
  writeFileSync(file, text);
  try {
    readRatesFile(file);
  } catch (error) {
    return error as { code: string; message: string; params: { reason: string } };
  }
  throw new Error("it was taken");
}

it("the file that comes along says what public lighting pays and emits in Việt Nam, each with its decision", () => {
  const rates = readRatesFile(readConfig({}).ratesFile);
  expect(rates.currency).toBe("VND");
  const price = figureOn(pricesOf(rates), today);
  expect([price?.value, price?.source]).toEqual([2226, expect.stringContaining("1279/QĐ-BCT")]);
  const factor = figureOn(rates.gridFactor, today);
  expect([factor?.value, factor?.source]).toEqual([0.6592, expect.stringContaining("1726/BĐKH-PTCBT")]);
  expect(figureOn(pricesOf(rates), night("2025-05-09"))).toBeUndefined();
});

it("a file of another country is read as well, one without any price too", () => {
  using folder = createTempFolder("rates");
  const file = folder.of("rates.json");
  writeFileSync(file, JSON.stringify({ currency: "EUR", priceClasses: [], gridFactor: [] }));
  expect(readRatesFile(file)).toEqual({ currency: "EUR", priceClasses: [], gridFactor: [] });
});

it("a file that cannot be used is refused with every reason, naming the setting", () => {
  const wrong = refusalOf(JSON.stringify({ currency: "dong", priceClasses: [{ id: "A b", name: "", prices: [] }] }));
  expect(wrong.code).toBe("config/invalid");
  expect(wrong.message).toContain("DEN_RATES_FILE=");
  for (const path of ["currency", "priceClasses.0.id", "priceClasses.0.name", "gridFactor"]) {
    expect(wrong.params.reason).toContain(`${path}: `);
  }
  const nameless = { currency: "EUR", priceClasses: [], lightingClass: "gone", gridFactor: [] };
  expect(refusalOf(JSON.stringify(nameless)).params.reason).toContain('there is no price class "gone"');
  expect(refusalOf("{").code).toBe("config/invalid");
  expect(() => readRatesFile("/nowhere/rates.json")).toThrow(expect.objectContaining({ code: "config/invalid" }));
});
