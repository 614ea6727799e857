/** What people ordered, as a mark to be drawn over curves: of the audit log, those lines that change what lamps do. */
import type { AuditLine } from "../people/audit.ts";

export interface Annotation {
  /** EpochMs */
  readonly at: number;
  /** Of the line in the audit log. */
  readonly sequence: number;
  /** `override.place`, `plan.deploy`: one of a bounded list of words. */
  readonly action: string;
  /** Why, in the words of whoever did it. */
  readonly why?: string;
  /** Name of that person. */
  readonly by: string;
  /** What was acted on: `override o-17`. */
  readonly thing?: string;
  readonly areaId?: string;
  /** How many lamps. */
  readonly lamps?: number;
}

/** Verbs after which lamps do something else than before. Drafts, names and accounts are nobody's curve. */
const verbs = new Set(["place", "end", "expire", "cancel", "retry", "pause", "resume", "deploy", "stop", "return"]);

/** @returns undefined for lines that are no annotation: refused, or of no consequence to a lamp. */
export function annotationOf({
  sequence,
  at,
  action,
  result,
  personName,
  thing,
  areaId,
  details,
}: AuditLine): Annotation | undefined {
  if (result !== "done" || !verbs.has(action.split(".")[1] ?? "")) return undefined;
  const { why, lamps } = details;
  return {
    at,
    sequence,
    action,
    by: personName,
    ...(typeof why === "string" ? { why } : {}),
    ...(thing === undefined ? {} : { thing: `${thing.sort} ${thing.id}` }),
    ...(areaId === undefined ? {} : { areaId }),
    ...(typeof lamps === "number" ? { lamps } : {}),
  };
}
