/** Turns what the core found wrong with a request into the one error a caller gets, every place named. */

import { textsOf } from "../../core/inventory/problem-texts.ts";
import type { Problem } from "../../core/inventory/problems.ts";
import { problemReasons } from "../../core/inventory/problems.ts";
import { ControllerError, type ErrorCode, type Place } from "../../errors.ts";

/** Where a problem stands in what the caller sent. */
export type PathOf = (problem: Pick<Problem, "request" | "field">) => string;

/** Places told in one answer: enough for a person, bounded for a file of 100,000 wrong rows. */
export const maxPlaces = 1_000;

export interface RefusalOptions {
  readonly pathOf: PathOf;
  /** Places that were found wrong before the core was asked. */
  readonly refused?: readonly RankedPlace[];
  /** Where a problem stands among the others; default: the order of the requests. */
  readonly rankOf?: (problem: Problem) => number;
  /** Of the whole, where the caller has one of its own; the places keep theirs. */
  readonly code?: ErrorCode;
}

export interface RankedPlace {
  readonly rank: number;
  readonly place: Place;
}

export function refusalOf(problems: readonly Problem[], options: RefusalOptions): ControllerError {
  const { pathOf, refused = [], rankOf = ({ request }) => request, code } = options;
  const judged = problems.map((problem) => ({ rank: rankOf(problem), problem }));
  const places = [...refused, ...judged]
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maxPlaces)
    .map((found) => ("place" in found ? found.place : placeOf(found.problem, pathOf)));
  const [first] = places;
  const count = refused.length + problems.length;
  const more = count > 1 ? ` (and ${count - 1} more, see places)` : "";
  const { sort, id } = problems[0]?.params ?? {};
  return new ControllerError(
    code ?? sharedCode(problems),
    `${first?.path}: ${first?.message}${more}. Nothing was changed.`,
    {
      places,
      params: { count, ...(sort !== undefined && { sort }), ...(id !== undefined && { id }) },
    },
  );
}

function placeOf(problem: Problem, pathOf: PathOf): Place {
  const { en, vi } = textsOf(problem);
  return { path: pathOf(problem), message: en, messageVi: vi, code: problemReasons[problem.reason] };
}

function sharedCode(problems: readonly Problem[]): ErrorCode {
  const codes = new Set<ErrorCode>(problems.map(({ reason }) => problemReasons[reason]));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? code : "inventory/invalid";
}
