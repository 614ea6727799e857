/** The one 32-bit hash of the protocol and the random numbers of a device; integers only, so that every firmware agrees. */

/**
 * Mixes a 32-bit integer (multipliers 0x7feb352d and 0x846ca68b, shifts 16, 15, 16).
 * @returns u32; mix32(1) is 0x688990c0, mix32(12345) is 0x912efcf7.
 */
export function mix32(value: number): number {
  let h = value >>> 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  h ^= h >>> 16;
  return h >>> 0;
}

/**
 * Hash of a device id, the same on every firmware: FNV-1a over its ASCII bytes (offset 0x811c9dc5, prime 0x01000193),
 * then `mix32`, because FNV-1a alone leaves ids that differ in their last digit close together.
 * @returns u32
 */
export function hashId(id: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193);
  return mix32(h);
}

/** Place of a device in a window shared by many: `hashId / 2³²` of it, rounded down. @returns 0 … windowMs − 1, whole ms */
export function spreadWithin(id: string, windowMs: number): number {
  return Math.floor((hashId(id) * windowMs) / 0x1_0000_0000);
}

/** A stream of random numbers: a counter that is mixed. Holds no closure, so that it can be stored and compared. */
export interface Rng {
  seed: number;
  drawn: number;
}

export function createRng(seed: number): Rng {
  return { seed: seed >>> 0, drawn: 0 };
}

/** @returns the next u32 of the stream; advances it. */
export function nextU32(rng: Rng): number {
  rng.drawn++;
  return mix32((rng.seed + Math.imul(rng.drawn, 0x9e3779b9)) >>> 0);
}

/** @returns a number in [0, 1); advances the stream. */
export function nextFraction(rng: Rng): number {
  return nextU32(rng) / 0x1_0000_0000;
}
