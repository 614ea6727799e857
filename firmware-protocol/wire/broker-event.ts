/** What a broker of ours tells the controller: refusals and other security events. */
import { z } from "zod";
import { EpochMs, u32 } from "./units.ts";

export const BrokerEvent = z.object({
  at: EpochMs,
  /** Code of the rule that refused. */
  rule: z.string().max(64),
  /** Client id as far as it was known; empty before CONNECT. */
  client: z.string().max(64),
  address: z.string().max(64).optional(),
  topic: z.string().max(128).optional(),
  /** Times since the last event of this rule and client. */
  count: u32,
});
export type BrokerEvent = z.input<typeof BrokerEvent>;
