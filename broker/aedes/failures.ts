/**
 * Listens to every event by which Aedes reports an error: one without a listener ends the process.
 * Delete when Aedes no longer throws what nobody listens to.
 */
import type { AedesBroker } from "./internals.ts";

export interface FailureLog {
  debug(details: object, text: string): void;
  error(details: object, text: string): void;
}

/** A broken connection is everyday and goes to `debug`; an error of the broker itself is a defect and goes to `error`. */
export function listenToFailures(aedes: AedesBroker, log: FailureLog): void {
  aedes.on("clientError", (client, error) => log.debug({ client: client.id, error: error.message }, "client closed"));
  aedes.on("connectionError", (_client, error) => log.debug({ error: error.message }, "connection closed"));
  const emitter: NodeJS.EventEmitter = aedes;
  emitter.on("error", (error: Error) => log.error({ error: error.stack }, "the broker failed to route a message"));
}
