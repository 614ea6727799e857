import { describe, expect, it } from "vitest";
import type { ChangeRequest } from "../../../../controller/core/inventory/change-request.ts";
import { topicNumbersNeeded, withTopicNumbers } from "../../../../controller/core/inventory/plan-changes.ts";
import { textsOf } from "../../../../controller/core/inventory/problem-texts.ts";
import { accepted, change, create, createLamp, lamp, now, plan, problems, retire } from "./planning.ts";
import { smallTown } from "./small-town.ts";

describe("planning changes to the inventory", () => {
  it("creates things at version 1, whatever their order in the request", () => {
    const { after } = accepted([
      createLamp({ circuitId: "c9", deviceId: "d9", output: 0 }),
      create("circuit", { id: "c9", name: "Lộ 9", cabinetId: "cabinet", kind: "wholeNight", segment: 2 }),
      create("device", { id: "d9", name: "d9", profile: "W", outputs: 1 }),
    ]);
    expect(after.lamp.get("new")).toEqual({ ...lamp, circuitId: "c9", deviceId: "d9", output: 0, version: 1 });
  });

  it("changes only what is said, removes what is null, and counts the version", () => {
    const { after } = accepted([change("lamp", "l3", { name: "Đèn 3", order: null })]);
    const { order, ...rest } = smallTown.lamp.get("l3")!;
    expect(order).toBe(2);
    expect(after.lamp.get("l3")).toEqual({ ...rest, name: "Đèn 3", version: 2 });
  });

  it("retires a thing at the instant given and keeps it in the snapshot", () => {
    expect(accepted([retire("device", "spare")]).after.device.get("spare")).toMatchObject({
      retiredAt: now,
      version: 2,
    });
  });

  it("brings a retired thing back as described anew", () => {
    const { after } = accepted([{ do: "restore", sort: "lamp", version: 1, thing: { ...lamp, id: "gone" } }]);
    expect(after.lamp.get("gone")).toEqual({ ...lamp, id: "gone", version: 2 });
  });

  it("lets a device and the lamp it drives be retired together", () => {
    expect(accepted([retire("device", "dev-3"), retire("lamp", "l3")]).changes).toHaveLength(2);
  });

  it("asks for one topic number per new area, circuit and group, and gives them out in order", () => {
    const { changes } = accepted([
      create("area", { id: "east", name: "Đông", parentId: "city" }),
      create("group", { id: "g", name: "g", areaId: "east" }),
      createLamp(),
    ]);
    expect(topicNumbersNeeded(changes)).toBe(2);
    const numbers = withTopicNumbers(changes, 70).map(({ after }) => ("topicNumber" in after ? after.topicNumber : 0));
    expect(numbers).toEqual([70, 71, 0]);
  });

  it("names every problem at once, each at its request and field", () => {
    expect(
      problems(
        createLamp({ id: "Bad Id", lon: 11.05, lat: 106.66, output: 3 }),
        change("lamp", "l1", { areaId: "atlantis" }),
        retire("circuit", "half"),
      ),
    ).toEqual([
      "0 id badId",
      "0 lat coordinatesSwapped",
      "0 output outputWithoutDevice",
      "1 areaId unknownReference",
      "2 - inUse",
    ]);
  });

  it.each<[string, ChangeRequest[], string[]]>([
    ["an id that exists", [createLamp({ id: "l1" })], ["0 id taken"]],
    ["an id of a retired thing", [createLamp({ id: "gone" })], ["0 id taken"]],
    ["two requests for one thing", [createLamp(), createLamp()], ["1 id doubled"]],
    ["a change of something unknown", [change("road", "nowhere", { name: "x" })], ["0 - unknownThing"]],
    ["a change of something retired", [change("lamp", "gone", { name: "x" })], ["0 - retiredThing"]],
    ["a version somebody else has passed", [change("lamp", "l1", { name: "x" }, 7)], ["0 version changedMeanwhile"]],
    [
      "restoring what is in use",
      [{ do: "restore", sort: "lamp", version: 1, thing: { ...lamp, id: "l1" } }],
      ["0 - notRetired"],
    ],
    ["removing what a lamp cannot be without", [change("lamp", "l1", { modelId: null })], ["0 modelId required"]],
    ["a reference to something retired", [createLamp({ areaId: "old-ward" })], ["0 areaId retiredReference"]],
    ["a blank name", [createLamp({ name: "  " })], ["0 name badText"]],
    ["a control character in a name", [createLamp({ name: "a\u0007b" })], ["0 name badText"]],
    ["half an order number", [createLamp({ order: 1.5 })], ["0 order notWhole"]],
    ["an order number of zero", [createLamp({ order: 0 })], ["0 order outOfRange"]],
    ["coordinates beyond the world", [createLamp({ lon: 106, lat: 181 })], ["0 lat coordinatesImpossible"]],
    ["coordinates that are no numbers", [createLamp({ lon: Number.NaN })], ["0 lat coordinatesImpossible"]],
    ["a position nobody entered", [createLamp({ lon: 0, lat: 0 })], ["0 lat coordinatesImpossible"]],
    ["longitude and latitude swapped", [createLamp({ lon: 10.98, lat: 106.65 })], ["0 lat coordinatesSwapped"]],
    [
      "a point of a road's line swapped",
      [
        create("road", {
          id: "r",
          name: "r",
          areaId: "city",
          path: [
            [10.9, 106.7],
            [106.7, 10.9],
          ],
        }),
      ],
      ["0 path coordinatesSwapped"],
    ],
    [
      "a supply point with half a position",
      [create("supplyPoint", { id: "s", name: "s", areaId: "city", lon: 106 })],
      ["0 lat required"],
    ],
    [
      "a device id too long for its topics",
      [create("device", { id: "d".repeat(33), name: "d", profile: "W", outputs: 1 })],
      ["0 id badId"],
    ],
    [
      "a device without outputs",
      [create("device", { id: "d", name: "d", profile: "W", outputs: 0 })],
      ["0 outputs outOfRange"],
    ],
    [
      "a model that takes more when dimmed",
      [change("lampModel", "model", { powerAtMinimumDimLevel: 101 })],
      ["0 powerAtMinimumDimLevel outOfRange"],
    ],
    ["an area within itself", [change("area", "city", { parentId: "harbour" })], ["0 parentId areaLoop"]],
    [
      "two areas within each other",
      [create("area", { id: "a", name: "a", parentId: "b" }), create("area", { id: "b", name: "b", parentId: "a" })],
      ["0 parentId areaLoop", "1 parentId areaLoop"],
    ],
    ["an output its device does not have", [createLamp({ deviceId: "spare", output: 1 })], ["0 output outputBeyond"]],
    ["a device without the output named", [createLamp({ deviceId: "spare" })], ["0 deviceId deviceWithoutOutput"]],
    ["two lamps on one output", [createLamp({ deviceId: "twin", output: 1 })], ["0 output outputTaken"]],
    [
      "two new lamps on one output",
      [createLamp({ deviceId: "spare", output: 0 }), createLamp({ id: "n2", deviceId: "spare", output: 0 })],
      ["0 output outputTaken", "1 output outputTaken"],
    ],
    [
      "a lamp on the relay of a segment",
      [
        createLamp({ modelId: "relay", deviceId: "cab-dev", output: 1 }),
        create("lampModel", {
          id: "relay",
          name: "r",
          outputKind: "relay",
          curve: "linear",
          nominalPower: 70,
          powerAtMinimumDimLevel: 70,
          minLevel: 100,
        }),
      ],
      ["0 output outputIsSegment"],
    ],
    [
      "colours on a white device",
      [createLamp({ modelId: "rgbw", deviceId: "spare", output: 0 })],
      ["0 deviceId outputKind"],
    ],
    ["taking outputs away under a lamp", [change("device", "twin", { outputs: 1 })], ["0 outputs outputBeyond"]],
    ["taking the colour away under a lamp", [change("device", "node", { profile: "W" })], ["0 profile outputKind"]],
    [
      "making a model too much for its lamps",
      [change("lampModel", "model", { outputKind: "pixels" })],
      ["0 outputKind outputKind", "0 outputKind outputKind", "0 outputKind outputKind"],
    ],
    ["taking relays away under a segment", [change("device", "cab-dev", { outputs: 1 })], ["0 outputs segmentBeyond"]],
    [
      "a cabinet with a lamp's device",
      [change("cabinet", "cabinet", { deviceId: "spare" })],
      ["0 deviceId cabinetNeedsRelays", "0 deviceId segmentBeyond"],
    ],
    [
      "one device in two cabinets",
      [create("cabinet", { id: "c2", name: "c2", areaId: "city", lon: 106, lat: 11, deviceId: "cab-dev" })],
      ["0 deviceId deviceOfTwoCabinets"],
    ],
    ["a segment the cabinet does not have", [change("circuit", "whole", { segment: 3 })], ["0 segment segmentBeyond"]],
    ["an always-live circuit on a relay", [change("circuit", "live", { segment: 2 })], ["0 segment segmentAlwaysLive"]],
    [
      "circuits of two kinds on one relay",
      [change("circuit", "half", { segment: 0 })],
      ["0 segment segmentOfTwoKinds"],
    ],
    [
      "a group that lists a lamp of another area tree",
      [create("group", { id: "g", name: "g", areaId: "south", lampIds: ["l1"] })],
      ["0 lampIds lampOutsideGroup"],
    ],
    [
      "a group that lists a retired lamp",
      [create("group", { id: "g", name: "g", areaId: "city", lampIds: ["gone"] })],
      ["0 lampIds retiredReference"],
    ],
    [
      "a list beside a pattern",
      [
        create("group", {
          id: "g",
          name: "g",
          areaId: "city",
          lampIds: ["l1"],
          pattern: { by: "phase", phase: 1, circuitIds: ["whole"] },
        }),
      ],
      ["0 lampIds patternAndList"],
    ],
    [
      "a pattern whose offset is no remainder",
      [
        create("group", {
          id: "g",
          name: "g",
          areaId: "city",
          pattern: { by: "order", every: 2, offset: 2, roadIds: ["dai-lo"] },
        }),
      ],
      ["0 pattern outOfRange"],
    ],
    [
      "a pattern on an unknown road",
      [
        create("group", {
          id: "g",
          name: "g",
          areaId: "city",
          pattern: { by: "order", every: 2, offset: 0, roadIds: ["x"] },
        }),
      ],
      ["0 pattern unknownReference"],
    ],
    ["retiring an area with things in it", [retire("area", "harbour")], ["0 - inUse"]],
    ["retiring a model that lamps have", [retire("lampModel", "rgbw")], ["0 - inUse"]],
    ["retiring a device that lamps hang on", [retire("device", "twin")], ["0 - inUse"]],
    ["retiring a supply point with a cabinet", [retire("supplyPoint", "meter-1")], ["0 - inUse"]],
  ])("refuses %s", (_, requests, expected) => {
    expect(problems(...requests)).toEqual(expected);
  });

  it("refuses to move an area out from under a group that lists its lamps", () => {
    const { after } = accepted([create("group", { id: "g", name: "g", areaId: "south", lampIds: ["dumb"] })]);
    const answer = plan([change("area", "harbour", { parentId: "north" })], after);
    expect(answer).toMatchObject({ problems: [{ request: 0, field: "parentId", reason: "lampOutsideGroup" }] });
  });

  it("says every problem in Vietnamese and in English, with the things named", () => {
    const answer = plan([retire("area", "harbour")]);
    const [problem] = "problems" in answer ? answer.problems : [];
    expect(textsOf(problem!)).toEqual({
      vi: "khu vực “harbour” còn được 2 đèn dùng: dumb, bridge-1",
      en: 'area "harbour" is still used by 2 of sort lamp: dumb, bridge-1',
    });
  });
});
