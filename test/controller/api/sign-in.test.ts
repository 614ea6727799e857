import { afterAll, beforeAll, expect, test } from "vitest";
import { goodPassword, type OpenApi, openApi } from "../../support/open-api.ts";

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const signIn = (id: string, password: string, headers = {}) =>
  api.app.inject({ method: "POST", url: "/api/v1/sessions", payload: { id, password }, headers });
const me = (headers: Record<string, string>) => api.app.inject({ url: "/api/v1/me", headers });

test("the first administrator signs in with the password shown at the first start and is told to change it", async () => {
  const answer = await signIn("admin", api.password);
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({ id: "admin", passwordIsInitial: true, signIn: { kind: "session" } });
  expect(await api.people.firstAdministrator()).toBeUndefined();
});

test("a first password that was lost with its screen is drawn anew at the next start, until somebody has signed in", async () => {
  await using fresh = await openApi({ signInFirst: false });
  const again = await fresh.people.firstAdministrator();
  expect(again?.password).not.toBe(fresh.password);
  const attempt = (password: string) => fresh.people.signIn({ id: "admin", password, address: "-" });
  await expect(attempt(fresh.password)).rejects.toMatchObject({ code: "people/wrong-credentials" });
  await attempt(again?.password ?? "");
  expect(await fresh.people.firstAdministrator()).toBeUndefined();
});

test("the session cookie is out of reach of scripts and of other sites, and secure where there is TLS", async () => {
  const plain = (await signIn("admin", api.password)).cookies[0];
  expect(plain).toMatchObject({ name: "den_session", httpOnly: true, sameSite: "Strict", path: "/", maxAge: 604_800 });
  expect(plain?.secure).toBeUndefined();
  await using behindProxy = await openApi({ trustedProxies: ["127.0.0.1"] });
  const secure = await behindProxy.app.inject({
    method: "POST",
    url: "/api/v1/sessions",
    payload: { id: "admin", password: behindProxy.password },
    headers: { "x-forwarded-proto": "https" },
  });
  expect(secure.cookies[0]).toMatchObject({ secure: true });
});

test("an unknown name, a wrong password and a closed account get the same answer", async () => {
  await api.signedIn("closed", []);
  await api.app.inject({
    method: "PATCH",
    url: "/api/v1/people/closed",
    headers: api.admin,
    payload: { version: 1, disabled: true },
  });
  const answers = await Promise.all([
    signIn("nobody", "wrong"),
    signIn("admin", "wrong"),
    signIn("closed", goodPassword),
  ]);
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(answers[0]?.json()).toMatchObject({ status: 401, code: "people/wrong-credentials" });
});

test("after five wrong passwords the sixth has to wait, twice as long each time, and elsewhere the owner still gets in", async () => {
  await api.signedIn("hoa", []);
  for (let attempt = 0; attempt < 5; attempt++) expect((await signIn("hoa", "wrong")).statusCode).toBe(401);
  const refused = await signIn("hoa", goodPassword);
  expect(refused.json()).toMatchObject({ code: "request/rate", params: { seconds: 1 } });
  expect(refused.headers["retry-after"]).toBe("1");
  api.clock.advanceBy(1000);
  expect((await signIn("hoa", "wrong")).statusCode).toBe(401);
  expect((await signIn("hoa", "wrong")).json()).toMatchObject({ params: { seconds: 2 } });
  const elsewhere = await api.people.signIn({ id: "hoa", password: goodPassword, address: "10.0.0.9" });
  expect(elsewhere.signIn.person.id).toBe("hoa");
});

test("a thousand attempts at once are a thousand", async () => {
  await api.signedIn("many", []);
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn("many", "wrong")));
  expect(answers.filter(({ statusCode }) => statusCode === 401).length).toBe(5);
  expect(answers.filter(({ statusCode }) => statusCode === 429).length).toBe(15);
});

test("a session ends by signing out, after 12 h of silence, and after 7 days at the latest", async () => {
  await using own = await openApi();
  const ask = (headers: Record<string, string>) => own.app.inject({ url: "/api/v1/me", headers });
  const out = await own.signedIn("out", []);
  await own.app.inject({ method: "DELETE", url: "/api/v1/sessions/current", headers: out });
  expect((await ask(out)).json()).toMatchObject({ status: 401, code: "people/not-signed-in" });

  const idle = await own.signedIn("idle", []);
  const busy = await own.signedIn("busy", []);
  const hour = 3_600_000;
  own.clock.advanceBy(11 * hour);
  expect((await ask(busy)).statusCode).toBe(200);
  own.clock.advanceBy(hour);
  expect((await ask(idle)).statusCode).toBe(401);
  for (let hours = 12; hours < 7 * 24 - 6; hours += 6) {
    expect((await ask(busy)).statusCode).toBe(200);
    own.clock.advanceBy(6 * hour);
  }
  own.clock.advanceBy(6 * hour);
  expect((await ask(busy)).statusCode).toBe(401);
});

test("changing one's password asks for the old one, refuses a weak one, and ends the other sessions", async () => {
  const here = await api.signedIn("lan", []);
  const { secret } = await api.people.signIn({ id: "lan", password: goodPassword, address: "10.0.0.1" });
  const change = (current: string, next: string) =>
    api.app.inject({ method: "POST", url: "/api/v1/me/password", headers: here, payload: { current, next } });
  expect((await change("wrong", "một mật khẩu thật dài")).json()).toMatchObject({ code: "people/wrong-credentials" });
  expect((await change(goodPassword, "matkhau12345")).json()).toMatchObject({
    status: 422,
    code: "people/weak-password",
  });
  expect((await change(goodPassword, "mưa rơi trên phố cũ")).statusCode).toBe(204);
  expect((await me(here)).json()).toMatchObject({ passwordIsInitial: false });
  expect((await me({ cookie: `den_session=${secret}` })).statusCode).toBe(401);
  // ấ as one character or as three is the same password
  expect((await signIn("lan", "mưa rơi trên phố cũ".normalize("NFD"))).statusCode).toBe(201);
});

test("a page of another site can neither sign in nor act with the cookie; programs without an origin can", async () => {
  const act = (headers: Record<string, string>) =>
    api.app.inject({ method: "DELETE", url: "/api/v1/me/tokens/none", headers: { ...api.admin, ...headers } });
  const code = async (answer: ReturnType<typeof act>) => (await answer).json<{ code: string }>().code;
  expect(await code(act({ origin: "https://evil.example" }))).toBe("request/foreign-origin");
  expect(await code(act({ origin: "null" }))).toBe("request/foreign-origin");
  expect(await code(act({ "sec-fetch-site": "same-site" }))).toBe("request/foreign-origin");
  expect(await code(act({ origin: "http://den.local:8080", host: "den.local:8080" }))).toBe("people/unknown");
  expect(await code(act({}))).toBe("people/unknown");
  const foreign = await signIn("admin", api.password, { origin: "https://evil.example" });
  expect(foreign.json()).toMatchObject({ status: 403, code: "request/foreign-origin" });
});

test("secrets are nowhere in the database", async () => {
  const { secret } = await api.people.signIn({ id: "admin", password: api.password, address: "127.0.0.1" });
  const tables = ["people", "sessions", "tokens", "audit"] as const;
  const db = api.db.withTables<Record<(typeof tables)[number], Record<string, unknown>>>();
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  const text = JSON.stringify(rows);
  expect(text).toContain("$argon2id$v=19$");
  for (const hidden of [secret, api.password, goodPassword]) expect(text).not.toContain(hidden);
});
