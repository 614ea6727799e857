/** Rule: nothing is retired while something in use cannot stay without it. */
import { usersOf } from "../references.ts";
import type { Rule } from "./rule.ts";

/** Users named in the sentence; the rest is counted. */
const namedUsers = 5;

export const retireUnused: Rule = ({ sort, thing }, { inventory, index }) => {
  if (thing.retiredAt === undefined) return [];
  return usersOf(sort, thing.id, inventory, index)
    .filter(({ things }) => things.length > 0)
    .map(({ sort: otherSort, things }) => ({
      reason: "inUse",
      params: {
        sort,
        id: thing.id,
        otherSort,
        count: things.length,
        users: things
          .slice(0, namedUsers)
          .map(({ id }) => id)
          .join(", "),
      },
    }));
};
