/** The list of what waits for a second person, and what an event makes of it. */
import type { z } from "zod";
import type { WaitingView } from "../../api/order-schemas.ts";

export type Waiting = z.infer<typeof WaitingView>;

/** Oldest first. */
export interface Wishes {
  readonly items: readonly Waiting[];
}

/** A new one stands last; an answered one leaves. */
export function afterEvent({ items }: Wishes, told: Waiting): Wishes {
  if (told.answered !== undefined) return { items: items.filter(({ id }) => id !== told.id) };
  const isKnown = items.some(({ id }) => id === told.id);
  return { items: isKnown ? items.map((one) => (one.id === told.id ? told : one)) : [...items, told] };
}
