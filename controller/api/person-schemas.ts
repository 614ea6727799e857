/** How a person, his rights and his times look in the API. */
import { z } from "zod";
import { thingIdPattern } from "../core/inventory/model.ts";
import type { Account } from "../core/people/accounts.ts";
import { type Grant, roles } from "../core/people/model.ts";
import { passwordMaximum } from "../core/people/passwords.ts";

export const id = z.string().regex(thingIdPattern, "1 to 40 of a–z, 0–9 and hyphen");
export const name = z.string().trim().min(1).max(100);
export const at = z.int().describe("EpochMs");
const grant = z
  .strictObject({
    role: z.enum(roles),
    areaIds: z.exactOptional(z.array(id).min(1).max(200)).describe("Areas, each with all below; absent: everywhere."),
  })
  .describe("One role within some areas.");
export const grants = z.array(grant).max(50);
export const typedPassword = z
  .string()
  .min(1)
  .max(4 * passwordMaximum);
export const noContent = z.null().describe("Done.");
export const byId = z.strictObject({ id });

export const account = z.object({
  id: id.describe("What the person signs in with."),
  name: name.describe("As shown in every why and audit line."),
  grants,
  version: z.int().describe("Send it back with a change."),
  createdAt: at,
  disabledAt: z.exactOptional(at).describe("Since when the account is closed."),
  passwordIsInitial: z.boolean().describe("The password was set by somebody else and should be changed."),
});
/** An account as others may see it; the response schema leaves the hash out. */
export function told(from: Account): z.input<typeof account> {
  return { ...from, grants: copyGrants(from.grants) };
}

/** zod's types are writable, the model's are not. */
export function copyGrants(from: readonly Grant[]): z.input<typeof grants> {
  return from.map(({ role, areaIds }) => ({ role, ...(areaIds === undefined ? {} : { areaIds: [...areaIds] }) }));
}
