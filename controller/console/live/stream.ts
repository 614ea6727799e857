/** Keeps one connection to the live stream: opens it, notices silence, opens it again where it stopped. Runs in a worker or a page. */
import { createEventCutter, type StreamEvent } from "./event-text.ts";
import type { LiveEvent, StreamMessage, StreamState } from "./messages.ts";

export interface StreamDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
  /** @returns cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** From 0 to 1, so that a thousand browsers do not come back in the same moment. */
  readonly random: () => number;
  readonly tell: (message: StreamMessage) => void;
}

export interface Stream {
  start(): void;
  stop(): void;
  /** The network may be back: what waits for its next attempt makes it now. */
  hurry(): void;
  readonly state: () => StreamState;
}

/** ms of silence after which a connection is dead: two heartbeats and a bit. Networks that fail often swallow instead of refusing. */
export const silenceAtMost = 12_000;
/** ms that changes are gathered before pages are told. */
export const gatherFor = 100;
const firstWait = 500;
const longestWait = 10_000;

export function createStream({ fetch, now, after, random, tell }: StreamDeps): Stream {
  let state: StreamState = { phase: "off", heardAt: 0 };
  let lastId: string | undefined;
  let attempts = 0;
  let connection: AbortController | undefined;
  let gathered = new Map<string, LiveEvent>();
  let cancelSilence = () => {};
  let cancelRetry = () => {};
  let isGathering = false;
  let isResting = false;

  function become(phase: StreamState["phase"]): void {
    state = { phase, heardAt: state.heardAt };
    tell({ kind: "state", state });
  }

  function heard(): void {
    state = { phase: "live", heardAt: now() };
    tell({ kind: "state", state });
    watchSilence();
  }

  function watchSilence(): void {
    cancelSilence();
    cancelSilence = after(silenceAtMost, () => connection?.abort());
  }

  async function run(own: AbortController): Promise<void> {
    const url = `/api/v1/live${lastId === undefined ? "" : `?after=${encodeURIComponent(lastId)}`}`;
    const isFirst = lastId === undefined;
    const response = await fetch(url, { signal: own.signal, headers: { accept: "text/event-stream" } });
    if (response.status === 401) return tell({ kind: "rights", signedIn: false });
    if (!response.ok || response.body === null) return;
    attempts = 0;
    heard();
    // what happened before this connection was told to nobody
    if (isFirst) tell({ kind: "resync" });
    const cut = createEventCutter();
    const decoder = new TextDecoder();
    for await (const bytes of response.body) {
      heard();
      for (const event of cut(decoder.decode(bytes, { stream: true }))) take(event);
    }
  }

  function take(event: StreamEvent): void {
    if (event.id !== undefined) lastId = event.id;
    switch (event.kind) {
      case "heartbeat":
        return;
      case "resync":
        tell({ kind: "resync" });
        return;
      case "end":
        takeEnd(event);
        return;
      default:
        gather(event);
    }
  }

  function takeEnd({ data }: StreamEvent): void {
    const { reason } = JSON.parse(data) as { reason: string };
    if (reason === "closing") return;
    // other rights see other things: nothing known so far may be continued
    lastId = undefined;
    tell({ kind: "rights", signedIn: reason !== "signedOut" });
    if (reason === "signedOut") stop();
  }

  function gather({ id, kind, data }: StreamEvent): void {
    const event = { ...JSON.parse(data), kind, id } as LiveEvent;
    const name = `${kind} ${event.key ?? id}`;
    gathered.delete(name);
    gathered.set(name, event);
    if (!isGathering) after(gatherFor, tellGathered);
    isGathering = true;
  }

  function tellGathered(): void {
    isGathering = false;
    const events = [...gathered.values()];
    gathered = new Map();
    if (events.length > 0) tell({ kind: "events", events });
  }

  function connect(): void {
    const own = new AbortController();
    connection = own;
    isResting = false;
    // an attempt that is swallowed would otherwise hold until the system gives up, minutes later
    watchSilence();
    const ended = () => {
      if (connection !== own) return;
      cancelSilence();
      become("waiting");
      const wait = Math.min(firstWait * 2 ** attempts++, longestWait);
      isResting = true;
      cancelRetry = after(wait * (0.5 + random() / 2), connect);
    };
    run(own).then(ended, ended);
  }

  function stop(): void {
    const open = connection;
    connection = undefined;
    lastId = undefined;
    isResting = false;
    cancelSilence();
    cancelRetry();
    open?.abort();
    become("off");
  }

  return {
    start() {
      if (connection !== undefined) return;
      attempts = 0;
      become("waiting");
      connect();
    },
    stop,
    hurry() {
      if (!isResting) return;
      cancelRetry();
      attempts = 0;
      connect();
    },
    state: () => state,
  };
}
