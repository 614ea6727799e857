import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComposedAlone, composeAlone } from "../../support/compose-alone.ts";

interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown;
  requestBody?: { content: Record<string, { schema: { required?: string[] } }> };
  parameters?: { name: string; in: string; required?: boolean }[];
  responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

let composed: ComposedAlone;
let document: Document;
const get = (url: string) => composed.controller.api.inject({ url, headers: composed.admin });
beforeAll(async () => {
  composed = await composeAlone();
  document = (await get("/api/v1/openapi.json")).json();
}, 60_000);
afterAll(() => composed[Symbol.asyncDispose]());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  );

test("the document is OpenAPI 3.1 and lists every operation with words of its own", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(operations().length).toBeGreaterThan(100);
  for (const { name, operation } of operations()) {
    expect([name, operation.summary?.length ?? 0]).toEqual([name, expect.toSatisfy((length: number) => length >= 5)]);
    expect([name, operation.description?.length ?? 0]).toEqual([
      name,
      expect.toSatisfy((length: number) => length > 15),
    ]);
    expect([name, operation.tags?.length]).toEqual([name, 1]);
  }
});

test("bodies, parameters, answers and errors come from the schemas that check them", () => {
  const signIn = document.paths["/api/v1/sessions"]?.post;
  expect(signIn?.security).toBeUndefined();
  expect(signIn?.requestBody?.content["application/json"]?.schema.required).toEqual(["id", "password"]);
  expect(Object.keys(signIn?.responses ?? {}).sort()).toEqual(["201", "400", "401", "403", "413", "415", "429"]);
  expect(signIn?.responses["401"]).toMatchObject({
    description: expect.stringContaining("people/wrong-credentials"),
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  });
  const change = document.paths["/api/v1/people/{id}"]?.patch;
  expect(change?.parameters).toEqual([expect.objectContaining({ name: "id", in: "path", required: true })]);
  expect(document.components.schemas.Problem).toMatchObject({ type: "object" });
});

test("no schema of the document is empty", () => {
  for (const { name, operation } of operations())
    for (const [status, { content = {} }] of Object.entries(operation.responses))
      for (const { schema } of Object.values(content))
        expect([name, status, Object.keys(schema).length > 0]).toEqual([name, status, true]);
});

test("the page shows every operation and error, loads nothing from anywhere and runs nothing", async () => {
  const answer = await get("/api/v1/");
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
  for (const { operation } of operations()) expect(answer.body).toContain(`<span>${operation.summary}</span>`);
  expect(answer.body).toContain('id="people/last-administrator"');
  expect(answer.body).not.toMatch(/<script|src=|https?:\/\//);
});
