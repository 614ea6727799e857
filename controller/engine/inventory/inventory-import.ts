/** Files of lamps: judged and done as one step, remembered, and taken back as one step. */

import type { ImportColumn } from "../../core/inventory/import/columns.ts";
import { importTextsOf } from "../../core/inventory/import/import-texts.ts";
import type { Source } from "../../core/inventory/import/new-things.ts";
import { type ImportDefaults, planImportSteps } from "../../core/inventory/import/plan-import.ts";
import { type ImportProblem, type ImportTable, importRejected } from "../../core/inventory/import/table.ts";
import type { Lamp, StepCount, Verb } from "../../core/inventory/model.ts";
import type { ImportRecord, ImportSummary } from "../../core/inventory/ports.ts";
import { countsOf } from "../../core/inventory/step-counts.ts";
import { hasEverywhere } from "../../core/people/grants.ts";
import type { Person } from "../../core/people/model.ts";
import { ControllerError, type Place } from "../../errors.ts";
import type { ShownSecret } from "./device-secrets.ts";
import type { ChangedThing, InventoryKeeper, Wish } from "./inventory.ts";

export interface ImportOptions extends ImportDefaults {
  /** Names the import for undoing it; chosen by the caller, new for every file. */
  readonly id: string;
  readonly dryRun: boolean;
  /** Name of the file, for the list of imports. */
  readonly file?: string;
}

export interface Imported {
  readonly id: string;
  readonly dryRun: boolean;
  /** Rows of the file. */
  readonly rows: number;
  /** Lamps that were already as the file says. */
  readonly unchanged: number;
  /** How many things of each sort, by what was done. */
  readonly counts: readonly StepCount[];
  /** Headers of the file by the column they were taken for. */
  readonly columns: readonly { readonly column: ImportColumn; readonly header: string }[];
  /** Headers nobody reads. */
  readonly ignored: readonly string[];
  /** Of a dry run: where its lamps would stand. */
  readonly lamps?: readonly ImportedLamp[];
  readonly secrets: readonly ShownSecret[];
}

export type ImportedLamp = Pick<Lamp, "id" | "name" | "lon" | "lat"> & { readonly verb: Verb };

export interface InventoryImports {
  /**
   * All rows or none; a file that was imported before changes nothing.
   * @throws ControllerError `inventory/import-rejected` with a place per wrong cell, `people/outside-area`.
   */
  importLamps(by: Person, table: ImportTable, options: ImportOptions): Promise<Imported>;
  /**
   * Retires what the import brought into use. What it changed stays as it is; what was changed since is not touched.
   * @throws ControllerError `inventory/unknown`, `inventory/retired` when it was undone before,
   * `inventory/changed-meanwhile` with every thing that stands in the way.
   * @param dryRun judge only.
   */
  undo(by: Person, id: string, dryRun: boolean): Promise<readonly ChangedThing[]>;
  /** The newest that concern this person: his own, and everybody's for who keeps the whole city. */
  list(by: Person): Promise<readonly ImportSummary[]>;
}

/** Years of imports; who looks for an older one finds it in the audit. */
const listedAtMost = 200;

export function createInventoryImports(inventory: InventoryKeeper): InventoryImports {
  return {
    importLamps: (by, table, options) => importLamps(inventory, by, table, options),
    undo: (by, id, dryRun) => undoImport(inventory, by, id, dryRun),
    list: (by) => inventory.imports(listedAtMost, hasEverywhere(by, "inventory") ? undefined : by.id),
  };
}

async function importLamps(
  inventory: InventoryKeeper,
  by: Person,
  table: ImportTable,
  { id, dryRun, file, ...defaults }: ImportOptions,
): Promise<Imported> {
  if ((await inventory.imported(id)) !== undefined) {
    throw new ControllerError("inventory/taken", `There was an import ${id} already. Choose another id.`, {
      params: { id },
    });
  }
  let unchanged = 0;
  const wish: Wish = function* (now, index) {
    const plan = yield* planImportSteps(now, index, table, defaults);
    unchanged = plan.unchanged;
    const wrongRows = new Set(plan.problems.map(({ at }) => at));
    // what follows from a row that is wrong in itself would only hide the cause
    const requests = plan.requests.filter(({ source }) => !wrongRows.has(source.at));
    return {
      requests: requests.map(({ request }) => request),
      code: importRejected,
      refused: plan.problems.map((problem) => ({ rank: problem.at, place: placeOf(problem, table) })),
      rankOf: ({ request }) => requests[request]?.source.at ?? 0,
      pathOf: ({ request, field }) => pathOf(requests[request]?.source, field, table),
    };
  };
  const imported = (made: readonly ChangedThing[], at: number): ImportRecord => ({
    id,
    at,
    by: by.name,
    byId: by.id,
    ...(file !== undefined && { file }),
    rows: table.rows.length,
    counts: countsOf(made),
    things: made
      .filter(({ verb }) => verb === "create" || verb === "restore")
      .map(({ sort, thing }) => ({ sort, id: thing.id, version: thing.version })),
  });
  const { things, secrets } = await inventory.change(by, wish, { dryRun, imported });
  return {
    id,
    dryRun,
    rows: table.rows.length,
    unchanged,
    counts: countsOf(things),
    columns: [...table.headers].map(([column, header]) => ({ column, header })),
    ignored: table.ignored,
    ...(dryRun && { lamps: lampsOf(things) }),
    secrets,
  };
}

async function undoImport(
  inventory: InventoryKeeper,
  by: Person,
  id: string,
  dryRun: boolean,
): Promise<readonly ChangedThing[]> {
  const record = await inventory.imported(id);
  if (record === undefined) {
    throw new ControllerError("inventory/unknown", `There is no import ${id}.`, { params: { id } });
  }
  if (record.undoneAt !== undefined) {
    throw new ControllerError("inventory/retired", `Import ${id} was undone already.`, { params: { id } });
  }
  // what hangs on others goes first, so that the thing somebody changed is named before those it holds in use
  const requests = record.things.toReversed().map((thing) => ({ do: "retire", ...thing }) as const);
  const wish: Wish = () => ({
    requests,
    code: "inventory/changed-meanwhile",
    pathOf: ({ request }) => `${requests[request]?.sort} ${requests[request]?.id}`,
  });
  const imported = (_: readonly ChangedThing[], at: number): ImportRecord => ({ ...record, undoneAt: at });
  const { things } = await inventory.change(by, wish, { dryRun, imported });
  return things;
}

function placeOf(problem: ImportProblem, table: ImportTable): Place {
  const { en, vi } = importTextsOf(problem);
  const header = problem.column && (table.headers.get(problem.column) ?? problem.column);
  return { path: rowPath(problem.at, header, table), message: en, messageVi: vi, code: importRejected };
}

function pathOf(source: Source | undefined, field: string | undefined, table: ImportTable): string {
  const column = field === undefined ? undefined : source?.columns[field];
  return rowPath(source?.at ?? 1, column && table.headers.get(column), table);
}

/** "line 3, column Kinh độ" */
function rowPath(at: number, header: string | undefined, { unit }: ImportTable): string {
  return header === undefined ? `${unit} ${at}` : `${unit} ${at}, column ${header}`;
}

function lampsOf(things: readonly ChangedThing[]): ImportedLamp[] {
  return things.flatMap(({ sort, verb, thing }) => {
    if (sort !== "lamp") return [];
    const { id, name, lon, lat } = thing as Lamp;
    return [{ id, name, lon, lat, verb }];
  });
}
