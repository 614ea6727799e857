/** How telemetry gets on its way into InfluxDB: where it stands, what it refuses, and what people can do about it. */
import { z } from "zod";
import { hasEverywhere } from "../../core/people/grants.ts";
import type { Person } from "../../core/people/model.ts";
import { forwarderStates } from "../../core/telemetry/forwarding.ts";
import type { Forwarder } from "../../engine/telemetry/forwarder.ts";
import { ControllerError } from "../../errors.ts";
import type { ApiRoutes } from "../route.ts";

export interface ForwardingRoutesDeps {
  /** Absent: no InfluxDB is configured. */
  readonly forwarder?: Forwarder;
}

const at = z.int().describe("EpochMs");
const Status = z.object({
  target: z.string(),
  state: z
    .enum(forwarderStates)
    .describe(
      "`backfilling`: rows of before are being sent too; `waiting`: the database cannot be written now; `stopped`: it refuses so much that somebody must look.",
    ),
  reason: z.exactOptional(z.string()).describe("What stands in the way, in the database's words."),
  retryAt: z.exactOptional(at).describe("Next try, while waiting."),
  recording: z
    .boolean()
    .describe("New rows are queued. While false they are in the journal alone, and sent from there later."),
  backfilling: z.boolean(),
  rows: z.int().describe("Rows in the queue."),
  bytes: z.int().describe("Bytes of the queue on disk."),
  oldestAt: z.exactOptional(at).describe("When the oldest row of the queue was received."),
  overflows: z.int().describe("Times since start that the queue grew too large and the journal was read instead."),
  refused: z.int().describe("Rows set aside because the database refuses them."),
  sent: z.int().describe("Rows confirmed since start."),
  expired: z.int().describe("Rows since start that are older than what the database keeps."),
  audited: z.int().describe("Sequence of the newest line of the audit log that was looked at for annotations."),
});
const Refused = z.object({ number: z.int(), at, reason: z.string(), line: z.string().describe("Line protocol.") });
const count = z.object({ rows: z.int() });

export function forwardingRoutes({ forwarder }: ForwardingRoutesDeps): ApiRoutes {
  /** Rows of the whole city are in one queue: to see or move them is the business of who keeps all of it. */
  const theOne = (person: Person): Forwarder => {
    if (!hasEverywhere(person, "inventory"))
      throw new ControllerError(
        "people/outside-area",
        "The queue is the whole city's, and you keep only a part of it.",
        {
          params: { power: "inventory" },
        },
      );
    if (forwarder !== undefined) return forwarder;
    throw new ControllerError(
      "telemetry/not-forwarded",
      "No InfluxDB is configured. Set DEN_INFLUX_URL and start again.",
    );
  };
  return async (app) => {
    app.get(
      "/telemetry/forwarding",
      {
        config: { power: "inventory", errors: ["people/outside-area", "telemetry/not-forwarded"] },
        schema: {
          tags: ["telemetry"],
          summary: "Telemetry on its way to InfluxDB",
          description: "Where forwarding stands, how much waits, and what stands in the way.",
          response: { 200: Status },
        },
      },
      async ({ person }) => theOne(person).status(),
    );

    app.get(
      "/telemetry/forwarding/refused",
      {
        config: {
          power: "inventory",
          errors: ["people/outside-area", "telemetry/not-forwarded", "telemetry/unavailable"],
        },
        schema: {
          tags: ["telemetry"],
          summary: "Rows InfluxDB refuses",
          description: "Oldest first, each with the reason. They are in the journal as well.",
          querystring: z.strictObject({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
          response: { 200: z.object({ items: z.array(Refused) }) },
        },
      },
      async ({ query, person }) => ({ items: await theOne(person).refused(query.limit) }),
    );

    app.post(
      "/telemetry/forwarding/refused/retry",
      {
        config: {
          power: "inventory",
          errors: ["people/outside-area", "telemetry/not-forwarded", "telemetry/unavailable"],
        },
        schema: {
          tags: ["telemetry"],
          summary: "Send refused rows once more",
          description: "After the database was mended. Answers how many rows it took.",
          response: { 200: count },
        },
      },
      async ({ person }) => ({ rows: await theOne(person).retryRefused() }),
    );

    app.delete(
      "/telemetry/forwarding/refused",
      {
        config: {
          power: "inventory",
          errors: ["people/outside-area", "telemetry/not-forwarded", "telemetry/unavailable"],
        },
        schema: {
          tags: ["telemetry"],
          summary: "Give refused rows up",
          description: "They stay in the journal and will not be sent. Answers how many there were.",
          response: { 200: count },
        },
      },
      async ({ person }) => ({ rows: await theOne(person).forgetRefused() }),
    );

    app.post(
      "/telemetry/forwarding/backfill",
      {
        config: {
          power: "inventory",
          errors: ["people/outside-area", "telemetry/not-forwarded", "telemetry/unavailable"],
        },
        schema: {
          tags: ["telemetry"],
          summary: "Send everything once more",
          description:
            "All the journal holds, beside what is new; for a database that lost something. What is there already overwrites itself.",
          response: { 200: Status },
        },
      },
      async ({ person }) => {
        await theOne(person).backfill();
        return theOne(person).status();
      },
    );
  };
}
