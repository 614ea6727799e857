import { describe, expect, test } from "vitest";
import { createInventoryIndex } from "../../../../../controller/core/inventory/index.ts";
import type { Plan } from "../../../../../controller/core/plans/plan.ts";
import { placesOf } from "../../../../../controller/core/plans/validate/problem-places.ts";
import { validatePlan } from "../../../../../controller/core/plans/validate/validate-plan.ts";
import { site } from "../../../../support/fleet-things.ts";
import { smallTown } from "../../inventory/small-town.ts";
import { at, cityPlan, program } from "../plan-of-a-town.ts";

const index = createInventoryIndex(smallTown);
const wrong = (plan: Plan, others: readonly Plan[] = []) =>
  validatePlan(plan, { inventory: smallTown, index, others, site, now: at("2026-11-22 20:00") });
const problemsOf = (plan: Plan, others?: readonly Plan[]) =>
  wrong(plan, others).map(({ path, reason }) => `${path} ${reason}`);

describe("a plan below the floor of a road", () => {
  const floor = { id: "f", name: "Sàn", roadIds: ["dai-lo"], spans: [{ from: "18:00", to: "05:00", level: 30 }] };
  /** Everybody dark from 23:00 to 04:00. */
  const dark = program("evening", ["sunset+10", 100], ["23:00", 0], ["04:00", 50], ["sunrise-15", 0]);
  const signature = { at: 0, personId: "hoa", personName: "Hoa" };
  const approval = (said: object = {}) => ({
    id: "a",
    name: "A",
    from: { year: 2020, month: 1, day: 1 },
    to: { year: 2199, month: 12, day: 31 },
    level: 0,
    why: "đường ít xe",
    ...said,
  });
  const lowered = (said: Partial<Plan> = {}): Plan => ({
    ...cityPlan,
    programs: [dark, ...cityPlan.programs.slice(1)],
    roadFloors: [floor],
    ...said,
  });

  test("is refused at the point that wants less, with road, lamps, floor and the first night by both dates", () => {
    expect(problemsOf(lowered())).toEqual(["programs[0].points[1] belowFloor"]);
    const [place] = placesOf(wrong(lowered()), "plan.");
    const lamps = index.lampsOfRoad("dai-lo").filter(({ use }) => use === "road").length;
    const name = smallTown.road.get("dai-lo")!.name;
    expect(place).toMatchObject({ path: "plan.programs[0].points[1]" });
    expect(place!.messageVi).toContain(
      `muốn 0 % trên “${name}” (${lamps} đèn), dưới mức sàn 30 %, lần đầu đêm 22 rạng 23/11/2026`,
    );
    expect(place!.message).toContain(`wants 0 % on "${name}" (${lamps} lamps), below its floor of 30 %`);
  });

  test("is sound once the approval for it is given, and says so at the approval until then", () => {
    const withApproval = (said: object) => lowered({ roadFloors: [{ ...floor, approvals: [approval(said)] }] });
    expect(problemsOf(withApproval({ approved: signature }))).toEqual([]);
    expect(problemsOf(withApproval({}))).toEqual([
      "roadFloors[0].approvals[0] notApproved",
      "programs[0].points[1] belowFloor",
    ]);
    // an approval for other nights, other lamps or less than is wanted helps only as far as it goes
    const until = { year: 2026, month: 12, day: 31 };
    expect(problemsOf(withApproval({ approved: signature, to: until }))).toEqual(["programs[0].points[1] belowFloor"]);
    expect(problemsOf(withApproval({ approved: signature, level: 10 }))).toEqual(["programs[0].points[1] belowFloor"]);
  });

  test("names the campaign or curfew that takes the light, and not the calendar under it", () => {
    const reductions = [{ from: "22:00", to: "05:00", byPercent: 80 }];
    const campaign = {
      id: "saving",
      name: "Tiết giảm",
      from: { year: 2027, month: 5, day: 16 },
      to: { year: 2027, month: 6, day: 30 },
      scope: { use: "all" as const },
      why: "tiết giảm điện",
      reductions,
    };
    expect(problemsOf({ ...cityPlan, roadFloors: [floor], campaigns: [campaign] })).toEqual([
      "campaigns[0] belowFloor",
    ]);
    const curfew = { id: "c", name: "C", scope: { use: "road" as const }, from: "22:00", to: "05:00", percent: 20 };
    expect(problemsOf({ ...cityPlan, roadFloors: [floor], curfews: [curfew] })).toEqual(["curfews[0] belowFloor"]);
  });

  test("is not the fault of who sets the floor: another plan's lamps hold it", () => {
    const floorPlan: Plan = { ...lowered(), id: "floors", programs: [], calendars: [], assignments: [] };
    const district: Plan = { ...lowered(), roadFloors: [] };
    expect(problemsOf(floorPlan, [district])).toEqual([]);
    expect(problemsOf(district, [floorPlan])).toEqual(["programs[0].points[1] belowFloor"]);
  });

  test("may be dark where the pattern of the floor allows it, and a minute of ramp is nobody's fault", () => {
    const spans = [{ ...floor.spans[0]!, mayBeDark: { every: 2, offsets: [0] } }];
    const problems = (assignments: Plan["assignments"]) =>
      problemsOf(lowered({ roadFloors: [{ ...floor, spans }], assignments }));
    const order = (n: number) => index.lampsOfRoad("dai-lo").find((lamp) => lamp.order === n)!.id;
    const only = (lampId: string) => [{ id: "one", to: { lampId }, calendarId: "usual" }];
    expect(problems(only(order(1)))).toEqual([]);
    expect(problems(only(order(2)))).toEqual(["programs[0].points[1] belowFloor"]);
  });

  test("with an approval that lowers nothing is told so", () => {
    const useless = approval({ approved: signature, level: 30 });
    expect(problemsOf({ ...cityPlan, roadFloors: [{ ...floor, approvals: [useless] }] })).toEqual([
      "roadFloors[0].approvals[0].level approvalWithoutEffect",
    ]);
  });
});
