/** Jobs in memory: follows every lamp of a wide action to its word, and goes on improving words until the order ends. */
import type { Clock } from "../clock.ts";
import { lampsTouchedBy } from "../core/fleet/device-orders.ts";
import { powerBand } from "../core/fleet/power-band.ts";
import { supplyOf } from "../core/fleet/supply.ts";
import { stateOf, type Twin } from "../core/fleet/twin.ts";
import type { InventoryIndex } from "../core/inventory/index.ts";
import type { Inventory, Lamp } from "../core/inventory/model.ts";
import { countWords, type Job, type JobCounts, type LampWord } from "../core/jobs/job.ts";
import { judge, type SegmentEvidence } from "../core/jobs/judge.ts";
import type { JobStore, StoredWord } from "../core/jobs/ports.ts";
import { isOpen, type Order } from "../core/plans/order.ts";
import type { Log } from "../log.ts";

export interface JobsDeps {
  readonly clock: Clock;
  readonly store: JobStore;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  readonly isCrowdedOut: (device: string, orderId: string) => boolean;
  readonly order: (orderId: string) => Order | undefined;
  /** Told after each change of a job's counts. */
  readonly onProgress: (job: Job, counts: JobCounts) => void;
  readonly log: Log;
}

/** A job as it stands, with the word of each lamp that has one. */
export interface JobView {
  readonly job: Job;
  readonly counts: JobCounts;
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
  list(query: { limit: number; before?: string }): Promise<JobView[]>;
  cancel(id: string): Promise<JobView | undefined>;
  /** Gives the lamps that did not follow another chance until `deadline`. @returns their ids. */
  retry(id: string, deadline: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface Followed {
  job: Job;
  readonly words: Map<string, LampWord>;
  readonly unsaved: Set<string>;
  readonly lamps: ReadonlySet<string>;
  cancelDeadline: () => void;
}

/** How often words and counts go to the store and to people, ms. */
const tellEvery = 500;

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
      cancelDeadline: () => {},
    };
    followed.set(job.id, entry);
    if (job.state === "running") entry.cancelDeadline = clock.wakeAt(job.deadline, () => closeDeadline(entry));
    return entry;
  }

  function follow(job: Job): void {
    const entry = begin(job, new Map());
    judgeLamps(entry, job.lampIds);
    tellSoon(entry);
  }

  function judgeLamps(entry: Followed, lampIds: Iterable<string>): void {
    const order = deps.order(entry.job.orderId);
    if (order === undefined) return;
    for (const lampId of lampIds) {
      const word = wordOf(order, lampId);
      if (word !== undefined) setWord(entry, lampId, word);
    }
    if (entry.job.state === "running" && entry.words.size === entry.lamps.size) finish(entry, "done");
    dropIfOver(entry, order);
  }

  function wordOf(order: Order, lampId: string): LampWord | undefined {
    const lamp = deps.inventory().lamp.get(lampId);
    const model = lamp && deps.inventory().lampModel.get(lamp.modelId);
    if (lamp === undefined || model === undefined) return undefined;
    const twin = lamp.deviceId === undefined ? undefined : deps.twin(lamp.deviceId);
    const { supply, segment } = feedOf(lamp);
    if (lamp.deviceId !== undefined && twin === undefined && supply.kind !== "open") return undefined;
    return judge({
      order,
      model,
      output: lamp.output ?? 0,
      supply,
      crowdedOut: lamp.deviceId !== undefined && deps.isCrowdedOut(lamp.deviceId, order.id),
      ...(twin === undefined ? {} : { twin }),
      ...(segment === undefined ? {} : { segment }),
    });
  }

  function feedOf(lamp: Lamp): { supply: ReturnType<typeof supplyOf>; segment?: SegmentEvidence } {
    const index = deps.index();
    const feed = index.segmentOf(lamp);
    if (feed === undefined) return { supply: supplyOf(undefined, undefined) };
    const cabinet = feed.device === undefined ? undefined : deps.twin(feed.device.id);
    const supply = supplyOf({ cabinetId: feed.cabinet.id, output: feed.output }, cabinet);
    const state = stateOf(cabinet, feed.output);
    if (state === undefined || lamp.deviceId !== undefined) return { supply };
    const band = { expected: 0, low: 0, high: 0 };
    for (const other of index.lampsOfSegment(feed.cabinet.id, feed.output)) {
      const model = deps.inventory().lampModel.get(other.modelId);
      if (model === undefined) continue;
      const one = powerBand(model, 100);
      band.expected += one.expected;
      band.low += one.low;
      band.high += one.high;
    }
    const power = state.activePower === undefined ? {} : { power: state.activePower };
    return { supply, segment: { closed: state.level > 0, band, ...power } };
  }

  function setWord(entry: Followed, lampId: string, word: LampWord): void {
    const before = entry.words.get(lampId);
    if (before !== undefined && sameWord(before, word)) return;
    entry.words.set(lampId, word);
    entry.unsaved.add(lampId);
    tellSoon(entry);
  }

  /** A lamp that said nothing by now is silent; one still on its way is held by its own ramp. */
  function closeDeadline(entry: Followed): void {
    for (const lampId of entry.job.lampIds) {
      if (!entry.words.has(lampId)) setWord(entry, lampId, lateWord(entry.job, lampId));
    }
    finish(entry, "done");
  }

  function lateWord(job: Job, lampId: string): LampWord {
    const lamp = deps.inventory().lamp.get(lampId);
    const twin = lamp?.deviceId === undefined ? undefined : deps.twin(lamp.deviceId);
    if (twin === undefined || twin.heardAt === 0) return { word: "silent", reason: { code: "neverHeard" } };
    const holds = deps.order(job.orderId)?.ref;
    if (holds !== undefined && twin.holds?.refs.includes(holds)) return { word: "held", reason: { code: "ramping" } };
    return { word: "silent", reason: { code: "noAnswer", since: twin.heardAt } };
  }

  function finish(entry: Followed, state: "done" | "cancelled"): void {
    entry.cancelDeadline();
    entry.job = { ...entry.job, state, endedAt: clock.now() };
    tellSoon(entry);
  }

  function dropIfOver(entry: Followed, order: Order): void {
    if (entry.job.state !== "running" && !isOpen(order, clock.now())) {
      tellSoon(entry);
      followed.delete(entry.job.id);
    }
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
    const entry = begin(job, new Map(words));
    judgeLamps(entry, job.lampIds);
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
        if (entry.job.state === "running") finish(entry, "cancelled");
        followed.delete(entry.job.id);
      }
    },
    find,
    findByKey: (personId, key) => store.findByKey(personId, key),
    async list(query) {
      const jobs = await store.list(query);
      return Promise.all(
        jobs.map(async (job) => {
          const entry = followed.get(job.id);
          return entry === undefined ? storedView(job) : viewOf(entry);
        }),
      );
    },
    async cancel(id) {
      const entry = followed.get(id);
      if (entry === undefined) return find(id);
      if (entry.job.state === "running") finish(entry, "cancelled");
      return viewOf(entry);
    },
    async retry(id, deadline) {
      const view = await find(id);
      if (view === undefined) return [];
      const again = view.job.lampIds.filter((lampId) => !isDone(view.words.get(lampId)));
      if (again.length === 0) return [];
      followed.get(id)?.cancelDeadline();
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
      for (const entry of followed.values()) entry.cancelDeadline();
      tell();
      await writing;
    },
  };
}

function isDone(word: LampWord | undefined): boolean {
  return word?.word === "followed" || word?.word === "proven";
}

function sameWord(a: LampWord, b: LampWord): boolean {
  return a.word === b.word && JSON.stringify(a.reason) === JSON.stringify(b.reason);
}
