/** Previews of the small town, with rates and places said once. */
import type { Site } from "#protocol/behavior/night.ts";
import type { Rates } from "../../../../../controller/core/energy/rates.ts";
import { createInventoryIndex } from "../../../../../controller/core/inventory/index.ts";
import type { Inventory } from "../../../../../controller/core/inventory/model.ts";
import { compilePlans } from "../../../../../controller/core/plans/compile/compile-plans.ts";
import type { Plan } from "../../../../../controller/core/plans/plan.ts";
import { preview } from "../../../../../controller/core/plans/preview/preview.ts";
import type { PreviewRequest } from "../../../../../controller/core/plans/preview/preview-request.ts";
import { snapshot } from "../../inventory/small-town.ts";
import { night, site } from "../plan-of-a-town.ts";

export const rates: Rates = {
  currency: "VND",
  priceClasses: [
    {
      id: "low",
      name: "Below 6 kV",
      prices: [{ from: { year: 2025, month: 5, day: 10 }, value: 2226, source: "tariff" }],
    },
  ],
  lightingClass: "low",
  gridFactor: [{ from: { year: 2023, month: 1, day: 1 }, value: 0.6592, source: "ministry" }],
};

/** One road of `count` poles with lamps of 100 W that decide by themselves, all at the site itself. */
export function street(count: number, more: { order?: (n: number) => number; place?: Site["place"] } = {}): Inventory {
  const { lat, lon } = more.place ?? site.place;
  return snapshot({
    area: [{ id: "city" }],
    lampModel: [{ id: "model" }],
    road: [{ id: "main", name: "Đường chính" }],
    device: Array.from({ length: count }, (_, n) => ({ id: `d${n + 1}` })),
    lamp: Array.from({ length: count }, (_, n) => ({
      id: `l${n + 1}`,
      lat,
      lon,
      roadId: "main",
      order: more.order?.(n) ?? n + 1,
      deviceId: `d${n + 1}`,
      output: 0,
    })),
  });
}

export interface Asked extends Partial<Omit<PreviewRequest, "plans" | "inForce" | "index" | "from" | "site">> {
  readonly plans: readonly Plan[];
  readonly inForce?: readonly Plan[];
  /** `2026-11-22` */
  readonly from?: string;
  /** Where the sun and the clock are; absent: in the small town. */
  readonly where?: Site;
}

export function requestOf({ plans, inForce = [], from = "2026-11-22", where = site, ...more }: Asked): PreviewRequest {
  const inventory = more.inventory ?? street(4, { place: where.place });
  const index = createInventoryIndex(inventory);
  const now = (night(from) + 0.5) * 86_400_000;
  const compile = (each: readonly Plan[]) => compilePlans({ plans: each, inventory, index, site: where, now });
  return {
    site: { offsets: where.offsets, fallback: 80 },
    selection: { areaId: "city", decorative: true },
    rates,
    baselines: [],
    nights: 1,
    ...more,
    inventory,
    index,
    from: night(from),
    plans: compile(plans),
    inForce: compile(inForce),
  };
}

export const previewOf = (asked: Asked) => preview(requestOf(asked));
