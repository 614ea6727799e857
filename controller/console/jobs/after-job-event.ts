/** What a list of jobs is after the stream told of one. */
import type { ListPage } from "../live/live-pages.ts";
import type { Job } from "./job.ts";

/** @param isHere whether a job that is not listed yet belongs to the list. */
export function afterJobEvent(pages: readonly ListPage<Job>[], data: Job, isHere: boolean): readonly ListPage<Job>[] {
  const isKnown = pages.some(({ items }) => items.some(({ id }) => id === data.id));
  if (!isKnown && !isHere) return pages;
  return pages.map((page, n) => {
    if (!isKnown) return n === 0 ? { ...page, items: [data, ...page.items] } : page;
    return { ...page, items: page.items.map((job) => (job.id === data.id ? data : job)) };
  });
}
