/** What a rule of the inventory is: it looks at one thing as it would be and says what is wrong with it. */
import type { InventoryIndex } from "../index.ts";
import type { Inventory, ThingOf, ThingSort } from "../model.ts";
import type { Problem } from "../problems.ts";

/** A thing that changed, or that a change may have made wrong. */
export type Judged = {
  [S in ThingSort]: {
    readonly sort: S;
    /** As it would be. */
    readonly thing: ThingOf[S];
    readonly request: number;
    /** The thing itself did not change: the field of the changed thing that is to blame. */
    readonly blame?: string;
  };
}[ThingSort];

/** The inventory as it would be. */
export interface Prospect {
  readonly inventory: Inventory;
  readonly index: InventoryIndex;
}

export type Finding = Omit<Problem, "request">;

/** Answers for things in use and retired ones alike; says nothing where the thing is not its business. */
export type Rule = (judged: Judged, prospect: Prospect) => readonly Finding[];
