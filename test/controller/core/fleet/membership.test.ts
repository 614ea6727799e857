import { describe, expect, it } from "vitest";
import { Config } from "#protocol/wire/desire.ts";
import { configFor } from "../../../../controller/core/fleet/configure.ts";
import { membershipsOf, topicGroupOf } from "../../../../controller/core/fleet/membership.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Inventory } from "../../../../controller/core/inventory/model.ts";
import { type Selection, selectLamps } from "../../../../controller/core/inventory/select.ts";
import { site } from "../../../support/fleet-things.ts";
import { smallTown, snapshot } from "../inventory/small-town.ts";

const number = (sort: "area" | "circuit" | "group", id: string, inventory = smallTown) =>
  inventory[sort].get(id)!.topicNumber;
const groupsOf = (device: string, inventory: Inventory = smallTown) => {
  const index = createInventoryIndex(inventory);
  const { outputs } = inventory.device.get(device)!;
  return membershipsOf(index.lampsOfDevice(device), outputs, inventory, index);
};

describe("the groups of a device", () => {
  it("are everybody, then its circuits, its groups and its areas up to the root, each with the outputs concerned", () => {
    expect(groupsOf("twin")).toEqual([
      { group: "all", outputs: [0, 1] },
      { group: `c${number("circuit", "whole")}r`, outputs: [0] },
      { group: `c${number("circuit", "half")}r`, outputs: [1] },
      { group: `g${number("group", "corner")}`, outputs: [0] },
      { group: `a${number("area", "north")}r`, outputs: [0, 1] },
      { group: `a${number("area", "city")}r`, outputs: [0, 1] },
    ]);
  });

  it("keep road and decorative lamps apart, so that dimming a street spares its bridge", () => {
    const areas = ["harbour", "south", "city"].map((id) => `a${number("area", id)}d`);
    expect(groupsOf("node").map(({ group }) => group)).toEqual(["all", ...areas]);
  });

  it("are at most twelve, the nearest first", () => {
    const groupIds = Array.from({ length: 20 }, (_, n) => `g${n}`);
    const crowded = snapshot({
      area: [{ id: "city" }],
      lampModel: [{ id: "model" }],
      device: [{ id: "d" }],
      circuit: [{ id: "c" }],
      lamp: [{ id: "l", deviceId: "d", output: 0, circuitId: "c" }],
      group: groupIds.map((id) => ({ id, lampIds: ["l"] })),
    });
    const groups = groupsOf("d", crowded).map(({ group }) => group);
    expect(groups).toHaveLength(12);
    expect(groups.slice(0, 3)).toEqual([
      "all",
      `c${number("circuit", "c", crowded)}r`,
      `g${number("group", "g0", crowded)}`,
    ]);
  });

  it("leave out lamps that were retired", () => {
    const retired = { ...smallTown.lamp.get("l2")!, retiredAt: 1 };
    const groups = groupsOf("twin", { ...smallTown, lamp: new Map([...smallTown.lamp, ["l2", retired]]) });
    expect(groups.map(({ outputs }) => outputs)).toEqual([[0, 1], [0], [0], [0], [0]]);
  });
});

describe("the topic group of a selection", () => {
  const index = createInventoryIndex(smallTown);
  const groupOf = (selection: Selection) =>
    topicGroupOf(selection, selectLamps(smallTown, index, selection), smallTown);

  it("is the one whose members are exactly its lamps", () => {
    expect(groupOf({ areaId: "north" })).toBe(`a${number("area", "north")}r`);
    expect(groupOf({ circuitId: "whole" })).toBe(`c${number("circuit", "whole")}r`);
    expect(groupOf({ groupId: "corner" })).toBe(`g${number("group", "corner")}`);
  });

  it.each([
    ["roads and decoration together", { areaId: "south", decorative: true }],
    ["a road", { roadId: "dai-lo" }],
    ["a cabinet", { cabinetId: "cabinet" }],
    ["listed lamps", { lampIds: ["l1", "l2"] }],
  ])("is none for %s", (_, selection) => {
    expect(groupOf(selection)).toBeUndefined();
  });

  it("reaches exactly the lamps selected, through the memberships of the devices", () => {
    for (const selection of [
      { areaId: "city" },
      { areaId: "north" },
      { circuitId: "half" },
      { groupId: "corner" },
    ] as const) {
      const group = groupOf(selection)!;
      const reached = [...smallTown.device.keys()].flatMap((device) => {
        const outputs = groupsOf(device).find((entry) => entry.group === group)?.outputs ?? [];
        return index.lampsOfDevice(device).filter((lamp) => outputs.includes(lamp.output!));
      });
      const meant = selectLamps(smallTown, index, selection).filter((id) => smallTown.lamp.get(id)!.deviceId);
      expect(reached.map(({ id }) => id).sort()).toEqual(meant.sort());
    }
  });
});

describe("a device's configuration", () => {
  const index = createInventoryIndex(smallTown);
  const configOf = (id: string) => configFor(smallTown.device.get(id)!, smallTown, index, site);

  it("is one the protocol accepts, for every device", () => {
    for (const id of smallTown.device.keys()) expect(Config.safeParse(configOf(id)).error).toBeUndefined();
  });

  it("reckons the sun at its lamps, else at its cabinet, else at the site", () => {
    expect(configOf("twin").place).toEqual({ lat: 10.98, lon: 106.7 });
    expect(configOf("cab-dev").place).toEqual({ lat: 10.98, lon: 106.7 });
    expect(configOf("spare").place).toEqual({ lat: 10.98, lon: 106.65 });
  });

  it("says that a switched feeder is dead by day, and which outputs decorate", () => {
    expect(configOf("twin")).toMatchObject({ feeder: "deadByDay", fallback: 80 });
    expect(configOf("twin").decorative).toBeUndefined();
    expect(configOf("node")).toMatchObject({ feeder: "alwaysLive", decorative: [0] });
    expect(configOf("cab-dev")).toMatchObject({ feeder: "alwaysLive" });
  });
});
