/** What a preview is asked. */
import type { Baseline } from "../../energy/baseline.ts";
import type { Rates } from "../../energy/rates.ts";
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Inventory } from "../../inventory/model.ts";
import type { Selection } from "../../inventory/select.ts";
import type { CompiledPlans } from "../compile/compile-plans.ts";
import type { PreviewSite } from "./night-of-course.ts";

export interface PreviewRequest {
  /** As they would be in force with the draft, compiled for the first night. */
  readonly plans: CompiledPlans;
  /** As they are in force, compiled for the same night. */
  readonly inForce: CompiledPlans;
  readonly inventory: Inventory;
  readonly index: InventoryIndex;
  readonly site: PreviewSite;
  readonly selection: Selection;
  /** First night, days since 1970-01-01. */
  readonly from: number;
  /** 1…400; absent: 366. */
  readonly nights?: number;
  readonly rates: Rates;
  readonly baselines: readonly Baseline[];
}

export const usualNights = 366;

/** How far a preview is that somebody asked for. */
export const previewStates = ["waiting", "running", "done", "failed"] as const;
export type PreviewState = (typeof previewStates)[number];
