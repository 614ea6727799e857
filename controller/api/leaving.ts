/** Whoever asks may leave before the answer is there: then nobody goes on working for it. */
import type { FastifyReply } from "fastify";
import { ControllerError } from "../errors.ts";

/** @returns a signal that aborts when the connection closes before the answer was sent. */
export function signalOf({ raw }: Pick<FastifyReply, "raw">): AbortSignal {
  const leaving = new AbortController();
  raw.once("close", () => {
    if (raw.writableFinished) return;
    leaving.abort(new ControllerError("telemetry/unavailable", "Nobody waits for this answer any more."));
  });
  return leaving.signal;
}
