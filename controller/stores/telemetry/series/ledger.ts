/** The journal's book-keeping on disk: devices, held and lost rows, boots. Every function runs in its caller's transaction. */
import type { DatabaseSync } from "node:sqlite";
import type { Stream } from "#protocol/wire/vocabulary.ts";
import type { LogGap } from "../../../core/telemetry/log-book.ts";
import { RangeSet } from "../../../core/telemetry/range-set.ts";

export interface Ledger {
  /** Ids of all devices; the place in the list is the number. */
  devices(): string[];
  addDevice(number: number, id: string): void;
  /** Calls back for every log on disk. */
  eachLog(take: (device: number, stream: Stream, epoch: number, held: RangeSet) => void): void;
  eachLoss(take: (device: number, loss: LogGap) => void): void;
  held(device: number, stream: Stream, epoch: number): RangeSet;
  setHeld(device: number, stream: Stream, epoch: number, held: RangeSet): void;
  addLoss(device: number, loss: LogGap, at: number): void;
  /** EpochMs at which the boot began, where it is known. */
  bootBegan(device: number, bootCount: number): number | undefined;
  setBoot(device: number, bootCount: number, beganAt: number): void;
}

export function createLedger(db: DatabaseSync): Ledger {
  const insertDevice = db.prepare("INSERT INTO devices (number, id) VALUES (?, ?)");
  const selectHeld = db.prepare("SELECT held FROM logs WHERE device = ? AND stream = ? AND epoch = ?");
  const upsertHeld = db.prepare(
    "INSERT INTO logs (device, stream, epoch, held) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET held = excluded.held",
  );
  const insertLoss = db.prepare(
    "INSERT OR IGNORE INTO losses (device, stream, epoch, first, last, at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const selectBoot = db.prepare("SELECT beganAt FROM boots WHERE device = ? AND bootCount = ?");
  const upsertBoot = db.prepare(
    "INSERT INTO boots (device, bootCount, beganAt) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET beganAt = excluded.beganAt",
  );

  return {
    devices() {
      const ids: string[] = [];
      for (const row of db.prepare("SELECT number, id FROM devices").iterate()) {
        ids[row.number as number] = row.id as string;
      }
      return ids;
    },
    addDevice(number, id) {
      insertDevice.run(number, id);
    },
    eachLog(take) {
      for (const row of db.prepare("SELECT device, stream, epoch, held FROM logs").iterate()) {
        take(row.device as number, row.stream as Stream, row.epoch as number, RangeSet.parse(row.held as string));
      }
    },
    eachLoss(take) {
      for (const row of db.prepare("SELECT device, stream, epoch, first, last FROM losses").iterate()) {
        take(row.device as number, row as unknown as LogGap);
      }
    },
    held(device, stream, epoch) {
      return RangeSet.parse((selectHeld.get(device, stream, epoch)?.held as string | undefined) ?? "");
    },
    setHeld(device, stream, epoch, held) {
      upsertHeld.run(device, stream, epoch, held.toString());
    },
    addLoss(device, { stream, epoch, first, last }, at) {
      insertLoss.run(device, stream, epoch, first, last, at);
    },
    bootBegan(device, bootCount) {
      return selectBoot.get(device, bootCount)?.beganAt as number | undefined;
    },
    setBoot(device, bootCount, beganAt) {
      upsertBoot.run(device, bootCount, beganAt);
    },
  };
}
