/** What an order points at, as one text for addresses and fields: "group:lamps-1", "lamp:tdm-7". */
import type { OrderSelection } from "./use-order.ts";

export const placeSorts = ["area", "group", "road", "cabinet", "circuit", "supplyPoint", "lamp"] as const;
export type PlaceSort = (typeof placeSorts)[number];

export interface Place {
  readonly sort: PlaceSort;
  readonly id: string;
}

export const writePlace = ({ sort, id }: Place): string => `${sort}:${id}`;

/** @returns undefined for what names no place. */
export function readPlace(text: string | undefined): Place | undefined {
  const [sort, id] = text?.split(":") ?? [];
  const known = placeSorts.find((each) => each === sort);
  return known === undefined || id === undefined || id === "" ? undefined : { sort: known, id };
}

export function selectionOf({ sort, id }: Place): OrderSelection {
  return sort === "lamp" ? { lampIds: [id] } : ({ [`${sort}Id`]: id } as OrderSelection);
}

/** @returns the one place a selection means; undefined for several lamps. */
export function placeOfSelection(selection: OrderSelection | undefined): Place | undefined {
  if (selection === undefined) return undefined;
  if ("lampIds" in selection) {
    const [id, ...others] = selection.lampIds;
    return id !== undefined && others.length === 0 ? { sort: "lamp", id } : undefined;
  }
  for (const sort of placeSorts) {
    const id = (selection as Readonly<Record<string, unknown>>)[`${sort}Id`];
    if (typeof id === "string") return { sort, id };
  }
  return undefined;
}
