/** Something that holds from one known instant to the next: each stretch of it is worked out once, however often it is asked. */

/**
 * @param valueAt what holds at an instant (EpochMs), and until when at least, later than that instant.
 * @returns the same, remembered from the first instant asked about on.
 */
export function courseOf<T extends { readonly until: number }>(valueAt: (at: number) => T): (at: number) => T {
  /** Without gaps, in order; the first begins at `begin`. */
  const stretches: T[] = [];
  let begin = Number.POSITIVE_INFINITY;

  function position(at: number): number {
    let [low, high] = [0, stretches.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stretches[middle]!.until > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return (at) => {
    if (stretches.length === 0) begin = at;
    if (at < begin) return valueAt(at);
    for (;;) {
      const end = stretches.at(-1)?.until ?? begin;
      if (end > at) return stretches[position(at)]!;
      stretches.push(valueAt(end));
    }
  };
}
