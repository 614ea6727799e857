/** What the live stream tells of single lamps: per area, only those that changed since they were last told. */
import type { Clock } from "../../clock.ts";
import { lampsTouchedBy } from "../../core/fleet/device-orders.ts";
import { codeOf, type LampCode, lampNow } from "../../core/fleet/lamp-state.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import type { Fleet } from "../fleet/fleet.ts";
import type { Live } from "./live.ts";

export interface LampFeedDeps {
  readonly clock: Clock;
  readonly live: Pick<Live, "publish">;
  readonly fleet: Pick<Fleet, "twin" | "isOnline">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
}

export interface LampFeed {
  readonly deviceChanged: (device: string) => void;
  /** Things were entered, changed or retired: whoever holds a snapshot reads it again. */
  readonly inventoryChanged: () => void;
  close(): void;
}

/** Columns of equal length, codes as in the snapshot. */
interface Change {
  readonly id: string[];
  readonly state: number[];
  readonly level: number[];
  readonly source: number[];
}

/** ms in which every lamp is looked at once more: silence is no message, so nobody announces it. */
const roundSpan = 15_000;
/** Parts of a round: a part of 100,000 lamps costs a few ms. */
const partsOfRound = 30;

export function createLampFeed(deps: LampFeedDeps): LampFeed {
  const { clock, live, fleet } = deps;
  const told = new Map<string, string>();
  /** Changes of the batch that is being gathered, by area and lamp. */
  const gathered = new Map<string, Map<string, LampCode>>();
  let round: Iterator<Lamp> | undefined;
  let cancel = clock.wakeAt(clock.now() + roundSpan / partsOfRound, goOn);

  function look(lamp: Lamp): void {
    if (lamp.retiredAt !== undefined) return;
    const code = codeOf(lampNow(lamp, { index: deps.index(), twin: fleet.twin, isOnline: fleet.isOnline }));
    const text = `${code.state} ${code.level} ${code.source}`;
    if (told.get(lamp.id) === text) return;
    told.set(lamp.id, text);
    const { areaId } = lamp;
    const changes = gathered.get(areaId) ?? new Map<string, LampCode>();
    // without a key: two of these are about different lamps, the later does not take the place of the earlier
    if (!gathered.has(areaId)) live.publish({ kind: "lamps", areaId, data: () => take(areaId) });
    gathered.set(areaId, changes.set(lamp.id, code));
  }

  function take(areaId: string): Change {
    const change: Change = { id: [], state: [], level: [], source: [] };
    for (const [id, { state, level, source }] of gathered.get(areaId) ?? []) {
      change.id.push(id);
      change.state.push(state);
      change.level.push(level);
      change.source.push(source);
    }
    gathered.delete(areaId);
    return change;
  }

  function goOn(): void {
    const lamps = deps.inventory().lamp;
    round ??= lamps.values();
    for (let left = Math.ceil(lamps.size / partsOfRound); left > 0; left--) {
      const { value, done } = round.next();
      if (done === true) {
        round = undefined;
        break;
      }
      look(value);
    }
    cancel = clock.wakeAt(clock.now() + roundSpan / partsOfRound, goOn);
  }

  return {
    deviceChanged(device) {
      for (const id of lampsTouchedBy(device, deps.index())) look(deps.inventory().lamp.get(id)!);
    },
    inventoryChanged: () => live.publish({ kind: "inventory", key: "inventory", data: { at: clock.now() } }),
    close: () => cancel(),
  };
}
