import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { ApiRoutes } from "../../../controller/api/route.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";

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
beforeAll(async () => {
  api = await openApi({ routes: [probe] });
});
afterAll(() => api[Symbol.asyncDispose]());

test("a role with the power gets through", async () => {
  const answer = await api.app.inject({
    url: "/api/v1/probe/7",
    headers: await api.signedIn("staff", [{ role: "districtStaff" }]),
  });
  expect(answer.json()).toEqual({ reached: true });
});

test("an app with a route that does not say who may call it is not built", async () => {
  const forgetful: ApiRoutes = async (app) => {
    app.get("/forgotten", async () => ({}));
  };
  await expect(openApi({ routes: [forgetful] })).rejects.toThrow("GET /api/v1/forgotten does not say who may call it");
});

test("nor is one with an operation that hides from the description, where nobody would look at its rights", async () => {
  const hidden: ApiRoutes = async (app) => {
    app.get("/back-door", { config: { power: "anyone" }, schema: { hide: true } }, async () => ({}));
  };
  await expect(openApi({ routes: [hidden] })).rejects.toThrow("/api/v1/back-door hides itself");
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
