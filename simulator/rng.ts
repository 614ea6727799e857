/** The one door chance comes through: seeded, so that a run can be repeated to the last digit. */
import { mix32 } from "#protocol/behavior/random.ts";

export interface Rng {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, below). */
  integer(below: number): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T;
}

/** @param seed any integer; only its lower 32 bits count. */
export function createRng(seed: number): Rng {
  let state = mix32(seed ^ 0x9e3779b9);
  // Weyl sequence through the hash: period 2³², one word of state per device
  const word = () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix32(state);
  };
  const next = () => word() / 0x1_0000_0000;
  return {
    next,
    integer: (below) => Math.floor(next() * below),
    between: (from, to) => from + next() * (to - from),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (list) => list[Math.floor(next() * list.length)]!,
  };
}

/**
 * Noise that is a function of time, so that any instant can be asked for in any order: smooth between knots.
 * @param t in knots; @returns −1…1, mean 0.
 */
export function noiseAt(seed: number, t: number): number {
  const knot = Math.floor(t);
  const x = t - knot;
  const here = knotValue(seed, knot);
  const there = knotValue(seed, knot + 1);
  return here + (there - here) * x * x * (3 - 2 * x);
}

function knotValue(seed: number, knot: number): number {
  return mix32(mix32(seed) + knot) / 0x8000_0000 - 1;
}
