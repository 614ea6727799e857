import { expect, test } from "vitest";
import type { Account, Session, Token } from "../../controller/core/people/accounts.ts";
import { createPeopleStore } from "../../controller/stores/people.ts";
import { onEveryDatabase } from "../support/databases.ts";

const lan: Account = {
  id: "lan",
  name: "Nguyễn Thị Lan",
  grants: [{ role: "districtStaff", areaIds: ["di-an", "ben-cat"] }, { role: "viewer" }],
  version: 1,
  createdAt: 1_795_000_000_000,
  passwordIsInitial: true,
  passwordHash: "$argon2id$v=19$m=8,t=1,p=1$AAAA$BBBB",
};
const session: Session = { id: "s1", hash: "a".repeat(64), personId: "lan", createdAt: 5, lastSeenAt: 5 };
const token: Token = { id: "t1", name: "export", hash: "b".repeat(64), personId: "lan", grants: [], createdAt: 7 };

onEveryDatabase("the people store", (open) => {
  test("gives back accounts, sessions and tokens as they were put in", async () => {
    const store = createPeopleStore(await open());
    const disabled: Account = { ...lan, id: "minh", disabledAt: 1_795_000_000_001, passwordIsInitial: false };
    await store.addAccount(lan);
    await store.addAccount(disabled);
    await store.addSession(session);
    await store.addToken(token);
    await store.addToken({ ...token, id: "t2", hash: "c".repeat(64), expiresAt: 1_795_000_000_009 });
    const { accounts, sessions, tokens } = await store.load();
    expect(accounts.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([lan, disabled]);
    expect(sessions).toEqual([session]);
    expect(tokens.map(({ id, expiresAt }) => [id, expiresAt]).sort()).toEqual([
      ["t1", undefined],
      ["t2", 1_795_000_000_009],
    ]);
  });

  test("refuses an id that is taken", async () => {
    const store = createPeopleStore(await open());
    await store.addAccount(lan);
    await expect(store.addAccount({ ...lan, name: "Another" })).rejects.toMatchObject({ code: "people/taken" });
    await store.addToken(token);
    await expect(store.addToken({ ...token, hash: "d".repeat(64) })).rejects.toMatchObject({ code: "people/taken" });
    expect((await store.load()).accounts).toEqual([lan]);
  });

  test("lets one of two writers of the same version through", async () => {
    const store = createPeopleStore(await open());
    await store.addAccount(lan);
    await store.changeAccount({ ...lan, name: "Lan A", version: 2 });
    await expect(store.changeAccount({ ...lan, name: "Lan B", version: 2 })).rejects.toMatchObject({
      code: "people/changed-meanwhile",
    });
    expect((await store.load()).accounts[0]).toMatchObject({ name: "Lan A", version: 2 });
  });

  test("keeps the note of the first sign-in whatever else changes", async () => {
    const store = createPeopleStore(await open());
    await store.addAccount(lan);
    await store.noteFirstSignIn("lan", 1_795_000_000_005);
    await store.changeAccount({ ...lan, name: "Lan A", version: 2 });
    expect((await store.load()).accounts).toEqual([
      { ...lan, name: "Lan A", version: 2, firstSignInAt: 1_795_000_000_005 },
    ]);
  });

  test("removes sessions, moves their last sight and revokes tokens", async () => {
    const store = createPeopleStore(await open());
    await store.addAccount(lan);
    await store.addSession(session);
    await store.addSession({ ...session, id: "s2", hash: "e".repeat(64) });
    await store.addToken(token);
    await store.touchSession("s2", 99);
    await store.removeSessions(["s1"]);
    await store.removeSessions([]);
    await store.revokeToken("t1", 100);
    const { sessions, tokens } = await store.load();
    expect(sessions).toEqual([{ ...session, id: "s2", hash: "e".repeat(64), lastSeenAt: 99 }]);
    expect(tokens[0]).toMatchObject({ revokedAt: 100 });
  });
});
