/** What the live stream tells of fleet and jobs: counts of an area when a lamp of it changed, a job when its words did. */
import type { Clock } from "../../clock.ts";
import { lampsTouchedBy } from "../../core/fleet/device-orders.ts";
import { countByArea } from "../../core/fleet/overview.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { countWords, type Job, type LampWord, showJob, sumCounts } from "../../core/jobs/job.ts";
import type { Fleet } from "../fleet/fleet.ts";
import type { Live } from "./live.ts";

export interface LiveFeedDeps {
  readonly clock: Clock;
  readonly live: Live;
  readonly fleet: Fleet;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
}

export interface LiveFeed {
  readonly deviceChanged: (device: string) => void;
  readonly jobChanged: (job: Job, words: ReadonlyMap<string, LampWord>) => void;
  close(): void;
}

/** ms between counts of the areas that were touched: 10,000 lamps cost a few ms. */
const countEvery = 1_000;

export function createLiveFeed(deps: LiveFeedDeps): LiveFeed {
  const { clock, live, fleet } = deps;
  const touched = new Set<string>();
  let cancel: (() => void) | undefined;

  function tellCounts(): void {
    cancel = undefined;
    const inventory = deps.inventory();
    const { twin, isOnline } = fleet;
    for (const counts of countByArea({ inventory, index: deps.index(), twin, isOnline }, touched)) {
      const { areaId } = counts;
      const { name, parentId } = inventory.area.get(areaId)!;
      live.publish({ kind: "area", key: areaId, areaId, data: { ...counts, name, parentId } });
    }
    touched.clear();
  }

  return {
    deviceChanged(device) {
      if (live.watchers() === 0) return;
      for (const lampId of lampsTouchedBy(device, deps.index())) touched.add(deps.inventory().lamp.get(lampId)!.areaId);
      cancel ??= clock.wakeAt(clock.now() + countEvery, tellCounts);
    },
    jobChanged(job, words) {
      const { lamp } = deps.inventory();
      const byArea = Map.groupBy(job.lampIds, (id) => lamp.get(id)?.areaId ?? "");
      const counts = new Map([...byArea].map(([areaId, lampIds]) => [areaId, countWords({ lampIds }, words)]));
      live.publish({
        kind: "job",
        key: job.id,
        areaIds: [...counts.keys()],
        data: (seen) => showJob(job, sumCounts(seen.map((areaId) => counts.get(areaId)!))),
      });
    },
    close: () => cancel?.(),
  };
}
