import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureMessage } from "#protocol/wire/codec.ts";
import type { Config } from "#protocol/wire/desire.ts";
import { maxDesireBytes, maxDirectivesPerDevice } from "#protocol/wire/limits.ts";
import { configDigest, directivesFor } from "../../../../controller/core/fleet/desired.ts";
import { type DeviceOrder, lampsTouchedBy, spreadOrder } from "../../../../controller/core/fleet/device-orders.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Inventory } from "../../../../controller/core/inventory/model.ts";
import type { Order } from "../../../../controller/core/orders/order.ts";
import { anOrder, evening, hour } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";

const now = evening;
const config: Config = {
  place: { lat: 10.98, lon: 106.65 },
  offsets: [{ at: 1_577_836_800_000, offset: 420 }],
  groups: [{ group: "all", outputs: [0] }],
  samplePeriod: 300,
  reportPeriod: 900,
  feeder: "deadByDay",
  fallback: 100,
};
const standing = { config, calendars: [] };
const onLamps = (said: Partial<Order>, outputs = [0]): DeviceOrder => ({
  order: anOrder(said),
  lampOutputs: outputs,
  segmentOutputs: [],
  companionOutputs: [],
});
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => onLamps({ id: `o${n}`, ref: n + 1, issuedAt: now + n * 1000 }));

describe("the directives of a device", () => {
  it("say what each order means for it: its lamps, segments to open, segments to close", () => {
    const order = anOrder({ companionRef: 101, ramp: 5 });
    const { directives } = directivesFor(
      [{ order, lampOutputs: [0, 1], segmentOutputs: [], companionOutputs: [2] }],
      standing,
      now,
    );
    const common = { kind: "override", priority: 4, issuedAt: now, until: now + hour };
    expect(directives).toEqual([
      { ...common, ref: 100, target: { level: 30 }, ramp: 5, outputs: [0, 1] },
      { ...common, ref: 101, target: { closed: true }, outputs: [2] },
    ]);
    const locked = directivesFor(
      [{ order: anOrder({ kind: "workLock" }), lampOutputs: [], segmentOutputs: [1], companionOutputs: [] }],
      standing,
      now,
    );
    expect(locked.directives).toEqual([
      { kind: "lock", priority: 2, ref: 100, issuedAt: now, target: { closed: false }, outputs: [1] },
    ]);
  });

  it("leave out what has ended by a person or by its time", () => {
    const ended = { at: now, personId: "lan", personName: "Lan" };
    const over = [onLamps({ ended }), onLamps({ id: "o2", ref: 2, until: now })];
    expect(directivesFor(over, standing, now).directives).toEqual([]);
  });

  it("are never more than a device holds; a full device keeps what it has and refuses what comes later", () => {
    const { directives, crowdedOut } = directivesFor(many(18), standing, now);
    expect(directives.map(({ ref }) => ref)).toEqual(many(16).map(({ order }) => order.ref));
    expect([...crowdedOut]).toEqual(["o16", "o17"]);
  });

  it("are never more than one message carries, however few a wide configuration leaves room for", () => {
    const outputs = Array.from({ length: 64 }, (_, output) => output);
    const floors = outputs
      .slice(0, 16)
      .map((n) => ({ outputs, fromMinute: n * 60, toMinute: n * 60 + 60, percent: 20 }));
    const groups = outputs
      .slice(0, 12)
      .map((n) => ({ group: `a12345678901234567890123456789${n}`.slice(0, 32), outputs }));
    const colour = { rgbw16: [50_000, 40_000, 30_000, 20_000] as [number, number, number, number] };
    const wide: Config = { ...config, groups, floors };
    const orders = Array.from({ length: 16 }, (_, n) =>
      onLamps(
        { id: `o${n}`, ref: 4e9 + n, issuedAt: now + n * 1000, from: now + hour / 2, ramp: 600, target: colour },
        outputs,
      ),
    );
    const { directives, crowdedOut } = directivesFor(orders, { config: wide, calendars: [] }, now);
    expect(measureMessage("desire", { rev: now, config: wide, directives })).toBeLessThanOrEqual(maxDesireBytes);
    expect(crowdedOut.size).toBe(16 - directives.length);
    expect(crowdedOut.size).toBeGreaterThan(0);
  });

  it("make room for what protects people, however late it comes", () => {
    const late = [
      onLamps({ id: "lock", ref: 90, kind: "workLock", issuedAt: now + hour }),
      onLamps({ id: "flood", ref: 91, kind: "isolate", issuedAt: now + 2 * hour }),
    ];
    const { directives, crowdedOut } = directivesFor([...many(16), ...late], standing, now);
    expect(directives.slice(0, 2).map(({ kind }) => kind)).toEqual(["isolate", "lock"]);
    expect([...crowdedOut]).toEqual(["o14", "o15"]);
  });

  it("hold an order whole or not at all", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { maxLength: 20 }), (shapes) => {
        const orders = shapes.map(
          ([lamps, segments, companions], n): DeviceOrder => ({
            order: anOrder({ id: `o${n}`, ref: n * 2 + 1, companionRef: n * 2 + 2 }),
            lampOutputs: lamps ? [0] : [],
            segmentOutputs: segments ? [1] : [],
            companionOutputs: companions ? [2] : [],
          }),
        );
        const { directives, crowdedOut } = directivesFor(orders, standing, now);
        expect(directives.length).toBeLessThanOrEqual(maxDirectivesPerDevice);
        for (const { order, lampOutputs, segmentOutputs, companionOutputs } of orders) {
          const parts = [lampOutputs, segmentOutputs, companionOutputs].filter(({ length }) => length > 0).length;
          const held = directives.filter(({ ref }) => ref === order.ref || ref === order.companionRef).length;
          expect(held).toBe(crowdedOut.has(order.id) ? 0 : parts);
        }
      }),
    );
  });
});

describe("an order spread over devices", () => {
  it("names each device with its outputs in order, and cabinets with their part", () => {
    const order = anOrder({
      lampIds: ["l2", "l1", "l3", "dumb"],
      companions: [{ cabinetId: "cabinet", output: 0 }],
      segments: [{ cabinetId: "cabinet", output: 1 }],
    });
    const spread = spreadOrder(order, smallTown);
    const part = (device: string) => {
      const { order: _, ...rest } = spread.get(device)!;
      return rest;
    };
    expect([...spread.keys()].sort()).toEqual(["cab-dev", "dev-3", "twin"]);
    expect(part("twin")).toEqual({ lampOutputs: [0, 1], segmentOutputs: [], companionOutputs: [] });
    expect(part("cab-dev")).toEqual({ lampOutputs: [], segmentOutputs: [1], companionOutputs: [0] });
  });

  it("moves to the hardware that replaces a device, and leaves lamps that were retired", () => {
    const order = anOrder({ lampIds: ["l1", "l3", "gone"] });
    const l3 = { ...smallTown.lamp.get("l3")!, deviceId: "spare" };
    const replaced: Inventory = { ...smallTown, lamp: new Map([...smallTown.lamp, ["l3", l3]]) };
    expect([...spreadOrder(order, replaced).keys()].sort()).toEqual(["spare", "twin"]);
  });
});

it("a report of a cabinet touches the lamps it feeds, one of a pole its own", () => {
  const index = createInventoryIndex(smallTown);
  expect(lampsTouchedBy("twin", index).sort()).toEqual(["l1", "l2"]);
  expect(lampsTouchedBy("cab-dev", index).sort()).toEqual(["dumb", "l1", "l2", "l3"]);
  expect(lampsTouchedBy("nobody", index)).toEqual([]);
});

it("a configuration's fingerprint is the same for equal ones and another for any change", () => {
  const config = {
    place: { lat: 10.98, lon: 106.65 },
    offsets: [{ at: 0, offset: 420 }],
    groups: [],
    samplePeriod: 900,
    reportPeriod: 900,
    feeder: "alwaysLive" as const,
    fallback: 80,
  };
  expect(configDigest({ ...config })).toBe(configDigest(config));
  const others = [
    { ...config, fallback: 81 },
    { ...config, reportPeriod: 901 },
    { ...config, groups: [{ group: "a1r", outputs: [0] }] },
    { ...config, place: { lat: 10.981, lon: 106.65 } },
  ];
  expect(new Set([config, ...others].map((one) => configDigest(one))).size).toBe(5);
});
