/** zod as the validator and serializer of fastify: what comes in is checked and converted, what goes out is cut to its schema. */
import type { FastifySchemaCompiler } from "fastify";
import type { FastifySerializerCompiler } from "fastify/types/schema.js";
import { z } from "zod";
import { ControllerError, type Place } from "../errors.ts";
import { ownMessages } from "./own-messages.ts";

const vietnamese = z.locales.vi().localeError;

/** Fastify's names for the parts of a request, as callers know them. */
const partNames: Record<string, string> = { body: "body", querystring: "query", params: "path", headers: "header" };

export const validateWithZod: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = partNames[httpPart ?? ""] ?? "request";
  return (value: unknown) => {
    const result = schema.safeParse(value);
    return result.success ? { value: result.data } : { error: malformed(part, schema, value, result.error) };
  };
};

/** Fields the schema does not name stay inside, a hash for example; a broken promise is a fault of ours and answers 500. */
export const serializeWithZod: FastifySerializerCompiler<z.ZodType> =
  ({ schema }) =>
  (value: unknown) =>
    JSON.stringify(schema.parse(value));

function malformed(part: string, schema: z.ZodType, value: unknown, error: z.ZodError): ControllerError {
  // the same issues in the same order, worded by the other locale: only asked for when something is wrong
  const translated = meantIssues(schema.safeParse(value, { error: vietnamese }).error?.issues ?? []);
  const places = meantIssues(error.issues).map(({ path, message }, index): Place => {
    const theirs = translated[index]?.message;
    const messageVi = theirs === undefined || theirs === message ? ownMessages[message] : theirs;
    return { path: pathOf(part, path), message, ...(messageVi === undefined ? {} : { messageVi }) };
  });
  const first = places[0];
  const more = places.length > 1 ? ` (and ${places.length - 1} more, see places)` : "";
  return new ControllerError("request/malformed", `${first?.path}: ${first?.message}${more}`, { places });
}

type Issue = z.core.$ZodIssue;

/** Issues of values that are of another form than an option of a union, rather than wrong within it. */
const otherForm: ReadonlySet<string> = new Set(["unrecognized_keys", "invalid_type", "invalid_value"]);

/** A union that fits nothing says only that; where one of its options was clearly meant, its own issues say what is wrong. */
function meantIssues(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    if (issue.code !== "invalid_union") return [issue];
    const options = issue.errors.map((option) => ({
      option,
      strange: option.filter(({ code }) => otherForm.has(code)).length,
    }));
    const [best, next] = options.toSorted((a, b) => a.strange - b.strange);
    if (best === undefined || best.option.length === 0 || best.strange === next?.strange) return [issue];
    return meantIssues(best.option).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
}

/** `body.grants[0].role` */
function pathOf(part: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${String(step)}`),
    part,
  );
}
