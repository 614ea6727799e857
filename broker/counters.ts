/** Plain numbers counted on the hot path; metrics read them when they are scraped. */
import { type Rule, ruleNames } from "./rules.ts";

export interface Counters {
  /** Refusals by rule. */
  refused: Record<Rule, number>;
  /** Connections accepted since the start. */
  accepted: number;
  /** Packets and bytes from clients; acknowledgements included. */
  packetsIn: number;
  bytesIn: number;
  publishesIn: number;
  /** Publishes handed to subscribers, one count per subscriber. */
  publishesOut: number;
  bytesOut: number;
}

export function createCounters(): Counters {
  return {
    refused: Object.fromEntries(ruleNames.map((rule) => [rule, 0])) as Record<Rule, number>,
    accepted: 0,
    packetsIn: 0,
    bytesIn: 0,
    publishesIn: 0,
    publishesOut: 0,
    bytesOut: 0,
  };
}
