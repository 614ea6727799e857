/** Lists in pages: how a client asks for the next one. */
import { z } from "zod";
import { ControllerError } from "../errors.ts";

/** @param most items of one page. */
export const pageLimit = (most: number) =>
  z.coerce.number().int().min(1).max(most).default(Math.min(100, most)).describe("Items per page.");

/** Query of every list; spread into a strict object beside the list's own filters. */
export const pageQuery = {
  limit: pageLimit(1000),
  cursor: z.exactOptional(z.string().max(400)).describe("`next` of the page before; absent: the first page."),
};

/** A page of items; without `next` it is the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.exactOptional(z.string()).describe("Cursor of the next page.") });
}

/** The place a page ended at, as an opaque text; a client has no business in it. */
export function toCursor(place: string | number): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** @throws ControllerError `request/malformed` when the text is none of ours. */
export function fromCursor<T extends string | number>(cursor: string, type: "string" | "number"): T {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (typeof place === type) return place as T;
  } catch {
    // said below
  }
  throw new ControllerError("request/malformed", "query.cursor: not a cursor of this list. Start without one.", {
    places: [
      { path: "query.cursor", message: "not a cursor of this list", messageVi: "không phải con trỏ của danh sách này" },
    ],
  });
}

/** Which items a list in a store is asked for. */
interface StoredPage {
  readonly limit: number;
  /** Id of the last item of the page before. */
  readonly before?: string;
}

/**
 * One page of a list in a store, newest first, of which not all is shown: it is read on until the page is full.
 * @param show undefined for what is left out.
 */
export async function fillPage<T extends { readonly id: string }, V>(
  { limit, cursor }: { limit: number; cursor?: string },
  read: (page: StoredPage) => Promise<readonly T[]>,
  show: (item: T) => Promise<V | undefined> | V | undefined,
): Promise<{ items: V[]; next?: string }> {
  const items: V[] = [];
  let before = cursor === undefined ? undefined : fromCursor<string>(cursor, "string");
  for (;;) {
    const list = await read({ limit, ...(before === undefined ? {} : { before }) });
    for (const [place, item] of list.entries()) {
      const shown = await show(item);
      if (shown !== undefined) items.push(shown);
      const isLast = place === list.length - 1 && list.length < limit;
      if (items.length === limit && !isLast) return { items, next: toCursor(item.id) };
    }
    if (list.length < limit) return { items };
    before = list.at(-1)!.id;
  }
}

/**
 * One page out of things in memory.
 * @param sorted ascending by `keyOf`, which is unique.
 */
export function pageFrom<T>(
  sorted: readonly T[],
  query: { limit: number; cursor?: string },
  keyOf: (item: T) => string,
): { items: T[]; next?: string } {
  const after = query.cursor === undefined ? undefined : fromCursor<string>(query.cursor, "string");
  const start = after === undefined ? 0 : firstAfter(sorted, after, keyOf);
  const items = sorted.slice(start, start + query.limit);
  const last = items.at(-1);
  return last !== undefined && start + query.limit < sorted.length ? { items, next: toCursor(keyOf(last)) } : { items };
}

function firstAfter<T>(sorted: readonly T[], key: string, keyOf: (item: T) => string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keyOf(sorted[middle] as T) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}
