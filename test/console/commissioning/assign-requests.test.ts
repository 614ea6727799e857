/** Hanging a device at a lamp. */
import { describe, expect, test } from "vitest";
import { assignRequests, freeOutput } from "../../../controller/console/commissioning/assign-requests.ts";
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

  test("offers the output nothing hangs on, and its own where it hangs already", () => {
    const hanging = [lamp("other", { deviceId: "d", output: 0 })];
    expect(freeOutput({ lamp: lamp("l"), label, device, hanging })).toBe(1);
    expect(freeOutput({ lamp: lamp("other"), label, device, hanging })).toBe(0);
    expect(freeOutput({ lamp: lamp("l"), label, device: { ...device, outputs: 1 }, hanging })).toBe(0);
  });
});
