/** The file our broker reads to know who may connect: rewritten whole, and again until it is on disk. */
import type { Clock } from "../clock.ts";
import type { BrokerCredentials } from "../core/inventory/ports.ts";
import { ControllerError } from "../errors.ts";
import { writeDurably } from "./write-durably.ts";

/** How the controller itself signs in. */
export interface ControllerAccount {
  readonly name: string;
  readonly role: "controller";
  /** SHA-256 of the secret, lower-case hexadecimal. */
  readonly secretHash: string;
}

export interface BrokerCredentialsDeps {
  readonly file: string;
  readonly accounts: readonly ControllerAccount[];
  readonly clock: Clock;
  /** Told of every write that failed; the next attempt follows in a second. */
  readonly onFailure: (error: ControllerError) => void;
}

/** ms between attempts while the disk refuses. */
const retryAfter = 1_000;

/**
 * What is published while a write is under way shares the next one, so that a burst of changes costs two writes and
 * the last one is still visible as soon as the disk allows. 10,000 devices are 1 MB and take some 20 ms.
 */
export function createBrokerCredentials(deps: BrokerCredentialsDeps): BrokerCredentials & { close(): Promise<void> } {
  let wanted: ReadonlyMap<string, readonly string[]> | undefined;
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  let cancelRetry = () => {};

  async function writeLatest(): Promise<void> {
    const secrets = wanted;
    next = undefined;
    if (secrets === undefined) return;
    wanted = undefined;
    cancelRetry();
    const content = { version: 1, devices: Object.fromEntries(secrets), accounts: deps.accounts };
    try {
      await writeDurably(deps.file, JSON.stringify(content));
    } catch (cause) {
      wanted ??= secrets;
      cancelRetry = deps.clock.wakeAt(deps.clock.now() + retryAfter, () => void queue().catch(() => {}));
      const error = new ControllerError(
        "data/unwritable",
        `The broker's credentials could not be written to ${deps.file}: ${(cause as Error).message}. Free space or mend permissions; the attempt is repeated every second.`,
        { cause, params: { file: deps.file } },
      );
      deps.onFailure(error);
      throw error;
    }
  }

  function queue(): Promise<void> {
    next ??= last.then(writeLatest);
    last = next.catch(() => {});
    return next;
  }

  return {
    publish(secrets) {
      wanted = secrets;
      return queue();
    },
    async close() {
      await last;
      cancelRetry();
    },
  };
}
