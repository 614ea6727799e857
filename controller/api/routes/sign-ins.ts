/** Signing in and out, one's own password and tokens. */
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { heldPowers, powersWithin } from "../../core/people/grants.ts";
import { powers } from "../../core/people/model.ts";
import { type SignIn, sessionTotalLimit } from "../../core/people/sign-in.ts";
import type { People } from "../../engine/people/people.ts";
import { sessionCookie } from "../access.ts";
import { pageFrom, pageOf, pageQuery } from "../page.ts";
import { account, at, byId, copyGrants, grants, id, name, noContent, typedPassword } from "../person-schemas.ts";
import type { ApiRoutes } from "../route.ts";

export const me = account.pick({ id: true, name: true, grants: true, passwordIsInitial: true }).extend({
  powers: z.array(z.enum(powers)).describe("What the grants allow somewhere."),
  held: z
    .array(z.object({ power: z.enum(powers), areaIds: z.exactOptional(z.array(z.string())) }))
    .describe("The same with where: in these areas and all below; without areas everywhere."),
  signIn: z.object({
    kind: z.enum(["session", "token"]),
    id: z.string(),
    endsAt: z.exactOptional(at).describe("When it ends if nothing happens; absent: never by itself."),
  }),
});
export const token = z.object({
  id,
  name,
  grants,
  createdAt: at,
  expiresAt: z.exactOptional(at),
});

export function signInRoutes({ people }: { people: People }): ApiRoutes {
  function describeMe(signIn: SignIn): z.input<typeof me> {
    const { person, kind } = signIn;
    const endsAt = people.endsAt(signIn);
    return {
      id: person.id,
      name: person.name,
      grants: copyGrants(person.grants),
      passwordIsInitial: people.account(person, person.id).passwordIsInitial,
      powers: [...powersWithin(person.grants)],
      held: heldPowers(person.grants).map(({ power, areaIds }) => ({
        power,
        ...(areaIds && { areaIds: [...areaIds] }),
      })),
      signIn: { kind, id: signIn.id, ...(endsAt === Number.POSITIVE_INFINITY ? {} : { endsAt }) },
    };
  }

  /**
   * Lax would send it along from links on other sites; a console is opened from a bookmark and needs no such favour.
   * The browser keeps it as long as a session can last; when it ends sooner, that is known here.
   */
  function setCookie(reply: FastifyReply, secret: string): void {
    reply.setCookie(sessionCookie, secret, {
      path: "/",
      httpOnly: true,
      sameSite: "strict",
      secure: reply.request.protocol === "https",
      maxAge: sessionTotalLimit / 1000,
    });
  }

  return async (app) => {
    app.post(
      "/sessions",
      {
        config: { power: "anyone", errors: ["people/wrong-credentials", "request/rate"] },
        schema: {
          tags: ["people"],
          summary: "Sign in",
          description:
            "Opens a session and sets its cookie (HttpOnly, SameSite=Strict). It ends after 12 h without a request and after 7 days at the latest. After five wrong passwords each further attempt has to wait, twice as long every time.",
          body: z.strictObject({ id: z.string().min(1).max(100), password: typedPassword }),
          response: { 201: me },
        },
      },
      async (request, reply) => {
        const { secret, signIn } = await people.signIn({ ...request.body, address: request.ip });
        setCookie(reply, secret);
        return reply.code(201).send(describeMe(signIn));
      },
    );

    app.delete(
      "/sessions/current",
      {
        config: { power: "signedIn" },
        schema: {
          tags: ["people"],
          summary: "Sign out",
          description: "Ends this session and its live streams. A token is not ended by this: revoke it.",
          response: { 204: noContent },
        },
      },
      async (request, reply) => {
        await people.signOut(request.signIn);
        return reply.clearCookie(sessionCookie, { path: "/" }).code(204).send(null);
      },
    );

    app.get(
      "/me",
      {
        config: { power: "signedIn" },
        schema: {
          tags: ["people"],
          summary: "Who am I",
          description: "The signed-in person with grants and powers, and how this sign-in ends.",
          response: { 200: me },
        },
      },
      async (request) => describeMe(request.signIn),
    );

    app.post(
      "/me/password",
      {
        config: {
          power: "signedIn",
          errors: ["people/wrong-credentials", "people/weak-password", "people/no-power", "request/rate"],
        },
        schema: {
          tags: ["people"],
          summary: "Change one's own password",
          description: "Asks for the current one. All other sessions of the person end; tokens go on.",
          body: z.strictObject({ current: typedPassword, next: typedPassword }),
          response: { 204: noContent },
        },
      },
      async (request, reply) => {
        const { current, next } = request.body;
        await people.changeOwnPassword(request.signIn, current, next, request.ip);
        return reply.code(204).send(null);
      },
    );

    app.get(
      "/me/tokens",
      {
        config: { power: "signedIn" },
        schema: {
          tags: ["people"],
          summary: "List one's own tokens",
          description: "Tokens that are not revoked, without their secrets.",
          querystring: z.strictObject(pageQuery),
          response: { 200: pageOf(token) },
        },
      },
      async (request) => {
        const page = pageFrom(people.tokensOf(request.person.id), request.query, (item) => item.id);
        return { ...page, items: page.items.map((item) => ({ ...item, grants: copyGrants(item.grants) })) };
      },
    );

    app.post(
      "/me/tokens",
      {
        config: { power: "signedIn", errors: ["people/taken", "people/no-power"] },
        schema: {
          tags: ["people"],
          summary: "Make a token for a program",
          description:
            "The secret is shown once; send it as `Authorization: Bearer den_…`. A token never has more rights than its maker has at that moment, and ends with the account. Tokens cannot make tokens.",
          body: z.strictObject({
            id,
            name: name.describe("Which program it is for; shown beside the person's name."),
            grants: grants.min(1),
            expiresAt: z.exactOptional(at).describe("EpochMs; absent: until it is revoked."),
          }),
          response: { 201: token.extend({ secret: z.string() }) },
        },
      },
      async (request, reply) => {
        const { token: made, secret } = await people.createToken(request.signIn, request.body);
        return reply.code(201).send({ ...made, grants: copyGrants(made.grants), secret });
      },
    );

    app.delete(
      "/me/tokens/:id",
      {
        config: { power: "signedIn", errors: ["people/unknown"] },
        schema: {
          tags: ["people"],
          summary: "Revoke a token",
          description: "It is refused from the next request on and its live streams end.",
          params: byId,
          response: { 204: noContent },
        },
      },
      async (request, reply) => {
        await people.revokeToken(request.person, request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
}
