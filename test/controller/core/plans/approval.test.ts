import { describe, expect, test } from "vitest";
import { floorAt } from "#protocol/behavior/floor.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import {
  approvalsOf,
  lampsOfApproval,
  signApproval,
  signRequests,
} from "../../../../controller/core/plans/approval.ts";
import { boundsOfLamp } from "../../../../controller/core/plans/bounds-of-lamp.ts";
import type { Curfew, FloorApproval, Plan, RoadFloor } from "../../../../controller/core/plans/plan.ts";
import { smallTown } from "../inventory/small-town.ts";
import { at, cityPlan, compileTown, site } from "./plan-of-a-town.ts";

const index = createInventoryIndex(smallTown);
const lan = { at: at("2026-11-01 09:00"), personId: "lan", personName: "Lan" };
const hoa = { at: at("2026-11-02 09:00"), personId: "hoa", personName: "Hoa" };
const rehearsal: FloorApproval = {
  id: "rehearsal",
  name: "Diễn tập",
  from: { year: 2026, month: 12, day: 1 },
  to: { year: 2026, month: 12, day: 3 },
  level: 10,
  why: "diễn tập phòng không",
  documentNumber: "9/TB",
};
const floor: RoadFloor = {
  id: "main-road",
  name: "Đại lộ",
  roadIds: ["dai-lo"],
  spans: [{ from: "18:00", to: "05:00", level: 30 }],
};
const curfew: Curfew = {
  id: "late",
  name: "Khuya",
  scope: { use: "decorative" },
  from: "22:00",
  to: "05:00",
  percent: 0,
};
const planWith = (approvals: readonly FloorApproval[], said: Partial<RoadFloor> = {}): Plan => ({
  ...cityPlan,
  roadFloors: [{ ...floor, ...said, approvals }],
});
const address = { list: "roadFloors", partId: "main-road", approvalId: "rehearsal" } as const;
const approved = (plan: Plan) => approvalsOf(plan).map(({ approval }) => approval.approved?.personName);

describe("signatures of approvals", () => {
  const requested = signRequests(cityPlan, planWith([rehearsal]), lan);
  const given = signApproval(requested, address, hoa);

  test("are the controller's: what a document claims of itself counts for nothing", () => {
    const forged = planWith([{ ...rehearsal, requested: hoa, approved: hoa }]);
    const [placed] = approvalsOf(signRequests(cityPlan, forged, lan));
    expect(placed!.approval).toEqual({ ...rehearsal, requested: lan });
    expect(placed!.path).toBe("roadFloors[0].approvals[0]");
  });

  test("stay while everything they were given for reads the same, in whatever order its fields stand", () => {
    expect(approved(given)).toEqual(["Hoa"]);
    const other: Plan = { ...given, name: "Khác", programs: [] };
    expect(approvalsOf(signRequests(given, other, lan))[0]!.approval).toMatchObject({ requested: lan, approved: hoa });
    const turned = Object.fromEntries(Object.entries(rehearsal).reverse()) as unknown as FloorApproval;
    expect(approved(signRequests(given, planWith([turned]), lan))).toEqual(["Hoa"]);
  });

  test.each<[string, Plan]>([
    ["the exception", planWith([{ ...rehearsal, level: 5 }])],
    ["its nights", planWith([{ ...rehearsal, to: { year: 2026, month: 12, day: 4 } }])],
    ["its lamps", planWith([{ ...rehearsal, scope: { use: "road", lampIds: ["l1"] } }])],
    ["the floor it stands in", planWith([rehearsal], { spans: [{ from: "18:00", to: "05:00", level: 40 }] })],
    ["the roads of that floor", planWith([rehearsal], { roadIds: ["dai-lo", "harbour-road"] })],
  ])("are void once %s is changed", (_, changed) => {
    const minh = { ...lan, personId: "minh", personName: "Minh" };
    const [placed] = approvalsOf(signRequests(given, changed, minh));
    expect(placed!.approval).not.toHaveProperty("approved");
    expect(placed!.approval.requested).toEqual(minh);
  });

  test("name the lamps they except", () => {
    const road = index.lampsOfRoad("dai-lo").map(({ id }) => id);
    const lampsOf = (plan: Plan) => [...lampsOfApproval(plan, approvalsOf(plan)[0]!, smallTown, index)].sort();
    expect(lampsOf(given)).toEqual(road.toSorted());
    expect(lampsOf(planWith([{ ...rehearsal, scope: { use: "all", lampIds: [road[0]!, "dumb"] } }]))).toEqual([
      road[0],
    ]);
  });
});

describe("an approval", () => {
  const [lamp] = index.lampsOfRoad("dai-lo");
  const floorsOf = (approvals: readonly FloorApproval[], local: string, id = lamp!.id) => {
    const floors = compileTown([planWith(approvals)], local).lamps.get(id)!.floors;
    const entries = floors.map((each) => ({ ...each, outputs: [0] }));
    return floorAt(entries, 0, site.offsets, nightAt(site, at(local)), at(local)).percent;
  };
  const signed = { ...rehearsal, requested: lan, approved: hoa };

  test("lowers the floor for its nights, from noon to noon, and on no other", () => {
    const levels = ["2026-11-30 23:00", "2026-12-01 19:00", "2026-12-04 03:00", "2026-12-04 19:00"];
    expect(levels.map((local) => floorsOf([signed], local))).toEqual([30, 10, 10, 30]);
  });

  test("counts for nothing until somebody has given it", () => {
    expect(floorsOf([rehearsal], "2026-12-01 23:00")).toBe(30);
  });

  test("takes the floor away altogether at level 0, and only for the lamps it names", () => {
    const [first, second] = index.lampsOfRoad("dai-lo");
    const one = { ...signed, level: 0, scope: { use: "road" as const, lampIds: [first!.id] } };
    expect(floorsOf([one], "2026-12-01 23:00", first!.id)).toBe(0);
    expect(floorsOf([one], "2026-12-01 23:00", second!.id)).toBe(30);
  });

  test("gives way to a lower one where two overlap, whichever stands first", () => {
    const lower = {
      ...signed,
      id: "lower",
      level: 5,
      from: { year: 2026, month: 12, day: 3 },
      to: { year: 2026, month: 12, day: 9 },
    };
    for (const both of [
      [signed, lower],
      [lower, signed],
    ]) {
      const levels = ["2026-12-02 23:00", "2026-12-03 23:00", "2026-12-09 23:00", "2026-12-10 23:00"];
      expect(levels.map((local) => floorsOf(both, local))).toEqual([10, 5, 5, 30]);
    }
  });

  test("leaves the document of a device once it is past", () => {
    const later = compileTown([planWith([signed])], "2027-01-05 20:00").lamps.get(lamp!.id)!;
    expect(later.floors).toEqual([{ fromMinute: 1080, toMinute: 300, percent: 30 }]);
  });

  test("is named where it holds, with the floor that would have held", () => {
    const bounds = (local: string, plan = planWith([signed])) =>
      boundsOfLamp(lamp!, {
        plans: [plan],
        inventory: smallTown,
        index,
        offsets: site.offsets,
        night: nightAt(site, at(local)),
        at: at(local),
      });
    expect(bounds("2026-12-01 23:00")).toEqual({
      floors: [
        { kind: "floor", planId: "city-plan", planName: cityPlan.name, id: "main-road", name: "Đại lộ", percent: 10 },
      ],
      caps: [],
      approvals: [
        {
          planId: "city-plan",
          id: "rehearsal",
          name: "Diễn tập",
          kind: "floor",
          percent: 30,
          level: 10,
          personName: "Hoa",
          at: hoa.at,
          why: "diễn tập phòng không",
          documentNumber: "9/TB",
        },
      ],
    });
    expect(bounds("2026-12-05 23:00")).toMatchObject({ floors: [{ percent: 30 }], approvals: [] });
    expect(bounds("2026-12-05 12:30").floors).toEqual([]);
    expect(bounds("2026-12-01 23:00", planWith([rehearsal]))).toMatchObject({
      floors: [{ percent: 30 }],
      approvals: [],
    });
  });

  test("of a curfew is named beside nothing that caps", () => {
    const { level: _, ...said } = signed;
    const deco = [...smallTown.lamp.values()].find(
      ({ use, retiredAt }) => use === "decorative" && retiredAt === undefined,
    )!;
    const bounds = (approvals: Curfew["approvals"] & object, local: string) =>
      boundsOfLamp(deco, {
        plans: [{ ...cityPlan, curfews: [{ ...curfew, approvals }] }],
        inventory: smallTown,
        index,
        offsets: site.offsets,
        night: nightAt(site, at(local)),
        at: at(local),
      });
    expect(bounds([said], "2026-12-01 23:00")).toMatchObject({ caps: [], approvals: [{ kind: "curfew", percent: 0 }] });
    expect(bounds([said], "2026-12-05 23:00")).toMatchObject({ caps: [{ kind: "curfew" }], approvals: [] });
    expect(bounds([said], "2026-12-01 20:00")).toEqual({ floors: [], caps: [], approvals: [] });
  });
});
