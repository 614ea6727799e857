/** Copies every row a device logs into the simulator's own record, with its sequence, before anybody can lose it. */
import type { Stored } from "#protocol/behavior/device-state.ts";
import { type DeviceLog, fillBatch, tailOf } from "#protocol/behavior/log.ts";
import { decodeMessage, encodeMessage } from "#protocol/wire/codec.ts";
import { maxUpBytes } from "#protocol/wire/limits.ts";
import type { Batch } from "#protocol/wire/samples.ts";
import { streams } from "#protocol/wire/vocabulary.ts";
import type { Truth } from "./truth.ts";

export interface RowRecorder {
  /** Records what was logged since it was called last. */
  take(stored: Stored): void;
}

/** Bytes of rows that surely fit one message. */
const budget = maxUpBytes - 200;

/** @param before the log as it was when the recording began; its rows were recorded in an earlier life. */
export function createRowRecorder(truth: Truth, deviceId: string, before?: DeviceLog): RowRecorder {
  const recorded = before === undefined ? { events: 0, raw: 0, halfHours: 0 } : tailOf(before);
  return {
    take({ log, bootTimes }) {
      const tail = tailOf(log);
      for (const stream of streams) {
        while (recorded[stream] < tail[stream]) {
          const filled = fillBatch(log, stream, recorded[stream], tail[stream], budget, bootTimes);
          if (filled === undefined) break;
          const { epoch, after, rows } = onTheWire(filled.batch);
          for (const [n, row] of rows.entries()) {
            truth.record({ kind: "row", deviceId, stream, epoch, sequence: after + 1 + n, row });
          }
          recorded[stream] = filled.last;
        }
      }
    },
  };
}

/** The batch as whoever reads it gets it: with the wire's resolution, so that both sides can be compared digit by digit. */
function onTheWire(batch: Batch): Batch {
  const bytes = encodeMessage("answer", { id: 0, result: "ok", done: true, batches: [batch] }, "cbor");
  const decoded = decodeMessage("answer", bytes);
  if (!decoded.ok) throw new Error(`a row that cannot be sent was logged: ${decoded.reject.detail}`);
  return decoded.message.batches![0]!;
}
