/** A question or one-off order to one device, and its result. */
import { z } from "zod";
import { Batch, Lost } from "./samples.ts";
import { EpochMs, Output, Seconds, u32 } from "./units.ts";
import { answerCodes, streams } from "./vocabulary.ts";

const common = {
  /** Drawn by the asker; a double is answered from memory and not done twice. */
  id: u32,
  /** Not to be started after this instant. */
  until: EpochMs,
};

export const Ask = z.discriminatedUnion("ask", [
  /** Send rows `fromSequence` … `toSequence` of a stream again. */
  z.object({
    ...common,
    ask: z.literal("resend"),
    stream: z.enum(streams),
    epoch: u32,
    fromSequence: u32,
    toSequence: u32,
  }),
  /** Sample and report now. */
  z.object({ ...common, ask: z.literal("read") }),
  /** Blink, so that a person on the street sees which lamp it is. */
  z.object({ ...common, ask: z.literal("identify"), output: Output.optional(), duration: Seconds }),
  z.object({ ...common, ask: z.literal("selfTest") }),
  z.object({ ...common, ask: z.literal("reboot") }),
]);
export type Ask = z.input<typeof Ask>;

export const Answer = z.object({
  id: u32,
  result: z.enum(answerCodes),
  /** False on all but the last of several answers to one ask. */
  done: z.boolean(),
  batches: z.array(Batch).max(4).optional(),
  lost: z.array(Lost).max(8).optional(),
});
export type Answer = z.input<typeof Answer>;
