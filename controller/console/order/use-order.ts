/** One wish from the first press to its job: what it does besides is asked, consent is taken by risk, and it is placed once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { EffectsView, OverrideBody, PlacedView, Selection, WaitingView } from "../../api/order-schemas.ts";
import { api, newClientKey } from "../api-client/api-client.ts";
import { riskOf } from "../consent/risk.ts";
import { effectOf } from "./effect-of.ts";

export type OrderSelection = z.input<typeof Selection>;
export type OrderEffects = z.infer<typeof EffectsView>;
export type Wish = z.input<typeof OverrideBody>;
type Placed = z.infer<typeof PlacedView>;

export interface AskedWish {
  readonly wish: Wish;
  readonly effects: OrderEffects;
  /** Repeating the wish with it is harmless. */
  readonly clientKey: string;
}

/** @param onPlaced what else belongs to the wish once it stands. */
export function useOrder(onPlaced?: (placed: Placed) => Promise<unknown>) {
  const client = useQueryClient();
  /** Waits for a person's word. */
  const [asked, setAsked] = useState<AskedWish>();
  const place = useMutation({
    mutationFn: async ({ wish, effects, clientKey }: AskedWish) => {
      if (effects.secondPerson) {
        await api.post<z.infer<typeof WaitingView>>("/waiting-overrides", wish, { clientKey });
        return undefined;
      }
      const placed = await api.post<Placed>("/overrides", wish, { clientKey });
      await onPlaced?.(placed);
      return placed;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["orders"] }),
  });
  const ask = useMutation({
    mutationFn: async (wish: Wish): Promise<AskedWish> => {
      const effects = await api.post<OrderEffects>("/overrides/effects", wish);
      return { wish, effects, clientKey: newClientKey() };
    },
    onSuccess(found) {
      if (riskOf(effectOf(found)).consent === "press") place.mutate(found);
      else setAsked(found);
    },
  });
  return {
    asked,
    error: ask.error ?? place.error,
    isBusy: ask.isPending || place.isPending,
    /** It was asked for, and somebody else has to give it. */
    isWaiting: place.isSuccess && place.data === undefined,
    /** Id of the job of the wish placed last. */
    jobId: place.data?.jobId,
    begin(wish: Wish) {
      place.reset();
      setAsked(undefined);
      ask.mutate(wish);
    },
    /** @throws what the API refuses: it is told where consent was given. */
    async confirm({ documentNumber }: { readonly documentNumber?: string }) {
      if (asked === undefined) return;
      const wish = documentNumber === undefined ? asked.wish : { ...asked.wish, documentNumber };
      await place.mutateAsync({ ...asked, wish });
    },
    giveUp: () => setAsked(undefined),
  };
}
