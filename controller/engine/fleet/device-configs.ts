/** What stands in a device's desired state beside orders, with its fingerprint; compiled when first asked for after a change. */
import { configFor, type Site } from "../../core/fleet/configure.ts";
import { configDigest, type StandingPart } from "../../core/fleet/desired.ts";
import { type DevicePlan, noPlan } from "../../core/fleet/device-plan.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";

export interface DeviceConfig extends StandingPart {
  /** Equal ones are equal configurations and calendars. */
  readonly digest: string;
}

/** @returns undefined for devices that are unknown or retired. */
export function createDeviceConfigs(deps: {
  readonly site: () => Site;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  /** What the plans give it; the same value until that changes. */
  readonly planOf: (device: string) => DevicePlan | undefined;
}): (device: string) => DeviceConfig | undefined {
  /** A snapshot, a site and a plan never change, so the same three mean the same configuration. */
  const compiled = new Map<string, DeviceConfig & { snapshot: Inventory; site: Site; plan: DevicePlan }>();
  return (device) => {
    const snapshot = deps.inventory();
    const site = deps.site();
    const plan = deps.planOf(device) ?? noPlan;
    const known = compiled.get(device);
    if (known?.snapshot === snapshot && known.site === site && known.plan === plan) return known;
    const record = snapshot.device.get(device);
    if (record === undefined || record.retiredAt !== undefined) {
      compiled.delete(device);
      return undefined;
    }
    const config = configFor(record, snapshot, deps.index(), site, plan);
    const { calendars } = plan;
    const entry = { snapshot, site, plan, config, calendars, digest: configDigest(config, calendars) };
    compiled.set(device, entry);
    return entry;
  };
}
