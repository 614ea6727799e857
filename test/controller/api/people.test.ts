import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goodPassword, type OpenApi, openApi } from "../../support/open-api.ts";

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const root = { id: "system", name: "Den", grants: [{ role: "administrator" as const }] };

type Headers = Record<string, string>;
const send = async (method: "GET" | "POST" | "PATCH" | "DELETE", path: string, headers: Headers, payload?: object) => {
  const answer = await api.app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  // biome-ignore lint/suspicious/noExplicitAny: each test looks at another shape
  return { status: answer.statusCode, body: answer.body === "" ? undefined : answer.json<any>() };
};

describe("accounts", () => {
  test("are created with a drawn password that is shown once and signs in", async () => {
    const made = await send("POST", "/people", api.admin, {
      id: "minh",
      name: "Trần Văn Minh",
      grants: [{ role: "districtStaff", areaIds: ["di-an"] }],
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ id: "minh", version: 1, passwordIsInitial: true });
    expect(made.body.password).toMatch(/^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/);
    expect(made.body).not.toHaveProperty("passwordHash");
    expect((await send("POST", "/sessions", {}, { id: "minh", password: made.body.password })).status).toBe(201);
    expect((await send("GET", "/people/minh", api.admin)).body).not.toHaveProperty("password");
  });

  test("are refused with a taken id, an unknown area, a weak password or an id that is none, each with its own code", async () => {
    const add = async (rest: object) =>
      (await send("POST", "/people", api.admin, { id: "new", name: "New", grants: [], ...rest })).body;
    expect(await add({ id: "admin" })).toMatchObject({ status: 409, code: "people/taken" });
    expect(await add({ grants: [{ role: "viewer", areaIds: ["atlantis"] }] })).toMatchObject({
      code: "inventory/unknown",
      places: [{ path: "body.grants[0].areaIds[0]", message: "there is no area atlantis" }],
    });
    expect(await add({ password: "password1234" })).toMatchObject({ status: 422, code: "people/weak-password" });
    expect(await add({ id: "New Person" })).toMatchObject({ status: 400, places: [{ path: "body.id" }] });
    expect(await add({ grants: [{ role: "king" }] })).toMatchObject({ places: [{ path: "body.grants[0].role" }] });
    expect((await send("GET", "/people/new", api.admin)).body).toMatchObject({ code: "people/unknown" });
  });

  test("are listed in pages", async () => {
    for (const id of ["p1", "p2", "p3"]) await api.signedIn(id, []);
    const ids: string[] = [];
    let cursor = "";
    do {
      const { body } = await send("GET", `/people?limit=2${cursor}`, api.admin);
      ids.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.next ? `&cursor=${body.next}` : "";
    } while (cursor !== "");
    expect(ids).toEqual(api.people.accounts(root).map(({ id }) => id));
    expect((await send("GET", "/people?cursor=nonsense", api.admin)).body).toMatchObject({ code: "request/malformed" });
    expect((await send("GET", "/people?limit=0", api.admin)).body).toMatchObject({ places: [{ path: "query.limit" }] });
  });

  test("changed by two at once keep the first change and refuse the second", async () => {
    await api.signedIn("twice", []);
    const [first, second] = await Promise.all([
      send("PATCH", "/people/twice", api.admin, { version: 1, name: "One" }),
      send("PATCH", "/people/twice", api.admin, { version: 1, name: "Two" }),
    ]);
    expect([first.status, second.status]).toEqual([200, 409]);
    expect(second.body.code).toBe("people/changed-meanwhile");
    expect(first.body).toMatchObject({ name: "One", version: 2 });
  });

  test("that are closed lose their sessions and tokens at once and get in again when opened", async () => {
    const headers = await api.signedIn("leaver", [{ role: "viewer" }]);
    const { body } = await send("POST", "/me/tokens", headers, {
      id: "leaver-bot",
      name: "bot",
      grants: [{ role: "viewer" }],
    });
    const bearer = { authorization: `Bearer ${body.secret}` };
    expect((await send("GET", "/me", bearer)).status).toBe(200);
    await send("PATCH", "/people/leaver", api.admin, { version: 1, disabled: true });
    expect((await send("GET", "/me", headers)).status).toBe(401);
    expect((await send("GET", "/me", bearer)).status).toBe(401);
    await send("PATCH", "/people/leaver", api.admin, { version: 2, disabled: false });
    expect((await send("POST", "/sessions", {}, { id: "leaver", password: goodPassword })).status).toBe(201);
  });

  test("get a new password from an administrator, and their sessions end", async () => {
    const headers = await api.signedIn("forgot", []);
    const { body } = await send("POST", "/people/forgot/password", api.admin);
    expect((await send("GET", "/me", headers)).status).toBe(401);
    expect((await send("POST", "/sessions", {}, { id: "forgot", password: goodPassword })).status).toBe(401);
    expect((await send("POST", "/sessions", {}, { id: "forgot", password: body.password })).status).toBe(201);
  });

  test("the last administrator of everything can be neither closed nor demoted, the last but one can", async () => {
    const refused = { status: 409, body: { code: "people/last-administrator" } };
    const { version } = api.people.account(root, "admin");
    expect(await send("PATCH", "/people/admin", api.admin, { version, disabled: true })).toMatchObject(refused);
    const demoted = { version, grants: [{ role: "administrator", areaIds: ["di-an"] }] };
    expect(await send("PATCH", "/people/admin", api.admin, demoted)).toMatchObject(refused);
    const second = await api.signedIn("second", [{ role: "administrator" }]);
    const both = await Promise.all([
      send("PATCH", "/people/admin", second, { version, disabled: true }),
      send("PATCH", "/people/second", api.admin, { version: 1, disabled: true }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await send("PATCH", "/people/admin", second, { version: version + 1, disabled: false });
    api.admin = {
      cookie: `den_session=${(await api.people.signIn({ id: "admin", password: api.password, address: "-" })).secret}`,
    };
  });
});

describe("nobody gives, changes or takes rights that he does not have", () => {
  const inDiAn = [{ role: "administrator" as const, areaIds: ["di-an"] }];
  let local: Headers;
  beforeAll(async () => {
    local = await api.signedIn("local", inDiAn);
    await api.signedIn("ben-cat-staff", [{ role: "districtStaff", areaIds: ["ben-cat"] }]);
  });

  test("an administrator of one area gives rights in it and below, not beside or above", async () => {
    const add = (id: string, areaIds?: string[]) =>
      send("POST", "/people", local, { id, name: id, grants: [{ role: "crew", ...(areaIds ? { areaIds } : {}) }] });
    expect((await add("below", ["di-an-1", "di-an"])).status).toBe(201);
    expect((await add("beside", ["ben-cat"])).body).toMatchObject({
      code: "people/no-power",
      places: [{ path: "body.grants[0]" }],
    });
    expect((await add("above")).body).toMatchObject({ code: "people/no-power" });
  });

  test("and can neither change, close nor reset somebody with rights elsewhere", async () => {
    const refused = { status: 403, body: { code: "people/no-power" } };
    expect(await send("PATCH", "/people/ben-cat-staff", local, { version: 1, grants: [] })).toMatchObject(refused);
    expect(await send("PATCH", "/people/ben-cat-staff", local, { version: 1, disabled: true })).toMatchObject(refused);
    expect(await send("POST", "/people/ben-cat-staff/password", local)).toMatchObject(refused);
    expect(await send("POST", "/people/admin/password", local)).toMatchObject(refused);
  });

  test("and sees the accounts with rights there, above or nowhere yet, and no others", async () => {
    await send("POST", "/people", api.admin, { id: "newcomer", name: "Newcomer", grants: [] });
    const { body } = await send("GET", "/people?limit=1000", local);
    const ids = body.items.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(["admin", "below", "local", "newcomer"]));
    expect(ids).not.toContain("ben-cat-staff");
    expect((await send("GET", "/people/ben-cat-staff", local)).body).toMatchObject({ code: "people/unknown" });
  });

  test("and sees in the audit log what belongs to the area, with all below", async () => {
    const note = (areaId?: string) =>
      api.audit.record({
        at: api.clock.now(),
        personId: "admin",
        personName: "Administrator",
        action: "plans.override",
        ...(areaId ? { areaId } : {}),
        details: {},
      });
    for (const areaId of ["di-an", "di-an-1", "ben-cat", undefined]) await note(areaId);
    const areasSeen = async (headers: Headers, query = "") =>
      (await send("GET", `/audit?action=plans${query}`, headers)).body.items.map(
        (line: { areaId?: string }) => line.areaId,
      );
    expect(await areasSeen(local)).toEqual(["di-an-1", "di-an"]);
    expect(await areasSeen(local, "&areaId=ben-cat")).toEqual([]);
    expect(await areasSeen(api.admin)).toEqual([undefined, "ben-cat", "di-an-1", "di-an"]);
    expect(await areasSeen(api.admin, "&areaId=di-an")).toEqual(["di-an-1", "di-an"]);
  });
});

describe("tokens", () => {
  let owner: Headers;
  const grants = [{ role: "districtStaff" as const, areaIds: ["di-an"] }];
  const make = (rest: object = {}) => send("POST", "/me/tokens", owner, { id: "t", name: "export", grants, ...rest });
  beforeAll(async () => {
    owner = await api.signedIn("owner", grants);
  });

  test("are shown once, act in the owner's name, and end when revoked", async () => {
    const { body, status } = await make();
    expect(status).toBe(201);
    expect(body.secret).toMatch(/^den_[\w-]{43}$/);
    const bearer = { authorization: `Bearer ${body.secret}` };
    expect((await send("GET", "/me", bearer)).body).toMatchObject({
      id: "owner",
      name: "owner (export)",
      powers: ["read", "override", "plan"],
      signIn: { kind: "token", id: "t" },
    });
    expect((await send("GET", "/me/tokens", owner)).body.items).toEqual([
      expect.not.objectContaining({ secret: expect.anything() }),
    ]);
    expect((await make()).body).toMatchObject({ code: "people/taken" });
    expect((await send("DELETE", "/me/tokens/t", api.admin)).body).toMatchObject({ code: "people/unknown" });
    expect((await send("DELETE", "/me/tokens/t", owner)).status).toBe(204);
    expect((await send("GET", "/me", bearer)).status).toBe(401);
  });

  test("cannot have more than their maker, cannot make tokens and cannot change the password", async () => {
    expect((await make({ id: "more", grants: [{ role: "districtStaff" }] })).body).toMatchObject({
      code: "people/no-power",
    });
    expect((await make({ id: "other", grants: [{ role: "crew", areaIds: ["di-an"] }] })).body).toMatchObject({
      code: "people/no-power",
    });
    const { body } = await make({ id: "less", grants: [{ role: "viewer", areaIds: ["di-an-1"] }] });
    const bearer = { authorization: `Bearer ${body.secret}` };
    expect(
      (
        await send("POST", "/me/tokens", bearer, {
          id: "child",
          name: "c",
          grants: [{ role: "viewer", areaIds: ["di-an-1"] }],
        })
      ).body,
    ).toMatchObject({ code: "people/no-power" });
    expect(
      (await send("POST", "/me/password", bearer, { current: goodPassword, next: "mưa rơi trên phố cũ" })).body,
    ).toMatchObject({ code: "people/no-power" });
  });

  test("end at their hour", async () => {
    const { body } = await make({ id: "short", expiresAt: api.clock.now() + 1000 });
    const bearer = { authorization: `Bearer ${body.secret}` };
    api.clock.advanceBy(999);
    expect((await send("GET", "/me", bearer)).status).toBe(200);
    api.clock.advanceBy(1);
    expect((await send("GET", "/me", bearer)).status).toBe(401);
  });

  test("lose what their owner loses", async () => {
    const { body } = await make({ id: "follows" });
    const bearer = { authorization: `Bearer ${body.secret}` };
    await send("PATCH", "/people/owner", api.admin, { version: 1, grants: [{ role: "viewer", areaIds: ["di-an"] }] });
    expect((await send("GET", "/me", bearer)).body).toMatchObject({ grants: [], powers: [] });
  });
});

test("every change of an account is in the audit log with what was before and after", async () => {
  await api.signedIn("seen", []);
  await send("PATCH", "/people/seen", api.admin, { version: 1, name: "Seen", grants: [{ role: "viewer" }] });
  const { body } = await send("GET", "/audit?thingSort=person&thingId=seen", api.admin);
  expect(body.items[0]).toMatchObject({
    personId: "admin",
    action: "people.change",
    result: "done",
    details: { before: { name: "seen", grants: [] }, after: { name: "Seen", grants: [{ role: "viewer" }] } },
  });
  const page = await send("GET", "/audit?action=people&limit=1", api.admin);
  expect(page.body.items).toHaveLength(1);
  const next = await send("GET", `/audit?action=people&limit=1&cursor=${page.body.next}`, api.admin);
  expect(next.body.items[0].sequence).toBeLessThan(page.body.items[0].sequence);
});

test("the audit log is handed out as a file with the same lines, in the form of a spreadsheet of either language", async () => {
  const reader = await api.signedIn("filed", [{ role: "administrator", areaIds: ["di-an"] }]);
  // a name that a spreadsheet would run, and a separator within
  await send("PATCH", "/people/filed", api.admin, { version: 1, name: "=1+1; Lan" });
  const file = (query: string, who = api.admin) => api.app.inject({ url: `/api/v1/audit.csv${query}`, headers: who });
  const answer = await file("?thingSort=person&thingId=filed");
  expect(answer.headers).toMatchObject({ "content-type": "text/csv; charset=utf-8" });
  const [head, ...lines] = answer.body.trimEnd().split("\r\n");
  expect(head).toMatch(/^\uFEFFThời gian;UTC;Ai;/);
  const { items } = (await send("GET", "/audit?thingSort=person&thingId=filed", api.admin)).body;
  expect(lines.map((line) => line.split(";")[4])).toEqual(items.map(({ action }: { action: string }) => action));
  expect(lines[0]).toMatch(
    /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d;[^;]+;[^;]+;admin;people\.change;person;filed;;đã làm;;"\{/,
  );
  expect((await file("?language=en&action=people")).body).toMatch(/^\uFEFFTime,UTC,Who,/);
  // who may read the lines of one area alone finds those, and no others
  const own = (await send("GET", "/audit", reader)).body.items.length;
  expect((await file("", reader)).body.trimEnd().split("\r\n")).toHaveLength(1 + own);
  expect(own).toBeLessThan((await send("GET", "/audit", api.admin)).body.items.length);
  expect((await file("", await api.signedIn("nobody", [{ role: "viewer" }]))).statusCode).toBe(403);
});

test("a long audit log is read page by page, each line once", async () => {
  const entry = { at: api.clock.now(), personId: "admin", personName: "Admin", details: {} };
  await Promise.all(Array.from({ length: 1_203 }, (_, n) => api.audit.record({ ...entry, action: `bench.n${n}` })));
  const { body } = await api.app.inject({ url: "/api/v1/audit.csv?action=bench", headers: api.admin });
  const actions = body
    .trimEnd()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(";")[4]);
  expect(new Set(actions).size).toBe(1_203);
  expect(actions).toHaveLength(1_203);
});
