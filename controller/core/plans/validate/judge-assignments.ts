/** What can be wrong with who follows which calendar: unknown calendars, ties, colours that white lamps cannot show. */
import { isBareLevel } from "#protocol/behavior/light.ts";
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Inventory } from "../../inventory/model.ts";
import { assignLamps, type Followed, thingOf } from "../assign.ts";
import type { Plan } from "../plan.ts";
import type { Places } from "./judge-places.ts";
import type { Report } from "./problem.ts";

export function judgeAssignments(plan: Plan, places: Places, report: Report): void {
  const named = new Map<string, number>();
  for (const [n, assignment] of plan.assignments.entries()) {
    const path = `assignments[${n}]`;
    const { to, calendarId } = assignment;
    if (!plan.calendars.some(({ id }) => id === calendarId)) {
      report(`${path}.calendarId`, "unknownCalendar", { id: calendarId });
    }
    places.judgeAssignment(assignment, path, report);
    const { sort, id } = thingOf(to);
    const use = "use" in to ? to.use : undefined;
    const kind = "circuitKind" in to ? to.circuitKind : undefined;
    for (const each of use === "all" ? ["road", "decorative"] : [use ?? "road"]) {
      const key = [sort, id, each, kind ?? ""].join(" ");
      const other = named.get(key);
      if (other === undefined) named.set(key, n);
      else if (other !== n) report(`${path}.to`, "namedTwice", { sort, id, other: `assignments[${other}]` });
    }
  }
}

/** Asked with the other plans in force, once every reference holds. */
export function judgeFollowers(
  plan: Plan,
  others: readonly Plan[],
  inventory: Inventory,
  index: InventoryIndex,
  report: Report,
): void {
  const { followed, ties } = assignLamps([plan, ...others.filter(({ id }) => id !== plan.id)], inventory, index);
  const placeOf = (follows: Followed) => `assignments[${plan.assignments.indexOf(follows.assignment)}]`;
  const lampName = (id: string) => inventory.lamp.get(id)!.name;
  for (const { first, second, lampIds } of ties) {
    const [mine, other] = second.plan === plan ? [second, first] : [first, second];
    if (mine.plan !== plan) continue;
    const here = thingOf(mine.assignment.to);
    const there = thingOf(other.assignment.to);
    // the same thing named twice in one plan is said there
    if (other.plan === plan && here.sort === there.sort && here.id === there.id) continue;
    report(placeOf(mine), "tie", {
      sort: here.sort,
      id: inventory[here.sort].get(here.id)!.name,
      otherSort: there.sort,
      other: inventory[there.sort].get(there.id)!.name,
      plan: other.plan.name,
      count: lampIds.length,
      lamp: lampName(lampIds[0]!),
    });
  }
  judgeColours(plan, followed, inventory, (follows, lampIds) => {
    const { calendarId } = follows.assignment;
    report(`${placeOf(follows)}.calendarId`, "colourOnWhite", {
      calendar: plan.calendars.find(({ id }) => id === calendarId)!.name,
      count: lampIds.length,
      lamp: lampName(lampIds[0]!),
    });
  });
}

function judgeColours(
  plan: Plan,
  followed: ReadonlyMap<string, Followed>,
  inventory: Inventory,
  complain: (follows: Followed, lampIds: readonly string[]) => void,
): void {
  const coloured = new Set(plan.calendars.filter((calendar) => asksForColour(plan, calendar)).map(({ id }) => id));
  const wrong = new Map<Followed["assignment"], { follows: Followed; lampIds: string[] }>();
  for (const [lampId, follows] of followed) {
    if (follows.plan !== plan || !coloured.has(follows.assignment.calendarId)) continue;
    const kind = inventory.lampModel.get(inventory.lamp.get(lampId)!.modelId)?.outputKind;
    if (kind === "colour" || kind === "pixels") continue;
    const entry = wrong.get(follows.assignment) ?? { follows, lampIds: [] };
    entry.lampIds.push(lampId);
    wrong.set(follows.assignment, entry);
  }
  for (const { follows, lampIds } of wrong.values()) complain(follows, lampIds);
}

function asksForColour(plan: Plan, { rules, defaultProgramId }: Plan["calendars"][number]): boolean {
  const used = new Set([defaultProgramId, ...rules.map(({ programId }) => programId)]);
  return plan.programs.some(
    ({ id, points }) => used.has(id) && points.some(({ target }) => !("closed" in target) && !isBareLevel(target)),
  );
}
