import { afterAll, beforeAll, expect, test } from "vitest";
import { viewRoutes } from "../../../controller/api/routes/views.ts";
import { viewLimits } from "../../../controller/core/people/views.ts";
import { createViews, type Views } from "../../../controller/engine/people/views.ts";
import { createViewStore } from "../../../controller/stores/views.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";

let api: OpenApi;
let lan: { cookie: string };
let minh: { cookie: string };
beforeAll(async () => {
  // the database comes with the API
  const views = () => createViews({ store: createViewStore(api.db) });
  const later: Views = { of: (...asked) => views().of(...asked), keep: (...asked) => views().keep(...asked) };
  api = await openApi({ routes: [viewRoutes({ views: later })] });
  // a view belongs to whoever is signed in, whatever he may do
  lan = await api.signedIn("lan", []);
  minh = await api.signedIn("minh", []);
});
afterAll(() => api[Symbol.asyncDispose]());

const read = (headers: Record<string, string>, list = "lamps") =>
  api.app.inject({ url: `/api/v1/me/views/${list}`, headers });
const keep = (headers: Record<string, string>, version: number, views: object[], list = "lamps") =>
  api.app.inject({ method: "PUT", url: `/api/v1/me/views/${list}`, headers, payload: { version, views } });
const view = (name: string) => ({ name, values: { use: "road" } });

test("views follow the person from machine to machine, and nobody else sees them", async () => {
  expect((await read(lan)).json()).toEqual({ version: 0, views: [] });
  expect((await keep(lan, 0, [view(" Đèn đường ")])).json()).toEqual({ version: 1, views: [view("Đèn đường")] });
  const elsewhere = await api.people.signIn({ id: "lan", password: "chín cây cầu bắc qua sông", address: "-" });
  expect((await read({ cookie: `den_session=${elsewhere.secret}` })).json()).toMatchObject({ version: 1 });
  expect((await read(minh)).json()).toEqual({ version: 0, views: [] });
});

test("what was saved from another machine meanwhile is not written over", async () => {
  await keep(minh, 0, [view("a")]);
  const late = await keep(minh, 0, [view("b")]);
  expect([late.statusCode, late.json().code]).toEqual([409, "people/changed-meanwhile"]);
  expect((await keep(minh, 1, [])).json()).toEqual({ version: 2, views: [] });
});

test("a name twice, too many views, names and lists are refused", async () => {
  const statusOf = async (views: object[], list?: string) => (await keep(lan, 0, views, list)).statusCode;
  expect(await statusOf([view("x"), view("x ")], "jobs")).toBe(400);
  const many = Array.from({ length: viewLimits.views + 1 }, (_, n) => view(`v${n}`));
  expect(await statusOf(many, "jobs")).toBe(400);
  expect(await statusOf([view("x".repeat(viewLimits.name + 1))], "jobs")).toBe(400);
  expect(await statusOf([{ name: "x", values: { q: "y".repeat(viewLimits.bytes) } }], "jobs")).toBe(413);
  expect(await statusOf([], "No List")).toBe(400);
  for (let n = 1; n < viewLimits.lists; n++) expect(await statusOf([], `list-${n}`)).toBe(200);
  expect(await statusOf([], "one-more")).toBe(413);
});
