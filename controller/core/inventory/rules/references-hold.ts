/** Rule: whatever a thing in use names exists and is in use. */
import { referencesOf } from "../references.ts";
import type { Finding, Rule } from "./rule.ts";

export const referencesHold: Rule = ({ sort, thing, blame }, { inventory }) => {
  if (thing.retiredAt !== undefined || blame !== undefined) return [];
  return referencesOf(sort, thing).flatMap(({ field, sort, id }): Finding[] => {
    const named = inventory[sort].get(id);
    if (named === undefined) return [{ field, reason: "unknownReference", params: { sort, id } }];
    return named.retiredAt === undefined ? [] : [{ field, reason: "retiredReference", params: { sort, id } }];
  });
};
