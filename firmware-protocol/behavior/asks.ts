/** Memory of the last asks, so that a double is answered and not done again, even after the restart it asked for. */
import type { Ask } from "../wire/ask.ts";
import type { AnswerCode } from "../wire/vocabulary.ts";

/** Ask ids remembered (protocol.md, Topics). */
export const rememberedAsks = 32;

export interface RememberedAsk {
  id: number;
  result: AnswerCode;
}

/**
 * What to do with an ask. @param wall EpochMs, undefined while the clock is not valid: then nothing is too late,
 * because no broker keeps an ask for a device that is away
 * @returns the answer that needs nothing done, or undefined: do it, then `rememberAsk`
 */
export function answerFromMemory(
  asks: readonly RememberedAsk[],
  ask: Ask,
  wall: number | undefined,
): AnswerCode | undefined {
  const double = asks.find(({ id }) => id === ask.id);
  if (double !== undefined) return double.result;
  return wall !== undefined && ask.until <= wall ? "expired" : undefined;
}

/** Adds a result, newest last; the oldest goes. */
export function rememberAsk(asks: RememberedAsk[], id: number, result: AnswerCode): void {
  asks.push({ id, result });
  if (asks.length > rememberedAsks) asks.shift();
}
