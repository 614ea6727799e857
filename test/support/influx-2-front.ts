/**
 * What InfluxDB 2 says on the wire, over a real InfluxDB 1: writes to a bucket become writes to the database of its name,
 * queries are passed on, the token is looked at. For adapters that speak to 2.x and 3.x where only 1.x can be had.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Influx } from "./start-influx.ts";

export interface Influx2Front extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  readonly org: string;
}

export async function startInflux2Front(influx: Influx): Promise<Influx2Front> {
  const [token, org] = ["token-of-den", "city"];
  const server = createServer(async (request, response) => {
    const say = (status: number, body?: object) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://front");
      if (request.headers.authorization !== `Token ${token}`)
        return say(401, { code: "unauthorized", message: "unauthorized access" });
      const headers = Object.fromEntries(
        ["content-encoding", "content-type"].flatMap((name) =>
          typeof request.headers[name] === "string" ? [[name, request.headers[name] as string]] : [],
        ),
      );
      if (pathname === "/query") {
        const answer = await fetch(`${influx.url}/query`, { method: "POST", body, headers });
        return say(answer.status, (await answer.json()) as object);
      }
      if (pathname !== "/api/v2/write") return say(404, { code: "not found", message: "path not found" });
      if (searchParams.get("org") !== org) return say(404, { code: "not found", message: "organization not found" });
      const bucket = searchParams.get("bucket") ?? "";
      const target = new URLSearchParams({ db: bucket, precision: searchParams.get("precision") ?? "ns" });
      const answer = await fetch(`${influx.url}/write?${target}`, { method: "POST", body, headers });
      if (answer.status === 204 && body.length === 0)
        return say(400, { code: "invalid", message: "writing requires points" });
      if (answer.ok) return say(204);
      const { error = "" } = (await answer.json()) as { error?: string };
      if (answer.status === 404) return say(404, { code: "not found", message: `bucket "${bucket}" not found` });
      const isPartial = error.startsWith("partial write");
      return say(isPartial ? 422 : answer.status, {
        code: isPartial ? "unprocessable entity" : "invalid",
        message: `failure writing points to database: ${error}`,
      });
    } catch (error) {
      say(503, { code: "unavailable", message: String(error) });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    org,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
