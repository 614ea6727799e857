/** Where the thing of a line is found in the console. */
import { addressOf } from "../inventory/sorts.ts";
import { thingSorts } from "../inventory/thing.ts";

/** @returns undefined for things without a page of their own. */
export function pathOfThing({ sort, id }: { readonly sort: string; readonly id: string }): string | undefined {
  const name = encodeURIComponent(id);
  if (sort === "job") return `/jobs/${name}`;
  if (sort === "plan") return `/plans/${name}`;
  if (sort === "person") return `/people/${name}`;
  if (sort === "baseline") return `/energy-tables/baselines/${name}`;
  const inventorySort = thingSorts.find((one) => one === sort);
  return inventorySort && addressOf(inventorySort, name);
}
