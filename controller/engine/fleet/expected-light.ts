/** Should against is, for the whole city: how many lamps should give light now, and how many say otherwise. */
import type { Clock } from "../../clock.ts";
import { stateOf, type Twin } from "../../core/fleet/twin.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";

export interface AreaLight {
  readonly areaId: string;
  /** Lamps that should give light now. */
  expected: number;
  /** Online, should give light, and say that they are dark. */
  dark: number;
  /** Online, should be dark, and say that they give light. */
  burning: number;
}

export interface ExpectedLightDeps {
  readonly clock: Clock;
  readonly inventory: () => Inventory;
  /** Percent the lamp should give now, 0 without supply. */
  readonly expectedLevel: (lamp: Lamp) => number;
  readonly twin: (device: string) => Twin | undefined;
  readonly isOnline: (device: string) => boolean;
  /** Lets everything else run for a moment. */
  readonly breathe: () => Promise<void>;
}

export interface ExpectedLight {
  /** @returns one entry per area that has lamps, at most `keptFor` old; whoever asks meanwhile waits for the same count. */
  count(): Promise<readonly AreaLight[]>;
}

/** ms a count is good for: a decision costs tens of microseconds, and a city has a hundred thousand. */
export const keptFor = 10_000;
/** Lamps decided for without a pause: about 10 ms. */
const sliceOf = 250;

export function createExpectedLight(deps: ExpectedLightDeps): ExpectedLight {
  const { clock } = deps;
  let counted: { readonly at: number; readonly areas: Promise<readonly AreaLight[]> } | undefined;

  async function countAll(): Promise<readonly AreaLight[]> {
    const areas = new Map<string, AreaLight>();
    let sinceBreath = 0;
    for (const lamp of deps.inventory().lamp.values()) {
      if (lamp.retiredAt !== undefined) continue;
      if (++sinceBreath % sliceOf === 0) await deps.breathe();
      const area = areas.get(lamp.areaId) ?? { areaId: lamp.areaId, expected: 0, dark: 0, burning: 0 };
      areas.set(lamp.areaId, area);
      addLamp(area, lamp);
    }
    return [...areas.values()];
  }

  function addLamp(area: AreaLight, lamp: Lamp): void {
    const shouldShine = deps.expectedLevel(lamp) > 0;
    if (shouldShine) area.expected++;
    if (lamp.deviceId === undefined || !deps.isOnline(lamp.deviceId)) return;
    const state = stateOf(deps.twin(lamp.deviceId), lamp.output ?? 0);
    // on its way to what is wanted is no difference
    if (state === undefined || !state.settled) return;
    if (shouldShine && state.level === 0) area.dark++;
    if (!shouldShine && state.level > 0) area.burning++;
  }

  return {
    count() {
      if (counted !== undefined && clock.now() - counted.at < keptFor) return counted.areas;
      const areas = countAll();
      counted = { at: clock.now(), areas };
      return areas;
    },
  };
}
