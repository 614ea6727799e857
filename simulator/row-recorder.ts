/** Copies every row a device logs into the simulator's own record, with its sequence, before anybody can lose it. */
import type { Stored } from "#protocol/behavior/device-state.ts";
import { fillBatch, tailOf } from "#protocol/behavior/log.ts";
import { streams } from "#protocol/wire/vocabulary.ts";
import type { Truth } from "./truth.ts";

export interface RowRecorder {
  /** Records what was logged since it was called last. */
  take(stored: Stored): void;
}

export function createRowRecorder(truth: Truth, deviceId: string): RowRecorder {
  const recorded = { events: 0, raw: 0, halfHours: 0 };
  return {
    take({ log, bootTimes }) {
      const tail = tailOf(log);
      for (const stream of streams) {
        while (recorded[stream] < tail[stream]) {
          const filled = fillBatch(log, stream, recorded[stream], tail[stream], Number.POSITIVE_INFINITY, bootTimes);
          if (filled === undefined) break;
          const { epoch, after, rows } = filled.batch;
          for (const [n, row] of rows.entries()) {
            truth.record({ kind: "row", deviceId, stream, epoch, sequence: after + 1 + n, row });
          }
          recorded[stream] = filled.last;
        }
      }
    },
  };
}
