import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChangeRequest } from "../../../../controller/core/inventory/change-request.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Inventory, Lamp } from "../../../../controller/core/inventory/model.ts";
import { type ChangePlan, planChanges } from "../../../../controller/core/inventory/plan-changes.ts";
import { withChanges } from "../../../../controller/core/inventory/snapshot.ts";
import { snapshot } from "./small-town.ts";

/** Few ids, so that requests meet: a random city would never share an output. */
const idOf = (prefix: string, count: number) => fc.integer({ min: 1, max: count }).map((n) => `${prefix}${n}`);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const name = fc.constant("x");
const place = { lon: fc.constant(106.7), lat: fc.constant(10.9) };

const drafts = {
  area: fc.record({ id: idOf("a", 4), name, parentId: maybe(idOf("a", 4)) }),
  supplyPoint: fc.record({ id: idOf("s", 2), name, areaId: idOf("a", 4) }),
  cabinet: fc.record({ id: idOf("k", 2), name, areaId: idOf("a", 4), deviceId: maybe(idOf("d", 4)), ...place }),
  circuit: fc.record({
    id: idOf("c", 3),
    name,
    cabinetId: idOf("k", 2),
    kind: fc.constantFrom("wholeNight", "halfNight", "alwaysLive"),
    segment: maybe(fc.integer({ min: 0, max: 2 })),
  }),
  road: fc.record({ id: idOf("r", 2), name, areaId: idOf("a", 4) }),
  lampModel: fc.record({
    id: idOf("m", 2),
    name,
    outputKind: fc.constantFrom("relay", "white", "colour"),
    curve: fc.constant("dali"),
    nominalPower: fc.constant(80),
    powerAtMinimumDimLevel: fc.constant(8),
    minLevel: fc.constant(10),
  }),
  device: fc.record({
    id: idOf("d", 4),
    name,
    profile: fc.constantFrom("R", "W", "C"),
    outputs: fc.integer({ min: 1, max: 3 }),
  }),
  lamp: fc.record({
    id: idOf("l", 5),
    name,
    areaId: idOf("a", 4),
    use: fc.constantFrom("road", "decorative"),
    modelId: idOf("m", 2),
    ...place,
    roadId: maybe(idOf("r", 2)),
    order: maybe(fc.integer({ min: 1, max: 4 })),
    circuitId: maybe(idOf("c", 3)),
    deviceId: maybe(idOf("d", 4)),
    output: maybe(fc.integer({ min: 0, max: 2 })),
  }),
  group: fc.oneof(
    fc.record({ id: idOf("g", 3), name, areaId: idOf("a", 4), lampIds: fc.array(idOf("l", 5), { maxLength: 3 }) }),
    fc.record({
      id: idOf("g", 3),
      name,
      areaId: idOf("a", 4),
      pattern: fc.record({
        by: fc.constant("order"),
        every: fc.constant(2),
        offset: fc.integer({ min: 0, max: 1 }),
        roadIds: fc.array(idOf("r", 2), { minLength: 1, maxLength: 2 }),
      }),
    }),
  ),
} as const;

/** A wish becomes a request when its turn comes: mostly one that fits what exists then, sometimes a wild one. */
const wish = fc.oneof(
  ...Object.entries(drafts).map(([sort, draft]) =>
    fc.record({
      do: fc.constantFrom("put", "put", "put", "retire", "create", "restore"),
      sort: fc.constant(sort),
      thing: draft,
      /** Which of the fields a change sets. */
      field: fc.nat(20),
    }),
  ),
);
type Wish = { do: string; sort: string; thing: { id: string }; field: number };

function asRequest({ do: verb, sort, thing, field }: Wish, inventory: Inventory): ChangeRequest {
  const stored = inventory[sort as "lamp"].get(thing.id);
  const version = stored?.version ?? 1;
  const fitting = stored === undefined ? "create" : stored.retiredAt === undefined ? "change" : "restore";
  const { id, ...rest } = thing;
  const fields = Object.entries(rest);
  const set = Object.fromEntries(fields.slice(field % fields.length, (field % fields.length) + 2));
  return { do: verb === "put" ? fitting : verb, sort, id, thing, set, version } as unknown as ChangeRequest;
}

/** A town made of the same few ids: wishes upon nothing are nearly all refused and would prove little. */
const town = snapshot({
  area: [{ id: "a1" }, { id: "a2", parentId: "a1" }, { id: "a3", parentId: "a1" }],
  lampModel: [{ id: "m1" }, { id: "m2", outputKind: "colour" }],
  device: [
    { id: "d1", profile: "R", outputs: 3 },
    { id: "d2", outputs: 3 },
    { id: "d3", profile: "C", outputs: 3 },
  ],
  cabinet: [{ id: "k1", areaId: "a1", deviceId: "d1" }],
  circuit: [
    { id: "c1", cabinetId: "k1", segment: 0 },
    { id: "c2", cabinetId: "k1", kind: "halfNight", segment: 1 },
  ],
  road: [
    { id: "r1", areaId: "a1" },
    { id: "r2", areaId: "a2" },
  ],
  lamp: [
    { id: "l1", areaId: "a2", modelId: "m1", roadId: "r1", order: 1, deviceId: "d2", output: 0, circuitId: "c1" },
    { id: "l2", areaId: "a3", modelId: "m1", roadId: "r1", order: 2, deviceId: "d2", output: 1 },
    { id: "l3", areaId: "a3", modelId: "m2", deviceId: "d3", output: 0 },
  ],
  group: [
    { id: "g1", areaId: "a1", pattern: { by: "order", every: 2, offset: 0, roadIds: ["r1"] }, lampIds: ["l1"] },
    { id: "g2", areaId: "a1", lampIds: ["l2", "l3"] },
  ],
});

/** The promises every snapshot keeps, checked the slow and plain way. */
function broken(inventory: Inventory): string[] {
  const found: string[] = [];
  const inUse = <T extends { retiredAt?: number }>(things: ReadonlyMap<string, T>) =>
    [...things.values()].filter(({ retiredAt }) => retiredAt === undefined);
  const needs = (things: ReadonlyMap<string, { retiredAt?: number }>, id: string | undefined, who: string) => {
    if (id !== undefined && (!things.has(id) || things.get(id)?.retiredAt !== undefined))
      found.push(`${who} names ${id}`);
  };
  const below = (areaId: string, top: string, steps = 0): boolean => {
    if (areaId === top) return true;
    const parent = inventory.area.get(areaId)?.parentId;
    return parent !== undefined && steps < 10 && below(parent, top, steps + 1);
  };
  for (const area of inUse(inventory.area)) {
    needs(inventory.area, area.parentId, area.id);
    if (area.parentId !== undefined && below(area.parentId, area.id)) found.push(`${area.id} is within itself`);
  }
  for (const thing of [...inUse(inventory.supplyPoint), ...inUse(inventory.road)])
    needs(inventory.area, thing.areaId, thing.id);
  const cabinetDevices = new Set<string>();
  for (const cabinet of inUse(inventory.cabinet)) {
    needs(inventory.area, cabinet.areaId, cabinet.id);
    needs(inventory.device, cabinet.deviceId, cabinet.id);
    if (cabinet.deviceId === undefined) continue;
    if (inventory.device.get(cabinet.deviceId)?.profile !== "R") found.push(`${cabinet.id} has no relays`);
    if (cabinetDevices.has(cabinet.deviceId)) found.push(`${cabinet.deviceId} has two cabinets`);
    cabinetDevices.add(cabinet.deviceId);
  }
  const kindOfSegment = new Map<string, string>();
  const relays = new Set<string>();
  for (const circuit of inUse(inventory.circuit)) {
    needs(inventory.cabinet, circuit.cabinetId, circuit.id);
    if (circuit.segment === undefined) continue;
    const device = inventory.device.get(inventory.cabinet.get(circuit.cabinetId)?.deviceId ?? "");
    if (device !== undefined && circuit.segment >= device.outputs) found.push(`${circuit.id} is beyond`);
    if (device !== undefined) relays.add(`${device.id}/${circuit.segment}`);
    const segment = `${circuit.cabinetId}/${circuit.segment}`;
    if ((kindOfSegment.get(segment) ?? circuit.kind) !== circuit.kind) found.push(`${segment} is of two kinds`);
    kindOfSegment.set(segment, circuit.kind);
  }
  const taken = new Set<string>();
  for (const lamp of inUse(inventory.lamp)) found.push(...brokenLamp(lamp, inventory, taken, relays, needs));
  for (const group of inUse(inventory.group)) {
    needs(inventory.area, group.areaId, group.id);
    for (const lampId of group.lampIds) {
      needs(inventory.lamp, lampId, group.id);
      const lamp = inventory.lamp.get(lampId);
      if (lamp !== undefined && !below(lamp.areaId, group.areaId)) found.push(`${lampId} is outside ${group.id}`);
    }
    const { pattern } = group;
    if (pattern?.by !== "order") continue;
    const expected = inUse(inventory.lamp).filter(
      (lamp) =>
        lamp.use === "road" &&
        pattern.roadIds.includes(lamp.roadId ?? "") &&
        lamp.order !== undefined &&
        (lamp.order - 1) % 2 === pattern.offset &&
        below(lamp.areaId, group.areaId),
    );
    if (
      expected
        .map(({ id }) => id)
        .sort()
        .join() !== [...group.lampIds].sort().join()
    )
      found.push(`${group.id} lost its pattern`);
  }
  return found;
}

function brokenLamp(
  lamp: Lamp,
  inventory: Inventory,
  taken: Set<string>,
  relays: Set<string>,
  needs: (things: ReadonlyMap<string, { retiredAt?: number }>, id: string | undefined, who: string) => void,
): string[] {
  needs(inventory.area, lamp.areaId, lamp.id);
  needs(inventory.lampModel, lamp.modelId, lamp.id);
  needs(inventory.road, lamp.roadId, lamp.id);
  needs(inventory.circuit, lamp.circuitId, lamp.id);
  needs(inventory.device, lamp.deviceId, lamp.id);
  if ((lamp.deviceId === undefined) !== (lamp.output === undefined)) return [`${lamp.id} has half an output`];
  if (lamp.deviceId === undefined) return [];
  const output = `${lamp.deviceId}/${lamp.output}`;
  const device = inventory.device.get(lamp.deviceId)!;
  const kind = inventory.lampModel.get(lamp.modelId)?.outputKind;
  const found: string[] = [];
  if (taken.has(output)) found.push(`${output} is taken twice`);
  if (relays.has(output)) found.push(`${output} is a relay and a lamp`);
  if (lamp.output! >= device.outputs) found.push(`${output} does not exist`);
  if (device.profile === "R" && kind !== "relay") found.push(`${output} cannot dim`);
  if (device.profile === "W" && kind === "colour") found.push(`${output} has no colours`);
  taken.add(output);
  return found;
}

/** Where two changes spoil a third thing together, either may be blamed: the place is left out. */
function outcome(plan: ChangePlan): string[] {
  if ("problems" in plan) return plan.problems.map(({ reason, params }) => JSON.stringify({ reason, params })).sort();
  return plan.changes.map((change) => JSON.stringify(change.after)).sort();
}

describe("any sequence of accepted changes", () => {
  it("keeps every promise of the inventory, and versions only ever grow by one", () => {
    let acceptedSteps = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(wish, { minLength: 1, maxLength: 3 }), { minLength: 5, maxLength: 60, size: "max" }),
        (steps) => {
          let inventory = town;
          for (const [step, wishes] of steps.entries()) {
            const requests = wishes.map((one) => asRequest(one as Wish, inventory));
            const answer = planChanges(inventory, createInventoryIndex(inventory), requests, 1_800_000_000_000 + step);
            if ("problems" in answer) continue;
            acceptedSteps++;
            for (const { before, after } of answer.changes) expect(after.version).toBe((before?.version ?? 0) + 1);
            inventory = withChanges(inventory, answer.changes);
            expect(broken(inventory)).toEqual([]);
          }
        },
      ),
      { numRuns: 300, seed: 20_270_206 },
    );
    // wishes that are always refused would prove nothing
    expect(acceptedSteps).toBeGreaterThan(1_000);
  });

  it("does not depend on the order of the requests", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(wish, { minLength: 2, maxLength: 12, selector: (one) => `${one.sort}/${one.thing.id}` }),
        (wishes) => {
          const inventory = town;
          const index = createInventoryIndex(inventory);
          const requests = wishes.map((one) => asRequest(one as Wish, inventory));
          const forwards = planChanges(inventory, index, requests, 1);
          const backwards = planChanges(inventory, index, requests.toReversed(), 1);
          expect(outcome(forwards)).toEqual(outcome(backwards));
        },
      ),
      { numRuns: 300, seed: 20_270_206 },
    );
  });
});
