import { describe, expect, it } from "vitest";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { type Selection, selectLamps } from "../../../../controller/core/inventory/select.ts";
import { smallTown } from "./small-town.ts";

const index = createInventoryIndex(smallTown);
const selected = (selection: Selection) => selectLamps(smallTown, index, selection).sort();

describe("selecting lamps", () => {
  it.each<[string, Selection, string[]]>([
    ["an area means road lamps of its whole subtree", { areaId: "south" }, ["dumb"]],
    ["decorative lamps of an area join when ticked", { areaId: "south", decorative: true }, ["bridge-1", "dumb"]],
    ["a circuit means its lamps", { circuitId: "whole" }, ["l1", "l3"]],
    ["a cabinet means the lamps of all its circuits", { cabinetId: "cabinet" }, ["dumb", "l1", "l2", "l3"]],
    ["a supply point means the lamps of all its cabinets", { supplyPointId: "meter-1" }, ["dumb", "l1", "l2", "l3"]],
    ["a road means its lamps", { roadId: "dai-lo" }, ["l1", "l2", "l3"]],
    ["a group means exactly its members", { groupId: "corner" }, ["dumb", "l1"]],
    ["listed lamps count once, also decorative ones", { lampIds: ["l1", "bridge-1", "l1"] }, ["bridge-1", "l1"]],
    ["retired and unknown lamps never count", { lampIds: ["gone", "nobody", "l3"] }, ["l3"]],
    ["a retired area means nothing", { areaId: "old-ward" }, []],
    ["an unknown group means nothing", { groupId: "nobody" }, []],
  ])("%s", (_, selection, expected) => {
    expect(selected(selection)).toEqual(expected);
  });
});
