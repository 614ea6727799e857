/** What inventory asks of the world. */
import type { Inventory, StepCount, ThingChange, ThingSort } from "./model.ts";

/** Credentials of devices: SHA-256 hashes, lower-case hexadecimal, current first, the next one second during rotation. */
export interface DeviceSecret {
  deviceId: string;
  /** None: the device may not sign in. */
  hashes: readonly string[];
}

/** Which output lit a lamp, and when: history belongs to the lamp and follows it through every replacement. */
export interface Assignment {
  readonly lampId: string;
  readonly device: string;
  readonly output: number;
  /** EpochMs; half-open, `from` ≤ at < `to`. */
  readonly from: number;
  /** Absent: it still does. */
  readonly to?: number;
}

/** Which controller a cabinet had, and when: history belongs to the cabinet and follows it through every replacement. */
export interface CabinetAssignment {
  readonly cabinetId: string;
  readonly device: string;
  /** EpochMs; half-open, `from` ≤ at < `to`. */
  readonly from: number;
  /** Absent: it still has it. */
  readonly to?: number;
}

/** A file that was imported, as lists show it. */
export interface ImportSummary {
  readonly id: string;
  /** EpochMs */
  readonly at: number;
  /** Who imported, as shown to people. */
  readonly by: string;
  readonly byId: string;
  /** Name of the file; absent: a program sent it without one. */
  readonly file?: string;
  /** Rows of the file. */
  readonly rows: number;
  /** How many things of each sort, by what was done. */
  readonly counts: readonly StepCount[];
  /** EpochMs when it was undone. */
  readonly undoneAt?: number;
}

/** The same with what it brought into use, so that it can be undone in one step. */
export interface ImportRecord extends ImportSummary {
  /** Things it created or restored, with the version they had then. */
  readonly things: readonly { readonly sort: ThingSort; readonly id: string; readonly version: number }[];
}

/** One step of the inventory, written whole or not at all. */
export interface InventoryWrite {
  readonly changes: readonly ThingChange[];
  /** Hashes to set. Those of devices that `changes` retires go by themselves. */
  readonly secrets: readonly DeviceSecret[];
  /** EpochMs from which lamps hang on, and cabinets have, what `changes` says. */
  readonly at: number;
  /** Kept beside the things it made; one with a known id replaces it. */
  readonly imported?: ImportRecord;
}

export interface InventoryStore {
  /** Everything, retired things included. */
  load(): Promise<Inventory>;
  /**
   * Writes all or nothing. Every `before` must still be the stored version.
   * @throws ControllerError `inventory/changed-meanwhile`, `inventory/taken`.
   */
  apply(write: InventoryWrite): Promise<void>;
  /** Hashes of every device that may sign in, for the broker's credentials file. */
  secrets(): Promise<DeviceSecret[]>;
  /** Draws `count` topic numbers, consecutive from the answer, the first ever being 1; never given twice. */
  drawTopicNumbers(count: number): Promise<number>;
  /** Assignments of these lamps, by lamp, oldest first. */
  assignments(lampIds: readonly string[]): Promise<Assignment[]>;
  /** Assignments of these cabinets, by cabinet, oldest first. */
  cabinetAssignments(cabinetIds: readonly string[]): Promise<CabinetAssignment[]>;
  imported(id: string): Promise<ImportRecord | undefined>;
  /** Newest first, at most `limit`. @param byId only those of this person. */
  imports(limit: number, byId?: string): Promise<ImportSummary[]>;
}

/** Where the broker reads who may connect. */
export interface BrokerCredentials {
  /**
   * Replaces what the broker knows of devices; visible to it within a second. Resolves when it is on disk.
   * @throws ControllerError `data/unwritable`.
   */
  publish(secrets: ReadonlyMap<string, readonly string[]>): Promise<void>;
}
