/** Every error that leaves the API, as problem+json (RFC 9457). */
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { ControllerError, errorCodes } from "../errors.ts";
import { inVietnamese, messages } from "./messages.ts";
import { statusOf } from "./statuses.ts";

/** The body of an error. `code` is stable; sentences are for people and may be reworded. */
export const problem = z
  .object({
    type: z.string().describe("Where the error is explained: a reference to this API's page."),
    title: z.string().describe("The kind of error, in English."),
    titleVi: z.string().describe("The kind of error, in Vietnamese."),
    status: z.int().describe("HTTP status."),
    code: z.enum(errorCodes).describe("Stable name of the error, for programs."),
    detail: z.string().describe("What happened and what to do, in English."),
    detailVi: z.string().describe("What happened and what to do, in Vietnamese."),
    params: z.record(z.string(), z.union([z.string(), z.number()])).describe("Values the sentences name."),
    places: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          messageVi: z.exactOptional(z.string()),
          code: z.exactOptional(z.enum(errorCodes)),
        }),
      )
      .describe("Each offending place of the request."),
  })
  .meta({ title: "Problem", description: "What went wrong (RFC 9457)." });
export type Problem = z.infer<typeof problem>;

export function asProblem(error: ControllerError): Problem {
  const { title, titleVi } = messages[error.code];
  return {
    type: `/api/v1/#${error.code}`,
    title,
    titleVi,
    status: statusOf[error.code],
    code: error.code,
    detail: error.message,
    detailVi: inVietnamese(error.code, error.params),
    params: error.params,
    places: error.places,
  };
}

export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = thrown instanceof ControllerError ? thrown : ofFramework(thrown as FastifyError, request);
  const body = asProblem(error);
  if (body.status >= 500) request.log.error({ err: thrown, code: error.code }, error.message);
  if (body.status === 401) reply.header("www-authenticate", 'Bearer realm="den"');
  if (error.code === "request/rate" && error.params.seconds !== undefined)
    reply.header("retry-after", error.params.seconds);
  // serialised here: a route's response schemas describe its successes
  return reply.status(body.status).type("application/problem+json").serializer(JSON.stringify).send(body);
}

export function sendUnknownRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split("?", 1)[0] ?? "";
  const error = new ControllerError(
    "request/unknown-route",
    `There is nothing at ${request.method} ${path}. The operations are listed at /api/v1/.`,
    { params: { method: request.method, path } },
  );
  return sendProblem(error, request, reply);
}

/** What fastify refuses before a handler runs, in our words; everything else is a fault of ours, told without its text. */
function ofFramework(error: FastifyError, request: FastifyRequest): ControllerError {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE": {
      const limit = request.routeOptions.bodyLimit ?? 0;
      return new ControllerError("request/too-large", `The body is larger than ${limit} bytes. Send it in parts.`, {
        params: { limit },
      });
    }
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE": {
      const type = request.headers["content-type"] ?? "none";
      return new ControllerError(
        "request/unsupported-type",
        `Content type ${type} is not accepted here. Send application/json.`,
        { params: { type } },
      );
    }
    default:
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return new ControllerError("request/malformed", error.message, { cause: error });
  return new ControllerError(
    "internal",
    `Something went wrong here. It was written to the log as incident ${request.id}; tell your administrator.`,
    { cause: error, params: { incident: String(request.id) } },
  );
}
