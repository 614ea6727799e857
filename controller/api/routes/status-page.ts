/** The status page at `/status`: counts per area, live. Its files hold no data; what they show is asked for after signing in. */
import { readFileSync } from "node:fs";
import type { ApiRoutes } from "../route.ts";

const types = {
  "status.css": "text/css; charset=utf-8",
  "texts.js": "text/javascript; charset=utf-8",
  "status.js": "text/javascript; charset=utf-8",
  "icon.svg": "image/svg+xml",
} as const;

const read = (name: string) => readFileSync(new URL(`../pages/${name}`, import.meta.url), "utf8");

/** Only our own files and our own API: a script that slips into a name cannot load or send anything. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** @param timeZone IANA name of the site, in which the page shows its clock. */
export function statusPage({ timeZone }: { timeZone: string }): ApiRoutes {
  return async (app) => {
    const page = read("status.html").replace('<html lang="vi">', `<html lang="vi" data-zone="${timeZone}">`);
    app.get(
      "/status",
      {
        config: { power: "anyone" },
        schema: {
          hide: true,
          summary: "Status page",
          description: "Counts per area, live, after signing in.",
          tags: ["pages"],
        },
      },
      async (_request, reply) =>
        reply.type("text/html; charset=utf-8").header("content-security-policy", policy).send(page),
    );
    for (const [name, type] of Object.entries(types)) {
      const content = read(name);
      app.get(
        `/status/${name}`,
        {
          config: { power: "anyone" },
          schema: {
            hide: true,
            summary: "Part of the status page",
            description: "A file of the status page.",
            tags: ["pages"],
          },
        },
        async (_request, reply) => reply.type(type).header("cache-control", "no-cache").send(content),
      );
    }
  };
}
