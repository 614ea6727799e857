/** Where the thing of a line is found in the console. */

interface Thing {
  readonly sort: string;
  readonly id: string;
}

/** Sorts of the inventory, each with a page for one of them. */
const inventory = new Set([
  "area",
  "supplyPoint",
  "cabinet",
  "circuit",
  "road",
  "lampModel",
  "device",
  "lamp",
  "group",
]);

/** @returns undefined for things without a page of their own. */
export function pathOfThing({ sort, id }: Thing): string | undefined {
  const name = encodeURIComponent(id);
  if (sort === "job") return `/jobs/${name}`;
  if (sort === "plan") return `/plans/${name}`;
  if (sort === "person") return `/people/${name}`;
  if (sort === "baseline") return `/energy-tables/baselines/${name}`;
  return inventory.has(sort) ? `/inventory/${sort}/${name}` : undefined;
}
