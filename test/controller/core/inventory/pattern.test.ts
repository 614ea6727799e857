import { describe, expect, it } from "vitest";
import { accepted, change, create, createLamp, retire } from "./planning.ts";

describe("groups that follow their lamps", () => {
  const everySecond = create("group", {
    id: "second",
    name: "Một nửa",
    areaId: "north",
    pattern: { by: "order", every: 2, offset: 0, roadIds: ["dai-lo"] },
  });

  it("finds every second lamp by its number on the road, both arms of a pole together", () => {
    expect(accepted([everySecond]).after.group.get("second")?.lampIds).toEqual(["l1", "l2"]);
  });

  it("finds the lamps of one phase", () => {
    const byPhase = create("group", {
      id: "p1",
      name: "Pha 1",
      areaId: "north",
      pattern: { by: "phase", phase: 1, circuitIds: ["whole", "half"] },
    });
    expect(accepted([byPhase]).after.group.get("p1")?.lampIds).toEqual(["l1", "l3"]);
  });

  it("lets a new lamp join the pattern that fits it, as a change of the group", () => {
    const { after } = accepted([everySecond]);
    const { changes } = accepted([createLamp({ roadId: "dai-lo", order: 5 })], after);
    expect(changes.find(({ sort }) => sort === "group")?.after).toMatchObject({
      lampIds: ["l1", "l2", "new"],
      version: 2,
    });
  });

  it("keeps a pattern within its group's area", () => {
    const { after } = accepted([everySecond, createLamp({ roadId: "dai-lo", order: 5, areaId: "south" })]);
    expect(after.group.get("second")?.lampIds).toEqual(["l1", "l2"]);
  });

  it("takes a retired lamp out of the lists it stands in", () => {
    const { after } = accepted([retire("lamp", "l1")]);
    expect(after.group.get("corner")).toMatchObject({ lampIds: ["dumb"], version: 2 });
  });

  it("changes no group when nothing about its lamps changed", () => {
    const { after } = accepted([everySecond]);
    expect(accepted([change("lamp", "l1", { name: "tên khác" })], after).changes).toHaveLength(1);
  });
});
