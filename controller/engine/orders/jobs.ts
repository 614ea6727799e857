/** Jobs in memory: follows every lamp of a wide action to its word, and goes on improving words until the order ends. */
import type { Clock } from "../../clock.ts";
import { lampsTouchedBy } from "../../core/fleet/device-orders.ts";
import type { Twin } from "../../core/fleet/twin.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import {
  countWords,
  hasFollowed,
  isNews,
  type Job,
  type JobCounts,
  type LampWord,
  withPending,
} from "../../core/jobs/job.ts";
import { judge, judgeLate } from "../../core/jobs/judge.ts";
import type { JobStore, StoredWord } from "../../core/jobs/ports.ts";
import { isOpen, type Order } from "../../core/orders/order.ts";
import type { Log } from "../../log.ts";
import { gatherEvidence } from "./evidence.ts";

export interface JobsDeps {
  readonly clock: Clock;
  readonly store: JobStore;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  readonly isCrowdedOut: (device: string, orderId: string) => boolean;
  /** An order that is open, or was not long ago. */
  readonly order: (orderId: string) => Order | undefined;
  /** Told after each change of a job's counts. */
  readonly onProgress: (job: Job, counts: JobCounts) => void;
  /** Told once a job has ended by itself; again after a retry. */
  readonly onEnded: (job: Job, counts: JobCounts) => void;
  readonly log: Log;
}

/** A job as it stands. */
export interface JobSummary {
  readonly job: Job;
  readonly counts: JobCounts;
}

/** The same with the word of each lamp that has one. */
export interface JobView extends JobSummary {
  readonly words: ReadonlyMap<string, LampWord>;
}

export interface Jobs {
  /** Begins to follow a job that is stored already. */
  follow(job: Job): void;
  /** What a device reported may give words: call after every change of a twin. */
  deviceChanged(device: string): void;
  /** The order's end came by a person: nothing is left to follow. */
  orderEnded(orderId: string): void;
  find(id: string): Promise<JobView | undefined>;
  findByKey(personId: string, key: string): Promise<Job | undefined>;
  /** Newest first. */
  list(query: { limit: number; before?: string }): Promise<JobSummary[]>;
  /** Gives the lamps that did not follow another chance until `deadline`. @returns their ids. */
  retry(id: string, deadline: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface Followed {
  job: Job;
  readonly words: Map<string, LampWord>;
  readonly unsaved: Set<string>;
  readonly lamps: ReadonlySet<string>;
  /** Rings at the deadline of a running job, then at the end of its order. */
  cancelTimer: () => void;
}

/** How often words and counts go to the store and to people, ms. */
const tellEvery = 500;
/** Least time a job has after a restart, ms: everybody is called first and may take his turn to answer. */
const graceAfterStart = 30_000;

export async function createJobs(deps: JobsDeps): Promise<Jobs> {
  const { clock, store, log } = deps;
  const followed = new Map<string, Followed>();
  const untold = new Set<Followed>();
  let cancelTelling: (() => void) | undefined;
  let writing: Promise<void> = Promise.resolve();

  const enqueue = (write: () => Promise<void>) => {
    writing = writing.then(write).catch((error) => log.error(error, "storing a job"));
    return writing;
  };

  function begin(job: Job, words: Map<string, LampWord>): Followed {
    const entry: Followed = {
      job,
      words,
      unsaved: new Set(),
      lamps: new Set(job.lampIds),
      cancelTimer: () => {},
    };
    followed.set(job.id, entry);
    if (job.state === "running") entry.cancelTimer = clock.wakeAt(job.deadline, () => closeDeadline(entry));
    else watchEnd(entry);
    return entry;
  }

  /** Words may improve until the order ends by itself; then nothing is left to follow. */
  function watchEnd(entry: Followed): void {
    entry.cancelTimer();
    const until = deps.order(entry.job.orderId)?.until;
    if (until !== undefined) entry.cancelTimer = clock.wakeAt(until, () => drop(entry));
  }

  function drop(entry: Followed): void {
    entry.cancelTimer();
    // whoever asks from now on is answered from the store
    if (untold.has(entry)) tell();
    if (followed.get(entry.job.id) === entry) followed.delete(entry.job.id);
  }

  function follow(job: Job): void {
    const entry = begin(job, new Map());
    judgeLamps(entry, job.lampIds);
    tellSoon(entry);
  }

  function judgeLamps(entry: Followed, lampIds: Iterable<string>): void {
    const order = deps.order(entry.job.orderId);
    // what lamps do after the end is no answer to this order any more
    if (order === undefined || !isOpen(order, clock.now())) return;
    for (const lampId of lampIds) {
      const evidence = gatherEvidence(deps, order, lampId);
      const word = evidence && judge(evidence);
      if (word !== undefined) setWord(entry, lampId, word);
    }
    if (entry.job.state === "running" && entry.words.size === entry.lamps.size) finish(entry, "done");
  }

  function setWord(entry: Followed, lampId: string, word: LampWord): void {
    const before = entry.words.get(lampId);
    if (before !== undefined && !isNews(entry.job, before, word)) return;
    entry.words.set(lampId, word);
    entry.unsaved.add(lampId);
    tellSoon(entry);
  }

  function giveMissing(entry: Followed, wordOf: (lampId: string) => LampWord): void {
    for (const lampId of entry.job.lampIds) {
      if (!entry.words.has(lampId)) setWord(entry, lampId, wordOf(lampId));
    }
  }

  function closeDeadline(entry: Followed): void {
    const order = deps.order(entry.job.orderId);
    giveMissing(entry, (lampId) => {
      const evidence = order && gatherEvidence(deps, order, lampId);
      return evidence === undefined ? { word: "silent", reason: { code: "neverHeard" } } : judgeLate(evidence);
    });
    finish(entry, "done");
  }

  function finish(entry: Followed, state: "done" | "cancelled"): void {
    entry.job = { ...entry.job, state, endedAt: clock.now() };
    watchEnd(entry);
    tellSoon(entry);
    if (state === "done") deps.onEnded(entry.job, countWords(entry.job, entry.words));
  }

  function cancel(entry: Followed): void {
    giveMissing(entry, () => ({ word: "silent", reason: { code: "ended" } }));
    finish(entry, "cancelled");
  }

  function tellSoon(entry: Followed): void {
    untold.add(entry);
    cancelTelling ??= clock.wakeAt(clock.now() + tellEvery, () => {
      cancelTelling = undefined;
      tell();
    });
  }

  function tell(): void {
    for (const entry of untold) {
      const { job } = entry;
      const words = wordsToSave(entry);
      deps.onProgress(job, countWords(job, entry.words));
      void enqueue(async () => {
        await store.saveWords(job.id, words);
        // the state goes last: a job that is stored as done has all its words
        await store.update(job);
      });
    }
    untold.clear();
  }

  function wordsToSave(entry: Followed): StoredWord[] {
    const at = clock.now();
    const words = [...entry.unsaved].map((lampId) => ({ lampId, at, ...entry.words.get(lampId)! }));
    entry.unsaved.clear();
    return words;
  }

  const viewOf = (entry: Followed): JobView => ({
    job: entry.job,
    counts: countWords(entry.job, entry.words),
    words: entry.words,
  });

  async function storedView(job: Job): Promise<JobView> {
    const words = new Map((await store.words(job.id)).map(({ lampId, at: _, ...word }) => [lampId, word]));
    return { job, words, counts: countWords(job, words) };
  }

  async function find(id: string): Promise<JobView | undefined> {
    const entry = followed.get(id);
    if (entry !== undefined) return viewOf(entry);
    await writing;
    const job = await store.find(id);
    return job && storedView(job);
  }

  for (const job of await store.unfinished(clock.now())) {
    const { words } = await storedView(job);
    const running = job.state === "running";
    const deadline = running ? Math.max(job.deadline, clock.now() + graceAfterStart) : job.deadline;
    const entry = begin({ ...job, deadline }, new Map(words));
    const order = deps.order(job.orderId);
    // it ended in the moment the controller died: nobody wrote it down
    if (running && order?.ended !== undefined) {
      cancel(entry);
      drop(entry);
    } else judgeLamps(entry, job.lampIds);
  }

  return {
    follow,
    deviceChanged(device) {
      if (followed.size === 0) return;
      const lamps = lampsTouchedBy(device, deps.index());
      for (const entry of [...followed.values()]) {
        const concerned = lamps.filter((lampId) => entry.lamps.has(lampId));
        if (concerned.length > 0) judgeLamps(entry, concerned);
      }
    },
    orderEnded(orderId) {
      for (const entry of [...followed.values()]) {
        if (entry.job.orderId !== orderId) continue;
        if (entry.job.state === "running") cancel(entry);
        drop(entry);
      }
    },
    find,
    findByKey: (personId, key) => store.findByKey(personId, key),
    async list(query) {
      await writing;
      const jobs = await store.list(query);
      const stored = await store.countWords(jobs.filter(({ id }) => !followed.has(id)).map(({ id }) => id));
      return jobs.map((job) => {
        const entry = followed.get(job.id);
        return entry === undefined ? { job, counts: withPending(job, stored.get(job.id) ?? {}) } : viewOf(entry);
      });
    },
    async retry(id, deadline) {
      const view = await find(id);
      if (view === undefined) return [];
      const again = view.job.lampIds.filter((lampId) => !hasFollowed(view.words.get(lampId)));
      if (again.length === 0) return [];
      // words not yet written would come back after they were taken away
      tell();
      followed.get(id)?.cancelTimer();
      const { endedAt: _, ...job } = view.job;
      const words = new Map(view.words);
      for (const lampId of again) words.delete(lampId);
      const entry = begin({ ...job, state: "running", deadline }, words);
      void enqueue(() => store.clearWords(id, again));
      tellSoon(entry);
      return again;
    },
    async close() {
      cancelTelling?.();
      for (const entry of followed.values()) entry.cancelTimer();
      tell();
      await writing;
    },
  };
}
