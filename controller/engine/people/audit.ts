/** Writes down what was done, and lets those who may read it. */
import type { Area } from "../../core/inventory/model.ts";
import type { AuditEntry, AuditFilter, AuditLine } from "../../core/people/audit.ts";
import { hasEverywhere } from "../../core/people/grants.ts";
import { isWithin, mayIn, type Person } from "../../core/people/model.ts";
import type { AuditStore } from "../../core/people/ports.ts";

export interface Audit {
  /**
   * Resolves when the lines are on disk, all or none: an engine awaits it before it answers, so that what was
   * acknowledged is written down.
   */
  record(...entries: AuditEntry[]): Promise<void>;
  /** Lines the reader may see, newest first; `before` is the sequence the page before ended at. */
  find(reader: Person, filter: AuditQuery, page: { before?: number; limit: number }): Promise<AuditLine[]>;
}

/** Like a filter of the store, with one area standing for all below it. */
export interface AuditQuery extends Omit<AuditFilter, "areaIds"> {
  readonly areaId?: string;
}

export interface AuditDeps {
  store: AuditStore;
  /** The tree, by id, as it is now. */
  areas: () => ReadonlyMap<string, Area>;
}

interface Waiting {
  entries: readonly AuditEntry[];
  written: () => void;
  failed: (error: unknown) => void;
}

export async function createAudit({ store, areas }: AuditDeps): Promise<Audit> {
  let sequence = await store.lastSequence();
  let waiting: Waiting[] = [];
  let writing = false;

  /** Lines that come while a commit is under way share the next one. */
  async function write(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const entries = batch.flatMap((one) => one.entries);
        await store.append(
          entries.map((entry) => ({ ...entry, result: entry.result ?? "done", sequence: ++sequence })),
        );
        for (const { written } of batch) written();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = false;
  }

  return {
    record(...entries) {
      return new Promise<void>((written, failed) => {
        waiting.push({ entries, written, failed });
        void write();
      });
    },

    async find(reader, { areaId, ...filter }, page) {
      const tree = areas();
      if (areaId === undefined && hasEverywhere(reader, "audit")) return store.find(filter, page);
      const areaIds = [...tree.keys()].filter(
        (id) => mayIn(reader, "audit", id, tree) && (areaId === undefined || isWithin(id, [areaId], tree)),
      );
      return store.find({ ...filter, areaIds }, page);
    },
  };
}
