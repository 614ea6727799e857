/**
 * Takes away Aedes' per-client duplicate filter.
 *
 * It remembers the highest number it delivered and drops everything below, so messages that are routed out of order are
 * lost: 4–5 % on a persistent session, a will after a `$SYS` message, the first message after a retained one. What it
 * saves us from, a second copy, every receiver of ours tolerates, and MQTT allows it [MQTT-3.3.5-1].
 *
 * Delete when Aedes filters by what a client was really sent.
 */
import type { AedesBroker, AedesClient } from "./internals.ts";

export function removeDuplicateFilter(aedes: AedesBroker): void {
  // Shared by all clients: always reads 0, which is below every counter, and swallows what is written.
  const neverFilters: Record<string, number> = Object.create(null, {
    [aedes.id]: { get: () => 0, set: () => {}, configurable: true },
  });
  aedes.on("client", (client) => {
    (client as AedesClient).duplicates = neverFilters;
  });
}
