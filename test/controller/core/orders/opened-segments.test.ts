import { describe, expect, test } from "vitest";
import { opening, writeOpening } from "../../../../controller/core/orders/opened-segments.ts";
import type { OrderKind, SegmentName } from "../../../../controller/core/orders/order.ts";
import { aState, aTwin } from "../../../support/fleet-things.ts";
import { snapshot } from "../inventory/small-town.ts";

const smart = (id: string) => ({ id, deviceId: id, output: 0 });
const town = snapshot({
  cabinet: [
    { id: "one", name: "Tủ 1", deviceId: "box" },
    { id: "mute", name: "Tủ 2" },
  ],
  lamp: [smart("lit"), smart("off"), smart("unheard"), { id: "plain" }],
});
const onSegment: Readonly<Record<string, readonly string[]>> = {
  "one/0": ["lit", "off", "plain"],
  "one/1": ["unheard"],
};
const index = {
  lampsOfSegment: (cabinetId: string, output: number) =>
    (onSegment[`${cabinetId}/${output}`] ?? []).map((id) => town.lamp.get(id)!),
};
/** Segment 0 is closed, segment 1 has opened, segment 2 says nothing. */
const twins = {
  box: [aState({ output: 0, level: 100 }), aState({ output: 1, level: 0 })],
  lit: [aState({ level: 40 })],
  off: [aState({ level: 0 })],
};
const twin = (device: string) =>
  device in twins ? aTwin({ device, states: twins[device as keyof typeof twins] }) : undefined;
const look = (kind: OrderKind, segments: SegmentName[], lampIds: string[] = []) =>
  opening({ kind, segments, lampIds }, town, index, twin);

describe("what an order opens", () => {
  test("is the segments that are closed, with the lamps that lose their light", () => {
    const { opens, goDark } = look("workLock", [
      { cabinetId: "one", output: 0 },
      { cabinetId: "one", output: 1 },
    ]);
    expect(opens).toEqual([{ cabinetId: "one", output: 0, cabinetName: "Tủ 1", lamps: 3 }]);
    expect(goDark).toBe(2);
  });

  test("a segment that says nothing counts as closed", () => {
    const silent = [
      { cabinetId: "one", output: 2 },
      { cabinetId: "mute", output: 0 },
    ];
    expect(look("workLock", silent).opens).toHaveLength(2);
  });

  test("an isolation darkens its lamps wherever they hang, a lock lets them hold their light", () => {
    const lamps = ["lit", "off", "unheard"];
    expect(look("isolate", [], lamps)).toEqual({ opens: [], goDark: 2 });
    expect(look("workLock", [], lamps)).toEqual({ opens: [], goDark: 0 });
    expect(look("isolate", [{ cabinetId: "one", output: 0 }], lamps).goDark).toBe(3);
  });
});

test("it is said in a sentence, cabinet by cabinet", () => {
  const segment = (cabinetId: string, output: number) => ({ cabinetId, cabinetName: cabinetId, output, lamps: 9 });
  expect(writeOpening({ opens: [segment("A", 0), segment("A", 2), segment("B", 1)], goDark: 41 })).toEqual({
    vi: "Lệnh này mở lộ 1, 3 của A; lộ 2 của B; 41 đèn tắt.",
    en: "This opens segments 1, 3 of A; segment 2 of B; 41 lamps go dark.",
  });
  expect(writeOpening({ opens: [], goDark: 1 })).toEqual({ vi: "1 đèn tắt.", en: "1 lamp goes dark." });
  expect(writeOpening({ opens: [], goDark: 0 })).toEqual({ vi: "", en: "" });
});
