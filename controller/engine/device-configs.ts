/** Configurations of devices with their fingerprints, compiled when first asked for after a change of city or site. */
import type { Config } from "#protocol/wire/desire.ts";
import { configFor, type Site } from "../core/fleet/configure.ts";
import { configDigest } from "../core/fleet/desired.ts";
import type { InventoryIndex } from "../core/inventory/index.ts";
import type { Inventory } from "../core/inventory/model.ts";

export interface DeviceConfig {
  readonly config: Config;
  /** Equal ones are equal configurations. */
  readonly digest: string;
}

/** @returns undefined for devices that are unknown or retired. */
export function createDeviceConfigs(deps: {
  readonly site: () => Site;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
}): (device: string) => DeviceConfig | undefined {
  /** A snapshot and a site never change, so the same two mean the same configuration. */
  const compiled = new Map<string, DeviceConfig & { readonly snapshot: Inventory; readonly site: Site }>();
  return (device) => {
    const snapshot = deps.inventory();
    const site = deps.site();
    const known = compiled.get(device);
    if (known?.snapshot === snapshot && known.site === site) return known;
    const record = snapshot.device.get(device);
    if (record === undefined || record.retiredAt !== undefined) {
      compiled.delete(device);
      return undefined;
    }
    const config = configFor(record, snapshot, deps.index(), site);
    const entry = { snapshot, site, config, digest: configDigest(config) };
    compiled.set(device, entry);
    return entry;
  };
}
