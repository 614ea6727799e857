/**
 * Documents devices fetch: kept retained in the broker while a device is given them, put there again whenever a broker
 * comes up, and cleared some time after the last device left them.
 */
import type { DocumentName } from "#protocol/wire/directive.ts";
import { nameDocument, splitDocument } from "#protocol/wire/documents.ts";
import type { Clock } from "../../clock.ts";
import type { PlanStore, StoredDocument } from "../../core/plans/ports.ts";
import type { Log } from "../../log.ts";

export interface DocumentLink {
  /** Puts a part into the broker for whoever asks; empty bytes clear it. `part` absent: the document has one. */
  document(digest: string, part: number | undefined, bytes: Uint8Array): void;
}

export interface DocumentsDeps {
  readonly clock: Clock;
  readonly store: Pick<PlanStore, "documents" | "markUnused" | "forgetDocuments">;
  readonly link: DocumentLink;
  readonly log: Log;
}

export interface Documents {
  /** Takes a document in and publishes it, once. */
  add(bytes: Uint8Array): DocumentName;
  bytesOf(digest: string): Uint8Array | undefined;
  /** These are the ones devices are given now; what was used before and is not any more is cleared after a while. */
  use(digests: ReadonlySet<string>): Promise<void>;
  /** A broker came up: it knows nothing. */
  publishAll(): void;
  /**
   * A device said what it waits for. When it goes on waiting, some broker may have lost it: it is published again, at
   * most once a minute.
   */
  awaited(device: string, digests: readonly string[]): void;
  /** Clears what nobody was given for a long time; a nightly chore. */
  clearUnused(): Promise<void>;
  /** Messages published so far, without repetitions for devices that wait. */
  published(): number;
}

/** ms a document stays after the last device left it: who was away may still come for it. */
const graceTime = 30 * 86_400_000;
/** ms a device gets to fetch what it waits for. */
const fetchWithin = 10_000;
/** ms between two publications of one document because devices wait for it. */
const repeatEvery = 60_000;

export async function createDocuments({ clock, store, link, log }: DocumentsDeps): Promise<Documents> {
  const known = new Map<string, StoredDocument>((await store.documents()).map((one) => [one.digest, one]));
  const repeatedAt = new Map<string, number>();
  /** EpochMs since when a device has said that it waits for something. */
  const waitingSince = new Map<string, number>();
  let published = 0;

  function publish({ digest, bytes }: StoredDocument): void {
    const parts = splitDocument(bytes);
    for (const [n, part] of parts.entries()) link.document(digest, parts.length === 1 ? undefined : n, part);
  }

  function clear({ digest, bytes }: StoredDocument): void {
    const { parts } = nameDocument(bytes);
    for (let n = 0; n < parts; n++) link.document(digest, parts === 1 ? undefined : n, new Uint8Array());
  }

  return {
    add(bytes) {
      const name = nameDocument(bytes);
      if (!known.has(name.digest)) {
        const document = { digest: name.digest, bytes };
        known.set(name.digest, document);
        publish(document);
        published++;
      }
      return name;
    },
    bytesOf: (digest) => known.get(digest)?.bytes,
    async use(digests) {
      const left: string[] = [];
      const back: string[] = [];
      for (const document of known.values()) {
        const used = digests.has(document.digest);
        if (used === (document.unusedSince === undefined)) continue;
        (used ? back : left).push(document.digest);
        const { unusedSince: _, ...rest } = document;
        known.set(document.digest, used ? rest : { ...rest, unusedSince: clock.now() });
      }
      if (left.length > 0) await store.markUnused(left, clock.now());
      if (back.length > 0) await store.markUnused(back, undefined);
    },
    publishAll() {
      for (const document of known.values()) publish(document);
      published += known.size;
    },
    awaited(device, digests) {
      const now = clock.now();
      if (digests.length === 0) {
        waitingSince.delete(device);
        return;
      }
      const since = waitingSince.get(device) ?? now;
      waitingSince.set(device, since);
      if (now - since < fetchWithin) return;
      for (const digest of digests) {
        const document = known.get(digest);
        if (document === undefined || now - (repeatedAt.get(digest) ?? Number.NEGATIVE_INFINITY) < repeatEvery)
          continue;
        repeatedAt.set(digest, now);
        log.info({ digest }, "devices wait for a document; it is published again");
        publish(document);
      }
    },
    async clearUnused() {
      const before = clock.now() - graceTime;
      const old = [...known.values()].filter(({ unusedSince = Number.POSITIVE_INFINITY }) => unusedSince <= before);
      for (const document of old) {
        clear(document);
        known.delete(document.digest);
      }
      if (old.length > 0) await store.forgetDocuments(old.map(({ digest }) => digest));
    },
    published: () => published,
  };
}
