/** Turns what the core found wrong with a request into the one error a caller gets, every place named. */

import { textsOf } from "../core/inventory/problem-texts.ts";
import type { Problem } from "../core/inventory/problems.ts";
import { problemReasons } from "../core/inventory/problems.ts";
import { ControllerError, type ErrorCode, type Place } from "../errors.ts";

/** Where a problem stands in what the caller sent. */
export type PathOf = (problem: Pick<Problem, "request" | "field">) => string;

/** Places told in one answer: enough for a person, bounded for a file of 100,000 wrong rows. */
export const maxPlaces = 1_000;

export interface RefusalOptions {
  readonly pathOf: PathOf;
  /** Places that were found wrong before the core was asked. */
  readonly refused?: readonly Place[];
  /** Of the whole, where the caller has one of its own; the places keep theirs. */
  readonly code?: ErrorCode;
}

export function refusalOf(
  problems: readonly Problem[],
  { pathOf, refused = [], code }: RefusalOptions,
): ControllerError {
  const judged = problems.slice(0, maxPlaces).map((problem): Place => {
    const { en, vi } = textsOf(problem);
    return { path: pathOf(problem), message: en, messageVi: vi, code: problemReasons[problem.reason] };
  });
  const places = [...refused, ...judged].slice(0, maxPlaces);
  const count = refused.length + problems.length;
  const [first] = places;
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

function sharedCode(problems: readonly Problem[]): ErrorCode {
  const codes = new Set<ErrorCode>(problems.map(({ reason }) => problemReasons[reason]));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? code : "inventory/invalid";
}
