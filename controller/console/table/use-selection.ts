/** Rows of a list that are ticked: one by one, or all that match. */
import { useMemo, useState } from "react";

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Of the rows that match at present. */
  readonly state: "none" | "some" | "all";
  readonly toggle: (id: string) => void;
  /** All that match, or none of them where all are ticked; ticks of other rows stay. */
  readonly toggleAll: () => void;
}

/** @returns the rows in sight that are ticked: nothing is done to what a filter hides, and its ticks come back with it. */
export const tickedRows = <R>(ids: ReadonlySet<string>, matching: readonly R[], rowId: (row: R) => string) =>
  ids.size === 0 ? [] : matching.filter((row) => ids.has(rowId(row)));

/** @param matching what filters leave of all rows. */
export function useSelection<R>(matching: readonly R[], rowId: (row: R) => string) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(() => tickedRows(ids, matching, rowId), [matching, rowId, ids]);
  const state = selected.length === 0 ? "none" : selected.length === matching.length ? "all" : "some";
  const selection: Selection = {
    ids,
    state,
    toggle(id) {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      setIds(next);
    },
    toggleAll() {
      const next = new Set(ids);
      for (const row of matching) {
        if (state === "all") next.delete(rowId(row));
        else next.add(rowId(row));
      }
      setIds(next);
    },
  };
  return { selection, selected, clear: () => setIds(new Set()) };
}
