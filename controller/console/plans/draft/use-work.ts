/** One's own work on a draft: kept in this browser until it is saved, so that neither a reload nor a colleague loses it. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useMe } from "../../api-client/me.ts";
import { type Draft, draftQuery, type Plan, planApi, planQuery, plansQuery } from "../plan.ts";
import { equal } from "./merge.ts";

interface Work {
  /** The saved draft it was made from. */
  readonly base: Draft;
  readonly plan: Plan;
}

export interface DraftWork {
  readonly plan: Plan;
  readonly base: Draft;
  readonly isChanged: boolean;
  /** A newer state that somebody else saved while this one was worked on. */
  readonly newer: Draft | undefined;
  /** True: it was found in this browser from before. */
  readonly isRestored: boolean;
  readonly change: (next: (plan: Plan) => Plan) => void;
  readonly undo: () => void;
  readonly save: (why: string) => Promise<void>;
  /** Goes on from what somebody else saved, with this plan. */
  readonly rebase: (onto: Draft, plan: Plan) => void;
}

const keyOf = (personId: string, planId: string) => `den.plan-work.${personId}.${planId}`;

function read(key: string): Work | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** A full or forbidden store only costs what a reload would have kept. */
function write(key: string, work: Work | undefined): void {
  try {
    if (work === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(work));
  } catch {
    // nothing to do about it
  }
}

/** @param saved the draft as the API tells it now. */
export function useWork(saved: Draft): DraftWork {
  const client = useQueryClient();
  const { id: planId } = saved.plan;
  const key = keyOf(useMe().id, planId);
  const [work, setWork] = useState(() => read(key));
  const [isRestored, setRestored] = useState(work !== undefined);
  const keep = useCallback(
    (next: Work | undefined) => {
      write(key, next);
      setWork(next);
      setRestored(false);
    },
    [key],
  );
  const base = work?.base ?? saved;
  const plan = work?.plan ?? saved.plan;
  const isNewer = work !== undefined && (base.version !== saved.version || base.revision !== saved.revision);
  return {
    plan,
    base,
    isChanged: work !== undefined,
    newer: isNewer ? saved : undefined,
    isRestored,
    change: (next) => {
      const changed = next(plan);
      keep(equal(changed, base.plan) ? undefined : { base, plan: changed });
    },
    undo: () => keep(undefined),
    async save(why) {
      const answer = await planApi.save(plan, base.version, why);
      client.setQueryData(draftQuery(planId).queryKey, answer);
      keep(undefined);
      await Promise.all([
        client.invalidateQueries({ queryKey: planQuery(planId).queryKey, exact: true }),
        client.invalidateQueries({ queryKey: plansQuery.queryKey, exact: true }),
      ]);
    },
    rebase: (onto, merged) => keep(equal(merged, onto.plan) ? undefined : { base: onto, plan: merged }),
  };
}
