/** One frame of a live lighting desk for a group of colour outputs. */
import { z } from "zod";
import { EpochUs, u16, u32 } from "./units.ts";

export const Frame = z.object({
  seq: u32,
  presentAt: EpochUs,
  /** Position in the group of the luminaire the first four values are for. */
  firstOutput: u16,
  /** Linear flux, four channels per luminaire. */
  values: z.array(u16).max(960),
});
export type Frame = z.input<typeof Frame>;
