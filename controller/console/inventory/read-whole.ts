/** A whole list of things, page by page, and how far its reading is. */
import { useSyncExternalStore } from "react";
import { api } from "../api-client/api-client.ts";
import type { ThingFilter } from "./queries.ts";

/** The most the API gives at a time: 100,000 lamps are twenty pages. */
const perPage = 5_000;

export interface Progress {
  readonly read: number;
  readonly total: number;
}

interface ThingsPage<T> {
  readonly items: readonly T[];
  readonly next?: string;
  readonly total: number;
}

/** @param onProgress told after every page; undefined at the end. */
export async function readWhole<T>(
  path: string,
  filter: ThingFilter,
  signal: AbortSignal,
  onProgress: (progress: Progress | undefined) => void,
): Promise<T[]> {
  const read: T[] = [];
  let cursor: string | undefined;
  try {
    do {
      const query = { ...filter, limit: perPage, cursor };
      const { items, next, total } = await api.get<ThingsPage<T>>(path, { query, signal });
      // spread into push, a page of this size would come close to what a call can take
      for (const item of items) read.push(item);
      cursor = next;
      if (cursor !== undefined) onProgress({ read: read.length, total });
    } while (cursor !== undefined);
  } finally {
    onProgress(undefined);
  }
  return read;
}

const progresses = new Map<string, Progress>();
const hearers = new Set<() => void>();

/** @param list what is read, as its query is called. */
export function noteProgress(list: readonly unknown[], progress: Progress | undefined): void {
  if (progress === undefined) progresses.delete(JSON.stringify(list));
  else progresses.set(JSON.stringify(list), progress);
  for (const hearer of hearers) hearer();
}

/** @returns undefined before the first page has come. */
export function useProgress(list: readonly unknown[]): Progress | undefined {
  return useSyncExternalStore(hear, () => progresses.get(JSON.stringify(list)));
}

function hear(hearer: () => void): () => void {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}
