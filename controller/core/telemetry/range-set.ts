/** Sets of sequence numbers that come in runs: what of a log is held, lost or wanted. */

/** Both ends inclusive. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Ascending, disjoint, never touching ranges of non-negative integers. Ten thousand devices keep several each, so they
 * live in one flat list; a log that arrives in order is one range and `add` moves its end.
 */
export class RangeSet {
  /** first, last, first, last, … */
  readonly #ends: number[] = [];

  static from(ranges: Iterable<Range>): RangeSet {
    const set = new RangeSet();
    for (const { first, last } of ranges) set.add(first, last);
    return set;
  }

  /** Reads what `toString` writes. */
  static parse(text: string): RangeSet {
    const set = new RangeSet();
    if (text === "") return set;
    for (const part of text.split(" ")) {
      const dash = part.indexOf("-");
      const first = Number(dash < 0 ? part : part.slice(0, dash));
      const last = dash < 0 ? first : Number(part.slice(dash + 1));
      if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last < first || first < 0) {
        throw new RangeError(`"${part}" is not a range`);
      }
      set.add(first, last);
    }
    return set;
  }

  get isEmpty(): boolean {
    return this.#ends.length === 0;
  }

  /** Smallest number; undefined when empty. */
  get lowest(): number | undefined {
    return this.#ends[0];
  }

  /** Greatest number; undefined when empty. */
  get highest(): number | undefined {
    return this.#ends.at(-1);
  }

  /** How many numbers are in it. */
  get size(): number {
    let size = 0;
    for (let i = 0; i < this.#ends.length; i += 2) size += this.#ends[i + 1]! - this.#ends[i]! + 1;
    return size;
  }

  has(value: number): boolean {
    const i = this.#firstEndingAtOrAfter(value);
    return i < this.#ends.length && this.#ends[i]! <= value;
  }

  /** Greatest member ≤ `value`; undefined where there is none. */
  floor(value: number): number | undefined {
    const i = this.#firstEndingAtOrAfter(value);
    if (i < this.#ends.length && this.#ends[i]! <= value) return value;
    return i === 0 ? undefined : this.#ends[i - 1];
  }

  add(first: number, last: number): void {
    const ends = this.#ends;
    const end = ends.at(-1);
    if (end === undefined || first > end + 1) {
      ends.push(first, last);
      return;
    }
    if (first === end + 1) {
      ends[ends.length - 1] = last;
      return;
    }
    // ranges that overlap or touch become one
    const from = this.#firstEndingAtOrAfter(first - 1);
    let to = from;
    let low = first;
    let high = last;
    while (to < ends.length && ends[to]! <= last + 1) {
      low = Math.min(low, ends[to]!);
      high = Math.max(high, ends[to + 1]!);
      to += 2;
    }
    ends.splice(from, to - from, low, high);
  }

  remove(first: number, last: number): void {
    const ends = this.#ends;
    const from = this.#firstEndingAtOrAfter(first);
    let to = from;
    const rest: number[] = [];
    while (to < ends.length && ends[to]! <= last) {
      if (ends[to]! < first) rest.push(ends[to]!, first - 1);
      if (ends[to + 1]! > last) rest.push(last + 1, ends[to + 1]!);
      to += 2;
    }
    if (to > from) ends.splice(from, to - from, ...rest);
  }

  /** How many of first … last are in it. */
  overlap(first: number, last: number): number {
    let count = 0;
    for (let i = this.#firstEndingAtOrAfter(first); i < this.#ends.length && this.#ends[i]! <= last; i += 2) {
      count += Math.min(last, this.#ends[i + 1]!) - Math.max(first, this.#ends[i]!) + 1;
    }
    return count;
  }

  /** What of first … last is not in it, ascending. */
  gaps(first: number, last: number): Range[] {
    const gaps: Range[] = [];
    let next = first;
    for (let i = this.#firstEndingAtOrAfter(first); i < this.#ends.length && this.#ends[i]! <= last; i += 2) {
      if (this.#ends[i]! > next) gaps.push({ first: next, last: this.#ends[i]! - 1 });
      next = this.#ends[i + 1]! + 1;
    }
    if (next <= last) gaps.push({ first: next, last });
    return gaps;
  }

  *[Symbol.iterator](): Generator<Range> {
    for (let i = 0; i < this.#ends.length; i += 2) yield { first: this.#ends[i]!, last: this.#ends[i + 1]! };
  }

  /** `"1-50 52 60-61"`: short, and readable where it is stored. */
  toString(): string {
    let text = "";
    for (const { first, last } of this) {
      text += `${text === "" ? "" : " "}${first === last ? first : `${first}-${last}`}`;
    }
    return text;
  }

  /** Index of the first range whose last is ≥ value; the length of the list where there is none. */
  #firstEndingAtOrAfter(value: number): number {
    let low = 0;
    let high = this.#ends.length >> 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ends[middle * 2 + 1]! < value) low = middle + 1;
      else high = middle;
    }
    return low * 2;
  }
}
