/** Where a thing that was found is shown. */
import type { FoundThing } from "./search-dialog.tsx";

/** @returns what the router is told. Areas become the scope, plans and supply points have a page of their own; everything that stands somewhere is shown on the map. */
export function placeOf({ sort, id }: Pick<FoundThing, "sort" | "id">) {
  if (sort === "area") return { to: ".", search: (before: object) => ({ ...before, area: id }) };
  if (sort === "plan") return { to: `/plans/${id}` };
  if (sort === "supplyPoint") return { to: `/inventory/supply-points/${id}` };
  // filters of the screen one comes from mean nothing there
  return { to: "/map", search: { [sort]: id } };
}
