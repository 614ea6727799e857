/** Collects what is written to connections within one turn of the event loop and sends it with one system call each. */

export interface Flushable {
  flush(): void;
}

export interface Outbox {
  /** The connection has bytes to send; called once until its next flush. */
  add(connection: Flushable): void;
}

export function createOutbox(): Outbox {
  let dirty: Flushable[] = [];

  function flushAll(): void {
    const turn = dirty;
    dirty = [];
    for (const connection of turn) connection.flush();
  }

  return {
    add(connection) {
      if (dirty.push(connection) === 1) setImmediate(flushAll);
    },
  };
}
