import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Access, ApiRoutes } from "../../../controller/api/route.ts";
import { type Power, powersOf, roles } from "../../../controller/core/people/model.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";

interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  power: Access;
}
interface Described {
  security?: unknown;
  "x-power"?: Power;
}

/** Every route of the app, as it describes itself. */
const routes: Route[] = [];
const probe: ApiRoutes = async (app) => {
  app.get(
    "/probe/:id",
    {
      config: { power: "override" },
      schema: { summary: "Probe", description: "Probe.", params: z.object({ id: z.string() }) },
    },
    async () => ({ reached: true }),
  );
};

let api: OpenApi;
const headersOf: Record<string, { cookie: string }> = {};
beforeAll(async () => {
  api = await openApi({ routes: [probe] });
  for (const role of roles) headersOf[role] = await api.signedIn(role.toLowerCase(), [{ role }]);
  headersOf.nothing = await api.signedIn("nothing", []);
  await api.app.ready();
  const { paths } = api.app.swagger() as { paths: Record<string, Record<string, Described>> };
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { security, "x-power": power }] of Object.entries(methods))
      routes.push({
        method: method.toUpperCase() as Route["method"],
        url: path.replace(/\{\w+\}/g, "x"),
        power: security ? (power ?? "signedIn") : "anyone",
      });
});
afterAll(() => api[Symbol.asyncDispose]());

const ask = async ({ method, url }: Route, headers: Record<string, string> = {}) => {
  const answer = await api.app.inject({ method, url, headers });
  return { status: answer.statusCode, code: answer.json<{ code?: string }>().code };
};

test("every route but health and signing in is refused to strangers", async () => {
  expect(routes.length).toBeGreaterThan(12);
  const open = routes.filter(({ power }) => power === "anyone");
  expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
    "GET /healthz",
    "GET /metrics",
    "POST /api/v1/sessions",
  ]);
  for (const route of routes.filter(({ power }) => power !== "anyone")) {
    const strangers = [
      {},
      { cookie: "den_session=guess" },
      { authorization: "Bearer den_guess" },
      { authorization: "Basic YTpi" },
    ];
    for (const headers of strangers)
      expect([route.url, await ask(route, headers)]).toEqual([
        route.url,
        { status: 401, code: "people/not-signed-in" },
      ]);
  }
});

test("every route that needs a power is refused to each role without it", async () => {
  const guarded = routes.filter(({ power }) => power !== "anyone" && power !== "signedIn");
  expect(guarded.length).toBeGreaterThan(5);
  for (const route of guarded)
    for (const role of ["nothing", ...roles] as const) {
      const powers: readonly unknown[] = role === "nothing" ? [] : powersOf[role];
      if (powers.includes(route.power)) continue;
      expect([role, route.url, await ask(route, headersOf[role])]).toEqual([
        role,
        route.url,
        { status: 403, code: "people/no-power" },
      ]);
    }
});

test("a role with the power gets through", async () => {
  const answer = await api.app.inject({ url: "/api/v1/probe/7", headers: headersOf.districtStaff ?? {} });
  expect(answer.json()).toEqual({ reached: true });
});

test("an app with a route that does not say who may call it is not built", async () => {
  const forgetful: ApiRoutes = async (app) => {
    app.get("/forgotten", async () => ({}));
  };
  await expect(openApi({ routes: [forgetful] })).rejects.toThrow("GET /api/v1/forgotten does not say who may call it");
});

test("a refused attempt to change something is written down, a refused look is not", async () => {
  const viewer = await api.signedIn("onlooker", [{ role: "viewer" }]);
  await api.app.inject({ url: "/api/v1/people", headers: viewer });
  await api.app.inject({ method: "POST", url: "/api/v1/people/admin/password", headers: viewer });
  const answer = await api.app.inject({ url: "/api/v1/audit?personId=onlooker&action=api", headers: api.admin });
  expect(answer.json()).toMatchObject({
    items: [
      {
        personName: "onlooker",
        action: "api.call",
        result: "refused",
        details: { method: "POST", path: "/api/v1/people/admin/password", code: "people/no-power" },
      },
    ],
  });
  expect(answer.json().items).toHaveLength(1);
});

test("metrics are for this machine or a token, also when a proxy of this machine asks for a stranger", async () => {
  const stranger = { "x-forwarded-for": "203.0.113.7" };
  expect((await api.app.inject("/metrics")).body).toContain("den_http_request_duration_seconds");
  expect((await api.app.inject({ url: "/metrics", remoteAddress: "203.0.113.7" })).statusCode).toBe(401);
  expect((await api.app.inject({ url: "/metrics", headers: stranger })).statusCode).toBe(401);
});

test("health needs nobody", async () => {
  const answer = await api.app.inject({ url: "/healthz", remoteAddress: "203.0.113.7" });
  expect([answer.statusCode, answer.json()]).toEqual([200, { status: "ok", figures: { devices: 0 } }]);
});
