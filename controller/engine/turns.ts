/** Who has to wait for a turn: so many are served each second, in the order in which they came. */
import type { Clock } from "../clock.ts";

export interface Turns {
  /** @returns whether it may go at once; else it is given to `serve` when its turn has come. */
  take(key: string): boolean;
  /** How many wait. */
  waiting(): number;
  close(): void;
}

export interface Pace {
  readonly perSecond: number;
  /** Who may go in the same moment after a pause. */
  readonly atOnce: number;
}

/** A token bucket with a queue behind it. @param serve gets at most `atOnce` keys. */
export function createTurns(
  clock: Clock,
  { perSecond, atOnce }: Pace,
  serve: (keys: readonly string[]) => void,
): Turns {
  const queue = new Set<string>();
  let tokens = atOnce;
  let filledAt = clock.now();
  let cancel: (() => void) | undefined;
  let closed = false;

  function fill(): void {
    const now = clock.now();
    // a clock that is set back gives nothing and takes nothing
    tokens = Math.min(atOnce, tokens + (Math.max(0, now - filledAt) * perSecond) / 1000);
    filledAt = now;
  }

  function serveSome(): void {
    cancel = undefined;
    fill();
    const keys = [...queue.keys().take(Math.floor(tokens))];
    tokens -= keys.length;
    for (const key of keys) queue.delete(key);
    if (queue.size > 0) waitForTokens();
    serve(keys);
  }

  /** Until there are enough for all who wait, or as many as there can be. */
  function waitForTokens(): void {
    const missing = Math.max(0, Math.min(queue.size, atOnce) - tokens);
    cancel ??= clock.wakeAt(clock.now() + Math.ceil((missing * 1000) / perSecond), serveSome);
  }

  return {
    take(key) {
      if (closed) return false;
      fill();
      if (queue.size === 0 && tokens >= 1) {
        tokens--;
        return true;
      }
      queue.add(key);
      waitForTokens();
      return false;
    },
    waiting: () => queue.size,
    close() {
      closed = true;
      cancel?.();
      queue.clear();
    },
  };
}
