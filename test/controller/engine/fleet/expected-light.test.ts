/** Should against is: who is counted as what, and that asking often costs one count. */
import { expect, test } from "vitest";
import type { InventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Inventory, Lamp } from "../../../../controller/core/inventory/model.ts";
import { createExpectedLight, keptFor } from "../../../../controller/engine/fleet/expected-light.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { aState, aTwin, evening } from "../../../support/fleet-things.ts";

interface Said {
  readonly id: string;
  readonly areaId?: string;
  /** Percent it should give. */
  readonly wanted: number;
  /** Percent it says it gives; absent: it is silent. */
  readonly level?: number;
  readonly settled?: boolean;
  /** W; its model takes 100 at full level. */
  readonly activePower?: number;
  readonly retiredAt?: number;
}

function counting(...said: readonly Said[]) {
  const clock = createFakeClock(evening);
  const of = new Map(said.map((lamp) => [lamp.id, lamp]));
  const lamps = said.map(
    ({ id, areaId = "north", retiredAt }) =>
      ({ id, areaId, modelId: "led", deviceId: id, output: 0, ...(retiredAt && { retiredAt }) }) as unknown as Lamp,
  );
  let decisions = 0;
  const light = createExpectedLight({
    clock,
    inventory: () =>
      ({
        lamp: new Map(lamps.map((lamp) => [lamp.id, lamp])),
        lampModel: new Map([["led", { nominalPower: 100, powerAtMinimumDimLevel: 10, minLevel: 10 }]]),
      }) as unknown as Inventory,
    index: () => ({ segmentOf: () => undefined }) as unknown as InventoryIndex,
    expectedLevel: ({ id }) => {
      decisions++;
      return of.get(id)!.wanted;
    },
    twin: (id) => {
      const { level, settled = true, activePower } = of.get(id)!;
      const state = aState({ level: level ?? 0, settled, ...(activePower === undefined ? {} : { activePower }) });
      return level === undefined ? undefined : aTwin({ device: id, states: [state] });
    },
    isOnline: (id) => of.get(id)!.level !== undefined,
    breathe: async () => {},
  });
  return { clock, light, decisions: () => decisions };
}

test("a lamp that says otherwise is counted; one that is silent or still on its way is not", async () => {
  const { light } = counting(
    { id: "as-wanted", wanted: 70, level: 70 },
    { id: "dark", wanted: 70, level: 0 },
    { id: "on-its-way", wanted: 70, level: 0, settled: false },
    { id: "silent", wanted: 70 },
    { id: "burning", wanted: 0, level: 100 },
    { id: "retired", wanted: 70, level: 0, retiredAt: evening },
    { id: "elsewhere", areaId: "south", wanted: 0, level: 0 },
    { id: "dead-driver", areaId: "south", wanted: 100, level: 100, activePower: 4 },
    { id: "healthy", areaId: "south", wanted: 100, level: 100, activePower: 98 },
  );
  const { areas, odd } = await light.count();
  const none = { dark: 0, burning: 0, underpowered: 0, silent: 0, unsupplied: 0 };
  expect(areas).toEqual([
    { ...none, areaId: "north", expected: 4, dark: 1, burning: 1, silent: 1 },
    { ...none, areaId: "south", expected: 2, underpowered: 1 },
  ]);
  expect(odd).toEqual([
    { lampId: "dark", areaId: "north", oddity: "dark" },
    { lampId: "silent", areaId: "north", oddity: "silent" },
    { lampId: "burning", areaId: "north", oddity: "burning" },
    { lampId: "dead-driver", areaId: "south", oddity: "underpowered" },
  ]);
});

test("whoever asks within a count's time shares it, and later ones get a new one", async () => {
  const { clock, light, decisions } = counting({ id: "a", wanted: 70, level: 70 }, { id: "b", wanted: 0, level: 0 });
  await Promise.all([light.count(), light.count()]);
  clock.advanceTo(evening + keptFor - 1);
  await light.count();
  expect(decisions()).toBe(2);
  clock.advanceTo(evening + keptFor);
  await light.count();
  expect(decisions()).toBe(4);
});
