/** What can be wrong with a plan: a code, the place in the document, and the values its sentence names. */
import type { ThingSort } from "../../inventory/model.ts";

/** Errors keep a plan from being deployed; notes are worth knowing and harmless. */
export const planProblemReasons = {
  badId: "error",
  doubledId: "error",
  badName: "error",
  unknownThing: "error",
  outsideArea: "error",
  badClock: "error",
  wholeMinutes: "error",
  offsetOutOfRange: "error",
  clampsCross: "error",
  levelOutOfRange: "error",
  levelNotStep: "error",
  badColour: "error",
  rampOutOfRange: "error",
  pointsContradict: "error",
  tooManyPoints: "error",
  unknownProgram: "error",
  unknownCalendar: "error",
  unknownHolidaySet: "error",
  noDefault: "error",
  noNights: "error",
  dateNotReal: "error",
  yearOutOfRange: "error",
  datesBackwards: "error",
  yearMissing: "error",
  badWeekday: "error",
  badNth: "error",
  badMonth: "error",
  badLunarDay: "error",
  badSpread: "error",
  namedTwice: "error",
  tie: "error",
  colourOnWhite: "error",
  emptyScope: "error",
  spanEmpty: "error",
  spansOverlap: "error",
  badPattern: "error",
  shareOutOfRange: "error",
  shiftOutOfRange: "error",
  campaignWithoutEffect: "error",
  periodBackwards: "error",
  wholeSeconds: "error",
  reasonMissing: "error",
  notApproved: "error",
  approvalWithoutEffect: "error",
  belowFloor: "error",
  calendarTooLarge: "error",
  deviceTooFull: "error",
  moreDevicesTooFull: "error",
  lunarThirtieth: "note",
  leapDay: "note",
  neverReached: "note",
} as const satisfies Record<string, "error" | "note">;
export type PlanProblemReason = keyof typeof planProblemReasons;

/** What waits for somebody's consent: it keeps a plan from being deployed and not from being run, which helps to decide. */
const consents: ReadonlySet<PlanProblemReason> = new Set(["notApproved", "belowFloor"]);

/** @returns whether a plan with this problem cannot even be compiled. */
export function isBroken({ severity, reason }: Pick<PlanProblem, "severity" | "reason">): boolean {
  return severity === "error" && !consents.has(reason);
}

export interface PlanProblem {
  /** Place in the plan, `calendars[0].rules[2].nights[0]`. */
  readonly path: string;
  readonly reason: PlanProblemReason;
  readonly severity: "error" | "note";
  readonly params: ProblemParams;
}

/** `sort` and `otherSort` are things' sorts and are translated too. */
export type ProblemParams = Readonly<Record<string, string | number>> & {
  readonly sort?: ThingSort;
  readonly otherSort?: ThingSort;
};

/** Takes a problem at a place below the one it stands for. */
export type Report = (path: string, reason: PlanProblemReason, params?: ProblemParams) => void;

export function createReport(): { problems: PlanProblem[]; report: Report } {
  const problems: PlanProblem[] = [];
  const report: Report = (path, reason, params = {}) => {
    problems.push({ path, reason, severity: planProblemReasons[reason], params });
  };
  return { problems, report };
}
