/** The port `Outgoing` as the main thread sees it: orders go to the writing thread, batches come from a reading one. */
import { Worker } from "node:worker_threads";
import type { Outgoing, OutgoingBatch, OutgoingFigures, RefusedRow } from "../../../core/telemetry/ports.ts";
import { ControllerError } from "../../../errors.ts";
import {
  type FromOutgoingReader,
  fromPlain,
  type OutgoingOrder,
  type OutgoingQuestion,
  type PlainError,
  type ToOutgoingReader,
} from "../thread-messages.ts";

export interface OutgoingSide {
  readonly port: Outgoing;
  /** The writing thread has new figures. */
  tell(figures: OutgoingFigures): void;
  /** The writing thread has obeyed. */
  done(id: number, result: number | PlainError): void;
  /** The journal failed: nothing is answered any more. */
  fail(error: ControllerError): void;
  close(): Promise<void>;
}

interface Waiting {
  resolve(result: never): void;
  reject(error: Error): void;
}

/** Takes the answer to each question by its number. */
class Answers {
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  expect<T>(ask: (id: number) => void): Promise<T> {
    const id = this.#nextId++;
    const answer = Promise.withResolvers<T>();
    this.#waiting.set(id, answer as unknown as Waiting);
    ask(id);
    return answer.promise;
  }

  take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  rejectAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** @param give hands an order to the writing thread, which answers through `done`. */
export function openOutgoing(
  path: string,
  atStart: OutgoingFigures,
  give: (id: number, order: OutgoingOrder) => void,
): OutgoingSide {
  const orders = new Answers();
  const questions = new Answers();
  let figures = atStart;
  let onQueued = () => {};
  let ended: ControllerError | undefined;
  let thread: Worker | undefined;

  const dropAll = (cause: unknown) => {
    thread = undefined;
    questions.rejectAll(new ControllerError("telemetry/unavailable", "The reader of outgoing rows ended.", { cause }));
  };

  /** Started by the first question: a controller without a database to forward to needs no such thread. */
  const start = (): Worker => {
    const worker = new Worker(new URL("./outgoing-worker.ts", import.meta.url), {
      workerData: { path },
      name: "telemetry forwarding",
    });
    worker.on("message", (message: FromOutgoingReader) => {
      const asked = questions.take(message.id);
      if ("error" in message) asked?.reject(fromPlain(message.error));
      else asked?.resolve(message.result as never);
    });
    worker.on("error", dropAll);
    worker.on("exit", dropAll);
    return worker;
  };

  const ask = async <T>(question: OutgoingQuestion): Promise<T> => {
    if (ended !== undefined) throw ended;
    thread ??= start();
    const reader = thread;
    return questions.expect<T>((id) => reader.postMessage({ id, question } satisfies ToOutgoingReader));
  };

  const order = async (what: OutgoingOrder): Promise<number> => {
    if (ended !== undefined) throw ended;
    return orders.expect<number>((id) => give(id, what));
  };

  const fail = (error: ControllerError) => {
    ended ??= error;
    orders.rejectAll(ended);
    questions.rejectAll(ended);
  };

  return {
    port: {
      figures: () => figures,
      onQueued(listener) {
        onQueued = listener;
      },
      aim: (target) => order({ kind: "aim", target }),
      async begin() {
        await order({ kind: "begin" });
      },
      next: (from, rows) => ask<OutgoingBatch | undefined>({ kind: "next", from, rows }),
      async settle(mark, refused) {
        await order({ kind: "settle", mark, refused });
      },
      async settleAudit(upTo) {
        await order({ kind: "settleAudit", upTo });
      },
      refused: (limit) => ask<RefusedRow[]>({ kind: "refused", limit }),
      async release(numbers) {
        await order({ kind: "release", numbers });
      },
    },
    tell(now) {
      const more = now.rows > figures.rows;
      figures = now;
      if (more) onQueued();
    },
    done(id, result) {
      const ordered = orders.take(id);
      if (typeof result === "number") ordered?.resolve(result as never);
      else ordered?.reject(fromPlain(result));
    },
    fail,
    async close() {
      fail(new ControllerError("telemetry/unavailable", "The telemetry journal is closed."));
      await thread?.terminate();
    },
  };
}
