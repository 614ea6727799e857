import { describe, expect, it } from "vitest";
import type { Directive } from "#protocol/wire/directive.ts";
import { configFor } from "../../../../controller/core/fleet/configure.ts";
import { capabilityOf, expectOutput } from "../../../../controller/core/fleet/expect.ts";
import { countByArea } from "../../../../controller/core/fleet/overview.ts";
import { supplyOf } from "../../../../controller/core/fleet/supply.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { aHello, aState, aTwin, evening, hour, noon, site } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";

const index = createInventoryIndex(smallTown);
const model = smallTown.lampModel.get("model")!;
const override = (level: number, output = 0): Directive => ({
  kind: "override",
  ref: 1,
  priority: 4,
  issuedAt: evening,
  until: evening + hour,
  target: { level },
  outputs: [output],
});
function expectLamp(directives: readonly Directive[], now = evening, device = "twin", twin = aTwin()) {
  const config = configFor(smallTown.device.get(device)!, smallTown, index, site);
  return expectOutput({
    config,
    deviceId: device,
    output: 0,
    capability: capabilityOf(twin, 0, model),
    directives,
    twin,
    now,
  });
}

describe("what an output should show", () => {
  it("is the fallback by the sun when nothing was ordered", () => {
    expect(expectLamp([])).toMatchObject({ target: { level: 80 }, source: "fallback" });
    expect(expectLamp([], noon)).toMatchObject({ target: { level: 0 }, source: "fallback" });
  });

  it("is the order until its end, and only on the outputs it names", () => {
    expect(expectLamp([override(30)])).toMatchObject({
      target: { level: 30 },
      source: "override",
      ref: 1,
      nextChangeAt: evening + hour,
    });
    expect(expectLamp([override(30)], evening + hour)).toMatchObject({ source: "fallback" });
    expect(expectLamp([override(30, 1)])).toMatchObject({ source: "fallback" });
  });

  it("is no darker than the driver can go, and off is off", () => {
    expect(expectLamp([override(4)])).toMatchObject({ target: { level: 10 } });
    expect(expectLamp([override(0)])).toMatchObject({ target: { level: 0 } });
  });

  it("follows the selector at the cabinet before everything else", () => {
    const twin = aTwin({
      device: "cab-dev",
      selector: "off",
      hello: aHello({ capabilities: [{ outputKind: "relay" }] }),
    });
    expect(expectLamp([override(30)], evening, "cab-dev", twin)).toMatchObject({ source: "hand" });
  });

  it("keeps what a holding lock found, as the lamp reported it", () => {
    const lock: Directive = { kind: "lock", ref: 2, priority: 2, issuedAt: evening, hold: true, outputs: [0] };
    const twin = aTwin({ states: [aState({ level: 55 })] });
    expect(expectLamp([lock, override(30)], evening, "twin", twin)).toMatchObject({
      target: { level: 55 },
      source: "lock",
    });
  });

  it("is judged by what the device said it can do, before its hello by the model of its lamp", () => {
    expect(capabilityOf(undefined, 0, model)).toEqual({ outputKind: "white", minLevel: 10, curve: "dali" });
    const said = aTwin({ hello: aHello({ capabilities: [{ outputKind: "white", minLevel: 1 }] }) });
    expect(capabilityOf(said, 0, model)).toEqual({ outputKind: "white", minLevel: 1 });
  });
});

describe("supply", () => {
  const feed = { cabinetId: "cabinet", output: 1 };

  it("is there for a lamp that no relay feeds, and unknown while the cabinet said nothing", () => {
    expect(supplyOf(undefined, undefined)).toEqual({ kind: "live" });
    expect(supplyOf(feed, undefined)).toEqual({ kind: "unknown" });
    expect(supplyOf(feed, aTwin({ states: [aState({ output: 0, level: 100 })] }))).toEqual({ kind: "unknown" });
  });

  it("is what the cabinet says of the very segment, with what keeps it open", () => {
    const closed = aTwin({ states: [aState({ output: 0, level: 0 }), aState({ output: 1, level: 100 })] });
    expect(supplyOf(feed, closed)).toEqual({ kind: "live" });
    const open = aTwin({ states: [aState({ output: 1, level: 0, source: "lock", ref: 9 })] });
    expect(supplyOf(feed, open)).toEqual({ kind: "open", ...feed, source: "lock", ref: 9 });
    const byDay = aTwin({ states: [aState({ output: 1, level: 0 })] });
    expect(supplyOf(feed, byDay)).toEqual({ kind: "open", ...feed, source: "fallback" });
  });
});

it("counts each lamp in the very area it stands in, by what its device last said", () => {
  const twins = new Map([
    ["twin", aTwin({ states: [aState({ level: 30, activePower: 40 }), aState({ output: 1, level: 100 })] })],
    ["dev-3", aTwin({ device: "dev-3", states: [aState({ level: 0 })] })],
    ["node", aTwin({ device: "node", states: [aState({ level: 60 })] })],
    ["cab-dev", aTwin({ device: "cab-dev", states: [aState({ level: 100 }), aState({ output: 1, level: 0 })] })],
  ]);
  const dumb = smallTown.lamp.get("dumb")!;
  const switched = {
    ...smallTown,
    lamp: new Map([
      ...smallTown.lamp,
      ["dumb", { ...dumb, circuitId: "whole" }],
      ["dumb-2", { ...dumb, id: "dumb-2", circuitId: "half" }],
    ]),
  };
  const deps = {
    inventory: switched,
    index: createInventoryIndex(switched),
    twin: (device: string) => twins.get(device),
    isOnline: (device: string) => device !== "node",
  };
  const counts = countByArea(deps);
  const of = (id: string) => counts.find(({ areaId }) => areaId === id);
  expect(of("north")).toEqual({
    areaId: "north",
    lamps: 3,
    controlled: 3,
    online: 3,
    lit: 2,
    estimatedLit: 0,
    dimmed: 1,
    activePower: 40,
  });
  expect(of("harbour")).toMatchObject({ lamps: 3, controlled: 1, online: 0, lit: 0, estimatedLit: 1 });
  expect(of("city")).toMatchObject({ lamps: 0 });
  expect(of("old-ward")).toBeUndefined();
  expect(countByArea(deps, ["harbour", "old-ward", "atlantis"])).toEqual([of("harbour")]);
});
