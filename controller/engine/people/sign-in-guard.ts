/** Remembers attempts to sign in, by name and by address, and makes guessers wait. */
import { type Attempts, attemptMemory, oneMore, patience, waitBefore } from "../../core/people/sign-in-limits.ts";
import { ControllerError } from "../../errors.ts";

export interface SignInGuard {
  /**
   * Counts an attempt before it is made, so that a thousand at once are a thousand.
   * @throws ControllerError `request/rate` when it has to wait; such an attempt does not count.
   */
  attempt(name: string, address: string, now: number): void;
  /** Takes back what a right password cost. */
  succeeded(name: string, address: string, now: number): void;
}

/** Keys remembered at most; beyond, those quiet for longest are forgotten first. */
const keysAtMost = 10_000;

export function createSignInGuard(): SignInGuard {
  const attempts = new Map<string, Attempts>();
  const keysOf = (name: string, address: string) =>
    [
      [JSON.stringify([name, address]), patience.nameAtAddress],
      [`address ${address}`, patience.address],
      [`name ${name}`, patience.name],
    ] as const;

  function remember(key: string, value: Attempts): void {
    // a map keeps the order of insertion: what was touched last stands last
    attempts.delete(key);
    attempts.set(key, value);
    for (const [oldest, { lastAt }] of attempts) {
      if (attempts.size <= keysAtMost && value.lastAt - lastAt < attemptMemory) break;
      attempts.delete(oldest);
    }
  }

  return {
    attempt(name, address, now) {
      const keys = keysOf(name, address);
      const wait = Math.max(...keys.map(([key, limit]) => waitBefore(attempts.get(key), limit, now)));
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1000);
        throw new ControllerError("request/rate", `Too many attempts to sign in. Wait ${seconds} s, then try again.`, {
          params: { seconds },
        });
      }
      for (const [key] of keys) remember(key, oneMore(attempts.get(key), now));
    },

    succeeded(name, address, now) {
      const [[own], ...others] = keysOf(name, address);
      attempts.delete(own);
      for (const [key] of others) {
        const { count } = attempts.get(key) ?? { count: 0 };
        if (count <= 1) attempts.delete(key);
        else remember(key, { count: count - 1, lastAt: now });
      }
    },
  };
}
