/** What inventory asks of the world. */
import type { Inventory, ThingChange } from "./model.ts";

/** Credentials of devices: SHA-256 hashes, lower-case hexadecimal, current first, the next one second during rotation. */
export interface DeviceSecret {
  deviceId: string;
  hashes: readonly string[];
}

export interface InventoryStore {
  /** Everything, retired things included. */
  load(): Promise<Inventory>;
  /**
   * Writes all changes or none. Every `before` must still be the stored version.
   * @throws ControllerError `inventory/changed-meanwhile`, `inventory/taken`.
   */
  apply(changes: readonly ThingChange[], secrets: readonly DeviceSecret[]): Promise<void>;
  /** Hashes of every device in use, for the broker's credentials file. */
  secrets(): Promise<DeviceSecret[]>;
  /** Draws `count` topic numbers, consecutive from the answer; never given twice. */
  drawTopicNumbers(count: number): Promise<number>;
}
