/** Accounts: who may sign in, with which rights, and who may change that. Sign-ins themselves are beside it. */
import type { Clock } from "../../clock.ts";
import type { Area } from "../../core/inventory/model.ts";
import type { Account } from "../../core/people/accounts.ts";
import { changesBetween } from "../../core/people/audit.ts";
import { covers, isAdministratorEverywhere, isKnownTo } from "../../core/people/grants.ts";
import type { Grant, Person } from "../../core/people/model.ts";
import { normalPassword, passwordMinimum, passwordWeakness } from "../../core/people/passwords.ts";
import type { PeopleStore } from "../../core/people/ports.ts";
import type { SignIn } from "../../core/people/sign-in.ts";
import { ControllerError } from "../../errors.ts";
import { createOneAtATime } from "../one-at-a-time.ts";
import type { Audit } from "./audit.ts";
import type { PasswordHasher } from "./password-hash.ts";
import { loadPeopleBook } from "./people-book.ts";
import { createSignIns, type SignIns } from "./sign-ins.ts";

export interface People extends SignIns {
  /**
   * Makes the account `admin` when there is none at all. Until somebody has signed in with it, every start draws a new
   * password: the one before may have been lost with the screen it was shown on.
   * @returns its password, to be shown once; undefined when people sign in already.
   */
  firstAdministrator(): Promise<{ id: string; password: string } | undefined>;
  /** Those with rights where the reader keeps accounts, ascending by id. */
  accounts(reader: Person): Account[];
  /** @throws ControllerError `people/unknown`, also for an account of other areas. */
  account(reader: Person, id: string): Account;
  /** @returns the password too when it was drawn here. @throws ControllerError `people/taken`, `people/no-power`, `people/weak-password`. */
  addAccount(by: Person, wish: AccountWish): Promise<{ account: Account; password?: string }>;
  /** @throws ControllerError `people/unknown`, `people/changed-meanwhile`, `people/no-power`, `people/last-administrator`. */
  changeAccount(by: Person, id: string, version: number, change: AccountChange): Promise<Account>;
  /** Draws a new password and ends the account's sessions. @returns the password, to be told once. */
  resetPassword(by: Person, id: string): Promise<string>;
  /** One's own; other sessions end. @throws ControllerError `people/wrong-credentials`, `people/weak-password`, `people/no-power` for a token. */
  changeOwnPassword(signIn: SignIn, current: string, next: string, address: string): Promise<void>;
}

export interface AccountWish {
  id: string;
  name: string;
  grants: readonly Grant[];
  /** Absent: one is drawn. */
  password?: string;
}

export interface AccountChange {
  name?: string;
  grants?: readonly Grant[];
  disabled?: boolean;
}

export interface PeopleDeps {
  store: PeopleStore;
  audit: Audit;
  hasher: PasswordHasher;
  clock: Clock;
  /** Unguessable bytes: `crypto.randomBytes` in service. */
  secretBytes: (count: number) => Uint8Array;
  /** The tree, by id, as it is now. */
  areas: () => ReadonlyMap<string, Area>;
}

/** Name of the account of the first start. */
const firstId = "admin";

/** Who acts when nobody is signed in yet. */
const system: Person = { id: "system", name: "Den", grants: [{ role: "administrator" }] };

export async function createPeople(deps: PeopleDeps): Promise<People> {
  const { store, audit, hasher, clock, secretBytes, areas } = deps;
  const book = await loadPeopleBook(store);
  const signIns = createSignIns({ ...deps, book });
  // two administrators who close each other's accounts at the same moment must not both succeed
  const oneAtATime = createOneAtATime();

  /** 100 random bits in groups that can be read out on the phone. */
  function drawPassword(): string {
    const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    const letters = Array.from(secretBytes(20), (byte) => alphabet[byte & 31]);
    return [0, 5, 10, 15].map((start) => letters.slice(start, start + 5).join("")).join("-");
  }

  function known(id: string): Account {
    const account = book.accounts.get(id);
    if (!account) throw unknown(id);
    return account;
  }

  function refuseUncovered(by: Person, grants: readonly Grant[]): void {
    const places = grants
      .map((grant, index) => ({ grant, path: `body.grants[${index}]` }))
      .filter(({ grant }) => !covers(by, grant, areas()))
      .map(({ path, grant }) => ({ path, message: `you do not have all of ${grant.role} there yourself` }));
    if (places.length > 0)
      throw new ControllerError("people/no-power", "You cannot give, change or take rights that you do not have.", {
        places,
        params: { power: "people" },
      });
  }

  function refuseUnknownAreas(grants: readonly Grant[]): void {
    const tree = areas();
    const places = grants.flatMap(({ areaIds = [] }, grant) =>
      areaIds.flatMap((id, index) =>
        tree.has(id) ? [] : [{ path: `body.grants[${grant}].areaIds[${index}]`, message: `there is no area ${id}` }],
      ),
    );
    if (places.length > 0)
      throw new ControllerError("inventory/unknown", `${places[0]?.message}.`, { places, params: { sort: "area" } });
  }

  function refuseWeak(password: string, owner: { id: string; name: string }): void {
    const weakness = passwordWeakness(password, owner);
    if (weakness !== undefined)
      throw new ControllerError("people/weak-password", `The password is too weak. ${weakness}`, {
        params: { minimum: passwordMinimum },
      });
  }

  function refuseLosingTheLastAdministrator(before: Account, after: Account): void {
    const administers = (account: Account) => account.disabledAt === undefined && isAdministratorEverywhere(account);
    if (!administers(before) || administers(after)) return;
    if (book.accounts.values().some((other) => other.id !== before.id && administers(other))) return;
    throw new ControllerError(
      "people/last-administrator",
      `${before.id} is the last administrator of everything. Give that role to somebody else first.`,
      { params: { id: before.id } },
    );
  }

  async function add(
    by: Person,
    { id, name, grants, password }: AccountWish,
  ): Promise<{ account: Account; password?: string }> {
    const drawn = password === undefined ? drawPassword() : undefined;
    const chosen = normalPassword(password ?? drawn ?? "");
    if (drawn === undefined) refuseWeak(chosen, { id, name });
    const passwordHash = await hasher.hash(chosen);
    return oneAtATime(async () => {
      const createdAt = clock.now();
      const account: Account = { id, name, grants, version: 1, createdAt, passwordIsInitial: true, passwordHash };
      await store.addAccount(account);
      book.accounts.set(id, account);
      await record(by, "people.create", id, { after: shown(account) });
      return drawn === undefined ? { account } : { account, password: drawn };
    });
  }

  async function reset(by: Person, id: string): Promise<string> {
    const password = drawPassword();
    const passwordHash = await hasher.hash(password);
    return oneAtATime(async () => {
      const before = known(id);
      refuseUncovered(by, before.grants);
      await replace({ ...before, passwordHash, passwordIsInitial: true, version: before.version + 1 });
      await signIns.endSessionsOf(id);
      await record(by, "people.resetPassword", id, {});
      return password;
    });
  }

  async function replace(account: Account): Promise<void> {
    await store.changeAccount(account);
    book.accounts.set(account.id, account);
    book.changed();
  }

  function record(by: Person, action: string, id: string, details: Record<string, unknown>): Promise<void> {
    const thing = { sort: "person", id };
    return audit.record({ at: clock.now(), personId: by.id, personName: by.name, action, thing, details });
  }

  return {
    ...signIns,

    async firstAdministrator() {
      const [only] = book.accounts.values();
      if (only === undefined) {
        const wish = { id: firstId, name: "Administrator", grants: [{ role: "administrator" as const }] };
        const { password } = await add(system, wish);
        return password === undefined ? undefined : { id: firstId, password };
      }
      const isUnused = book.accounts.size === 1 && only.id === firstId && only.firstSignInAt === undefined;
      return isUnused ? { id: firstId, password: await reset(system, firstId) } : undefined;
    },

    accounts: (reader) =>
      [...book.accounts.values()]
        .filter((account) => isKnownTo(reader, account, areas()))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    account(reader, id) {
      const account = known(id);
      if (account.id === reader.id || isKnownTo(reader, account, areas())) return account;
      throw unknown(id);
    },

    async addAccount(by, wish) {
      refuseUnknownAreas(wish.grants);
      refuseUncovered(by, wish.grants);
      return add(by, wish);
    },

    changeAccount: (by, id, version, { name, grants, disabled }) =>
      oneAtATime(async () => {
        const before = known(id);
        if (before.version !== version)
          throw new ControllerError(
            "people/changed-meanwhile",
            `${id} is at version ${before.version}, not ${version}: someone else changed it. Read it again.`,
            { params: { id } },
          );
        if (grants) refuseUnknownAreas(grants);
        refuseUncovered(by, grants ? [...grants, ...before.grants] : before.grants);
        const { disabledAt, ...rest } = before;
        const closedAt = disabled === undefined ? disabledAt : disabled ? (disabledAt ?? clock.now()) : undefined;
        const after: Account = {
          ...rest,
          ...(name === undefined ? {} : { name }),
          ...(grants === undefined ? {} : { grants }),
          ...(closedAt === undefined ? {} : { disabledAt: closedAt }),
          version: version + 1,
        };
        refuseLosingTheLastAdministrator(before, after);
        await replace(after);
        await record(by, "people.change", id, changesBetween(shown(before), shown(after)));
        return after;
      }),

    resetPassword: reset,

    async changeOwnPassword({ kind, id: sessionId, person }, current, next, address) {
      if (kind === "token")
        throw new ControllerError("people/no-power", "A token cannot change a password. Sign in with the old one.");
      await signIns.prove(person.id, current, address);
      const chosen = normalPassword(next);
      refuseWeak(chosen, person);
      const passwordHash = await hasher.hash(chosen);
      await oneAtATime(async () => {
        const before = known(person.id);
        await replace({ ...before, passwordHash, passwordIsInitial: false, version: before.version + 1 });
        await signIns.endSessionsOf(person.id, sessionId);
        await record(person, "people.changePassword", person.id, {});
      });
    },
  };
}

function unknown(id: string): ControllerError {
  return new ControllerError("people/unknown", `There is nobody called ${id}.`, { params: { id } });
}

/** What of an account may be written down. */
function shown({ name, grants, disabledAt }: Account): Record<string, unknown> {
  return { name, grants, disabled: disabledAt !== undefined };
}
