/** How long a device waits before it connects: after power-up, and after a connection that failed or did not last. */
import type { LinkClass } from "../wire/vocabulary.ts";
import { spreadWithin } from "./random.ts";

/** ms */
const firstWindow = 5000;
const longestWindow = 15 * 60_000;
/** A connection that lived less counts as a failure, ms. */
export const shortestLife = 60_000;

/** ms over which devices that got their supply in the same second spread their first attempt. */
export const defaultSpread: Readonly<Record<LinkClass, number>> = {
  ethernet: 5000,
  wifi: 5000,
  lteM: 300_000,
  nbIot: 300_000,
  cellular: 300_000,
  other: 60_000,
};

/**
 * Full-jitter exponential back-off: anywhere in a window of 5 s, doubled by every failure after the first, to 15 min.
 * @param failures in a row, 0 after a connection that lasted @param chance 0 … 1, random @returns ms
 */
export function backoff(failures: number, chance: number): number {
  const doublings = Math.min(Math.max(failures - 1, 0), 20);
  return Math.floor(chance * Math.min(longestWindow, firstWindow * 2 ** doublings));
}

/** Failures in a row after a connection ended. @param lived ms; 0 where it was never open */
export function failuresAfter(failures: number, lived: number): number {
  return lived >= shortestLife ? 0 : failures + 1;
}

/** ms from power-up to the first attempt: the device's own place in the window. @param spread s, configured */
export function firstAttempt(id: string, link: LinkClass, spread: number | undefined): number {
  return spreadWithin(id, spread === undefined ? defaultSpread[link] : spread * 1000);
}
