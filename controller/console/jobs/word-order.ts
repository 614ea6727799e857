/** The words of lamps in their order. */
import type { Word } from "./job.ts";

/** Best first, as a bar fills. */
export const words: readonly Word[] = ["proven", "followed", "held", "refused", "silent", "pending"];
