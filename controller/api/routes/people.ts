/** The accounts of people, for those who manage them. */
import { z } from "zod";
import type { People } from "../../engine/people/people.ts";
import { pageFrom, pageOf, pageQuery } from "../page.ts";
import { account, byId, grants, id, name, told, typedPassword } from "../person-schemas.ts";
import type { ApiRoutes } from "../route.ts";

export function peopleRoutes({ people }: { people: People }): ApiRoutes {
  return async (app) => {
    app.get(
      "/people",
      {
        config: { power: "people" },
        schema: {
          tags: ["people"],
          summary: "List accounts",
          description: "Accounts with rights in areas of yours, closed ones included, ascending by id.",
          querystring: z.strictObject(pageQuery),
          response: { 200: pageOf(account) },
        },
      },
      async (request) => {
        const page = pageFrom(people.accounts(request.person), request.query, (item) => item.id);
        return { ...page, items: page.items.map(told) };
      },
    );

    app.get(
      "/people/:id",
      {
        config: { power: "people", errors: ["people/unknown"] },
        schema: {
          tags: ["people"],
          summary: "Read an account",
          description: "One account with its grants and version.",
          params: byId,
          response: { 200: account },
        },
      },
      async (request) => told(people.account(request.person, request.params.id)),
    );

    app.post(
      "/people",
      {
        config: {
          power: "people",
          errors: ["people/taken", "people/weak-password", "inventory/unknown"],
        },
        schema: {
          tags: ["people"],
          summary: "Create an account",
          description:
            "Without a password one is drawn and shown once. Nobody can give rights that he does not have himself.",
          body: z.strictObject({ id, name, grants, password: z.exactOptional(typedPassword) }),
          response: {
            201: account.extend({ password: z.exactOptional(z.string()).describe("The drawn one, shown once.") }),
          },
        },
      },
      async (request, reply) => {
        const { account: made, password } = await people.addAccount(request.person, request.body);
        return reply.code(201).send({ ...told(made), ...(password === undefined ? {} : { password }) });
      },
    );

    app.patch(
      "/people/:id",
      {
        config: {
          power: "people",
          errors: ["people/unknown", "people/changed-meanwhile", "people/last-administrator", "inventory/unknown"],
        },
        schema: {
          tags: ["people"],
          summary: "Change an account",
          description:
            "Name, grants, and whether it is closed; what is absent stays. Holds from the next request on: sessions and tokens lose what the person loses, live streams reconnect. The last administrator of everything cannot be closed or demoted.",
          params: byId,
          body: z.strictObject({
            version: z.int().min(1).describe("Version that was read."),
            name: z.exactOptional(name),
            grants: z.exactOptional(grants),
            disabled: z.exactOptional(z.boolean()).describe("Accounts are closed, never deleted."),
          }),
          response: { 200: account },
        },
      },
      async (request) => {
        const { version, ...change } = request.body;
        return told(await people.changeAccount(request.person, request.params.id, version, change));
      },
    );

    app.post(
      "/people/:id/password",
      {
        config: { power: "people", errors: ["people/unknown"] },
        schema: {
          tags: ["people"],
          summary: "Reset a password",
          description: "Draws a new password, shown once, and ends the person's sessions.",
          params: byId,
          response: { 200: z.object({ password: z.string().describe("Shown once.") }) },
        },
      },
      async (request) => ({ password: await people.resetPassword(request.person, request.params.id) }),
    );
  };
}
