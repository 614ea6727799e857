/** The whole wiring as it runs, without a broker: every route there is, asked by everybody who must not get through. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Access } from "../../../controller/api/route.ts";
import type { Controller } from "../../../controller/compose.ts";
import { type Power, powersOf, roles } from "../../../controller/core/people/model.ts";
import { type ComposedAlone, composeAlone } from "../../support/compose-alone.ts";
import { goodPassword } from "../../support/open-api.ts";

interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  power: Access;
}
interface Described {
  security?: unknown;
  "x-power"?: Power;
}

/** Every route, as it describes itself. */
const routes: Route[] = [];
const headersOf: Record<string, { cookie: string }> = {};
let composed: ComposedAlone;
let controller: Controller;

beforeAll(async () => {
  composed = await composeAlone();
  const { admin, signedIn } = composed;
  controller = composed.controller;
  for (const role of ["nothing", ...roles] as const) {
    const id = role.toLowerCase();
    const grants = role === "nothing" ? [] : [{ role }];
    const payload = { id, name: id, grants, password: `${goodPassword} ${randomUUID()}` };
    await controller.api.inject({ method: "POST", url: "/api/v1/people", headers: admin, payload });
    headersOf[role] = await signedIn(id, payload.password);
  }
  const { paths } = controller.api.swagger() as { paths: Record<string, Record<string, Described>> };
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { security, "x-power": power }] of Object.entries(methods))
      routes.push({
        method: method.toUpperCase() as Route["method"],
        url: path.replace(/\{\w+\}/g, "x"),
        power: security ? (power ?? "signedIn") : "anyone",
      });
}, 60_000);
afterAll(() => composed[Symbol.asyncDispose]());

const ask = async ({ method, url }: Route, headers: Record<string, string> = {}) => {
  const answer = await controller.api.inject({ method, url, headers });
  return { status: answer.statusCode, code: answer.json<{ code?: string }>().code };
};

test("every route but health and signing in is refused to strangers", async () => {
  expect(routes.length).toBeGreaterThan(80);
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
  expect(guarded.length).toBeGreaterThan(60);
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
