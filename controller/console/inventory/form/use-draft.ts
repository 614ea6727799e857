/** What a person is writing about a thing, and what somebody else wrote meanwhile. */
import { useState } from "react";
import type { Thing, Values } from "../thing.ts";
import { changedFields, contested } from "./changes-of.ts";

export interface Draft {
  /** As the form shows it: one's own entries over the thing as it is now. */
  readonly values: Values;
  readonly edits: Values;
  /** What saving would change; null removes. */
  readonly changed: Values;
  /** Entries of one's own that somebody else has changed too, since they were begun. */
  readonly contested: readonly string[];
  /** Grows when entries are dropped: fields begin anew with it. */
  readonly round: number;
  set(field: string, value: unknown): void;
  /** One's own entries stay, in full view of what they replace. */
  keep(): void;
  drop(): void;
}

/** @param thing as it is now; it may become newer while somebody types. */
export function useDraft(thing: Thing): Draft {
  const [edits, setEdits] = useState<Values>({});
  /** The thing as it was when the first entry was made. */
  const [begun, setBegun] = useState(thing);
  const [round, setRound] = useState(0);
  const isTouched = Object.keys(edits).length > 0;
  return {
    values: { ...thing, ...edits },
    edits,
    changed: changedFields(thing, edits),
    contested: contested(begun, thing, edits),
    round,
    set(field, value) {
      if (!isTouched) setBegun(thing);
      setEdits((before) => ({ ...before, [field]: value }));
    },
    keep: () => setBegun(thing),
    drop() {
      setEdits({});
      setBegun(thing);
      setRound((count) => count + 1);
    },
  };
}
