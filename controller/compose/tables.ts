/** What energy is priced and compared by: dated rates and recorded baselines. */
import { createBaselines } from "../engine/energy/baselines.ts";
import { createRateTables } from "../engine/energy/rates.ts";
import { createBaselineStore, createRatesStore } from "../stores/energy-tables.ts";
import type { City } from "./city.ts";
import type { Disk } from "./disk.ts";
import { readRatesFile } from "./read-rates-file.ts";
import type { RoadDown } from "./road-down.ts";
import type { Wiring } from "./wiring.ts";

export type Tables = Awaited<ReturnType<typeof openTables>>;

export async function openTables(
  { config: { ratesFile }, clock }: Wiring,
  { db }: Disk,
  { areas }: City,
  { site }: Pick<RoadDown, "site">,
) {
  const rates = await createRateTables({
    clock,
    store: createRatesStore(db),
    seed: () => ({ rates: readRatesFile(ratesFile), source: ratesFile }),
    writeTime: site.writeTime,
  });
  const baselines = await createBaselines({
    clock,
    store: createBaselineStore(db),
    areas,
    site: site.current,
    writeTime: site.writeTime,
  });
  return { rates, baselines };
}
