/** Whether the controller is well: for load balancers and for Prometheus. */
import type { FastifyRequest } from "fastify";
import type { Registry } from "prom-client";
import type { SignIns } from "../../engine/people/sign-ins.ts";
import { ControllerError } from "../../errors.ts";
import { HealthView } from "../health-schemas.ts";
import type { ApiRoutes } from "../route.ts";

/** What can be told to anybody: figures, no names, no addresses. */
export interface Health {
  /** False: the controller cannot do its work, for example because the broker is gone. */
  ok: boolean;
  figures: Record<string, number | boolean | string>;
}

export interface HealthRoutesDeps {
  health: () => Health;
  metrics: Registry;
  people: Pick<SignIns, "recognise">;
}

/** Mounted at the root, where such programs look. */
export function healthRoutes({ health, metrics, people }: HealthRoutesDeps): ApiRoutes {
  return async (app) => {
    app.get(
      "/healthz",
      {
        config: { power: "anyone" },
        schema: {
          tags: ["health"],
          summary: "Is it well",
          description:
            "200 when the controller does its work, 503 when it cannot. Needs no sign-in. Times are EpochMs, sizes bytes; `disk…` is the disk of the data folder.",
          response: { 200: HealthView, 503: HealthView },
        },
      },
      async (_request, reply) => {
        const { ok, figures } = health();
        return reply.code(ok ? 200 : 503).send({ status: ok ? "ok" : "degraded", figures });
      },
    );

    app.get(
      "/metrics",
      {
        config: { power: "anyone", errors: ["people/not-signed-in"] },
        schema: {
          tags: ["health"],
          summary: "Figures for Prometheus",
          description: "Text format. Programs of the same machine need nothing, others an API token as bearer.",
          produces: ["text/plain"],
        },
      },
      async (request, reply) => {
        if (!isLocal(request) && !hasToken(request, people))
          throw new ControllerError("people/not-signed-in", "Metrics are for this machine, or for an API token.");
        return reply.type(metrics.contentType).send(await metrics.metrics());
      },
    );
  };
}

/** A proxy on this machine speaks for somebody else: then the address behind it counts, or nobody is local. */
function isLocal(request: FastifyRequest): boolean {
  const isForwarded = request.headers.forwarded !== undefined || request.headers["x-forwarded-for"] !== undefined;
  return !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? "");
}

function hasToken(request: FastifyRequest, people: Pick<SignIns, "recognise">): boolean {
  const bearer = /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? "")?.[1];
  return bearer !== undefined && people.recognise("token", bearer) !== undefined;
}
