/** Rates, baselines and previews over the control room's plans and database. */
import { type Baselines, createBaselines } from "../../controller/engine/energy/baselines.ts";
import { createRateTables, type RateTables } from "../../controller/engine/energy/rates.ts";
import { createInSlices } from "../../controller/engine/in-slices.ts";
import { createPreviews, type Previews, type PreviewsDeps } from "../../controller/engine/plans/previews.ts";
import { silentLog } from "../../controller/log.ts";
import { createBaselineStore, createRatesStore } from "../../controller/stores/energy-tables.ts";
import { createPlanStore } from "../../controller/stores/plans.ts";
import { rates as someRates } from "../controller/core/plans/preview/preview-town.ts";
import type { ControlRoom } from "./control-room.ts";
import { site } from "./fleet-things.ts";

export interface PreviewDesk extends AsyncDisposable {
  readonly rates: RateTables;
  readonly baselines: Baselines;
  readonly previews: Previews;
}

export async function openPreviewDesk(room: ControlRoom, said: Partial<PreviewsDeps> = {}): Promise<PreviewDesk> {
  const { clock, db, plans, inventory, index } = room;
  const writeTime = (at: number) => new Date(at).toISOString();
  const rates = await createRateTables({
    clock,
    store: createRatesStore(db),
    seed: () => ({ rates: someRates, source: "a file" }),
    writeTime,
  });
  const baselines = await createBaselines({
    clock,
    store: createBaselineStore(db),
    areas: () => inventory().area,
    site: () => site,
    writeTime,
  });
  let drawn = 0;
  const previews = createPreviews({
    clock,
    plans,
    store: createPlanStore(db),
    inventory,
    index,
    site: () => site,
    rates: rates.current,
    baselines: baselines.current,
    inSlices: createInSlices(() => performance.now()),
    newId: () => `preview-${++drawn}`,
    log: silentLog,
    ...said,
  });
  return { rates, baselines, previews, [Symbol.asyncDispose]: () => previews.close() };
}
