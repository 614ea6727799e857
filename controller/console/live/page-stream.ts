/** A page's end of the stream: the events of the last minute, who wants to hear, and how the stream does. */
import { isAfter } from "./event-text.ts";
import type { LiveEvent, StreamMessage, StreamRequest, StreamState } from "./messages.ts";

export interface PageStream {
  start(): void;
  stop(): void;
  /** The network may be back. */
  hurry(): void;
  /** @returns stop hearing. */
  hear(listener: (message: StreamMessage) => void): () => void;
  /** Events that a snapshot made at `position` does not contain. */
  since(position: string | undefined): readonly LiveEvent[];
  readonly state: () => StreamState;
}

/** How the page reaches the stream: a port of the shared worker, or the stream itself. */
export type Reach = (tell: (message: StreamMessage) => void) => (request: StreamRequest) => void;

/** Events a page keeps: a snapshot takes seconds at most, and a city tells some hundred changes a second. */
const keptAtMost = 10_000;

export function createPageStream(reach: Reach): PageStream {
  const listeners = new Set<(message: StreamMessage) => void>();
  let recent: LiveEvent[] = [];
  let state: StreamState = { phase: "off", heardAt: 0 };
  let ask: ((request: StreamRequest) => void) | undefined;

  function take(message: StreamMessage): void {
    if (message.kind === "state") state = message.state;
    if (message.kind === "events") recent = recent.concat(message.events).slice(-keptAtMost);
    for (const listener of listeners) listener(message);
  }

  return {
    start() {
      ask ??= reach(take);
      ask({ kind: "start" });
    },
    stop() {
      recent = [];
      ask?.({ kind: "stop" });
    },
    hurry: () => ask?.({ kind: "hurry" }),
    hear(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // without a position nothing can be told apart, and the newest state of a thing harms nobody
    since: (position) => recent.filter(({ id }) => isAfter(id, position)),
    state: () => state,
  };
}
