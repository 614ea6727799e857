/** Where the thing of a line is found in the console. */

interface Thing {
  readonly sort: string;
  readonly id: string;
}

/** Sorts of the inventory, and how the collection of each is called. */
const collections: Readonly<Record<string, string>> = {
  area: "areas",
  supplyPoint: "supply-points",
  cabinet: "cabinets",
  circuit: "circuits",
  road: "roads",
  lampModel: "lamp-models",
  device: "devices",
  lamp: "lamps",
  group: "groups",
};

/** @returns undefined for things without a page of their own. */
export function pathOfThing({ sort, id }: Thing): string | undefined {
  const name = encodeURIComponent(id);
  if (sort === "job") return `/jobs/${name}`;
  if (sort === "plan") return `/plans/${name}`;
  if (sort === "person") return `/people/${name}`;
  if (sort === "baseline") return `/energy-tables/baselines/${name}`;
  const collection = collections[sort];
  return collection && `/inventory/${collection}/${name}`;
}
