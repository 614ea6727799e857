/** One wish from the first press to its job: what it does besides is asked, consent is taken by risk, and it is placed once. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { EffectsView, PlacedView, Selection } from "../../../api/order-schemas.ts";
import { api, newClientKey } from "../../api-client/api-client.ts";
import { type LampToChange, type Risk, riskOf } from "./risk.ts";

export type OrderSelection = z.input<typeof Selection>;
export type Effects = z.infer<typeof EffectsView>;

export interface Wish {
  readonly selection: OrderSelection;
  readonly level: number;
  /** EpochMs */
  readonly until: number;
  readonly why: string;
  readonly documentNumber: string;
}

export interface AskedWish {
  readonly wish: Wish;
  readonly effects: Effects;
  readonly risk: Risk;
}

const bodyOf = ({ selection, level, until, why, documentNumber }: Wish) => ({
  selection,
  target: { level },
  until: Math.round(until),
  why,
  ...(documentNumber === "" ? {} : { documentNumber }),
});

export function useOrder(lamps: () => readonly LampToChange[]) {
  /** Waits for a person's word. */
  const [asked, setAsked] = useState<AskedWish>();
  const place = useMutation({
    mutationFn: ({ wish, clientKey }: { wish: Wish; clientKey: string }) =>
      api.post<z.infer<typeof PlacedView>>("/overrides", bodyOf(wish), { clientKey }),
  });
  const ask = useMutation({
    mutationFn: async (wish: Wish): Promise<AskedWish> => {
      const effects = await api.post<Effects>("/overrides/effects", bodyOf(wish));
      const others = effects.closes.reduce((sum, { otherLamps }) => sum + otherLamps, 0);
      return { wish, effects, risk: riskOf(lamps(), wish.level, others) };
    },
    onSuccess(found) {
      if (found.risk.consent === "press") place.mutate({ wish: found.wish, clientKey: newClientKey() });
      else setAsked(found);
    },
  });
  return {
    asked,
    error: ask.error ?? place.error,
    isBusy: ask.isPending || place.isPending,
    /** Id of the job of the wish placed last. */
    jobId: place.data?.jobId,
    begin(wish: Wish) {
      place.reset();
      setAsked(undefined);
      ask.mutate(wish);
    },
    confirm() {
      if (asked === undefined) return;
      place.mutate({ wish: asked.wish, clientKey: newClientKey() });
      setAsked(undefined);
    },
    giveUp: () => setAsked(undefined),
  };
}
