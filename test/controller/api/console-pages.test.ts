/** The console as it is served: at every address of its own, under a policy that lets nothing foreign in. */
import { mkdirSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { consolePages } from "../../../controller/api/routes/console.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";
import { createTempFolder, type TempFolder } from "../../support/temp-folder.ts";

const people = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
let folder: TempFolder;
let api: OpenApi;

beforeEach(async () => {
  folder = createTempFolder("console");
  mkdirSync(folder.of("assets"));
  writeFileSync(folder.of("index.html"), '<meta name="den-nonce" content="__NONCE__" /><div id="root"></div>');
  writeFileSync(folder.of("assets/main-1a2b.js"), "export const plain = 1;");
  writeFileSync(folder.of("assets/main-1a2b.js.br"), "packed");
  writeFileSync(folder.of("secret.txt"), "secret");
  api = await openApi({ pages: [consolePages({ folder: folder.of(".") })] });
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
  folder.remove();
});

const ask = (url: string, headers: Record<string, string> = people) => api.app.inject({ url, headers });

describe("the console's page", () => {
  test.each(["/", "/tonight", "/plans/south?area=di-an"])(
    "is what people get at %s, and is asked for anew every time",
    async (url) => {
      const { statusCode, headers, body } = await ask(url);
      expect(statusCode).toBe(200);
      expect(body).toContain('id="root"');
      expect(headers["cache-control"]).toBe("no-cache");
    },
  );

  test("comes with a policy of its own: nothing from elsewhere, no script inside the page, styles by a nonce drawn for it", async () => {
    const [first, second] = [await ask("/"), await ask("/")];
    const policy = String(first.headers["content-security-policy"]);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(first.body).toContain(`content="${nonce}"`);
    expect(second.body).not.toContain(nonce);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test("is no answer to a program that asks for what is not there, nor to anybody below the API", async () => {
    for (const [url, headers] of [
      ["/nowhere", { accept: "application/json" }],
      ["/api/v1/nowhere", people],
      ["/assets/gone-1a2b.js", people],
    ] as const) {
      const { statusCode, headers: answered } = await ask(url, headers);
      expect([url, statusCode, answered["content-type"]]).toEqual([url, 404, "application/problem+json"]);
    }
  });

  test("says how it is built while it is not", async () => {
    await using bare = await openApi({ pages: [consolePages({ folder: folder.of("nothing") })] });
    const { statusCode, body } = await bare.app.inject({ url: "/", headers: people });
    expect(statusCode).toBe(503);
    expect(body).toContain("npm run build:console");
  });
});

describe("its files", () => {
  test("never change under their name, and come packed to whoever takes that", async () => {
    const plain = await ask("/assets/main-1a2b.js");
    expect(plain.body).toBe("export const plain = 1;");
    expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(plain.headers["content-type"]).toMatch(/^(text|application)\/javascript/);
    const packed = await ask("/assets/main-1a2b.js", { ...people, "accept-encoding": "br" });
    expect([packed.headers["content-encoding"], packed.body]).toEqual(["br", "packed"]);
  });

  test.each(["/assets/../secret.txt", "/assets/..%2fsecret.txt", "/assets/%2e%2e%2fsecret.txt", "/secret.txt"])(
    "do not include %s",
    async (url) => {
      expect((await ask(url, { accept: "*/*" })).body).not.toContain("secret\n");
      expect((await ask(url, { accept: "*/*" })).statusCode).toBe(404);
    },
  );
});
