/** All accounts, sessions and tokens in memory, as the database has them. */
import type { Account, Session, Token } from "../../core/people/accounts.ts";
import type { PeopleStore } from "../../core/people/ports.ts";

export interface PeopleBook {
  readonly accounts: Map<string, Account>;
  /** By hash of the cookie. */
  readonly sessions: Map<string, Session>;
  /** By id. */
  readonly tokens: Map<string, Token>;
  /** Ids of tokens by hash of the secret. */
  readonly tokenIds: Map<string, string>;
  /** Called after every change of somebody's rights or presence. */
  onChange(listener: () => void): void;
  changed(): void;
}

export async function loadPeopleBook(store: PeopleStore): Promise<PeopleBook> {
  const { accounts, sessions, tokens } = await store.load();
  const listeners: (() => void)[] = [];
  return {
    accounts: new Map(accounts.map((account) => [account.id, account])),
    sessions: new Map(sessions.map((session) => [session.hash, session])),
    tokens: new Map(tokens.map((token) => [token.id, token])),
    tokenIds: new Map(tokens.map((token) => [token.hash, token.id])),
    onChange: (listener) => void listeners.push(listener),
    changed() {
      for (const listener of listeners) listener();
    },
  };
}
