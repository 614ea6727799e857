/** What the outputs do now, with the rows that were logged since the last report. */
import { z } from "zod";
import { Target } from "./directive.ts";
import { ClockState, Holdings } from "./hello.ts";
import { Batch, Lost } from "./samples.ts";
import { EpochMs, Output, Percent, Ref, Seconds, u32 } from "./units.ts";
import { filters, reportReasons, selectorPositions, sources } from "./vocabulary.ts";

/** State of one output now. */
export const OutputState = z.object({
  output: Output,
  /** Level given now; on relays 100 closed, 0 open; on colour outputs the brightest channel. */
  level: Percent,
  /** What it should show after arbitration and filters; absent where equal to `level`. */
  target: Target.optional(),
  /** Which row of the precedence table decided. */
  source: z.enum(sources),
  /** The directive that decided, where one did. */
  ref: Ref.optional(),
  /** Filter that changed what the winner wanted. */
  filtered: z.enum(filters).optional(),
  /** True once the ramp has arrived. */
  settled: z.boolean(),
  /** W measured now, where the output has a meter. */
  activePower: z.number().min(-1_000_000).max(1_000_000).optional(),
});
export type OutputState = z.input<typeof OutputState>;

export const Report = z.object({
  at: EpochMs.optional(),
  uptime: Seconds.optional(),
  session: u32.optional(),
  reason: z.enum(reportReasons).optional(),
  states: z.array(OutputState).max(64),
  holds: Holdings.optional(),
  clock: ClockState.optional(),
  selector: z.enum(selectorPositions).optional(),
  /** Times a safety limit changed what was asked since boot. */
  clamped: u32.optional(),
  batches: z.array(Batch).max(4).optional(),
  lost: z.array(Lost).max(8).optional(),
});
export type Report = z.input<typeof Report>;

/** Something happened; sent at once. */
export const EventMessage = z.object({ batches: z.array(Batch).min(1).max(2) });
export type EventMessage = z.input<typeof EventMessage>;
