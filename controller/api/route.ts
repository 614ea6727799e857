/** What a file of routes is written against: the app's type, who may call a route, and who is calling. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, FastifyTypeProvider, RawServerDefault } from "fastify";
import type { z } from "zod";
import type { Person, Power } from "../core/people/model.ts";
import type { SignIn } from "../core/people/sign-in.ts";
import type { ErrorCode } from "../errors.ts";

/** Handlers get what their zod schemas give out and return what their response schemas take. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this["schema"] extends z.ZodType ? z.output<this["schema"]> : unknown;
  serializer: this["schema"] extends z.ZodType ? z.input<this["schema"]> : unknown;
}

export type Api = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypes>;

/** The routes of one area: `inventoryRoutes(deps)` gives this, `createApi` mounts it under `/api/v1`. */
export type ApiRoutes = (app: Api) => Promise<void>;

/** A power somewhere (where is the engine's business), any signed-in person, or whoever comes. */
export type Access = Power | "signedIn" | "anyone";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Who may call it. A route that does not say is refused when the app is built. */
    power?: Access;
    /** Codes this route can answer beyond those every route can, for its description. */
    errors?: readonly ErrorCode[];
  }
  interface FastifyRequest {
    /** Who asks; set on every route but those for `anyone`. */
    person: Person;
    /** By which session or token. */
    signIn: SignIn;
  }
}
