/** What every editor below a plan page knows: the plan, whether it may be changed, what is wrong with it, and how to change it. */
import { createContext, useContext } from "react";
import type { PartList, Plan } from "../plan.ts";
import type { ProblemMap } from "./problems.ts";

export interface Editing {
  readonly plan: Plan;
  readonly isReadOnly: boolean;
  readonly problems: ProblemMap;
  readonly change: (next: (plan: Plan) => Plan) => void;
}

const EditingContext = createContext<Editing | undefined>(undefined);
export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === undefined) throw new Error("no plan around");
  return editing;
}

type PartOf<L extends PartList> = Plan[L][number];

/** @returns ways to change one list of the plan, each by the id of its entry. */
export function useParts<L extends PartList>(list: L) {
  const { plan, change } = useEditing();
  const parts = plan[list] as PartOf<L>[];
  const set = (next: (all: PartOf<L>[]) => PartOf<L>[]) =>
    change((before) => ({ ...before, [list]: next(before[list] as PartOf<L>[]) }));
  return {
    parts,
    add: (part: PartOf<L>) => set((all) => [...all, part]),
    replace: (part: PartOf<L>) => set((all) => all.map((one) => (one.id === part.id ? part : one))),
    remove: (id: string) => set((all) => all.filter((one) => one.id !== id)),
  };
}
