/** What Tonight asks of energy. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { Figure } from "../../api/energy-schemas.ts";
import { api } from "../api-client/api-client.ts";

export interface Used {
  /** kWh since the night's noon. */
  readonly energy: number;
  /** False: not every reading has come, and `energy` is the least it can be. */
  readonly isWhole: boolean;
  /** kWh the same time would have cost before commissioning; absent where that is not recorded for every lamp. */
  readonly baseline?: number;
}

/** Share of the lamp-time whose energy is known from which a figure is told without a word about what is missing. */
const wholeFrom = 0.98;

/** @param areaIds areas of which none lies below another. @param from EpochMs, the night's noon. */
export const usedQuery = (areaIds: readonly string[], from: number, now: () => number) =>
  queryOptions({
    queryKey: ["energy", "tonight", from, ...areaIds],
    queryFn: async ({ signal }): Promise<Used> => {
      const until = Math.round(now());
      const answers = await Promise.all(
        areaIds.map((areaId) =>
          api.get<{ total: z.infer<typeof Figure> }>("/energy", { query: { areaId, from, until }, signal }),
        ),
      );
      const energy = answers.reduce((sum, { total }) => sum + total.energy, 0);
      const baselines = answers.map(({ total }) => total.saving?.baseline);
      const isWhole = answers.every(({ total }) => (total.completeness ?? 0) >= wholeFrom);
      const isCompared = baselines.every((baseline) => baseline !== undefined);
      const baseline = isCompared ? { baseline: baselines.reduce((sum, each) => sum + each, 0) } : {};
      return { energy, isWhole, ...baseline };
    },
    enabled: areaIds.length > 0,
    // meters are read every few minutes
    refetchInterval: 300_000,
    retry: false,
  });
