/** One connection that survives silence, cuts, restarts and changed rights, on a clock that stands still. */
import { describe, expect, test } from "vitest";
import type { StreamMessage } from "../../../controller/console/live/messages.ts";
import { createPageStream } from "../../../controller/console/live/page-stream.ts";
import { createStream, gatherFor, silenceAtMost } from "../../../controller/console/live/stream.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

const start = 1_790_000_000_000;

function watching() {
  const clock = createFakeClock(start);
  const told: StreamMessage[] = [];
  const asked: string[] = [];
  let status = 200;
  let connection: { controller: ReadableStreamDefaultController<Uint8Array>; signal: AbortSignal } | undefined;
  const encode = new TextEncoder();
  const stream = createStream({
    now: () => clock.now(),
    after: (ms, run) => clock.wakeAt(clock.now() + ms, run),
    random: () => 1,
    tell: (message) => told.push(message),
    fetch: async (url, { signal }) => {
      asked.push(url);
      if (status === 0) return new Promise((_, give) => signal!.addEventListener("abort", () => give(signal!.reason)));
      if (status !== 200) return new Response("{}", { status });
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          connection = { controller, signal: signal! };
          signal!.addEventListener("abort", () => controller.error(new Error("aborted")));
        },
      });
      return new Response(body);
    },
  });
  /** Lets promises settle. */
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    stream,
    told,
    asked,
    settle,
    answerWith: (next: number) => (status = next),
    kinds: () => told.map(({ kind }) => kind).filter((kind) => kind !== "state"),
    events: () => told.flatMap((message) => (message.kind === "events" ? message.events : [])),
    async say(text: string) {
      connection!.controller.enqueue(encode.encode(text));
      await settle();
    },
    async cut() {
      connection!.controller.error(new Error("cut"));
      await settle();
    },
    async pass(ms: number) {
      clock.advanceTo(clock.now() + ms);
      await settle();
    },
    async begin() {
      stream.start();
      await settle();
    },
  };
}

const area = (number: number, name: string, boot = "b") =>
  `id: ${boot}-${number}\nevent: area\ndata: {"key":"north","areaId":"north","data":{"name":"${name}"}}\n\n`;

describe("the stream of a browser", () => {
  test("tells pages to read everything once it is open: what happened before was told to nobody", async () => {
    const { begin, kinds, stream, asked } = watching();
    await begin();
    expect(kinds()).toEqual(["resync"]);
    expect(stream.state()).toEqual({ phase: "live", heardAt: start });
    expect(asked).toEqual(["/api/v1/live"]);
  });

  test("gathers a moment and tells the newest of each thing once", async () => {
    const { begin, say, pass, events } = watching();
    await begin();
    await say(area(1, "old") + area(2, "new"));
    expect(events()).toEqual([]);
    await pass(gatherFor);
    expect(events()).toEqual([{ kind: "area", id: "b-2", key: "north", areaId: "north", data: { name: "new" } }]);
  });

  test("continues after a cut where it stopped, without asking pages to read again", async () => {
    const { begin, say, pass, cut, asked, kinds, events, stream } = watching();
    await begin();
    await say(area(7, "before"));
    await cut();
    expect(stream.state().phase).toBe("waiting");
    await pass(500);
    expect(asked).toEqual(["/api/v1/live", "/api/v1/live?after=b-7"]);
    await say(area(8, "after"));
    await pass(gatherFor);
    expect(events().map(({ id }) => id)).toEqual(["b-7", "b-8"]);
    expect(kinds().filter((kind) => kind === "resync")).toHaveLength(1);
  });

  test("remembers a heartbeat's id too, so that a quiet night is not read again", async () => {
    const { begin, say, pass, cut, asked } = watching();
    await begin();
    await say('id: b-40\nevent: heartbeat\ndata: {"at":1}\n\n');
    await cut();
    await pass(500);
    expect(asked[1]).toBe("/api/v1/live?after=b-40");
  });

  test("passes on that its place is not known any more", async () => {
    const { begin, say, kinds } = watching();
    await begin();
    await say("id: c-1\nevent: resync\ndata: {}\n\n");
    expect(kinds()).toEqual(["resync", "resync"]);
  });

  test("takes silence for a dead connection and opens another", async () => {
    const { begin, pass, asked, stream } = watching();
    await begin();
    await pass(silenceAtMost - 1);
    expect(stream.state().phase).toBe("live");
    await pass(1);
    expect(stream.state()).toEqual({ phase: "waiting", heardAt: start });
    await pass(500);
    expect(asked).toHaveLength(2);
  });

  test("gives up an attempt that nobody answers, and makes the next at once when the network is back", async () => {
    const { begin, cut, pass, asked, answerWith, stream } = watching();
    await begin();
    answerWith(0);
    await cut();
    await pass(500);
    expect(asked).toHaveLength(2);
    await pass(silenceAtMost);
    expect(stream.state().phase).toBe("waiting");
    answerWith(200);
    stream.hurry();
    expect(asked).toHaveLength(3);
    stream.hurry();
    expect(asked).toHaveLength(3);
  });

  test("waits longer after every failure, ten seconds at most", async () => {
    const { begin, pass, answerWith, asked } = watching();
    answerWith(503);
    await begin();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt++) {
      let waited = 0;
      while (asked.length === attempt) {
        await pass(500);
        waited += 500;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  test("says that nobody is signed in when it is refused", async () => {
    const { begin, answerWith, told } = watching();
    answerWith(401);
    await begin();
    expect(told).toContainEqual({ kind: "rights", signedIn: false });
  });

  test("starts anew with other rights: what was known may not be continued", async () => {
    const { begin, say, pass, cut, told, asked } = watching();
    await begin();
    await say(area(3, "seen"));
    await say('event: end\ndata: {"reason":"rightsChanged"}\n\n');
    expect(told).toContainEqual({ kind: "rights", signedIn: true });
    await cut();
    await pass(500);
    expect(asked[1]).toBe("/api/v1/live");
  });

  test("goes on after the controller was restarted", async () => {
    const { begin, say, pass, cut, asked } = watching();
    await begin();
    await say(area(3, "seen"));
    await say('event: end\ndata: {"reason":"closing"}\n\n');
    await cut();
    await pass(500);
    expect(asked[1]).toBe("/api/v1/live?after=b-3");
  });

  test("is closed by signing out and tries nothing more", async () => {
    const { begin, stream, pass, asked, settle } = watching();
    await begin();
    stream.stop();
    await settle();
    await pass(60_000);
    expect(asked).toHaveLength(1);
    expect(stream.state().phase).toBe("off");
  });
});

describe("a page", () => {
  test("finds the events that a snapshot does not contain", () => {
    let tell: (message: StreamMessage) => void = () => {};
    const page = createPageStream((take) => {
      tell = take;
      return () => {};
    });
    page.start();
    const event = (id: string) => ({ kind: "area", id, data: {} }) as never;
    tell({ kind: "events", events: [event("b-1"), event("b-2")] });
    tell({ kind: "events", events: [event("b-3")] });
    expect(page.since("b-1").map(({ id }) => id)).toEqual(["b-2", "b-3"]);
    expect(page.since("b-3")).toEqual([]);
  });
});
