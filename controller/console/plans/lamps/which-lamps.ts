/** Which of the lamps at a place an assignment means: one use, or on an area those of one kind of circuit. */
import type { AssignmentTarget } from "../plan.ts";

type WideTarget = Extract<AssignmentTarget, { areaId: string } | { circuitId: string }>;

export const isWide = (to: AssignmentTarget): to is WideTarget => "areaId" in to || "circuitId" in to;

/** @returns the choice that says what a target means; undefined where there is none to make. */
export function whichOf(to: AssignmentTarget): string | undefined {
  if (!isWide(to)) return undefined;
  const kind = "circuitKind" in to ? to.circuitKind : undefined;
  return kind === undefined ? (to.use ?? "road") : `kind:${kind}`;
}

/** @param which a choice of `useWhichNames`. Road lamps are written as nothing. */
export function withWhich(to: AssignmentTarget, which: string): AssignmentTarget {
  if (!isWide(to)) return to;
  const { use: _, ...place } = to;
  if ("circuitId" in place) return which === "road" ? place : ({ ...place, use: which } as AssignmentTarget);
  const { circuitKind: __, ...area } = place;
  if (which.startsWith("kind:")) return { ...area, circuitKind: which.slice(5) } as AssignmentTarget;
  return which === "road" ? area : ({ ...area, use: which } as AssignmentTarget);
}
