/** Counts per area: how many lamps should be lit, how many are, how many are silent. */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import { inUse } from "../inventory/snapshot.ts";
import { stateOf, type Twin } from "./twin.ts";

export interface AreaCounts {
  readonly areaId: string;
  lamps: number;
  /** Lamps with electronics of their own. */
  controlled: number;
  online: number;
  /** Online and giving light by their own word. */
  lit: number;
  /** Without electronics of their own, on a segment that its cabinet reports closed. */
  estimatedLit: number;
  /** Online and below full light. */
  dimmed: number;
  /** Sum of what the online lamps measure, W. */
  activePower: number;
}

export interface OverviewDeps {
  readonly inventory: Inventory;
  readonly index: InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  readonly isOnline: (device: string) => boolean;
}

/**
 * @param areaIds those asked for; areas that are not in use have no answer.
 * @returns counts of the very area each lamp stands in; a caller adds them up the tree where it wants to.
 */
export function countByArea(deps: OverviewDeps, areaIds: Iterable<string> = deps.inventory.area.keys()): AreaCounts[] {
  return [...areaIds]
    .filter((areaId) => inUse(deps.inventory, "area", areaId) !== undefined)
    .map((areaId) => {
      const counts = emptyCounts(areaId);
      for (const lamp of deps.index.lampsIn(areaId)) addLamp(counts, lamp, deps);
      return counts;
    });
}

function emptyCounts(areaId: string): AreaCounts {
  return { areaId, lamps: 0, controlled: 0, online: 0, lit: 0, estimatedLit: 0, dimmed: 0, activePower: 0 };
}

function addLamp(entry: AreaCounts, lamp: Lamp, { index, twin, isOnline }: OverviewDeps): void {
  const { deviceId, output } = lamp;
  entry.lamps++;
  if (deviceId === undefined) {
    const feed = index.segmentOf(lamp);
    const cabinet = feed?.device && twin(feed.device.id);
    if (feed !== undefined && (stateOf(cabinet, feed.output)?.level ?? 0) > 0) entry.estimatedLit++;
    return;
  }
  entry.controlled++;
  if (!isOnline(deviceId)) return;
  entry.online++;
  const state = stateOf(twin(deviceId), output ?? 0);
  if (state === undefined) return;
  if (state.level > 0) entry.lit++;
  if (state.level > 0 && state.level < 100) entry.dimmed++;
  entry.activePower += state.activePower ?? 0;
}
