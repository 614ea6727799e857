/** Where a thing that was found is shown. */
import type { FoundThing } from "./search-dialog.tsx";

/** @returns what the router is told. Areas become the scope; everything that stands somewhere is shown on the map. */
export function placeOf({ sort, id }: Pick<FoundThing, "sort" | "id">) {
  if (sort === "area") return { to: ".", search: (before: object) => ({ ...before, area: id }) };
  return { to: "/map", search: (before: object) => ({ ...before, [sort]: id }) };
}
