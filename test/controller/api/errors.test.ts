import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { fillIn, inVietnamese, messages } from "../../../controller/api/messages.ts";
import type { ApiRoutes } from "../../../controller/api/route.ts";
import { statusOf } from "../../../controller/api/statuses.ts";
import { errorCodes } from "../../../controller/errors.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";

const probe: ApiRoutes = async (app) => {
  const schema = {
    summary: "Probe",
    description: "Probe.",
    body: z.strictObject({
      level: z.number().max(100),
      lamps: z.array(z.object({ id: z.string().min(1) })),
    }),
    response: { 200: z.object({ ok: z.boolean() }) },
  };
  app.post("/probe", { config: { power: "anyone" }, schema }, async () => ({ ok: true, secret: "inside" }));
  app.get("/broken", { config: { power: "anyone" } }, async () => {
    throw new Error("password is hunter2");
  });
};

let api: OpenApi;
beforeAll(async () => {
  api = await openApi({ routes: [probe] });
});
afterAll(() => api[Symbol.asyncDispose]());

const post = (payload: string, contentType = "application/json") =>
  api.app.inject({ method: "POST", url: "/api/v1/probe", payload, headers: { "content-type": contentType } });

describe("a request that is wrong", () => {
  test("is answered with every offending place at once, in both languages", async () => {
    const answer = await post('{"level":120,"lamps":[{"id":"a"},{"id":""}],"extra":1}');
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.json()).toMatchObject({
      type: "/api/v1/#request/malformed",
      status: 400,
      code: "request/malformed",
      title: "The request is not understood",
      titleVi: "Yêu cầu không hợp lệ",
      detail: expect.stringContaining("body.level"),
    });
    const places = answer.json<{ places: { path: string; message: string; messageVi?: string }[] }>().places;
    expect(places.map(({ path }) => path).sort()).toEqual(["body", "body.lamps[1].id", "body.level"]);
    for (const { message, messageVi } of places) expect(messageVi).not.toBe(message);
  });

  test.each([
    ["no JSON", "{", "application/json", 400, "request/malformed"],
    ["nothing", "", "application/json", 400, "request/malformed"],
    ["null", "null", "application/json", 400, "request/malformed"],
    ["a poisoned prototype", '{"__proto__":{"x":1}}', "application/json", 400, "request/malformed"],
    ["another content type", "<a/>", "text/xml", 415, "request/unsupported-type"],
    ["more than a megabyte", `{"level":${" ".repeat(2 ** 20)}1}`, "application/json", 413, "request/too-large"],
  ])("as %s has its own code", async (_, payload, contentType, status, code) => {
    expect((await post(payload, contentType)).json()).toMatchObject({ status, code });
  });

  test("at an address with nothing there, or that cannot be read, has one too", async () => {
    expect((await api.app.inject({ method: "PUT", url: "/api/v1/probe?x=1" })).json()).toMatchObject({
      status: 404,
      code: "request/unknown-route",
      params: { method: "PUT", path: "/api/v1/probe" },
    });
    expect((await api.app.inject("/api/v1/%zz")).json()).toMatchObject({ code: "request/malformed" });
    expect((await api.app.inject(`/api/v1/people/${"a".repeat(500)}`)).statusCode).toBeGreaterThanOrEqual(400);
  });
});

test("an answer is cut to its schema", async () => {
  expect((await post('{"level":1,"lamps":[]}')).json()).toEqual({ ok: true });
});

test("an error of ours says nothing of the inside", async () => {
  const answer = await api.app.inject("/api/v1/broken");
  expect(answer.json()).toMatchObject({ status: 500, code: "internal" });
  expect(answer.body).not.toContain("hunter2");
});

describe("the list of codes", () => {
  test("has a status and both sentences for each, and nothing else", () => {
    expect(Object.keys(statusOf).sort()).toEqual([...errorCodes].sort());
    expect(Object.keys(messages).sort()).toEqual([...errorCodes].sort());
    for (const { title, titleVi, detailVi } of Object.values(messages))
      for (const sentence of [title, titleVi, detailVi]) expect(sentence).not.toBe("");
  });

  test("fills sentences in, leaves out what is not known, and takes values as they are", () => {
    const template = "Không thấy[ {sort}][ {id}] trong {place}.";
    expect(fillIn(template, { id: "[x] {sort}", place: "kho" })).toBe("Không thấy [x] {sort} trong kho.");
    expect(fillIn(template, {})).toBe("Không thấy trong ?.");
  });

  test("speaks of things and powers by their Vietnamese names", () => {
    expect(inVietnamese("inventory/retired", { sort: "lamp", id: "d-7" })).toBe("Đèn d-7 đã ngừng sử dụng.");
    expect(inVietnamese("people/no-power", { power: "override" })).toContain("(điều khiển tạm thời)");
    expect(inVietnamese("plans/not-holder", {})).toBe("Khóa này do người khác giữ.");
  });
});
