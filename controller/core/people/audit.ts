/** What is written down about every action: who, when, what, where, with which result. */

/** One action, as the engine that performed it tells it. */
export interface AuditEntry {
  /** EpochMs */
  readonly at: number;
  readonly personId: string;
  /** As the person was called then. */
  readonly personName: string;
  /** `<area>.<verb>`: `people.create`, `plans.override`, … */
  readonly action: string;
  /** What was acted on. */
  readonly thing?: { readonly sort: string; readonly id: string };
  /** Where; absent: the whole system. */
  readonly areaId?: string;
  /** Absent: done. */
  readonly result?: AuditResult;
  /** Before and after of what changed, or the reason of a refusal. Never a secret. JSON. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Of the paper that ordered it (số văn bản). */
  readonly documentNumber?: string;
}

export const auditResults = ["done", "refused"] as const;
export type AuditResult = (typeof auditResults)[number];

/** A line of the log. Sequences ascend without being reused; a gap is a write that failed. */
export interface AuditLine extends AuditEntry {
  readonly sequence: number;
  readonly result: AuditResult;
}

/** Every part given must hold. */
export interface AuditFilter {
  readonly personId?: string;
  /** An action, or the area of actions: `people` finds `people.create`. */
  readonly action?: string;
  readonly thing?: { readonly sort?: string; readonly id?: string };
  /** Only lines of these areas; absent: all lines, those of the whole system too. */
  readonly areaIds?: readonly string[];
  /** EpochMs, half-open from ≤ at < until. */
  readonly from?: number;
  readonly until?: number;
}

/** What differs between two states of a thing, for `details`. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const pick = (state: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(changed.filter((key) => key in state).map((key) => [key, state[key]]));
  return { before: pick(before), after: pick(after) };
}
