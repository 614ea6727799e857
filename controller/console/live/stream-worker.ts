/** The shared worker: one stream for all pages of this browser, because a browser opens six connections to a host and no more. */
import type { StreamMessage, StreamRequest } from "./messages.ts";
import { createStream } from "./stream.ts";

const ports = new Set<MessagePort>();
const stream = createStream({
  fetch: (url, init) => fetch(url, init),
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  tell: (message: StreamMessage) => {
    for (const port of ports) port.postMessage(message);
  },
});

// the type of a worker's global scope is in a library that contradicts the page's
const scope = globalThis as unknown as { onconnect: (event: MessageEvent) => void };
scope.onconnect = ({ ports: [port] }) => {
  if (port === undefined) return;
  ports.add(port);
  port.onmessage = ({ data }: MessageEvent<StreamRequest>) => {
    if (data.kind === "leave") return void ports.delete(port);
    // one that left and came back
    ports.add(port);
    stream[data.kind]();
    if (data.kind === "start") port.postMessage({ kind: "state", state: stream.state() } satisfies StreamMessage);
  };
};
