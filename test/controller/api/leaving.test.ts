import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { signalOf } from "../../../controller/api/leaving.ts";

/** Signals of the requests so far, and the answers that are still owed. */
let asked: { signal: AbortSignal; raw: ServerResponse }[];
let heard: () => void;
const server = createServer((_, raw) => {
  asked.push({ signal: signalOf({ raw } as Parameters<typeof signalOf>[0]), raw });
  heard();
});
let url: string;
beforeEach(async () => {
  asked = [];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const nextRequest = () => new Promise<void>((resolve) => (heard = resolve));

test("whoever closes the connection before the answer is there has left", async () => {
  const come = nextRequest();
  const request = get(url).on("error", () => {});
  await come;
  const { signal } = asked[0]!;
  expect(signal.aborted).toBe(false);
  const left = new Promise((resolve) => signal.addEventListener("abort", resolve));
  request.destroy();
  await left;
  expect(signal.reason).toMatchObject({ code: "telemetry/unavailable" });
});

test("whoever has his answer has not", async () => {
  const come = nextRequest();
  const answer = new Promise<IncomingMessage>((resolve) => get(url, resolve));
  await come;
  const { signal, raw } = asked[0]!;
  const closed = new Promise((resolve) => raw.once("close", resolve));
  raw.end("here it is");
  (await answer).resume();
  await closed;
  expect(signal.aborted).toBe(false);
});
