/** Entries of a list in another order: moved by one, or dropped between two others. */

/** @returns the list with one entry moved to another place; the same where there is no such place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

/**
 * Where a row lands that is let go at a height.
 * @param middles heights of the middles of all rows, the dragged one included @param from its place among them
 * @returns its place once it has moved
 */
export function landingOf(middles: readonly number[], from: number, height: number): number {
  return middles.filter((middle, n) => n !== from && middle < height).length;
}
