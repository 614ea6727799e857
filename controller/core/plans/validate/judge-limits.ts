/** What can be wrong with road floors, curfews, campaigns and limits. */
import type { Approval } from "../approval.ts";
import { secondsOf } from "../clock-time.ts";
import type { AlternateLamps, Campaign, ClockTime, Curfew, FloorSpan, Limit, Plan } from "../plan.ts";
import { judgePeriod } from "./judge-nights.ts";
import type { Places } from "./judge-places.ts";
import { isWholeWithin, judgeClock, judgeLevel } from "./judge-programs.ts";
import type { Report } from "./problem.ts";

/** Hours of the local clock, in whole minutes. */
function judgeHours(
  { from, to }: { from: ClockTime; to: ClockTime },
  path: string,
  report: Report,
  equalMeansAll = false,
): void {
  for (const [name, time] of Object.entries({ from, to })) {
    const seconds = judgeClock(time, `${path}.${name}`, report);
    if (seconds !== undefined && seconds % 60 !== 0) report(`${path}.${name}`, "wholeMinutes", { value: time });
  }
  if (!equalMeansAll && secondsOf(from) !== undefined && secondsOf(from) === secondsOf(to)) {
    report(path, "spanEmpty", { value: from });
  }
}

export function judgeFloors({ roadFloors }: Plan, places: Places, report: Report): void {
  /** Spans so far by road. */
  const known = new Map<string, { path: string; minutes: ReadonlySet<number> }[]>();
  for (const [f, { roadIds, spans, approvals = [] }] of roadFloors.entries()) {
    const path = `roadFloors[${f}]`;
    judgeApprovals(approvals, path, places, report);
    for (const [n, { level }] of approvals.entries()) {
      const place = `${path}.approvals[${n}].level`;
      judgeLevel(level, place, report);
      if (!spans.some((span) => span.level > level)) report(place, "approvalWithoutEffect", { value: level });
    }
    if (roadIds.length === 0) report(`${path}.roadIds`, "emptyScope");
    places.judgeAll("road", roadIds, `${path}.roadIds`, report);
    for (const [s, span] of spans.entries()) {
      const place = `${path}.spans[${s}]`;
      judgeHours(span, place, report, true);
      judgeLevel(span.level, `${place}.level`, report);
      if (span.mayBeDark !== undefined) judgePattern(span.mayBeDark, `${place}.mayBeDark`, report);
      const minutes = minutesOf(span);
      for (const road of roadIds) {
        const others = known.get(road) ?? [];
        const other = others.find((each) => [...minutes].some((minute) => each.minutes.has(minute)));
        if (other !== undefined) report(place, "spansOverlap", { other: other.path, road });
        known.set(road, [...others, { path: place, minutes }]);
      }
    }
  }
}

function minutesOf({ from, to }: FloorSpan): Set<number> {
  const [begin, end] = [secondsOf(from), secondsOf(to)];
  if (begin === undefined || end === undefined) return new Set();
  const first = Math.floor(begin / 60);
  const count = begin === end ? 1440 : (Math.floor(end / 60) - first + 1440) % 1440;
  return new Set(Array.from({ length: count }, (_, n) => (first + n) % 1440));
}

function judgePattern({ every, offsets }: AlternateLamps, path: string, report: Report): void {
  const dark = new Set(offsets);
  const holds =
    isWholeWithin(every, 2, 12) &&
    dark.size > 0 &&
    dark.size < every &&
    offsets.every((offset) => isWholeWithin(offset, 0, every - 1));
  if (!holds) report(path, "badPattern");
}

export function judgeCurfew(
  { scope, percent, approvals, ...hours }: Curfew,
  path: string,
  places: Places,
  report: Report,
): void {
  judgeHours(hours, path, report);
  judgeLevel(percent, `${path}.percent`, report);
  places.judgeScope(scope, `${path}.scope`, report);
  judgeApprovals(approvals, path, places, report);
}

/** Who may give one, and whether another person has to, is asked when it is given. */
function judgeApprovals(approvals: readonly Approval[] = [], path: string, places: Places, report: Report): void {
  const seen = new Map<string, number>();
  for (const [n, { id, name, from, to, scope, why, approved }] of approvals.entries()) {
    const place = `${path}.approvals[${n}]`;
    const other = seen.get(id);
    if (other === undefined) seen.set(id, n);
    else report(`${place}.id`, "doubledId", { id, other: `${path}.approvals[${other}]` });
    if (name.trim() === "") report(`${place}.name`, "badName");
    judgePeriod(from, to, place, report);
    if (scope !== undefined) places.judgeScope(scope, `${place}.scope`, report);
    if (why.trim() === "") report(`${place}.why`, "reasonMissing");
    if (approved === undefined) report(place, "notApproved");
  }
}

export function judgeCampaign(campaign: Campaign, path: string, places: Places, report: Report): void {
  const { from, to, scope, shift, reductions = [], curfews = [], why } = campaign;
  judgePeriod(from, to, path, report);
  places.judgeScope(scope, `${path}.scope`, report);
  if (why.trim() === "") report(`${path}.why`, "reasonMissing");
  if (shift === undefined && reductions.length === 0 && curfews.length === 0) report(path, "campaignWithoutEffect");
  for (const [name, value] of Object.entries(shift ?? {})) {
    if (!isWholeWithin(value, -180, 180)) report(`${path}.shift.${name}`, "shiftOutOfRange", { value });
  }
  for (const [n, reduction] of reductions.entries()) {
    const place = `${path}.reductions[${n}]`;
    judgeHours(reduction, place, report);
    const { byPercent } = reduction;
    if (!(byPercent > 0 && byPercent <= 100)) report(`${place}.byPercent`, "shareOutOfRange", { value: byPercent });
    if (reduction.scope !== undefined) places.judgeScope(reduction.scope, `${place}.scope`, report);
  }
  for (const [n, curfew] of curfews.entries()) {
    const place = `${path}.curfews[${n}]`;
    judgeHours(curfew, place, report);
    judgeLevel(curfew.percent, `${place}.percent`, report);
    if (curfew.scope !== undefined) places.judgeScope(curfew.scope, `${place}.scope`, report);
  }
}

export function judgeLimit(
  { scope, percent, from, until, why }: Limit,
  path: string,
  places: Places,
  report: Report,
): void {
  judgeLevel(percent, `${path}.percent`, report);
  places.judgeScope(scope, `${path}.scope`, report);
  if (why.trim() === "") report(`${path}.why`, "reasonMissing");
  if (from >= until) report(path, "periodBackwards");
  for (const [name, value] of Object.entries({ from, until })) {
    if (value % 1000 !== 0) report(`${path}.${name}`, "wholeSeconds");
  }
}
