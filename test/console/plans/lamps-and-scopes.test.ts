import { describe, expect, it } from "vitest";
import { inPlaces, placesOf } from "../../../controller/console/plans/bounds/scope-places.ts";
import { movedTo, placeOf } from "../../../controller/console/plans/lamps/assignment-target.ts";
import { whichOf, withWhich } from "../../../controller/console/plans/lamps/which-lamps.ts";

describe("a scope", () => {
  const scope = { use: "road" as const, areaIds: ["tdm"], roadIds: ["ql13", "dt741"] };

  it("comes back as it was written, place by place", () => {
    expect(inPlaces(scope, placesOf(scope))).toEqual(scope);
  });

  it("without any place means everywhere, which is written as nothing", () => {
    expect(inPlaces(scope, [])).toEqual({ use: "road" });
  });

  it("names a place once", () => {
    const twice = [...placesOf(scope), { sort: "road" as const, id: "ql13" }];
    expect(inPlaces(scope, twice)).toEqual(scope);
  });
});

describe("an assignment", () => {
  const half = { areaId: "tdm", circuitKind: "halfNight" as const };

  it("keeps which lamps it means where the new place can have them", () => {
    expect(movedTo(half, { sort: "area", id: "thuan-an" })).toEqual({ ...half, areaId: "thuan-an" });
    expect(movedTo({ areaId: "tdm", use: "all" }, { sort: "circuit", id: "c1" })).toEqual({
      circuitId: "c1",
      use: "all",
    });
    expect(movedTo(half, { sort: "circuit", id: "c1" })).toEqual({ circuitId: "c1" });
    expect(movedTo({ areaId: "tdm", use: "all" }, { sort: "lamp", id: "l1" })).toEqual({ lampId: "l1" });
  });

  it("says one thing of its lamps at a time: their use or their circuits", () => {
    expect(withWhich(half, "decorative")).toEqual({ areaId: "tdm", use: "decorative" });
    expect(withWhich({ areaId: "tdm", use: "all" }, "kind:halfNight")).toEqual(half);
    expect(withWhich(half, "road")).toEqual({ areaId: "tdm" });
    expect([whichOf(half), whichOf({ areaId: "tdm" }), whichOf({ groupId: "g" })]).toEqual([
      "kind:halfNight",
      "road",
      undefined,
    ]);
    expect(placeOf(half)).toEqual({ sort: "area", id: "tdm" });
  });
});
