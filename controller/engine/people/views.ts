/** Keeps the views of lists that people save for themselves. */
import type { ViewStore } from "../../core/people/ports.ts";
import { type KeptViews, viewLimits } from "../../core/people/views.ts";
import { ControllerError } from "../../errors.ts";

export interface Views {
  of(personId: string, list: string): Promise<KeptViews>;
  /**
   * Replaces all views of the list.
   * @param read what was read, changed; its version is the one that was read.
   * @throws ControllerError `people/changed-meanwhile`; `request/too-large` beyond the lists of one person.
   */
  keep(personId: string, list: string, read: KeptViews): Promise<KeptViews>;
}

export function createViews({ store }: { readonly store: ViewStore }): Views {
  return {
    of: async (personId, list) => (await store.find(personId, list)) ?? { version: 0, views: [] },

    async keep(personId, list, { version, views }) {
      if (version === 0 && (await store.count(personId)) >= viewLimits.lists) {
        throw new ControllerError("request/too-large", `Views of at most ${viewLimits.lists} lists are kept.`);
      }
      const kept = { version: version + 1, views };
      await store.keep(personId, list, kept);
      return kept;
    },
  };
}
