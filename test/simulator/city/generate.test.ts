import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binhDuong } from "../../../simulator/city/binh-duong.ts";
import { inventoryChanges } from "../../../simulator/city/changes.ts";
import type { City, CityLamp } from "../../../simulator/city/city.ts";
import { generateCity } from "../../../simulator/city/generate.ts";
import { distance } from "../../../simulator/city/geometry.ts";

const city = generateCity({ seed: 1, lamps: 5000 });
const roadLamps = city.lamps.filter((lamp) => lamp.use === "road");
const position = ({ lon, lat }: { lon: number; lat: number }) => [lon, lat] as const;
const ids = (things: readonly { id: string }[]) => new Set(things.map((thing) => thing.id));

function poleSpacings({ lamps }: City): number[] {
  const onRoad = Map.groupBy(
    lamps.filter((lamp) => lamp.use === "road" && lamp.arm === 1),
    (lamp) => lamp.roadId!,
  );
  return [...onRoad.values()].flatMap((row) =>
    row.slice(1).map((lamp, n) => distance(position(row[n]!), position(lamp))),
  );
}

test.each([50, 51, 299, 300, 500, 1234, 10_000])("a city of %d lamps has exactly that many", (lamps) => {
  const { length } = generateCity({ seed: 3, lamps }).lamps;
  expect(length).toBe(lamps);
});

test("100,000 lamps are laid out as well", () => {
  expect(ids(generateCity({ seed: 2, lamps: 100_000 }).lamps).size).toBe(100_000);
});

test.each([49, 100_001, 500.5, Number.NaN])("%d lamps are refused", (lamps) => {
  expect(() => generateCity({ seed: 1, lamps })).toThrow(RangeError);
});

test("the same seed gives the same city to the last digit, another seed another", () => {
  expect(generateCity({ seed: 9, lamps: 500 })).toEqual(generateCity({ seed: 9, lamps: 500 }));
  expect(generateCity({ seed: 9, lamps: 500 }).lamps).not.toEqual(generateCity({ seed: 10, lamps: 500 }).lamps);
});

test("poles stand 25 to 40 m apart, on every road of many cities", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      for (const metres of poleSpacings(generateCity({ seed, lamps: 800 }))) {
        expect(metres).toBeGreaterThanOrEqual(25);
        expect(metres).toBeLessThanOrEqual(40);
      }
    }),
    { numRuns: 20 },
  );
});

test("roads bend gently: no corner sharper than nine degrees", () => {
  for (const { path } of city.roads) {
    for (let n = 2; n < path.length; n++) {
      const [a, b, c] = [path[n - 2]!, path[n - 1]!, path[n]!];
      const cosine =
        ((b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])) /
        (Math.hypot(b[0] - a[0], b[1] - a[1]) * Math.hypot(c[0] - b[0], c[1] - b[1]));
      expect(cosine).toBeGreaterThan(Math.cos((9.2 * Math.PI) / 180));
    }
  }
});

describe("references", () => {
  test("every id is unique, well formed and short enough", () => {
    const { areas, supplyPoints, cabinets, circuits, roads, lampModels, devices, lamps } = city;
    for (const things of [areas, supplyPoints, cabinets, circuits, roads, lampModels, devices, lamps]) {
      expect(ids(things).size).toBe(things.length);
      for (const { id, name } of things) {
        expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
        expect(name.length).toBeGreaterThan(0);
      }
    }
    for (const { id } of devices) expect(id).toMatch(/^02de[0-9a-f]{12}$/);
  });

  test("whatever a thing refers to stands before it in the changes", () => {
    const known = new Set<string>();
    const missing: string[] = [];
    const references = {
      areaId: "area",
      parentId: "area",
      supplyPointId: "supplyPoint",
      cabinetId: "cabinet",
      circuitId: "circuit",
      roadId: "road",
      modelId: "lampModel",
      deviceId: "device",
    } as const;
    for (const { sort, thing } of inventoryChanges(city)) {
      for (const [key, target] of Object.entries(references)) {
        const id = (thing as Record<string, unknown>)[key];
        if (id !== undefined && !known.has(`${target}/${id}`)) missing.push(`${thing.id}.${key} = ${id}`);
      }
      known.add(`${sort}/${thing.id}`);
    }
    expect(missing).toEqual([]);
    expect(known.size).toBe(inventoryChanges(city).length);
  });

  test("every device has its hardware, and every output of a lamp device exactly one lamp", () => {
    expect(city.hardware.map((each) => each.deviceId)).toEqual(city.devices.map((device) => device.id));
    const driven = Map.groupBy(
      city.lamps.filter((lamp) => lamp.deviceId !== undefined),
      (lamp) => lamp.deviceId!,
    );
    const cabinetDevices = new Set(city.cabinets.map((cabinet) => cabinet.deviceId));
    for (const { id, outputs } of city.devices) {
      if (cabinetDevices.has(id)) continue;
      const numbers = driven.get(id)!.map((lamp) => lamp.output!);
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: outputs }, (_, n) => n));
    }
  });

  test("the lamps of one device hang on one circuit and phase, or it could be half dead", () => {
    const white = city.lamps.filter((lamp) => lamp.deviceId !== undefined && lamp.use === "road");
    for (const lamps of Map.groupBy(white, (lamp) => lamp.deviceId!).values()) {
      expect(new Set(lamps.map((lamp) => `${lamp.circuitId}/${lamp.phase}`)).size).toBe(1);
    }
  });

  test("segments exist on their cabinet's device", () => {
    const cabinets = new Map(city.cabinets.map((cabinet) => [cabinet.id, cabinet]));
    const devices = new Map(city.devices.map((device) => [device.id, device]));
    for (const { cabinetId, segment } of city.circuits) {
      const { outputs } = devices.get(cabinets.get(cabinetId)!.deviceId)!;
      expect(outputs).toBeGreaterThanOrEqual(2);
      expect(segment ?? 0).toBeLessThan(outputs);
    }
  });
});

describe("supply", () => {
  test("the phases of every circuit are balanced to two lamps", () => {
    const loads = Map.groupBy(roadLamps, (lamp) => lamp.circuitId);
    for (const lamps of loads.values()) {
      const count = (phase: CityLamp["phase"]) => lamps.filter((lamp) => lamp.phase === phase).length;
      const counts = [count(1), count(2), count(3)];
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
    }
  });

  test("a cabinet feeds up to a hundred lamps, the furthest within two kilometres", () => {
    const cabinetOf = new Map(city.circuits.map((circuit) => [circuit.id, circuit.cabinetId]));
    const cabinets = new Map(city.cabinets.map((cabinet) => [cabinet.id, cabinet]));
    for (const [id, lamps] of Map.groupBy(roadLamps, (lamp) => cabinetOf.get(lamp.circuitId)!)) {
      expect(lamps.length).toBeLessThanOrEqual(100);
      for (const lamp of lamps) expect(distance(position(lamp), position(cabinets.get(id)!))).toBeLessThan(2000);
    }
  });

  test("there are whole-night, half-night, always-live and decorative circuits, and lamps with and without electronics", () => {
    expect(new Set(city.circuits.map((circuit) => circuit.kind)).size).toBe(4);
    const plain = roadLamps.filter((lamp) => lamp.deviceId === undefined).length / roadLamps.length;
    expect(plain).toBeGreaterThan(0.08);
    expect(plain).toBeLessThan(0.3);
    for (const circuit of city.circuits) {
      const live = circuit.kind === "alwaysLive" || circuit.kind === "decorative";
      expect(circuit.segment === undefined).toBe(live);
    }
  });
});

test("nine areas have lamps near their real centres", () => {
  expect(binhDuong.areas).toHaveLength(9);
  for (const area of binhDuong.areas) {
    const lamps = city.lamps.filter((lamp) => lamp.areaId === area.id && lamp.use === "road");
    expect(lamps.length).toBeGreaterThan(100);
    for (const lamp of lamps) {
      expect(distance(position(lamp), position(area))).toBeLessThan(area.radius * 1000 + 8000);
    }
  }
});

test("a bridge is one node with 64 colour luminaires", () => {
  const nodes = city.devices.filter((device) => device.profile === "C");
  expect(nodes.length).toBeGreaterThanOrEqual(2);
  for (const { id, outputs } of nodes) {
    expect(outputs).toBe(64);
    const lamps = city.lamps.filter((lamp) => lamp.deviceId === id);
    expect(lamps).toHaveLength(64);
    expect(lamps.every((lamp) => lamp.use === "decorative")).toBe(true);
  }
});

test("some poles carry two arms, driven by one device", () => {
  const second = roadLamps.filter((lamp) => lamp.arm === 2);
  expect(second.length).toBeGreaterThan(50);
  const first = new Map(roadLamps.map((lamp) => [lamp.id, lamp]));
  for (const lamp of second) {
    const partner = first.get(lamp.id.slice(0, -1))!;
    expect(partner.deviceId).toBe(lamp.deviceId);
    expect(distance(position(partner), position(lamp))).toBeLessThan(6);
  }
});
