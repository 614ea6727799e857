/** The reading thread as the main thread sees it. Started by the first query: a controller nobody asks needs none. */
import { Worker } from "node:worker_threads";
import { ControllerError } from "../../../errors.ts";
import {
  type FromReader,
  fromPlain,
  type QueryKind,
  type QueryOf,
  type ReaderOptions,
  type ResultOf,
  type ToReader,
} from "../thread-messages.ts";

export interface Reader {
  ask<K extends QueryKind>(kind: K, query: QueryOf<K>, signal?: AbortSignal): Promise<ResultOf<K>>;
  close(): Promise<void>;
}

export function openReader(options: ReaderOptions): Reader {
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  let thread: Worker | undefined;
  let nextId = 1;
  let closed = false;

  const dropAll = (cause: unknown) => {
    thread = undefined;
    const error = new ControllerError("telemetry/unavailable", "The telemetry reader ended. Ask again.", { cause });
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const start = (): Worker => {
    const worker = new Worker(new URL("./reader-worker.ts", import.meta.url), {
      workerData: options,
      name: "telemetry reader",
    });
    worker.on("message", (message: FromReader<QueryKind>) => {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if ("error" in message) asked?.reject(fromPlain(message.error));
      else asked?.resolve(message.result as never);
    });
    worker.on("error", dropAll);
    worker.on("exit", dropAll);
    return worker;
  };

  return {
    ask(kind, query, signal) {
      if (closed) {
        return Promise.reject(new ControllerError("telemetry/unavailable", "The telemetry journal is closed."));
      }
      if (signal?.aborted) return Promise.reject(signal.reason);
      thread ??= start();
      const answer = Promise.withResolvers<ResultOf<typeof kind>>();
      const id = nextId++;
      waiting.set(id, answer);
      const leave = () => {
        waiting.delete(id);
        thread?.postMessage({ cancel: id } satisfies ToReader);
        answer.reject(signal?.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      thread.postMessage({ id, kind, query } satisfies ToReader);
      return answer.promise.finally(() => signal?.removeEventListener("abort", leave));
    },
    async close() {
      closed = true;
      await thread?.terminate();
    },
  };
}
