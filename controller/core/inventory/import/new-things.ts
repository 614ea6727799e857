/** Things a file names that are not in use yet: each is created once, by the first row that names it. */
import type { ChangeRequest, Draft } from "../change-request.ts";
import type { Inventory, ThingSort } from "../model.ts";
import type { ImportColumn } from "./columns.ts";
import type { RowReader } from "./read-row.ts";

/** Where the fields of a request come from in the file. */
export interface Source {
  /** Line or feature. */
  readonly at: number;
  readonly columns: Readonly<Record<string, ImportColumn>>;
}

export interface SourcedRequest {
  readonly request: ChangeRequest;
  readonly source: Source;
}

export interface NewThings {
  /**
   * Notes a thing of this row. A later row may repeat what the first one said of it, and must not say otherwise.
   * @param said the fields this row really states, for the comparison.
   */
  put<S extends ThingSort>(
    row: RowReader,
    sort: S,
    draft: Draft<S>,
    said: Partial<Draft<S>>,
    columns: Source["columns"],
  ): void;
  /** Those of rows without problems, in the order of the file. */
  requests(): SourcedRequest[];
}

interface Noted {
  readonly sort: ThingSort;
  readonly draft: Draft;
  /** What was stated so far, and where. */
  readonly said: Map<string, { value: unknown; at: number }>;
  readonly source: Source;
}

export function createNewThings(inventory: Inventory, unit: string): NewThings {
  const noted = new Map<string, Noted>();

  function compare(row: RowReader, known: Noted, said: object, columns: Source["columns"]): void {
    for (const [field, value] of Object.entries(said)) {
      if (value === undefined) continue;
      const before = known.said.get(field);
      if (before === undefined) {
        known.said.set(field, { value, at: row.at });
        Object.assign(known.draft, { [field]: value });
      } else if (before.value !== value) {
        const column = columns[field];
        const params = { sort: known.sort, id: known.draft.id, value: String(value), otherValue: String(before.value) };
        if (column !== undefined) row.refuse(column, "differs", { ...params, unit, other: before.at });
      }
    }
  }

  return {
    put(row, sort, draft, said, columns) {
      const key = `${sort}/${draft.id}`;
      const known = noted.get(key) ?? { sort, draft: { ...draft }, said: new Map(), source: { at: row.at, columns } };
      noted.set(key, known);
      compare(row, known, said, columns);
    },
    requests: () =>
      [...noted.values()].map(({ sort, draft, source }) => ({
        request: createOrRestore(inventory, sort, draft),
        source,
      })),
  };
}

/** A retired thing of that id comes back: an undone import can be repeated. */
export function createOrRestore(inventory: Inventory, sort: ThingSort, thing: Draft): ChangeRequest {
  const retired = inventory[sort].get(thing.id);
  return (
    retired === undefined ? { do: "create", sort, thing } : { do: "restore", sort, thing, version: retired.version }
  ) as ChangeRequest;
}
