/** Health and metrics over HTTP, for supervisors and Prometheus. */
import { createServer, type Server } from "node:http";
import type { Registry } from "prom-client";

export interface Health {
  status: "ok" | "degraded" | "stopping";
  /** Why the status is not ok, for people. */
  problems: string[];
  /** Clients signed in. */
  clients: number;
}

export function createHealthServer(health: () => Health, metrics: Registry): Server {
  return createServer((request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
    } else if (request.url === "/healthz") {
      const now = health();
      response.writeHead(now.status === "ok" ? 200 : 503, { "content-type": "application/json" });
      response.end(JSON.stringify(now));
    } else if (request.url === "/metrics") {
      metrics.metrics().then(
        (text) => response.writeHead(200, { "content-type": metrics.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    } else response.writeHead(404).end();
  });
}
