/** Prepared statements by their text. Tables come and go with time, so the oldest of very many are let go. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

const most = 512;

export type Row = SQLOutputValue[];

export interface Statements {
  run(sql: string, ...values: SQLInputValue[]): void;
  /** Rows as arrays: objects of forty names cost three times as much. */
  all(sql: string, ...values: SQLInputValue[]): Row[];
  first(sql: string, ...values: SQLInputValue[]): Row | undefined;
}

export function createStatements(db: DatabaseSync): Statements {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    let found = prepared.get(sql);
    if (found === undefined) {
      found = db.prepare(sql);
      found.setReturnArrays(true);
      if (prepared.size >= most) prepared.delete(prepared.keys().next().value!);
      prepared.set(sql, found);
    }
    return found;
  };
  return {
    run(sql, ...values) {
      statement(sql).run(...values);
    },
    all: (sql, ...values) => statement(sql).all(...values) as unknown as Row[],
    first: (sql, ...values) => statement(sql).get(...values) as unknown as Row | undefined,
  };
}
