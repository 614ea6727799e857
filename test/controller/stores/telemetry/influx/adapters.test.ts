/** What the adapters make of every answer there is, on real sockets; and the write path of 2.x at a program that is not ours. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { InfluxConnection } from "../../../../../controller/stores/telemetry/influx/connection.ts";
import { openInfluxV1 } from "../../../../../controller/stores/telemetry/influx/influx-v1.ts";
import { openInfluxV2 } from "../../../../../controller/stores/telemetry/influx/influx-v2.ts";
import { sampleLine } from "../../../../../controller/stores/telemetry/influx/line.ts";
import { hasVictoriaMetrics, startVictoriaMetrics } from "../../../../support/start-victoria-metrics.ts";

type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that answers as it is told. */
async function answering(handler: Handler): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    handler(request, response, Buffer.concat(chunks));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const adapters: [string, (url: string) => InfluxConnection][] = [
  ["1", (url) => openInfluxV1({ url, database: "den", user: "lan", password: "p:w", timeout: 300 })],
  ["2", (url) => openInfluxV2({ url, version: 2, database: "den", org: "city", token: "t", timeout: 300 })],
  ["3", (url) => openInfluxV2({ url, version: 3, database: "den", token: "t", timeout: 300 })],
];
const lines = Array.from(
  { length: 50 },
  (_, n) => `raw,device=d${n},output=0 sequence=1i,level=50 1790000000000000001`,
);

describe.each(adapters)("the adapter of InfluxDB %s", (version, open) => {
  const answerTo = async (handler: Handler) => open(await answering(handler)).write(lines.join("\n"));
  const saying = (status: number, body = "", headers: Record<string, string> = {}): Handler => {
    return (_request, response) => response.writeHead(status, headers).end(body);
  };

  test("sends lines zipped, with name or token, to its database", async () => {
    let seen: { url: string; authorization: string | undefined; body: string } | undefined;
    await answerTo((request, response, body) => {
      expect(request.headers["content-encoding"]).toBe("gzip");
      seen = { url: request.url!, authorization: request.headers.authorization, body: gunzipSync(body).toString() };
      response.writeHead(204).end();
    });
    expect(seen?.body).toBe(lines.join("\n"));
    expect(seen?.authorization).toBe(version === "1" ? `Basic ${btoa("lan:p:w")}` : "Token t");
    expect(seen?.url).toMatch(
      version === "1" ? /^\/write\?db=den&precision=n/ : /^\/api\/v2\/write\?bucket=den&precision=ns/,
    );
  });

  test.each([
    [204, "", { kind: "written" }],
    [200, "{}", { kind: "written" }],
    [401, '{"error":"authorization failed"}', { kind: "denied" }],
    [403, '{"code":"forbidden","message":"no right to write"}', { kind: "denied" }],
    [404, '{"error":"database not found"}', { kind: "nowhere" }],
    [413, "too large", { kind: "tooLarge" }],
    [400, '{"error":"partial write: field type conflict dropped=1"}', { kind: "refused" }],
    [400, '{"error":"partial write: points beyond retention policy dropped=3"}', { kind: "written", expired: 3 }],
    [422, '{"message":"partial write: points beyond retention policy dropped=2"}', { kind: "written", expired: 2 }],
    [500, '{"error":"engine: no space left on device"}', { kind: "unreachable" }],
  ])("understands %i %s", async (status, body, meaning) => {
    expect(await answerTo(saying(status, body, { "content-type": "application/json" }))).toMatchObject(meaning);
  });

  test("waits as long as it is asked to", async () => {
    const answer = await answerTo(saying(429, "slow down", { "retry-after": "7" }));
    expect(answer).toMatchObject({ kind: "busy", retryAfter: 7_000 });
    // the package of 1.x keeps the headers of a 503 to itself
    expect((await answerTo(saying(503, "", { "retry-after": "3" }))).kind).toBe(
      version === "1" ? "unreachable" : "busy",
    );
  });

  test("takes no part for the whole: success that tells of rows that were left out", async () => {
    const told = {
      error: "partial write of line protocol occurred",
      data: [{ error_message: "bad field", line_number: 2 }],
    };
    for (const status of [200, 201, 400]) {
      const answer = await answerTo(saying(status, JSON.stringify(told), { "content-type": "application/json" }));
      if (version === "1" && status !== 400) continue;
      expect(answer).toMatchObject({ kind: "refused" });
      expect(answer).toHaveProperty("reason", `${status} partial write of line protocol occurred: bad field`);
    }
  });

  test("calls silence, a cut line and a closed door what they are", async () => {
    const silent = await answerTo(() => {});
    expect(silent.kind).toBe("unreachable");
    const cut = await answerTo((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      setTimeout(() => response.destroy(), 20);
    });
    expect(cut.kind).toBe("unreachable");
    const closed = await open("http://127.0.0.1:1").write("x");
    expect(closed).toMatchObject({ kind: "unreachable", reason: expect.stringContaining("ECONNREFUSED") });
  });

  test("ends a query that is not answered, and one whose asker has left", async () => {
    const connection = open(await answering(() => {}));
    await expect(connection.query("SHOW MEASUREMENTS")).rejects.toMatchObject({ code: "telemetry/unavailable" });
    const asked = connection.query("SHOW MEASUREMENTS", AbortSignal.timeout(20));
    await expect(asked).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("tells what a query is refused for", async () => {
    const body = JSON.stringify({ results: [{ error: "measurement is missing" }] });
    const connection = open(await answering(saying(200, body, { "content-type": "application/json" })));
    await expect(connection.query("SELECT")).rejects.toThrow("measurement is missing");
  });
});

test.skipIf(!hasVictoriaMetrics)(
  "VictoriaMetrics takes what the adapter of 2.x writes, the same row twice as one",
  async () => {
    await using metrics = await startVictoriaMetrics();
    const target = openInfluxV2({ url: metrics.url, version: 2, database: "den", org: "city", token: "t" });
    const at = Math.floor(Date.now() / 1000) * 1000 - 60_000;
    const place = { stream: "raw", device: "d1", output: 0, at, epoch: 7, sequence: 1 } as const;
    const line = sampleLine(place, { activePower: 98.7, closed: true, selector: "auto" });
    expect(await target.check()).toEqual({ kind: "written" });
    expect(await target.write(line)).toEqual({ kind: "written" });
    expect(await target.write([line, ...lines].join("\n"))).toEqual({ kind: "written" });
    const found = await metrics.export("raw_activePower");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ metric: { device: "d1", output: "0" } });
    expect(new Set(found[0]?.values)).toEqual(new Set([98.7]));
    expect(new Set(found[0]?.timestamps)).toEqual(new Set([at]));
  },
);
