/** Whether a lamp has supply, as far as its cabinet says. Supply stands in front of everything that was wanted. */
import type { Source } from "#protocol/wire/vocabulary.ts";
import { stateOf, type Twin } from "./twin.ts";

/** The relay output that feeds a lamp. */
export interface Feed {
  readonly cabinetId: string;
  readonly output: number;
  /** Device of the cabinet; absent where the cabinet has no electronics. */
  readonly device?: string;
}

export type Supply =
  | { readonly kind: "live" }
  /** Nothing is known: the cabinet has no electronics or never reported. */
  | { readonly kind: "unknown" }
  | {
      readonly kind: "open";
      readonly cabinetId: string;
      readonly output: number;
      /** What keeps the segment open. */
      readonly source: Source;
      readonly ref?: number;
    };

/** @param feed undefined for a lamp that no relay feeds. @param cabinet twin of the feed's device. */
export function supplyOf(feed: Feed | undefined, cabinet: Twin | undefined): Supply {
  if (feed === undefined) return { kind: "live" };
  const state = stateOf(cabinet, feed.output);
  if (state === undefined) return { kind: "unknown" };
  if (state.level > 0) return { kind: "live" };
  return {
    kind: "open",
    cabinetId: feed.cabinetId,
    output: feed.output,
    source: state.source,
    ...(state.ref === undefined ? {} : { ref: state.ref }),
  };
}
