/** What people and audit ask of the world. */
import type { Account, Session, Token } from "./accounts.ts";
import type { AuditFilter, AuditLine } from "./audit.ts";
import type { KeptViews } from "./views.ts";

export interface PeopleStore {
  /** Everything, disabled accounts and void sessions included. */
  load(): Promise<{ accounts: Account[]; sessions: Session[]; tokens: Token[] }>;
  /** @throws ControllerError `people/taken`. */
  addAccount(account: Account): Promise<void>;
  /** Replaces the account of version `account.version - 1`. @throws ControllerError `people/changed-meanwhile`. */
  changeAccount(account: Account): Promise<void>;
  noteFirstSignIn(id: string, at: number): Promise<void>;
  addSession(session: Session): Promise<void>;
  touchSession(id: string, lastSeenAt: number): Promise<void>;
  removeSessions(ids: readonly string[]): Promise<void>;
  /** @throws ControllerError `people/taken`. */
  addToken(token: Token): Promise<void>;
  revokeToken(id: string, at: number): Promise<void>;
}

export interface ViewStore {
  /** @returns undefined: nothing was kept yet. */
  find(personId: string, list: string): Promise<KeptViews | undefined>;
  /** How many lists the person keeps views of. */
  count(personId: string): Promise<number>;
  /** Replaces what has version `kept.version - 1`. @throws ControllerError `people/changed-meanwhile`. */
  keep(personId: string, list: string, kept: KeptViews): Promise<void>;
}

/** Append-only: there is no verb that changes or removes a line. */
export interface AuditStore {
  /** Writes all lines or none; `sequence` is drawn by the caller, ascending. */
  append(lines: readonly AuditLine[]): Promise<void>;
  /** Highest sequence, 0 when empty. */
  lastSequence(): Promise<number>;
  /** Newest first, at most `limit`, only those below `before`. */
  find(filter: AuditFilter, page: { before?: number; limit: number }): Promise<AuditLine[]>;
  /** Oldest first, at most `limit`, only those above `sequence`. */
  after(sequence: number, limit: number): Promise<AuditLine[]>;
}
