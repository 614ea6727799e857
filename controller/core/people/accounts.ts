/** Who is known: accounts, and what the controller remembers of their sessions and tokens. */
import type { Grant, Person } from "./model.ts";
import type { SessionSpan } from "./sign-in.ts";

/** A person who can sign in. Accounts are disabled, never deleted: audit lines name them for years. */
export interface Account extends Person {
  /** Grows by one with each change; a writer names the one it read. */
  readonly version: number;
  /** EpochMs */
  readonly createdAt: number;
  /** EpochMs since when the account is closed; absent while open. */
  readonly disabledAt?: number;
  /** EpochMs; absent: the person has never signed in. */
  readonly firstSignInAt?: number;
  /** The password was set by somebody else and should be changed. */
  readonly passwordIsInitial: boolean;
  /** PHC string of argon2id. Never leaves the controller. */
  readonly passwordHash: string;
}

export interface Session extends SessionSpan {
  readonly id: string;
  /** SHA-256 of the cookie, lower-case hexadecimal. */
  readonly hash: string;
  readonly personId: string;
}

/** What a program signs in with, on behalf of the person who made it and never with more than that person has. */
export interface Token {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the secret, lower-case hexadecimal. */
  readonly hash: string;
  readonly personId: string;
  readonly grants: readonly Grant[];
  /** EpochMs */
  readonly createdAt: number;
  /** EpochMs from which it is void; absent: until revoked. */
  readonly expiresAt?: number;
  readonly revokedAt?: number;
}
