/** The API's description as an OpenAPI 3.1 document, made from the same schemas that check the requests. */
import swagger from "@fastify/swagger";
import type { FastifySchema, RouteOptions } from "fastify";
import { z } from "zod";
import type { ErrorCode } from "../errors.ts";
import { renderApiPage } from "./api-page.ts";
import { problem } from "./error-handler.ts";
import { messages } from "./messages.ts";
import type { Access, Api } from "./route.ts";
import { statusOf } from "./statuses.ts";

/** Words of an operation; every route has them. */
interface Described extends FastifySchema {
  summary?: string;
  description?: string;
  tags?: readonly string[];
  /** Media types of the answer when it is no JSON. */
  produces?: readonly string[];
}

const introduction = `Sign in with \`POST /api/v1/sessions\` (a cookie) or send an API token as \`Authorization: Bearer den_…\`.
Times are integer milliseconds since 1970 UTC. Ids are chosen by the caller. Lists are read page by page with \`limit\` and \`cursor\`.
Errors are \`application/problem+json\` with a stable \`code\` and sentences in English and Vietnamese.`;

/** Collects every route added afterwards and serves the document and its page. */
export async function describeApi(app: Api): Promise<void> {
  // pages may be left out of the document, operations may not: what is not described is not checked by anybody
  app.addHook("onRoute", ({ url, schema }) => {
    if ((schema as { hide?: boolean } | undefined)?.hide && url.startsWith("/api/"))
      throw new Error(`${url} hides itself`);
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Den", version: "1", description: introduction },
      tags: [
        { name: "inventory", description: "Areas, supply, roads, lamps, devices and groups." },
        { name: "orders", description: "Overrides, work locks, isolations and emergencies." },
        { name: "jobs", description: "What became of an order, lamp by lamp." },
        { name: "fleet", description: "What each device last said, and why a lamp gives the light it gives." },
        { name: "telemetry", description: "What was measured." },
        { name: "live", description: "What changes, as it changes." },
        { name: "people", description: "Signing in, accounts, tokens and the audit log." },
        { name: "health", description: "For machines that watch this one." },
        { name: "api", description: "This description." },
      ],
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "den_session" },
          token: { type: "http", scheme: "bearer" },
        },
        schemas: { Problem: toJsonSchema(problem, "output") as never },
      },
    },
    convertConstToEnum: false,
    transform: ({ schema, url, route }) => ({ schema: describeRoute(schema as Described, route) as never, url }),
  });

  let page: string | undefined;
  // routes do not change once the app is ready
  const pageOnce = () => (page ??= renderApiPage(app.swagger() as never));
  // a quarter of a second of work for a hundred operations: spent at the start, not while lamps wait
  app.addHook("onListen", async () => void pageOnce());
  await app.register(
    async (routes: Api) => {
      routes.get(
        "/openapi.json",
        {
          config: { power: "signedIn" },
          schema: {
            tags: ["api"],
            summary: "This API as OpenAPI 3.1",
            description: "For programs that generate clients.",
            response: { 200: z.record(z.string(), z.unknown()) },
          },
        },
        async () => ({ ...app.swagger() }),
      );
      routes.get(
        "/",
        {
          config: { power: "signedIn" },
          schema: {
            tags: ["api"],
            summary: "This API as a page",
            description: "For people: every operation with its parameters, bodies and errors.",
            produces: ["text/html"],
          },
        },
        async (_request, reply) =>
          reply
            .type("text/html; charset=utf-8")
            .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
            .send(pageOnce()),
      );
    },
    { prefix: "/api/v1" },
  );
}

function describeRoute(schema: Described | undefined, { config }: RouteOptions): Record<string, unknown> {
  const { body, querystring, params, headers, response, produces, ...words } = schema ?? {};
  return {
    ...words,
    ...(config?.power === "anyone" ? {} : { security: [{ session: [] }, { token: [] }] }),
    ...(isPower(config?.power) ? { "x-power": config?.power } : {}),
    ...(body ? { body: toJsonSchema(body, "input") } : {}),
    ...(querystring ? { querystring: toJsonSchema(querystring, "input") } : {}),
    ...(params ? { params: toJsonSchema(params, "input") } : {}),
    ...(headers ? { headers: toJsonSchema(headers, "input") } : {}),
    response: { ...successes(response, produces), ...failures(schema ?? {}, config) },
  };
}

function successes(response: unknown, produces: readonly string[] | undefined): Record<string, unknown> {
  if (produces)
    return {
      200: {
        description: "Success.",
        content: Object.fromEntries(produces.map((type) => [type, { schema: { type: "string" } }])),
      },
    };
  return Object.fromEntries(
    Object.entries((response ?? {}) as Record<string, z.ZodType>).map(([status, body]) => [
      status,
      { description: Number(status) < 400 ? "Success." : "Not now.", ...toJsonSchema(body, "output") },
    ]),
  );
}

/** What every route of its kind can answer, and what it names itself, by status. */
function failures(schema: Described, config: RouteOptions["config"]): Record<string, unknown> {
  const codes = new Set<ErrorCode>(config?.errors);
  if (schema.body || schema.querystring || schema.params) codes.add("request/malformed");
  if (schema.body) codes.add("request/too-large").add("request/unsupported-type").add("request/foreign-origin");
  if (config?.power !== "anyone") codes.add("people/not-signed-in");
  if (isPower(config?.power)) codes.add("people/no-power");
  const byStatus = Map.groupBy([...codes].sort(), (code) => statusOf[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => `\`${code}\`: ${messages[code].title}.`).join("\n"),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

function isPower(access: Access | undefined): boolean {
  return access !== undefined && access !== "anyone" && access !== "signedIn";
}

function toJsonSchema(schema: unknown, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema as z.ZodType, { io, unrepresentable: "any", reused: "inline" });
  return rest;
}
