/** Passwords as argon2id, off the event loop and never more of them at once than the machine can bear. */
import { type Argon2Parameters, argon2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { ControllerError } from "../../errors.ts";

export interface PasswordHasher {
  /** @returns a PHC string. */
  hash(password: string): Promise<string>;
  /** @param stored a PHC string; absent: the same work is done for nothing, so that an unknown name takes as long. */
  verify(stored: string | undefined, password: string): Promise<boolean>;
}

/** What one hash costs. */
export interface HashCost {
  /** KiB */
  memory: number;
  passes: number;
  parallelism: number;
}

/** OWASP's first choice for argon2id: 34 ms of one core here, and 19 MiB while it runs. */
export const usualCost: HashCost = { memory: 19_456, passes: 2, parallelism: 1 };

/** Two cores are left to the lamps even on a small machine, and a flood of sign-ins waits instead of filling memory. */
const atOnce = 2;
const waitingAtMost = 32;

/** The work itself, on a thread of the runtime. */
export type Derive = (parameters: Argon2Parameters) => Promise<Buffer>;
const argon2id = promisify(argon2);
const deriveOnThread: Derive = (parameters) => argon2id("argon2id", parameters);

/** @param secretBytes draws unguessable bytes. */
export function createPasswordHasher(
  secretBytes: (count: number) => Uint8Array,
  cost = usualCost,
  derive = deriveOnThread,
): PasswordHasher {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (waiting.length >= waitingAtMost)
      throw new ControllerError("request/rate", "Too many people sign in at this moment. Try again in a few seconds.", {
        params: { seconds: 5 },
      });
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      // the place is handed on, so that nobody who comes now overtakes
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }

  return {
    async hash(password) {
      const nonce = secretBytes(16);
      const tag = await inTurn(() => derive(parameters(password, nonce, cost, 32)));
      const { memory, passes, parallelism } = cost;
      return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
    },

    async verify(stored, password) {
      const known = stored === undefined ? undefined : parse(stored);
      const nonce = known?.nonce ?? new Uint8Array(16);
      const length = known?.tag.length ?? 32;
      const tag = await inTurn(() => derive(parameters(password, nonce, known?.cost ?? cost, length)));
      return known !== undefined && timingSafeEqual(tag, known.tag);
    },
  };
}

function parameters(password: string, nonce: Uint8Array, cost: HashCost, tagLength: number): Argon2Parameters {
  return { message: password, nonce, tagLength, ...cost };
}

function parse(stored: string): { cost: HashCost; nonce: Uint8Array; tag: Uint8Array } {
  const [, memory, passes, parallelism, nonce, tag] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored) ?? [];
  if (nonce === undefined || tag === undefined)
    throw new ControllerError("data/damaged", "A stored password hash is damaged. Reset that person's password.");
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(nonce, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
}

/** Base64 without padding, as the PHC format wants it. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replace(/=+$/, "");
}
