/** The rows a message carries and their place in the device's log. */
import type { MessageOf } from "#protocol/wire/messages.ts";
import type { Batch, Lost } from "#protocol/wire/samples.ts";
import type { Arrival, Extent } from "./ports.ts";

/** Messages that can carry rows. */
export type RowMessage = MessageOf[Arrival["kind"]];

/**
 * A numbering is drawn at random when a log is formatted; 0 is said by those who keep no log, a bench tool for example.
 * Such rows are kept and can be neither missed nor doubled.
 */
export function isNumbered(batch: Batch): boolean {
  return batch.epoch !== 0;
}

export function batchesOf(message: RowMessage): readonly Batch[] {
  return message.batches ?? noBatches;
}

export function lostOf(message: RowMessage): readonly Lost[] {
  return ("lost" in message ? message.lost : undefined) ?? noLost;
}

/** Which rows of which logs the message carries; empty where nothing is numbered. */
export function extentsOf(message: RowMessage): readonly Extent[] {
  const batches = message.batches;
  if (batches === undefined || batches.length === 0) return noExtents;
  const extents: Extent[] = [];
  for (const batch of batches) {
    if (isNumbered(batch)) {
      extents.push({ stream: batch.stream, epoch: batch.epoch, after: batch.after, count: batch.rows.length });
    }
  }
  return extents;
}

const noBatches: readonly Batch[] = [];
const noLost: readonly Lost[] = [];
const noExtents: readonly Extent[] = [];
