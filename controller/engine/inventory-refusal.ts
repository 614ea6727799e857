/** Turns what the core found wrong with a request into the one error a caller gets, every place named. */

import { textsOf } from "../core/inventory/problem-texts.ts";
import type { Problem } from "../core/inventory/problems.ts";
import { problemReasons } from "../core/inventory/problems.ts";
import { ControllerError, type ErrorCode, type Place } from "../errors.ts";

/** Where a problem stands in what the caller sent. */
export type PathOf = (problem: Pick<Problem, "request" | "field">) => string;

/** Places told in one answer: enough for a person, bounded for a file of 100,000 wrong rows. */
export const maxPlaces = 1_000;

export function refusalOf(problems: readonly Problem[], pathOf: PathOf): ControllerError {
  const places = problems.slice(0, maxPlaces).map((problem): Place => {
    const { en, vi } = textsOf(problem);
    return { path: pathOf(problem), message: en, messageVi: vi, code: problemReasons[problem.reason] };
  });
  const [first] = places;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see places)` : "";
  const { sort, id } = problems[0]?.params ?? {};
  return new ControllerError(sharedCode(problems), `${first?.path}: ${first?.message}${more}. Nothing was changed.`, {
    places,
    params: { count: problems.length, ...(sort !== undefined && { sort }), ...(id !== undefined && { id }) },
  });
}

function sharedCode(problems: readonly Problem[]): ErrorCode {
  const codes = new Set<ErrorCode>(problems.map(({ reason }) => problemReasons[reason]));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? code : "inventory/invalid";
}
