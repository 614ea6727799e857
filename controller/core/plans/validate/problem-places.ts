/** Problems of a plan as places of a request, in both languages. */
import type { Place } from "../../../errors.ts";
import type { PlanProblem } from "./problem.ts";
import { planTextsOf } from "./problem-texts.ts";

/** @param root what stands before each path, `plan.` for example. @returns places in the order of the problems. */
export function placesOf(problems: readonly PlanProblem[], root = ""): Place[] {
  return problems.map((problem) => {
    const { vi, en } = planTextsOf(problem);
    return { path: `${root}${problem.path}`, message: en, messageVi: vi };
  });
}
