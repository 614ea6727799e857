/**
 * Turns arrivals into series, in slices. A window of arrivals is sorted by device first, as the rows of a slot lie, so
 * that a page of the table is touched once per window and not once per message. Each slice is a
 * transaction with its rows and the book-keeping of exactly these; only the last one moves the follower and lets the
 * arrivals go. After a crash the window is folded again, and what was done falls out as held.
 */
import type { DatabaseSync } from "node:sqlite";
import { decodeMessage } from "#protocol/wire/codec.ts";
import type { Batch, EventRow, Sample } from "#protocol/wire/samples.ts";
import { bootBegan } from "../../../core/telemetry/dating.ts";
import type { RangeSet } from "../../../core/telemetry/range-set.ts";
import { batchesOf, isNumbered } from "../../../core/telemetry/rows.ts";
import { PackReader } from "../arrivals/arrival-pack.ts";
import { type Arrivals, rowsPerMessage } from "../arrivals/arrivals.ts";
import type { OutgoingQueue } from "../outgoing/outgoing-queue.ts";
import type { Ledger } from "./ledger.ts";
import type { SeriesRows } from "./series-rows.ts";

/** Messages sorted together: some 13 MB, reached only by a backlog. A quarter of it took 1.5 times the processor time. */
const windowMessages = 65_536;
/** Messages between two looks at the time. */
const messagesPerLook = 16;

export interface Fold {
  /**
   * Folds for about `budget` ms in one transaction.
   * @param now a clock in ms that only grows.
   * @returns whether arrivals remain.
   */
  slice(budget: number, now: () => number): boolean;
  /** Every arrival up to this number can be read in the series. */
  readonly folded: number;
  /** Rows that stand aside, counted since start. */
  readonly aside: number;
}

/** Where one message lies. */
interface Place {
  pack: Uint8Array;
  offset: number;
  number: number;
}

interface Window {
  /** By device, ascending; each in the order of arrival. */
  devices: [device: number, places: Place[]][];
  /** Next device, and the next message of it. */
  device: number;
  message: number;
  last: number;
}

export function createFold(
  db: DatabaseSync,
  arrivals: Arrivals,
  ledger: Ledger,
  rows: SeriesRows,
  outgoing: Pick<OutgoingQueue, "flush" | "discard">,
): Fold {
  let folded = arrivals.folded();
  let aside = 0;
  let window: Window | undefined;
  /** Held rows of the logs touched in this transaction, by device, stream and epoch. */
  const held = new Map<string, { device: number; batch: Batch; set: RangeSet }>();

  const heldOf = (device: number, batch: Batch): RangeSet => {
    const key = `${device} ${batch.stream} ${batch.epoch}`;
    let entry = held.get(key);
    if (entry === undefined) {
      entry = { device, batch, set: ledger.held(device, batch.stream, batch.epoch) };
      held.set(key, entry);
    }
    return entry.set;
  };

  const putRow = (device: number, batch: Batch, sequence: number, receivedAt: number, row: Sample | EventRow) => {
    const settled = rows.put({ device, stream: batch.stream, epoch: batch.epoch, sequence, receivedAt, row });
    if (!settled) {
      aside++;
    } else if (row.at !== undefined && row.bootCount !== undefined && row.uptime !== undefined) {
      if (ledger.bootBegan(device, row.bootCount) === undefined) {
        ledger.setBoot(device, row.bootCount, bootBegan(row.at, row.uptime));
        rows.dateAside(device, row.bootCount);
      }
    }
  };

  const foldMessage = (device: number, { pack, offset, number }: Place) => {
    const reader = new PackReader(pack, offset);
    reader.next();
    const decoded = decodeMessage(reader.kind, reader.message());
    // it was decoded before it was appended; a message this version no longer reads stays unread, not in the way
    if (!decoded.ok) return;
    let pseudo = number * rowsPerMessage;
    for (const batch of batchesOf(decoded.message)) {
      if (!isNumbered(batch)) {
        for (const row of batch.rows) putRow(device, batch, pseudo++, reader.receivedAt, row);
        continue;
      }
      if (batch.rows.length === 0) continue;
      const set = heldOf(device, batch);
      let sequence = batch.after;
      for (const row of batch.rows) {
        sequence++;
        if (!set.has(sequence)) putRow(device, batch, sequence, reader.receivedAt, row);
      }
      set.add(batch.after + 1, sequence);
    }
  };

  const foldSome = (open: Window, until: number, now: () => number) => {
    let looks = 0;
    while (open.device < open.devices.length) {
      const [device, places] = open.devices[open.device]!;
      while (open.message < places.length) {
        if (++looks % messagesPerLook === 0 && now() >= until) return;
        foldMessage(device, places[open.message++]!);
      }
      open.device++;
      open.message = 0;
    }
  };

  return {
    get folded() {
      return folded;
    },
    get aside() {
      return aside;
    },
    slice(budget, now) {
      const until = now() + budget;
      const open = window ?? readWindow(arrivals, folded);
      if (open === undefined) return false;
      // until the transaction holds, nothing counts as done
      window = undefined;
      held.clear();
      db.exec("PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE");
      try {
        foldSome(open, until, now);
        for (const { device, batch, set } of held.values()) ledger.setHeld(device, batch.stream, batch.epoch, set);
        rows.flush();
        outgoing.flush();
        const done = open.device === open.devices.length;
        if (done) arrivals.setFolded(open.last);
        db.exec("COMMIT");
        if (done) folded = open.last;
        else window = open;
      } catch (error) {
        if (db.isTransaction) db.exec("ROLLBACK");
        rows.discard();
        outgoing.discard();
        throw error;
      } finally {
        db.exec("PRAGMA synchronous = FULL");
      }
      return window !== undefined || arrivals.last() > folded;
    },
  };
}

function readWindow(arrivals: Arrivals, folded: number): Window | undefined {
  const byDevice = new Map<number, Place[]>();
  let last = folded;
  for (const { first, pack } of arrivals.after(folded, windowMessages)) {
    const reader = new PackReader(pack);
    let number = first;
    for (let offset = 0; reader.next(); offset = reader.end) {
      last = number++;
      const place = { pack, offset, number: last };
      const places = byDevice.get(reader.device);
      if (places === undefined) byDevice.set(reader.device, [place]);
      else places.push(place);
    }
  }
  if (last === folded) return undefined;
  return { devices: [...byDevice].sort(([a], [b]) => a - b), device: 0, message: 0, last };
}
