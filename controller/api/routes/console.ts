/** The operator console as the build left it: its page at every address that is no other route's, its files under `/assets/`. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sendUnknownRoute } from "../error-handler.ts";
import type { ApiRoutes } from "../route.ts";

/** Only our own files and our own API: a script that slips into a name cannot load or send anything. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    // what components compute is put into the head by our own script, which knows the nonce of its page
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    // the reader of QR codes makes its worker out of its own text; only a script of ours can make one
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");

/** s: names of files carry a digest of what is in them, so they never change. */
const forever = 365 * 86_400;

const notBuilt = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Đèn</title>
<p>Bảng điều khiển chưa được dựng. Chạy <code>npm run build:console</code>.</p>
<p lang="en">The console is not built. Run <code>npm run build:console</code>.</p>`;

const words = {
  hide: true,
  summary: "Console",
  description: "The operator console's page and files.",
  tags: ["pages"],
} as const;

/** @param folder what `npm run build:console` wrote; it may be built anew while this runs. */
export function consolePages({ folder }: { folder: string }): ApiRoutes {
  return async (app) => {
    await app.register(fastifyStatic, {
      root: folder,
      serve: false,
      suppressWarning: true,
      preCompressed: true,
      cacheControl: false,
    });

    const sendPage = (_request: FastifyRequest, reply: FastifyReply) => {
      const nonce = randomBytes(16).toString("base64");
      const file = join(folder, "index.html");
      reply.type("text/html; charset=utf-8").header("content-security-policy", policy(nonce));
      reply.header("referrer-policy", "same-origin").header("cross-origin-opener-policy", "same-origin");
      if (!existsSync(file)) return reply.code(503).send(notBuilt);
      return reply.header("cache-control", "no-cache").send(readFileSync(file, "utf8").replace("__NONCE__", nonce));
    };

    app.get("/", { config: { power: "anyone" }, schema: words }, sendPage);
    app.get("/*", { config: { power: "anyone" }, schema: words }, (request, reply) => {
      // programs that ask for what is not there hear so; people at an address of the console get the console
      const wantsPage = request.headers.accept?.includes("text/html") ?? false;
      return wantsPage && !request.url.startsWith("/api/")
        ? sendPage(request, reply)
        : sendUnknownRoute(request, reply);
    });
    app.get("/icon.svg", { config: { power: "anyone" }, schema: words }, (_request, reply) =>
      reply.header("cache-control", "max-age=86400").sendFile("icon.svg"),
    );
    app.get("/assets/*", { config: { power: "anyone" }, schema: words }, (request, reply) => {
      const { "*": name } = request.params as { "*": string };
      if (!/^[\w.-]+$/.test(name) || !existsSync(join(folder, "assets", name))) return sendUnknownRoute(request, reply);
      return reply.header("cache-control", `public, max-age=${forever}, immutable`).sendFile(`assets/${name}`);
    });
  };
}
