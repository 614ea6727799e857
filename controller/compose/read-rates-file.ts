/** The file of rates that a fresh installation begins with, as the API would take them. */
import { readFileSync } from "node:fs";
import { Rates as RatesForm } from "../api/energy-table-schemas.ts";
import { judgeRates } from "../core/energy/judge-rates.ts";
import type { Rates } from "../core/energy/rates.ts";
import { ControllerError } from "../errors.ts";

/** @throws ControllerError `config/invalid` with everything that is wrong with the file. */
export function readRatesFile(file: string): Rates {
  const parsed = RatesForm.safeParse(parse(file));
  if (!parsed.success) {
    throw invalid(
      file,
      parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    );
  }
  const rates = parsed.data as Rates;
  const places = judgeRates(rates);
  if (places.length > 0) {
    throw invalid(
      file,
      places.map(({ path, message }) => `${path}: ${message}`),
    );
  }
  return rates;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw invalid(file, [(error as Error).message]);
  }
}

function invalid(file: string, reasons: readonly string[]): ControllerError {
  const reason = reasons.join("; ");
  return new ControllerError("config/invalid", `DEN_RATES_FILE=${file}: ${reason}.`, {
    params: { name: "DEN_RATES_FILE", value: file, reason },
  });
}
