/** Counts one kind of observation over the nights: how often, where first and last, and the worst of them. */
import type { FoundNights } from "./finding.ts";

export interface Observation<T> {
  readonly subject: T;
  readonly nights: FoundNights;
  /** Figure by which the worst night was chosen. */
  readonly value: number;
  readonly lampIds: ReadonlySet<string>;
}

export interface Tally<T> {
  /** @param value the greater the worse. */
  note(key: string, subject: T, seen: { day: number; value: number; at?: number; lampIds?: readonly string[] }): void;
  observations(): Observation<T>[];
}

interface Row<T> {
  subject: T;
  count: number;
  first: number;
  last: number;
  worst: number;
  at: number | undefined;
  value: number;
  lampIds: Set<string>;
  /** Lists already taken in: courses come back every night with the same one. */
  seen: Set<readonly string[]>;
}

export function createTally<T>(): Tally<T> {
  const rows = new Map<string, Row<T>>();
  return {
    note(key, subject, { day, value, at, lampIds }) {
      let row = rows.get(key);
      if (row === undefined) {
        row = { subject, count: 1, first: day, last: day, worst: day, at, value, lampIds: new Set(), seen: new Set() };
        rows.set(key, row);
      }
      if (day !== row.last) row.count++;
      row.last = day;
      if (value > row.value) Object.assign(row, { subject, value, worst: day, at });
      if (lampIds === undefined || row.seen.has(lampIds)) return;
      row.seen.add(lampIds);
      for (const id of lampIds) row.lampIds.add(id);
    },
    observations: () =>
      [...rows.values()].map(({ subject, count, first, last, worst, at, value, lampIds }) => ({
        subject,
        value,
        lampIds,
        nights: { count, first, last, worst, ...(at === undefined ? {} : { at }) },
      })),
  };
}
