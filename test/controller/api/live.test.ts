import { request } from "node:http";
import { expect, test } from "vitest";
import { type OpenApi, openApi } from "../../support/open-api.ts";

/** A stream as a browser reads it, over real HTTP. */
async function watch(api: OpenApi, headers: Record<string, string>, path = "/api/v1/live") {
  if (!api.app.server.listening) await api.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = api.app.server.address() as { port: number };
  const asked = request({ host: "127.0.0.1", port, path, headers }).end();
  const response = await new Promise<import("node:http").IncomingMessage>((resolve, reject) =>
    asked.once("response", resolve).once("error", reject),
  );
  const stream = { response, text: "", ended: false, stop: () => asked.destroy() };
  response.setEncoding("utf8");
  response.on("data", (part: string) => {
    stream.text += part;
  });
  response.on("error", () => {});
  response.on("close", () => {
    stream.ended = true;
  });
  return stream;
}

const until = (holds: () => boolean) => expect.poll(holds, { interval: 5, timeout: 3000 }).toBe(true);
const lamp = (key: string, areaId: string) => ({ kind: "lamp", key, areaId, data: { level: 30 } });

test("changes in the caller's areas arrive as server-sent events, and the last id continues after a reconnect", async () => {
  await using api = await openApi();
  const lan = await api.signedIn("lan", [{ role: "viewer", areaIds: ["di-an"] }]);
  const first = await watch(api, lan);
  expect(first.response.headers).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
  });
  api.live.publish(lamp("a", "di-an-1"));
  api.live.publish(lamp("b", "ben-cat"));
  api.clock.advanceBy(250);
  const event = 'id: boot1-1\nevent: lamp\ndata: {"key":"a","areaId":"di-an-1","data":{"level":30}}\n\n';
  await until(() => first.text === event);
  first.stop();
  await until(() => api.live.watchers() === 0);
  api.live.publish(lamp("c", "di-an"));
  api.clock.advanceBy(250);
  const second = await watch(api, { ...lan, "last-event-id": "boot1-1" });
  await until(() => second.text.startsWith("id: boot1-3\nevent: lamp"));
  const lost = await watch(api, lan, "/api/v1/live?after=elsewhere-9");
  await until(() => lost.text === "id: boot1-3\nevent: resync\ndata: {}\n\n");
});

test("a silent stream beats every 5 s and moves the id past what the watcher may not see", async () => {
  await using api = await openApi();
  const lan = await api.signedIn("lan", [{ role: "viewer", areaIds: ["di-an"] }]);
  const stream = await watch(api, lan);
  api.live.publish(lamp("b", "ben-cat"));
  api.clock.advanceBy(5_000);
  await until(() => stream.text === `id: boot1-1\nevent: heartbeat\ndata: {"at":${api.clock.now()}}\n\n`);
});

test("a stream ends when its person's rights change, signs out, or the session runs out; others go on", async () => {
  await using api = await openApi();
  const [changed, out, stays] = await Promise.all(
    ["changed", "out", "stays"].map(async (id) => {
      const headers = await api.signedIn(id, [{ role: "viewer" }]);
      return { headers, stream: await watch(api, headers) };
    }),
  );
  if (!changed || !out || !stays) throw new Error("three were asked for");
  await api.people.changeAccount({ id: "admin", name: "A", grants: [{ role: "administrator" }] }, "changed", 1, {
    grants: [{ role: "crew" }],
  });
  await until(() => changed.stream.ended);
  expect(changed.stream.text).toBe('event: end\ndata: {"reason":"rightsChanged"}\n\n');
  await api.app.inject({ method: "DELETE", url: "/api/v1/sessions/current", headers: out.headers });
  await until(() => out.stream.ended);
  expect(out.stream.text).toContain("signedOut");
  expect(stays.stream.ended).toBe(false);
  api.clock.stepTo(api.clock.now() + 13 * 3_600_000);
  api.clock.advanceBy(5_000);
  await until(() => stays.stream.ended);
  expect(stays.stream.text).toContain("signedOut");
});

test("a client that does not read is dropped and holds nobody up", async () => {
  await using api = await openApi();
  const slow = await watch(api, api.admin);
  const quick = await watch(api, api.admin);
  slow.response.pause();
  const long = "x".repeat(2 ** 20);
  for (let round = 0; round < 20 && api.live.watchers() === 2; round++) {
    api.live.publish({ kind: "note", data: long });
    api.clock.advanceBy(250);
    await until(() => quick.text.length > (round + 1) * 2 ** 20);
  }
  await until(() => api.live.watchers() === 1);
  expect(quick.ended).toBe(false);
});

test("closing the API ends the streams and does not wait for them", async () => {
  const api = await openApi();
  const stream = await watch(api, api.admin);
  await api[Symbol.asyncDispose]();
  await until(() => stream.ended);
  expect(stream.text).toContain('{"reason":"closing"}');
});

test("strangers get no stream", async () => {
  await using api = await openApi();
  expect((await watch(api, {})).response.statusCode).toBe(401);
});
