/** The way from a page to the stream in this browser: the shared worker, or where there is none a stream of the page's own. */
import type { StreamMessage } from "./messages.ts";
import { createPageStream, type Reach } from "./page-stream.ts";
import { createStream } from "./stream.ts";

const throughWorker: Reach = (tell) => {
  const { port } = new SharedWorker(new URL("./stream-worker.ts", import.meta.url), { type: "module", name: "den" });
  port.onmessage = ({ data }: MessageEvent<StreamMessage>) => tell(data);
  addEventListener("pagehide", () => port.postMessage({ kind: "leave" }));
  addEventListener("pageshow", ({ persisted }) => {
    // put away by the browser and shown again as it was: what happened meanwhile was told to others
    if (!persisted) return;
    port.postMessage({ kind: "start" });
    tell({ kind: "resync" });
  });
  return (request) => port.postMessage(request);
};

const byItself: Reach = (tell) => {
  const stream = createStream({
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    tell,
  });
  return ({ kind }) => {
    if (kind !== "leave") stream[kind]();
  };
};

export const pageStream = createPageStream(typeof SharedWorker === "undefined" ? byItself : throughWorker);
addEventListener("online", () => pageStream.hurry());
