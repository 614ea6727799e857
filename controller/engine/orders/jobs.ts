/** Jobs in memory: follows every lamp of a wide action to its word, and goes on improving words until the order ends. */
import { lampsTouchedBy } from "../../core/fleet/device-orders.ts";
import type { Twin } from "../../core/fleet/twin.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import {
  countWords,
  hasFollowed,
  isNews,
  isUnderWay,
  type Job,
  type JobCounts,
  type LampWord,
  withPending,
} from "../../core/jobs/job.ts";
import { judge, judgeLate } from "../../core/jobs/judge.ts";
import { jobEnded, pauseJob, resumeJob } from "../../core/jobs/pause.ts";
import { isOpen, type Order } from "../../core/orders/order.ts";
import type { Person } from "../../core/people/model.ts";
import { gatherEvidence } from "./evidence.ts";
import { createJobTelling, type JobTellingDeps } from "./job-telling.ts";

export interface JobsDeps extends JobTellingDeps {
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  readonly isCrowdedOut: (device: string, orderId: string) => boolean;
  /** An order that is open, or was not long ago. */
  readonly order: (orderId: string) => Order | undefined;
  /** Told once a job has ended by itself, again after a retry; and once its order has run out. */
  readonly onEnded: () => void;
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
  list(query: Parameters<JobsDeps["store"]["list"]>[0]): Promise<JobSummary[]>;
  /**
   * Gives the lamps that did not follow another chance until `deadline`. @returns their ids.
   * @param only of these lamps; absent: of all.
   */
  retry(id: string, deadline: number, only?: readonly string[]): Promise<readonly string[]>;
  /** @returns false where it is paused already. @throws ControllerError as `pauseJob`. */
  pause(id: string, person: Pick<Person, "id" | "name">): Promise<boolean>;
  /** @returns lamps to be told now, undefined where it was not paused. @throws ControllerError `jobs/ended`. */
  resume(id: string): Promise<readonly string[] | undefined>;
  /** Whether the device is not told an order because its job is paused: no lamp of the order on it has followed yet. */
  isKeptBack(device: string, orderId: string): boolean;
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

/** Least time a job has after a restart, ms: everybody is called first and may take his turn to answer. */
const graceAfterStart = 30_000;

export async function createJobs(deps: JobsDeps): Promise<Jobs> {
  const { clock, store } = deps;
  const telling = createJobTelling(deps);
  const followed = new Map<string, Followed>();
  /** Those of them that somebody paused, by order. */
  const paused = new Map<string, Followed>();

  function begin(job: Job, words: Map<string, LampWord>): Followed {
    const entry: Followed = {
      job,
      words,
      unsaved: new Set(),
      lamps: new Set(job.lampIds),
      cancelTimer: () => {},
    };
    followed.set(job.id, entry);
    become(entry, job);
    return entry;
  }

  /** The job in its new form: what rings for it next follows from its state. */
  function become(entry: Followed, job: Job): void {
    entry.job = job;
    if (job.state === "paused") paused.set(job.orderId, entry);
    else paused.delete(job.orderId);
    entry.cancelTimer();
    if (job.state === "running") {
      entry.cancelTimer = clock.wakeAt(job.deadline, () => closeDeadline(entry));
      return;
    }
    // words may improve until the order ends by itself; then nothing is left to follow
    const until = deps.order(job.orderId)?.until;
    if (until !== undefined) entry.cancelTimer = clock.wakeAt(until, () => runOut(entry));
  }

  function runOut(entry: Followed): void {
    if (entry.job.state === "paused") end(entry, "done");
    drop(entry);
    deps.onEnded();
  }

  function drop(entry: Followed): void {
    entry.cancelTimer();
    telling.flush(entry);
    paused.delete(entry.job.orderId);
    if (followed.get(entry.job.id) === entry) followed.delete(entry.job.id);
  }

  function follow(job: Job): void {
    const entry = begin(job, new Map());
    judgeLamps(entry, job.lampIds);
    telling.soon(entry);
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
    finishIfComplete(entry);
  }

  /** A paused job waits with the rest of its lamps: only when all have followed nothing is left to go on with. */
  function finishIfComplete(entry: Followed): void {
    const { state, lampIds } = entry.job;
    const isComplete =
      state === "running"
        ? entry.words.size === entry.lamps.size
        : state === "paused" && lampIds.every((lampId) => hasFollowed(entry.words.get(lampId)));
    if (isComplete) finish(entry, "done");
  }

  function setWord(entry: Followed, lampId: string, word: LampWord): void {
    const before = entry.words.get(lampId);
    if (before !== undefined && !isNews(entry.job, before, word)) return;
    entry.words.set(lampId, word);
    entry.unsaved.add(lampId);
    telling.soon(entry);
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
    const { paused: _, ...job } = entry.job;
    become(entry, { ...job, state, endedAt: clock.now() });
    telling.soon(entry);
    if (state === "done") deps.onEnded();
  }

  /** Its order is over: lamps that said nothing were not asked long enough. */
  function end(entry: Followed, state: "done" | "cancelled"): void {
    giveMissing(entry, () => ({ word: "silent", reason: { code: "ended" } }));
    finish(entry, state);
  }

  /** What a person did to a job is on disk before he is answered. @returns false where nothing changed. */
  async function becomeStored(entry: Followed, job: Job): Promise<boolean> {
    if (entry.job === job) return false;
    become(entry, job);
    telling.soon(entry);
    telling.flush(entry);
    await telling.stored();
    return true;
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
    await telling.stored();
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
    if (isUnderWay(job) && order?.ended !== undefined) {
      end(entry, "cancelled");
      drop(entry);
    } else if (job.state === "paused" && (order === undefined || !isOpen(order, clock.now()))) runOut(entry);
    else judgeLamps(entry, job.lampIds);
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
        if (isUnderWay(entry.job)) end(entry, "cancelled");
        drop(entry);
      }
    },
    find,
    findByKey: (personId, key) => store.findByKey(personId, key),
    async list(query) {
      await telling.stored();
      const jobs = await store.list(query);
      const stored = await store.countWords(jobs.filter(({ id }) => !followed.has(id)).map(({ id }) => id));
      return jobs.map((job) => {
        const entry = followed.get(job.id);
        return entry === undefined ? { job, counts: withPending(job, stored.get(job.id) ?? {}) } : viewOf(entry);
      });
    },
    async retry(id, deadline, only) {
      const view = await find(id);
      if (view === undefined) return [];
      const meant = only && new Set(only);
      const again = view.job.lampIds.filter(
        (lampId) => (meant?.has(lampId) ?? true) && !hasFollowed(view.words.get(lampId)),
      );
      if (again.length === 0) return [];
      const { endedAt: _, paused: __, ...job } = view.job;
      const entry = followed.get(id) ?? begin(job, new Map(view.words));
      telling.clearWords(entry, again);
      for (const lampId of again) entry.words.delete(lampId);
      become(entry, { ...job, state: "running", deadline });
      telling.soon(entry);
      return again;
    },
    async pause(id, person) {
      const entry = followed.get(id);
      if (entry === undefined) throw jobEnded(id);
      return becomeStored(entry, pauseJob(entry.job, entry.words, person, clock.now()));
    },
    async resume(id) {
      const entry = followed.get(id);
      if (entry === undefined) throw jobEnded(id);
      if (!(await becomeStored(entry, resumeJob(entry.job, clock.now())))) return undefined;
      judgeLamps(entry, entry.job.lampIds);
      return entry.job.lampIds.filter((lampId) => (entry.words.get(lampId)?.word ?? "silent") === "silent");
    },
    isKeptBack(device, orderId) {
      const entry = paused.get(orderId);
      if (entry === undefined) return false;
      // a lamp that followed stays as it is, and so does what feeds it
      const lamps = lampsTouchedBy(device, deps.index()).filter((lampId) => entry.lamps.has(lampId));
      return !lamps.some((lampId) => hasFollowed(entry.words.get(lampId)));
    },
    async close() {
      for (const entry of followed.values()) entry.cancelTimer();
      await telling.close();
    },
  };
}
