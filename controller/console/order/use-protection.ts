/** Work locks, isolations and emergency light as they are asked about and placed. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { PlacedView, SegmentName } from "../../api/order-schemas.ts";
import { ApiError, api, newClientKey } from "../api-client/api-client.ts";
import { useSite } from "../api-client/site.ts";
import { collectionOf, type OrderKind } from "./kinds.ts";
import type { OrderEffects, OrderSelection } from "./use-order.ts";
import { createWishes, type Wish } from "./wishes.ts";

export type ProtectKind = Exclude<OrderKind, "override">;

/** What is protected: lamps, or segments that open and stay open. */
export interface Things {
  readonly selection?: OrderSelection;
  readonly segments?: readonly z.input<typeof SegmentName>[];
}

export interface Reason {
  readonly why: string;
  readonly documentNumber?: string;
}

/** ms that emergency light lasts unless it is ordered again. */
const emergencySpan = 4 * 3_600_000;

/** @returns when emergency light that is ordered at `now` ends. */
export const emergencyEnd = (now: number): number => Math.round(now + emergencySpan);

/** What it would do to the streets; nothing is ordered by it. */
export function useLook(kind: ProtectKind, things: Things, isAsked: boolean) {
  const { ahead } = useSite();
  return useQuery({
    queryKey: ["orders", "look", kind, things],
    queryFn: ({ signal }) => {
      const until = kind === "emergency" ? { until: emergencyEnd(Date.now() + ahead) } : {};
      return api.post<OrderEffects>(`/${collectionOf[kind]}/effects`, { ...things, why: "?", ...until }, { signal });
    },
    enabled: isAsked,
    retry: false,
  });
}

export function usePlace() {
  const client = useQueryClient();
  const { ahead } = useSite();
  const [wishes] = useState(() => createWishes(newClientKey));
  const place = useMutation({
    mutationFn: ({ path, body, clientKey }: Wish) => api.post<z.infer<typeof PlacedView>>(path, body, { clientKey }),
    onSuccess: () => {
      wishes.answered();
      return client.invalidateQueries({ queryKey: ["orders"] });
    },
    onError: (error) => {
      if (error instanceof ApiError) wishes.answered();
    },
  });
  return {
    error: place.error,
    isBusy: place.isPending,
    /** Of the one placed last. */
    jobId: place.data?.jobId,
    /** @throws what the API refuses, and when nothing answers: told beside the buttons too. */
    begin(kind: ProtectKind, things: Things, reason: Reason) {
      const drawn = () => (kind === "emergency" ? { until: emergencyEnd(Date.now() + ahead) } : {});
      return place.mutateAsync(wishes.of(`/${collectionOf[kind]}`, { ...things, ...reason }, drawn));
    },
  };
}
