/** Who is calling, and whether the route is for them. Areas are checked by the engines, which know what is meant. */
import type { FastifyRequest } from "fastify";
import type { Clock } from "../clock.ts";
import { may } from "../core/people/model.ts";
import type { SignIn } from "../core/people/sign-in.ts";
import type { Audit } from "../engine/people/audit.ts";
import type { SignIns } from "../engine/people/sign-ins.ts";
import { ControllerError } from "../errors.ts";
import type { Api } from "./route.ts";

export const sessionCookie = "den_session";

export interface AccessDeps {
  people: Pick<SignIns, "recognise">;
  audit: Pick<Audit, "record">;
  clock: Clock;
}

/** Guards every route added afterwards. */
export function guardAccess(app: Api, { people, audit, clock }: AccessDeps): void {
  app.decorateRequest("person");
  app.decorateRequest("signIn");

  app.addHook("onRoute", ({ method, url, config }) => {
    if (config?.power === undefined) throw new Error(`${String(method)} ${url} does not say who may call it`);
  });

  // before the body is read: a stranger cannot make us parse anything
  app.addHook("onRequest", async (request) => {
    const { power } = request.routeOptions.config;
    if (isForeign(request))
      throw new ControllerError(
        "request/foreign-origin",
        "A browser sent this request from another site. Open Den itself and try again.",
        { params: { origin: request.headers.origin ?? "?" } },
      );
    if (request.is404 || power === "anyone") return;
    const signIn = recognise(request, people);
    if (!signIn)
      throw new ControllerError("people/not-signed-in", "You are not signed in, or your session has ended. Sign in.");
    request.signIn = signIn;
    request.person = signIn.person;
    // a route without a word about it cannot exist (see above); if it did, nobody would get in
    if (power === undefined || (power !== "signedIn" && !may(signIn.person, power)))
      throw new ControllerError(
        "people/no-power",
        `Your role does not have the power "${power}". Ask an administrator.`,
        {
          params: { power: power ?? "?" },
        },
      );
  });

  // an attempt to do what one may not is worth a line, a look is not
  app.addHook("onError", async (request, _reply, error) => {
    const refusals: readonly string[] = ["people/no-power", "people/outside-area"];
    if (!refusals.includes(error.code) || isSafe(request) || request.person === undefined) return;
    await audit.record({
      at: clock.now(),
      personId: request.person.id,
      personName: request.person.name,
      action: "api.call",
      result: "refused",
      details: { method: request.method, path: request.url.split("?", 1)[0], code: error.code, reason: error.message },
    });
  });
}

function recognise(request: FastifyRequest, people: Pick<SignIns, "recognise">): SignIn | undefined {
  const bearer = /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? "")?.[1];
  if (request.headers.authorization !== undefined) return (bearer && people.recognise("token", bearer)) || undefined;
  const cookie = request.cookies[sessionCookie];
  return cookie === undefined ? undefined : people.recognise("session", cookie);
}

function isSafe({ method }: FastifyRequest): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/**
 * Whether a page of another site sends this in the name of whoever looks at it. SameSite=Strict keeps the cookie from
 * such requests already; this also holds for a neighbour on the same registered domain, and for signing in.
 * Programs send neither header and are let through: what they have, they have not from a browser.
 */
function isForeign(request: FastifyRequest): boolean {
  if (isSafe(request) || request.headers.authorization !== undefined) return false;
  const { origin } = request.headers;
  if (origin !== undefined) return URL.parse(origin)?.host !== request.host;
  const site = request.headers["sec-fetch-site"];
  return site === "cross-site" || site === "same-site";
}
