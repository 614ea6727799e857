/** The table of messages as they came, and who has followed it how far. Functions run in their caller's transaction. */
import type { DatabaseSync } from "node:sqlite";

/** Most rows one message carries: 4 batches of 64. Makes the pseudo-sequence of rows outside any log unique. */
export const rowsPerMessage = 256;

/** Some consecutive arrivals, packed as `arrival-pack.ts` says. */
export interface StoredPack {
  /** Number of the first message. */
  first: number;
  count: number;
  pack: Uint8Array;
}

export interface Arrivals {
  /** Number of the newest message on disk, 0 where there was never one. */
  last(): number;
  /** Every message up to this number has been folded. */
  folded(): number;
  append(first: number, count: number, pack: Uint8Array): void;
  /** Packs with messages after `number`, oldest first, until they hold `messages`; one in memory at a time. */
  after(number: number, messages: number): Iterable<StoredPack>;
  /** The fold has taken all up to `number`; what every follower has taken goes. */
  setFolded(number: number): void;
}

export function createArrivals(db: DatabaseSync): Arrivals {
  const insert = db.prepare("INSERT INTO arrivals (first, count, pack) VALUES (?, ?, ?)");
  // the pack a number lies in is found by its first: a search over all counts would read a table of a million packs
  const select = db.prepare(
    "SELECT first, count, pack FROM arrivals WHERE first >= (SELECT ifnull(max(first), 0) FROM arrivals WHERE first <= ?1) AND first + count > ?1 ORDER BY first",
  );
  const selectFolded = db.prepare("SELECT number FROM followers WHERE name = 'fold'");
  const updateFolded = db.prepare("UPDATE followers SET number = ? WHERE name = 'fold'");
  const forget = db.prepare(
    "DELETE FROM arrivals WHERE first <= (SELECT min(number) FROM followers) AND first + count <= (SELECT min(number) + 1 FROM followers)",
  );
  const selectLast = db.prepare("SELECT first + count - 1 AS last FROM arrivals ORDER BY first DESC LIMIT 1");
  const folded = () => selectFolded.get()?.number as number;
  return {
    folded,
    last() {
      // where none is left, the newest was folded
      return (selectLast.get()?.last as number | undefined) ?? folded();
    },
    append(first, count, pack) {
      insert.run(first, count, pack);
    },
    *after(number, messages) {
      let held = 0;
      for (const row of select.iterate(number + 1)) {
        const pack = row as unknown as StoredPack;
        yield pack;
        held += pack.count;
        if (held >= messages) break;
      }
    },
    setFolded(number) {
      updateFolded.run(number);
      forget.run();
    },
  };
}
