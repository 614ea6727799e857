/** Should against is, for the whole city: how many lamps should give light now, and which of them are at odds with it. */
import type { Clock } from "../../clock.ts";
import { lampNow } from "../../core/fleet/lamp-state.ts";
import { namedAtMost, type Oddity, oddityOf } from "../../core/fleet/oddity.ts";
import { stateOf, type Twin } from "../../core/fleet/twin.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";

/** How many lamps should give light now, and how many there are of each oddity. */
export type AreaLight = { readonly areaId: string; expected: number } & Record<Oddity, number>;

export interface OddLamp {
  readonly lampId: string;
  readonly areaId: string;
  readonly oddity: Oddity;
}

export interface LightCount {
  /** One entry per area that has lamps. */
  readonly areas: readonly AreaLight[];
  /** At most `namedAtMost`, in the inventory's order. */
  readonly odd: readonly OddLamp[];
}

export interface ExpectedLightDeps {
  readonly clock: Clock;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  /** Percent the lamp should give now, 0 without supply. */
  readonly expectedLevel: (lamp: Lamp) => number;
  readonly twin: (device: string) => Twin | undefined;
  readonly isOnline: (device: string) => boolean;
  /** Lets everything else run for a moment. */
  readonly breathe: () => Promise<void>;
}

export interface ExpectedLight {
  /** @returns a count at most `keptFor` old; whoever asks meanwhile waits for the same one. */
  count(): Promise<LightCount>;
}

/** ms a count is good for: a decision costs tens of microseconds, and a city has a hundred thousand. */
export const keptFor = 10_000;
/** Lamps decided for without a pause: about 10 ms. */
const sliceOf = 250;

export function createExpectedLight(deps: ExpectedLightDeps): ExpectedLight {
  const { clock } = deps;
  let counted: { readonly at: number; readonly light: Promise<LightCount> } | undefined;

  async function countAll(): Promise<LightCount> {
    const areas = new Map<string, AreaLight>();
    const odd: OddLamp[] = [];
    let sinceBreath = 0;
    for (const lamp of deps.inventory().lamp.values()) {
      if (lamp.retiredAt !== undefined) continue;
      if (++sinceBreath % sliceOf === 0) await deps.breathe();
      const { id: lampId, areaId } = lamp;
      const area = areas.get(areaId) ?? emptyArea(areaId);
      areas.set(areaId, area);
      const wanted = deps.expectedLevel(lamp);
      if (wanted > 0) area.expected++;
      const oddity = oddityNow(lamp, wanted);
      if (oddity === undefined) continue;
      area[oddity]++;
      if (odd.length < namedAtMost) odd.push({ lampId, areaId, oddity });
    }
    return { areas: [...areas.values()], odd };
  }

  function oddityNow(lamp: Lamp, wanted: number): Oddity | undefined {
    const { deviceId, modelId } = lamp;
    const reported = deviceId === undefined ? undefined : stateOf(deps.twin(deviceId), lamp.output ?? 0);
    const now = lampNow(lamp, { index: deps.index(), twin: deps.twin, isOnline: deps.isOnline });
    return oddityOf({ wanted, now, reported, model: deps.inventory().lampModel.get(modelId) });
  }

  return {
    count() {
      if (counted !== undefined && clock.now() - counted.at < keptFor) return counted.light;
      const light = countAll();
      counted = { at: clock.now(), light };
      return light;
    },
  };
}

function emptyArea(areaId: string): AreaLight {
  return { areaId, expected: 0, dark: 0, burning: 0, underpowered: 0, silent: 0, unsupplied: 0 };
}
