/** Sessions and tokens: who is present, and until when. */
import { createHash } from "node:crypto";
import type { Clock } from "../../clock.ts";
import type { Area } from "../../core/inventory/model.ts";
import type { Account, Session, Token } from "../../core/people/accounts.ts";
import type { AuditEntry } from "../../core/people/audit.ts";
import { boundedBy, covers } from "../../core/people/grants.ts";
import type { Grant, Person } from "../../core/people/model.ts";
import { normalPassword } from "../../core/people/passwords.ts";
import type { PeopleStore } from "../../core/people/ports.ts";
import { type SignIn, sessionEndsAt } from "../../core/people/sign-in.ts";
import { ControllerError } from "../../errors.ts";
import type { Audit } from "./audit.ts";
import type { PasswordHasher } from "./password-hash.ts";
import type { PeopleBook } from "./people-book.ts";
import { createSignInGuard } from "./sign-in-guard.ts";

export interface SignIns {
  /**
   * An unknown name, a closed account and a wrong password get the same answer after the same work.
   * @throws ControllerError `people/wrong-credentials`, `request/rate`.
   */
  signIn(attempt: { id: string; password: string; address: string }): Promise<{ secret: string; signIn: SignIn }>;
  signOut(signIn: SignIn): Promise<void>;
  /** Asks for a person's password once more, under the same limits. @throws as `signIn`. */
  prove(id: string, password: string, address: string): Promise<void>;
  /** @param exceptId a session that goes on. */
  endSessionsOf(personId: string, exceptId?: string): Promise<void>;
  /** Whom a cookie or token stands for now; undefined when it is unknown or void. */
  recognise(kind: SignIn["kind"], secret: string): SignIn | undefined;
  /** The same sign-in with the rights of now; undefined when it has ended. */
  refresh(signIn: SignIn): SignIn | undefined;
  /** EpochMs at which it ends if nothing happens; Infinity: never by itself. */
  endsAt(signIn: SignIn): number;
  /** Called when a sign-in may have ended or a person's rights changed. */
  onChange(listener: () => void): void;

  /** The person's tokens that are not revoked, ascending by id. */
  tokensOf(personId: string): Token[];
  /** The secret is told once. @throws ControllerError `people/taken`, `people/no-power` when it would have more than its maker. */
  createToken(maker: SignIn, wish: TokenWish): Promise<{ token: Token; secret: string }>;
  /** By its owner. @throws ControllerError `people/unknown`. */
  revokeToken(owner: Person, id: string): Promise<void>;
  /** Writes what is only in memory: when each session was last seen. */
  close(): Promise<void>;
}

export interface TokenWish {
  id: string;
  name: string;
  grants: readonly Grant[];
  /** EpochMs; absent: until revoked. */
  expiresAt?: number;
}

export interface SignInsDeps {
  book: PeopleBook;
  store: PeopleStore;
  hasher: PasswordHasher;
  audit: Audit;
  clock: Clock;
  secretBytes: (count: number) => Uint8Array;
  areas: () => ReadonlyMap<string, Area>;
}

/** Sorts a token out from other secrets at a glance, for people and for scanners of leaked secrets. */
export const tokenPrefix = "den_";

/** ms between two writes of when a session was last seen; a crash forgets at most this much of it. */
const touchInterval = 5 * 60_000;

export function createSignIns({ book, store, hasher, audit, clock, secretBytes, areas }: SignInsDeps): SignIns {
  const guard = createSignInGuard();
  /** EpochMs of the sight that is on disk, by session id. */
  const written = new Map([...book.sessions.values()].map(({ id, lastSeenAt }) => [id, lastSeenAt]));

  function personOf(account: Account): Person {
    return { id: account.id, name: account.name, grants: account.grants };
  }

  function ofSession(session: Session | undefined): SignIn | undefined {
    const account = session && book.accounts.get(session.personId);
    if (!account || account.disabledAt !== undefined || clock.now() >= sessionEndsAt(session)) return undefined;
    return { kind: "session", id: session.id, person: personOf(account) };
  }

  function ofToken(token: Token | undefined): SignIn | undefined {
    const account = token && book.accounts.get(token.personId);
    if (!account || account.disabledAt !== undefined || token.revokedAt !== undefined) return undefined;
    if (token.expiresAt !== undefined && clock.now() >= token.expiresAt) return undefined;
    const maker = personOf(account);
    const person = {
      id: maker.id,
      name: `${maker.name} (${token.name})`,
      grants: boundedBy(maker, token.grants, areas()),
    };
    return { kind: "token", id: token.id, person };
  }

  /** The account whose password this is. An unknown name, a closed account and a wrong password cannot be told apart. */
  async function proven(id: string, password: string, address: string): Promise<Account> {
    guard.attempt(id, address, clock.now());
    const account = book.accounts.get(id);
    const isRight = await hasher.verify(account?.passwordHash, normalPassword(password));
    // the account may have been closed or its password changed while the hash was computed
    const current = book.accounts.get(id);
    if (!isRight || !current || current.disabledAt !== undefined || current.passwordHash !== account?.passwordHash) {
      // an unknown name is not written down: people type passwords there
      const who = current ?? { id: "-", name: "-" };
      await record(who, "people.signIn", { result: "refused", details: { address } });
      throw new ControllerError("people/wrong-credentials", "Name or password is wrong, or the account is closed.");
    }
    guard.succeeded(id, address, clock.now());
    return current;
  }

  function record(
    { id, name }: { id: string; name: string },
    action: string,
    rest: Pick<AuditEntry, "details" | "result" | "thing">,
  ): Promise<void> {
    return audit.record({ at: clock.now(), personId: id, personName: name, action, ...rest });
  }

  async function endSessions(sessions: readonly Session[]): Promise<void> {
    if (sessions.length === 0) return;
    await store.removeSessions(sessions.map(({ id }) => id));
    for (const { hash, id } of sessions) {
      book.sessions.delete(hash);
      written.delete(id);
    }
    book.changed();
  }

  const sessionById = (id: string) => book.sessions.values().find((session) => session.id === id);

  return {
    async signIn({ id, password, address }) {
      const account = await proven(id, password, address);
      const now = clock.now();
      const secret = text(secretBytes(32));
      const session = { id: text(secretBytes(9)), hash: hashOf(secret), personId: id, createdAt: now, lastSeenAt: now };
      await endSessions(
        book.sessions
          .values()
          .filter((old) => now >= sessionEndsAt(old))
          .toArray(),
      );
      await store.addSession(session);
      book.sessions.set(session.hash, session);
      written.set(session.id, now);
      if (account.firstSignInAt === undefined) {
        await store.noteFirstSignIn(id, now);
        book.accounts.set(id, { ...(book.accounts.get(id) ?? account), firstSignInAt: now });
      }
      await record(account, "people.signIn", { details: { address } });
      return { secret, signIn: { kind: "session", id: session.id, person: personOf(account) } };
    },

    async prove(id, password, address) {
      await proven(id, password, address);
    },

    async endSessionsOf(personId, exceptId) {
      const ended = (session: Session) => session.personId === personId && session.id !== exceptId;
      await endSessions(book.sessions.values().filter(ended).toArray());
    },

    async signOut({ kind, id, person }) {
      const session = kind === "session" ? sessionById(id) : undefined;
      if (!session) return;
      await endSessions([session]);
      await record(person, "people.signOut", { details: {} });
    },

    recognise(kind, secret) {
      const hash = hashOf(secret);
      if (kind === "token") return ofToken(book.tokens.get(book.tokenIds.get(hash) ?? ""));
      const session = book.sessions.get(hash);
      const signIn = ofSession(session);
      if (!session || !signIn) return undefined;
      const lastSeenAt = clock.now();
      book.sessions.set(hash, { ...session, lastSeenAt });
      if (lastSeenAt - (written.get(session.id) ?? 0) >= touchInterval) {
        written.set(session.id, lastSeenAt);
        // a failed write costs a few minutes of a session's life and is tried again at the next sight
        store.touchSession(session.id, lastSeenAt).catch(() => written.set(session.id, session.lastSeenAt));
      }
      return signIn;
    },

    refresh({ kind, id }) {
      return kind === "token" ? ofToken(book.tokens.get(id)) : ofSession(sessionById(id));
    },

    endsAt({ kind, id }) {
      if (kind === "token") return book.tokens.get(id)?.expiresAt ?? Number.POSITIVE_INFINITY;
      const session = sessionById(id);
      return session ? sessionEndsAt(session) : 0;
    },

    onChange: book.onChange,

    tokensOf(personId) {
      return book.tokens
        .values()
        .filter((token) => token.personId === personId && token.revokedAt === undefined)
        .toArray()
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    async createToken({ kind, person }, { id, name, grants, expiresAt }) {
      if (kind === "token")
        throw new ControllerError("people/no-power", "A token cannot make tokens. Sign in with a password.");
      if (!grants.every((grant) => covers(person, grant, areas())))
        throw new ControllerError("people/no-power", "A token cannot have more rights than you have. Give it less.");
      const now = clock.now();
      const secret = tokenPrefix + text(secretBytes(32));
      const token: Token = {
        id,
        name,
        hash: hashOf(secret),
        personId: person.id,
        grants,
        createdAt: now,
        ...(expiresAt === undefined ? {} : { expiresAt }),
      };
      await store.addToken(token);
      book.tokens.set(id, token);
      book.tokenIds.set(token.hash, id);
      await record(person, "people.createToken", {
        thing: { sort: "token", id },
        details: { name, grants, expiresAt },
      });
      return { token, secret };
    },

    async revokeToken(owner, id) {
      const token = book.tokens.get(id);
      if (token?.personId !== owner.id || token.revokedAt !== undefined)
        throw new ControllerError("people/unknown", `You have no token ${id}.`, { params: { id } });
      const now = clock.now();
      await store.revokeToken(id, now);
      book.tokens.set(id, { ...token, revokedAt: now });
      book.changed();
      await record(owner, "people.revokeToken", { thing: { sort: "token", id }, details: {} });
    },

    async close() {
      for (const { id, lastSeenAt } of book.sessions.values())
        if (written.get(id) !== lastSeenAt) await store.touchSession(id, lastSeenAt);
    },
  };
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
