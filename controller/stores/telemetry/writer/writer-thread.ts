/** The writing thread: started, waited for, and what is said when it ends by itself. */
import { Worker } from "node:worker_threads";
import { ControllerError } from "../../../errors.ts";
import { type FromWriter, fromPlain, type WriterOptions } from "../thread-messages.ts";

export type AtStart = Extract<FromWriter, { type: "ready" }>;

/**
 * Starts the thread and waits until it has read its file.
 * @throws ControllerError `data/damaged`, `data/unwritable`
 */
export async function startWriter(workerData: WriterOptions): Promise<{ writer: Worker; atStart: AtStart }> {
  const writer = new Worker(new URL("./writer-worker.ts", import.meta.url), { workerData, name: "telemetry writer" });
  return { writer, atStart: await ready(writer) };
}

export function threadEnded(cause?: unknown): ControllerError {
  const why = cause instanceof Error ? `: ${cause.message}` : "";
  return new ControllerError(
    "telemetry/unavailable",
    `The telemetry journal's thread ended${why}. Restart the controller; what was committed is on disk.`,
    { cause },
  );
}

async function ready(writer: Worker): Promise<AtStart> {
  const started = Promise.withResolvers<AtStart>();
  const take = (message: FromWriter) => {
    if (message.type === "ready") started.resolve(message);
    else if (message.type === "failed") started.reject(fromPlain(message.error));
  };
  const break_ = (cause?: unknown) => started.reject(threadEnded(cause));
  writer.on("message", take).on("error", break_).on("exit", break_);
  try {
    return await started.promise;
  } finally {
    writer.off("message", take).off("error", break_).off("exit", break_);
  }
}
