import { describe, expect, it } from "vitest";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { smallTown, snapshot } from "./small-town.ts";

const index = createInventoryIndex(smallTown);
const ids = (things: readonly { id: string }[]) => things.map(({ id }) => id);

describe("the inventory index", () => {
  it("finds the lamps of an area together with those of everything below it", () => {
    expect(ids(index.lampsOfArea("south"))).toEqual(["dumb", "bridge-1"]);
    expect(ids(index.lampsOfArea("city")).sort()).toEqual(["bridge-1", "dumb", "l1", "l2", "l3"]);
  });

  it("leaves retired lamps out everywhere", () => {
    expect(ids(index.lampsOfCircuit("whole"))).toEqual(["l1", "l3"]);
    expect(ids(index.lampsOfRoad("dai-lo"))).not.toContain("gone");
  });

  it("orders the lamps of a road by order and arm, and those of a device by output", () => {
    expect(ids(index.lampsOfRoad("dai-lo"))).toEqual(["l1", "l2", "l3"]);
    expect(ids(index.lampsOfDevice("twin"))).toEqual(["l1", "l2"]);
  });

  it("names the relay that feeds a lamp, and none for a lamp that is always live", () => {
    const segment = index.segmentOf(smallTown.lamp.get("l2")!);
    expect([segment?.cabinet.id, segment?.device?.id, segment?.output]).toEqual(["cabinet", "cab-dev", 1]);
    expect(index.segmentOf(smallTown.lamp.get("dumb")!)).toBeUndefined();
    expect(index.segmentOf(smallTown.lamp.get("bridge-1")!)).toBeUndefined();
  });

  it("finds the lamps that go dark with a segment", () => {
    expect(ids(index.lampsOfSegment("cabinet", 0))).toEqual(["l1", "l3"]);
    expect(ids(index.lampsOfCabinet("cabinet")).sort()).toEqual(["dumb", "l1", "l2", "l3"]);
    expect(index.lampsOfSegment("cabinet", 2)).toEqual([]);
  });

  it("walks the tree of areas both ways and leaves retired areas out downwards", () => {
    expect(index.areaAndAbove("harbour")).toEqual(["harbour", "south", "city"]);
    expect(index.areaAndBelow("city")).toEqual(["city", "north", "south", "harbour"]);
  });

  it("survives a tree that was damaged into a ring", () => {
    const ring = createInventoryIndex(
      snapshot({
        area: [
          { id: "a", parentId: "b" },
          { id: "b", parentId: "a" },
        ],
      }),
    );
    expect(ring.areaAndAbove("a")).toEqual(["a", "b"]);
    expect(ring.areaAndBelow("a")).toEqual(["a", "b"]);
  });

  it("answers nothing for ids nobody knows", () => {
    expect(index.lampsOfArea("atlantis")).toEqual([]);
    expect(index.areaAndAbove("atlantis")).toEqual([]);
  });
});
