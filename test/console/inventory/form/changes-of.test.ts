/** What a form sends, what somebody else overtook, and where complaints belong. */
import { describe, expect, test } from "vitest";
import {
  changedFields,
  contested,
  placeProblems,
  whole,
} from "../../../../controller/console/inventory/form/changes-of.ts";

const lamp = { id: "l-1", name: "Đại lộ 1", version: 3, areaId: "tdm", pole: "12", lon: 106.6 };

describe("saving a form", () => {
  test("sends only what differs, and null for what was emptied", () => {
    expect(changedFields(lamp, { name: "Đại lộ 1", pole: undefined, areaId: "di-an" })).toEqual({
      pole: null,
      areaId: "di-an",
    });
  });

  test("does not call an equal list another one", () => {
    const road = { path: [[106.6, 10.9]] };
    expect(changedFields(road, { path: [[106.6, 10.9]] })).toEqual({});
    expect(changedFields(road, { path: [[106.6, 10.8]] })).toEqual({ path: [[106.6, 10.8]] });
  });

  test("describes a thing in full without what nobody says", () => {
    expect(whole(lamp, { pole: undefined, order: 4 }, ["name", "pole", "order", "phase"])).toEqual({
      name: "Đại lộ 1",
      order: 4,
    });
  });
});

describe("somebody else saving meanwhile", () => {
  test("is only in the way where both changed the same field differently", () => {
    const now = { ...lamp, version: 4, pole: "13", areaId: "di-an" };
    expect(contested(lamp, now, { pole: "14", name: "A" })).toEqual(["pole"]);
    expect(contested(lamp, now, { pole: "13" })).toEqual([]);
    expect(contested(lamp, lamp, { pole: "14" })).toEqual([]);
  });
});

describe("complaints", () => {
  test("stand at their field however deep they point, and beside the form where it has no such field", () => {
    const places = ["body.lon", "body.pattern.every", "body.otherLoads[1].name", "body.version", "body"].map(
      (path) => ({
        path,
        message: path,
      }),
    );
    const { byField, rest } = placeProblems(places, ["lon", "pattern", "otherLoads"]);
    expect([...byField.keys()]).toEqual(["lon", "pattern", "otherLoads"]);
    expect(rest.map(({ path }) => path)).toEqual(["body.version", "body"]);
  });
});
