/** What rates and baselines ask of the world: every version of them, for ever. */
import type { BaselineRecording } from "./baseline.ts";
import type { RatesRevision } from "./rates.ts";

export interface RatesStore {
  /** Newest first; empty before the first start has ended. */
  revisions(): Promise<RatesRevision[]>;
  /** @returns false where that version exists: somebody else was first. */
  insert(revision: RatesRevision): Promise<boolean>;
}

export interface BaselineStore {
  /** Of all areas, of each the newest first. */
  all(): Promise<BaselineRecording[]>;
  /** @returns false where the area has that revision: somebody else was first. */
  insert(recording: BaselineRecording): Promise<boolean>;
}
