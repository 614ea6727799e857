/** Takes what changed of jobs to the store and to people: some times a second, not once for each of ten thousand words. */
import type { Clock } from "../../clock.ts";
import type { Job, LampWord } from "../../core/jobs/job.ts";
import type { JobStore, StoredWord } from "../../core/jobs/ports.ts";
import type { Log } from "../../log.ts";

/** A job as far as it is told. */
export interface TellingJob {
  readonly job: Job;
  readonly words: ReadonlyMap<string, LampWord>;
  /** Lamps whose word is not in the store yet. */
  readonly unsaved: Set<string>;
}

export interface JobTellingDeps {
  readonly clock: Clock;
  readonly store: JobStore;
  /** Told after each change of a job's words. */
  readonly onProgress: (job: Job, words: ReadonlyMap<string, LampWord>) => void;
  readonly log: Log;
}

export interface JobTelling {
  soon(entry: TellingJob): void;
  /** At once where something of it was not told yet: whoever asks from now on is answered from the store. */
  flush(entry: TellingJob): void;
  /** Takes words back in the store, after those that were told before. */
  clearWords(entry: TellingJob, lampIds: readonly string[]): void;
  /** Resolves when the store has all that was told so far. */
  stored(): Promise<void>;
  close(): Promise<void>;
}

/** How often words and counts go to the store and to people, ms. */
const tellEvery = 500;

export function createJobTelling({ clock, store, onProgress, log }: JobTellingDeps): JobTelling {
  const untold = new Set<TellingJob>();
  let cancel: (() => void) | undefined;
  let writing: Promise<void> = Promise.resolve();

  function enqueue(write: () => Promise<void>): void {
    writing = writing.then(write).catch((error) => log.error(error, "storing a job"));
  }

  function wordsToSave({ unsaved, words }: TellingJob): StoredWord[] {
    const at = clock.now();
    const saved = [...unsaved].map((lampId) => ({ lampId, at, ...words.get(lampId)! }));
    unsaved.clear();
    return saved;
  }

  function tell(): void {
    for (const entry of untold) {
      const { job } = entry;
      const words = wordsToSave(entry);
      onProgress(job, entry.words);
      enqueue(async () => {
        await store.saveWords(job.id, words);
        // the state goes last: a job that is stored as done has all its words
        await store.update(job);
      });
    }
    untold.clear();
  }

  return {
    soon(entry) {
      untold.add(entry);
      cancel ??= clock.wakeAt(clock.now() + tellEvery, () => {
        cancel = undefined;
        tell();
      });
    },
    flush(entry) {
      if (untold.has(entry)) tell();
    },
    clearWords(entry, lampIds) {
      // words not yet written would come back after they were taken away
      if (untold.has(entry)) tell();
      enqueue(() => store.clearWords(entry.job.id, lampIds));
    },
    stored: () => writing,
    async close() {
      cancel?.();
      tell();
      await writing;
    },
  };
}
