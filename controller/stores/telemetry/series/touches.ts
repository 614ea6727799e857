/** Which half-hours rows went into: remembered through a transaction, written once at its end. */
import { slotOf } from "../file/partitions.ts";
import type { Statements } from "../file/statements.ts";

export interface Touches {
  /** @param at EpochMs at which the half-hour begins. */
  add(stream: "raw" | "halfHours", device: number, output: number, at: number): void;
  flush(): void;
  discard(): void;
}

interface Output {
  device: number;
  output: number;
  halfHours: Set<number>;
  lastRaw: number;
}

export function createTouches(statements: Statements): Touches {
  const outputs = new Map<number, Output>();
  /** A stretch of many rows of one output is the rule. */
  let last: Output | undefined;

  return {
    add(stream, device, output, at) {
      if (last?.device !== device || last.output !== output) {
        // outputs are −1 … 63
        const key = device * 128 + output;
        last = outputs.get(key);
        if (last === undefined) {
          last = { device, output, halfHours: new Set(), lastRaw: -1 };
          outputs.set(key, last);
        }
      }
      last.halfHours.add(at);
      if (stream === "raw" && at > last.lastRaw) last.lastRaw = at;
    },
    flush() {
      for (const { device, output, halfHours, lastRaw } of outputs.values()) {
        let first = Number.POSITIVE_INFINITY;
        let latest = 0;
        for (const at of halfHours) {
          first = Math.min(first, at);
          latest = Math.max(latest, at);
          statements.run(
            "INSERT OR IGNORE INTO touched (device, output, level, at) VALUES (?, ?, 0, ?)",
            device,
            output,
            at,
          );
        }
        statements.run(
          `INSERT INTO outputs (device, output, first, last, lastRaw) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last),
             lastRaw = max(ifnull(lastRaw, excluded.lastRaw), ifnull(excluded.lastRaw, lastRaw))`,
          device,
          output,
          slotOf(first),
          slotOf(latest),
          lastRaw < 0 ? null : slotOf(lastRaw),
        );
      }
      outputs.clear();
      last = undefined;
    },
    discard() {
      outputs.clear();
      last = undefined;
    },
  };
}
