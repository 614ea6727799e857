/** Puts the API together. The app never listens: `main` does, and tests ask it directly. */
import cookie from "@fastify/cookie";
import fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { Histogram, type Registry } from "prom-client";
import type { After, Clock } from "../clock.ts";
import type { Area } from "../core/inventory/model.ts";
import type { Live } from "../engine/live/live.ts";
import type { Audit } from "../engine/people/audit.ts";
import type { AuditFile } from "../engine/people/audit-file.ts";
import type { People } from "../engine/people/people.ts";
import { guardAccess } from "./access.ts";
import { compressAnswers } from "./compress.ts";
import { sendProblem, sendUnknownRoute } from "./error-handler.ts";
import { describeApi } from "./openapi.ts";
import type { Api, ApiRoutes, ZodTypes } from "./route.ts";
import { auditRoutes } from "./routes/audit.ts";
import { type Health, healthRoutes } from "./routes/health.ts";
import { liveRoutes } from "./routes/live.ts";
import { peopleRoutes } from "./routes/people.ts";
import { signInRoutes } from "./routes/sign-ins.ts";
import { serializeWithZod, validateWithZod } from "./validate.ts";

export const basePath = "/api/v1";

export interface ApiDeps {
  clock: Clock;
  after: After;
  people: People;
  audit: Audit;
  auditFile: AuditFile;
  live: Live;
  /** The tree, by id, as it is now. */
  areas: () => ReadonlyMap<string, Area>;
  health: () => Health;
  metrics: Registry;
  /** Absent: nothing is logged. */
  logger?: FastifyBaseLogger;
  /** Addresses of proxies whose word about the caller's address and TLS is taken. */
  trustedProxies?: readonly string[];
  /** Routes of the other areas, mounted under the base path. */
  routes: readonly ApiRoutes[];
  /** Routes at the root: pages. */
  pages?: readonly ApiRoutes[];
}

/** Bytes of a body; routes that take files say so themselves. */
const bodyLimit = 2 ** 20;
/** ms a client may take to send a request; live streams are answers and not bound by it. */
const requestTimeout = 60_000;

export async function createApi(deps: ApiDeps): Promise<Api> {
  const { logger, trustedProxies = [] } = deps;
  const app: Api = fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    exposeHeadRoutes: false,
    // ids and cursors of ours; longer ones are refused before they are looked at
    routerOptions: { maxParamLength: 400 },
    // a request that cannot even be routed gets the same kind of answer
    frameworkErrors: sendProblem,
  }).withTypeProvider<ZodTypes>();

  app.setValidatorCompiler(validateWithZod);
  app.setSerializerCompiler(serializeWithZod);
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(sendUnknownRoute);
  await app.register(cookie);
  guardAccess(app, deps);
  measure(app, deps.metrics);
  // taken before anything is read: whoever continues the stream from here hears of every later change, some of them twice
  app.addHook("onRequest", async ({ method }, reply) => {
    if (method === "GET") reply.header("live-position", deps.live.position());
  });
  compressAnswers(app);
  app.addHook("onSend", async (_request, reply) => {
    reply.header("x-content-type-options", "nosniff");
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });

  await describeApi(app);
  for (const routes of [signInRoutes(deps), peopleRoutes(deps), auditRoutes(deps), liveRoutes(deps), ...deps.routes])
    await app.register(routes, { prefix: basePath });
  for (const routes of [healthRoutes(deps), ...(deps.pages ?? [])]) await app.register(routes);
  return app;
}

function measure(app: Api, metrics: Registry): void {
  const durations = new Histogram({
    name: "den_http_request_duration_seconds",
    help: "Time from a request to the end of its answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [metrics],
  });
  app.addHook("onResponse", async (request, reply) => {
    // the pattern, not the path: ids would make a time series each
    const route = request.is404 ? "unknown" : (request.routeOptions.url ?? "unknown");
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
}
