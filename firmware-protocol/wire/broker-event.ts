/** What a broker of ours tells the controller: refusals and other security events. */
import { z } from "zod";
import { EpochMs, u32 } from "./units.ts";

/** What a client sent may be in it, control characters included; half a surrogate pair is no text. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cs}*$/u, "half a surrogate pair");

export const BrokerEvent = z.object({
  at: EpochMs,
  /** Code of the rule that refused. */
  rule: text(64),
  /** Client id as far as it was known; empty before CONNECT. */
  client: text(64),
  address: text(64).optional(),
  topic: text(128).optional(),
  /** Times since the last event of this rule and client. */
  count: u32,
});
export type BrokerEvent = z.input<typeof BrokerEvent>;
