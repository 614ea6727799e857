/** What bills ask of the world: to be kept, file by file. */
import type { Bill, BillImport } from "./bill.ts";

export interface BillStore {
  /** By supply point and begin; of all supply points named. */
  bills(supplyPointIds: readonly string[]): Promise<Bill[]>;
  /** Newest first. */
  imports(): Promise<BillImport[]>;
  /**
   * Writes the bills and the import, all or nothing.
   * @returns false where that import, or a bill of one of the supply points that begins on the same day, exists.
   */
  insert(imported: BillImport, bills: readonly Bill[]): Promise<boolean>;
  /** Deletes the bills of an import. @returns false where it is not there or was undone before. */
  undo(importId: string, at: number): Promise<boolean>;
}
