/** Hanging a device at a lamp. */
import { describe, expect, test } from "vitest";
import {
  assignRequests,
  beforeAssign,
  freeOutput,
  undoRequests,
} from "../../../controller/console/commissioning/assign-requests.ts";
import type { Device, Lamp } from "../../../controller/console/inventory/thing.ts";

const lamp = (id: string, more: Partial<Lamp> = {}): Lamp => ({
  id,
  name: id,
  version: 2,
  areaId: "a",
  use: "road",
  modelId: "m",
  lon: 106,
  lat: 10,
  ...more,
});
const device: Device = { id: "d", name: "d", version: 1, profile: "W", outputs: 2 };
const label = { deviceId: "d" };

describe("hanging a device at a lamp", () => {
  test("enters a device nobody knows, as its label says", () => {
    const wiring = {
      lamp: lamp("l"),
      label: { ...label, profile: "C", outputs: 4 } as const,
      device: undefined,
      hanging: [],
      output: 1,
    };
    expect(assignRequests(wiring)).toEqual([
      { do: "create", sort: "device", thing: { id: "d", name: "d", profile: "C", outputs: 4 } },
      { do: "change", sort: "lamp", id: "l", version: 2, set: { deviceId: "d", output: 1 } },
    ]);
  });

  test("takes it off the lamp where somebody hung it by mistake", () => {
    const hanging = [lamp("wrong", { deviceId: "d", output: 0, version: 9 })];
    expect(assignRequests({ lamp: lamp("l"), label, device, hanging, output: 0 })).toEqual([
      { do: "change", sort: "lamp", id: "wrong", version: 9, set: { deviceId: null, output: null } },
      { do: "change", sort: "lamp", id: "l", version: 2, set: { deviceId: "d", output: 0 } },
    ]);
  });

  test("brings a device back that was out of use", () => {
    const wiring = { lamp: lamp("l"), label, device: { ...device, version: 4, retiredAt: 7 }, hanging: [], output: 0 };
    expect(assignRequests(wiring)[0]).toEqual({
      do: "restore",
      sort: "device",
      version: 4,
      thing: { id: "d", name: "d", profile: "W", outputs: 2 },
    });
  });

  test("can be taken back: each lamp hangs on what it hung on before, under its present version", () => {
    const hanging = [lamp("other", { deviceId: "d", output: 0 })];
    const wiring = { lamp: lamp("l", { deviceId: "old", output: 3 }), label, device, hanging, output: 0 };
    const before = beforeAssign(wiring);
    const now = [lamp("l", { deviceId: "d", output: 0, version: 3 }), lamp("other", { version: 5 })];
    expect(undoRequests("d", before, now)).toEqual([
      { do: "change", sort: "lamp", id: "l", version: 3, set: { deviceId: "old", output: 3 } },
      { do: "change", sort: "lamp", id: "other", version: 5, set: { deviceId: "d", output: 0 } },
    ]);
    expect(undoRequests("d", before, [lamp("l", { deviceId: "newer", output: 0 }), lamp("other")])).toEqual([]);
  });

  test("offers the output nothing hangs on, and its own where it hangs already", () => {
    const hanging = [lamp("other", { deviceId: "d", output: 0 })];
    expect(freeOutput({ lamp: lamp("l"), label, device, hanging })).toBe(1);
    expect(freeOutput({ lamp: lamp("other"), label, device, hanging })).toBe(0);
    expect(freeOutput({ lamp: lamp("l"), label, device: { ...device, outputs: 1 }, hanging })).toBe(0);
  });
});
