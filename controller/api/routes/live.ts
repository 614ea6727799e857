/** The live stream: server-sent events of what changes in the caller's areas. */
import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { After, Clock } from "../../clock.ts";
import type { Area } from "../../core/inventory/model.ts";
import { mayIn } from "../../core/people/model.ts";
import type { SignIn } from "../../core/people/sign-in.ts";
import type { Live } from "../../engine/live/live.ts";
import type { SignIns } from "../../engine/people/sign-ins.ts";
import { ControllerError } from "../../errors.ts";
import type { ApiRoutes } from "../route.ts";

export interface LiveRoutesDeps {
  live: Live;
  people: Pick<SignIns, "refresh" | "onChange">;
  areas: () => ReadonlyMap<string, Area>;
  clock: Clock;
  after: After;
}

/** ms between two heartbeats: who watches shall know within seconds that nothing comes any more. */
const heartbeatInterval = 5_000;
/** Bytes a client may leave unread: two snapshots of a big city's changes. */
const unreadAtMost = 8 * 2 ** 20;
/** ms a client may leave something unread. */
const stalledAtMost = 30_000;
/** Streams at once; each costs a socket and a share of every batch. */
const streamsAtMost = 500;

interface Stream {
  signIn: SignIn;
  /** ms of heartbeats since the client last had read everything. */
  stalledFor: number;
  response: ServerResponse;
}

export function liveRoutes({ live, people, areas, clock, after }: LiveRoutesDeps): ApiRoutes {
  const streams = new Set<Stream>();

  /** Ends a stream and says why; the client reconnects and gets what it may have then. */
  function end(stream: Stream, reason: string): void {
    streams.delete(stream);
    stream.response.end(`event: end\ndata: ${JSON.stringify({ reason })}\n\n`);
  }

  function endThoseWhoseRightsChanged(): void {
    for (const stream of streams) {
      const current = people.refresh(stream.signIn);
      if (!current) end(stream, "signedOut");
      else if (JSON.stringify(current.person) !== JSON.stringify(stream.signIn.person)) end(stream, "rightsChanged");
    }
  }

  function beat(): void {
    endThoseWhoseRightsChanged();
    for (const stream of streams) {
      const { response } = stream;
      stream.stalledFor = response.writableLength === 0 ? 0 : stream.stalledFor + heartbeatInterval;
      if (stream.stalledFor > stalledAtMost) response.destroy();
      // the id moves on although nothing visible happened, so that a reconnect is not told to start over
      else response.write(`id: ${live.position()}\nevent: heartbeat\ndata: {"at":${clock.now()}}\n\n`);
    }
  }

  return async (app) => {
    people.onChange(endThoseWhoseRightsChanged);
    let cancelBeat = () => {};
    const keepBeating = () => {
      cancelBeat = after(heartbeatInterval, () => {
        beat();
        keepBeating();
      });
    };
    app.addHook("onReady", async () => keepBeating());
    // before the server waits for open connections, which these are
    app.addHook("preClose", async () => {
      cancelBeat();
      for (const stream of streams) end(stream, "closing");
    });

    app.get(
      "/live",
      {
        config: { power: "read", errors: ["request/rate"] },
        schema: {
          tags: ["live"],
          summary: "Watch what changes",
          description:
            "Server-sent events. Each event is named by its kind and carries `{ key?, areaId?, areaIds?, data }`, data being the whole new state of the thing; changes of one thing within 250 ms are told once. Events of the last 60 s are replayed after the id in `Last-Event-ID` (browsers send it when they reconnect) or `after` (the `live` id a snapshot names); an unknown or older id is answered by one `resync` event: read the snapshots again. Every 5 s there is a `heartbeat`. An `end` event says why the stream ends: signedOut, rightsChanged or closing.",
          produces: ["text/event-stream"],
          querystring: z.strictObject({ after: z.exactOptional(z.string().max(80)).describe("Id to continue after.") }),
          headers: z.looseObject({
            "last-event-id": z.exactOptional(z.string().max(80)).describe("Id to continue after."),
          }),
        },
      },
      (request, reply) => {
        if (streams.size >= streamsAtMost)
          throw new ControllerError("request/rate", "Too many live streams are open. Close one and try again.", {
            params: { seconds: 15 },
          });
        reply.hijack();
        const response = reply.raw;
        response.writeHead(200, {
          "content-type": "text/event-stream; charset=utf-8",
          "cache-control": "no-store",
          // nginx gathers answers unless told not to
          "x-accel-buffering": "no",
        });
        response.flushHeaders();
        const stream: Stream = { signIn: request.signIn, stalledFor: 0, response };
        const { person } = request;
        const stop = live.watch(
          {
            sees: (areaId) => mayIn(person, "read", areaId, areas()),
            send: (text) => {
              response.write(text);
              if (response.writableLength > unreadAtMost) response.destroy();
            },
          },
          request.headers["last-event-id"] ?? request.query.after,
        );
        streams.add(stream);
        response.on("close", () => {
          stop();
          streams.delete(stream);
        });
        // a client that vanishes in the middle of a write is no fault of ours
        response.on("error", () => {});
      },
    );
  };
}
