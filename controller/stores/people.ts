/** Accounts, sessions and tokens in the database. Passwords and secrets are there as hashes only. */

import type { Account, Session, Token } from "../core/people/accounts.ts";
import type { Grant } from "../core/people/model.ts";
import type { PeopleStore } from "../core/people/ports.ts";
import { ControllerError } from "../errors.ts";
import { type Db, isUniqueViolation, type Migrations } from "./database.ts";

type Tables = {
  people: {
    id: string;
    name: string;
    /** JSON list of Grant. */
    grants: string;
    version: number;
    createdAt: number;
    disabledAt: number | null;
    firstSignInAt: number | null;
    /** 0 or 1. */
    passwordIsInitial: number;
    passwordHash: string;
  };
  sessions: Session;
  tokens: {
    id: string;
    name: string;
    hash: string;
    personId: string;
    /** JSON list of Grant. */
    grants: string;
    createdAt: number;
    expiresAt: number | null;
    revokedAt: number | null;
  };
};

export const peopleMigrations: Migrations = {
  "people-001-accounts": {
    async up(db) {
      await db.schema
        .createTable("people")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("grants", "text", (column) => column.notNull())
        .addColumn("version", "integer", (column) => column.notNull())
        .addColumn("createdAt", "bigint", (column) => column.notNull())
        .addColumn("disabledAt", "bigint")
        .addColumn("firstSignInAt", "bigint")
        .addColumn("passwordIsInitial", "integer", (column) => column.notNull())
        .addColumn("passwordHash", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("sessions")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("hash", "text", (column) => column.notNull().unique())
        .addColumn("personId", "text", (column) => column.notNull().references("people.id"))
        .addColumn("createdAt", "bigint", (column) => column.notNull())
        .addColumn("lastSeenAt", "bigint", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("tokens")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("hash", "text", (column) => column.notNull().unique())
        .addColumn("personId", "text", (column) => column.notNull().references("people.id"))
        .addColumn("grants", "text", (column) => column.notNull())
        .addColumn("createdAt", "bigint", (column) => column.notNull())
        .addColumn("expiresAt", "bigint")
        .addColumn("revokedAt", "bigint")
        .execute();
    },
  },
};

export function createPeopleStore(anyDb: Db): PeopleStore {
  const db = anyDb.withTables<Tables>();
  return {
    async load() {
      const [people, sessions, tokens] = await Promise.all([
        db.selectFrom("people").selectAll().execute(),
        db.selectFrom("sessions").selectAll().execute(),
        db.selectFrom("tokens").selectAll().execute(),
      ]);
      return {
        accounts: people.map(toAccount),
        sessions: sessions.map((row) => ({ ...row })),
        tokens: tokens.map(toToken),
      };
    },

    async addAccount(account) {
      await unlessTaken(account.id, () => db.insertInto("people").values(ofAccount(account)).execute());
    },

    async changeAccount(account) {
      // noted by itself: a change decided before the first sign-in must not take the note back
      const { firstSignInAt: _, ...row } = ofAccount(account);
      const { numUpdatedRows } = await db
        .updateTable("people")
        .set(row)
        .where("id", "=", account.id)
        .where("version", "=", account.version - 1)
        .executeTakeFirst();
      if (numUpdatedRows === 0n)
        throw new ControllerError(
          "people/changed-meanwhile",
          `${account.id} was changed by someone else meanwhile. Read it again, then change it.`,
          { params: { id: account.id } },
        );
    },

    async noteFirstSignIn(id, at) {
      await db.updateTable("people").set({ firstSignInAt: at }).where("id", "=", id).execute();
    },

    async addSession(session) {
      await db.insertInto("sessions").values(session).execute();
    },

    async touchSession(id, lastSeenAt) {
      await db.updateTable("sessions").set({ lastSeenAt }).where("id", "=", id).execute();
    },

    async removeSessions(ids) {
      if (ids.length > 0) await db.deleteFrom("sessions").where("id", "in", ids).execute();
    },

    async addToken(token) {
      const row = {
        ...token,
        grants: JSON.stringify(token.grants),
        expiresAt: token.expiresAt ?? null,
        revokedAt: token.revokedAt ?? null,
      };
      await unlessTaken(token.id, () => db.insertInto("tokens").values(row).execute());
    },

    async revokeToken(id, at) {
      await db.updateTable("tokens").set({ revokedAt: at }).where("id", "=", id).execute();
    },
  };
}

async function unlessTaken(id: string, insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw new ControllerError("people/taken", `The id ${id} is taken. Choose another.`, { cause, params: { id } });
  }
}

function ofAccount(account: Account): Tables["people"] {
  return {
    ...account,
    grants: JSON.stringify(account.grants),
    disabledAt: account.disabledAt ?? null,
    firstSignInAt: account.firstSignInAt ?? null,
    passwordIsInitial: account.passwordIsInitial ? 1 : 0,
  };
}

function toAccount({ disabledAt, firstSignInAt, ...row }: Tables["people"]): Account {
  return {
    ...row,
    grants: JSON.parse(row.grants) as Grant[],
    passwordIsInitial: row.passwordIsInitial === 1,
    ...(disabledAt === null ? {} : { disabledAt }),
    ...(firstSignInAt === null ? {} : { firstSignInAt }),
  };
}

function toToken({ expiresAt, revokedAt, ...row }: Tables["tokens"]): Token {
  return {
    ...row,
    grants: JSON.parse(row.grants) as Grant[],
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(revokedAt === null ? {} : { revokedAt }),
  };
}
