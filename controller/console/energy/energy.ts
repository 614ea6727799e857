/** Energy of a place as the API tells it, and the place and resolution an address names. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { BalanceView, EnergyView } from "../../api/energy-schemas.ts";
import { api } from "../api-client/api-client.ts";
import type { Area } from "../api-client/areas.ts";
import type { Period } from "../history/period.ts";

export type Energy = z.infer<typeof EnergyView>;
export type Figure = Energy["figures"][number];
export type Balance = z.infer<typeof BalanceView>;

export const placeSorts = ["area", "group", "road", "cabinet", "circuit", "lamp", "supplyPoint"] as const;
export interface EnergyPlace {
  readonly sort: (typeof placeSorts)[number];
  readonly id: string;
}

/** @returns the place an address names ("supplyPoint:pe-1"); without one the area in scope, or the topmost. */
export function energyPlace(
  text: string | undefined,
  scope: string | undefined,
  areas: readonly Pick<Area, "areaId" | "parentId">[],
): EnergyPlace | undefined {
  const [sort, id] = text?.split(":") ?? [];
  const known = placeSorts.find((one) => one === sort);
  if (known !== undefined && id !== undefined && id !== "") return { sort: known, id };
  const ids = new Set(areas.map(({ areaId }) => areaId));
  const top = areas.find(({ parentId }) => parentId === undefined || !ids.has(parentId))?.areaId;
  const areaId = scope ?? top;
  return areaId === undefined ? undefined : { sort: "area", id: areaId };
}

export const resolutions = ["halfHour", "day", "month"] as const;
export type Resolution = (typeof resolutions)[number];

const day = 86_400_000;

/**
 * @param halfHoursSince EpochMs from which on half-hours are kept.
 * @returns the resolution asked for; else one that gives a picture people can read.
 */
export function resolutionOf(text: string | undefined, { from, to }: Period, halfHoursSince: number): Resolution {
  const asked = resolutions.find((one) => one === text);
  if (asked !== undefined) return asked;
  if (to - from <= 2 * day && from >= halfHoursSince) return "halfHour";
  return to - from <= 93 * day ? "day" : "month";
}

export const energyQuery = (place: EnergyPlace | undefined, period: Period | undefined, by: Resolution) =>
  queryOptions({
    queryKey: ["energy", "of", place, period, by],
    queryFn: ({ signal }) =>
      api.get<Energy>("/energy", {
        query: { [`${place!.sort}Id`]: place!.id, from: period!.from, until: period!.to, by },
        signal,
      }),
    enabled: place !== undefined && period !== undefined,
    placeholderData: keepPreviousData,
  });

export const balanceQuery = (cabinetId: string, { from, to }: Period) =>
  queryOptions({
    queryKey: ["energy", "balance", cabinetId, from, to],
    queryFn: ({ signal }) =>
      api.get<Balance>(`/energy/cabinets/${encodeURIComponent(cabinetId)}/balance`, {
        query: { from, until: to },
        signal,
      }),
  });

/** Steps in which a lamp hung there, whether anything is known of them or not. */
export const hasLamps = ({ completeness }: Pick<Figure, "completeness">): boolean => completeness !== undefined;

/** Steps of which something is known: nothing known is not nothing used. */
export const isKnown = ({ completeness = 0 }: Pick<Figure, "completeness">): boolean => completeness > 0;

/** @returns the steps from the first on of which something is known; none where nothing is. */
export function sinceKnown<T extends Pick<Figure, "completeness">>(figures: readonly T[]): readonly T[] {
  const first = figures.findIndex(isKnown);
  return first === -1 ? [] : figures.slice(first);
}

/** Share of the lamp-time that has to be known before a figure is told without a word about the rest. */
export const wholeFrom = 0.98;
