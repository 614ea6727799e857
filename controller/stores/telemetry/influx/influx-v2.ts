/**
 * InfluxDB 2.x and 3.x through `@influxdata/influxdb-client`. Only its transport is used: its write buffer forgets rows in
 * an outage, and its answers to a write are not shown to the caller.
 */
import { HttpError, InfluxDB } from "@influxdata/influxdb-client";
import type { WriteAnswer } from "../../../core/telemetry/forwarding.ts";
import { answerOf, noAnswer, sentenceOf, seriesOf, unavailable } from "./answers.ts";
import { type InfluxConnection, type InfluxOptions, type QueryAnswer, usualTimeout } from "./connection.ts";
import { annotationLine, ownMeasurements } from "./line.ts";
import { within } from "./within.ts";

export interface InfluxV2Options extends InfluxOptions {
  readonly version: 2 | 3;
  readonly token?: string | undefined;
  /** Of 2.x; 3.x has none. */
  readonly org?: string | undefined;
}

export function openInfluxV2({
  url,
  version,
  database,
  org,
  token,
  timeout = usualTimeout,
}: InfluxV2Options): InfluxConnection {
  const { transport } = new InfluxDB({ url, timeout, ...(token === undefined ? {} : { token }) });
  const target = new URLSearchParams({ bucket: database, precision: "ns", ...(org === undefined ? {} : { org }) });

  async function write(lines: string, also?: AbortSignal): Promise<WriteAnswer> {
    let status = 0;
    let body = "";
    try {
      await within(
        timeout,
        (signal) => {
          const done = Promise.withResolvers<void>();
          transport.send(
            `/api/v2/write?${target}`,
            lines,
            { method: "POST", headers: { "content-type": "text/plain; charset=utf-8" }, gzipThreshold: 1_000, signal },
            {
              responseStarted: (_headers, statusCode = 0) => {
                status = statusCode;
              },
              next: (chunk) => {
                body += Buffer.from(chunk).toString();
              },
              error: done.reject,
              complete: done.resolve,
            },
          );
          return done.promise;
        },
        also,
      );
      return answerOf(status, body);
    } catch (error) {
      if (!(error instanceof HttpError)) return noAnswer(error);
      // its own reading of the header takes seconds for milliseconds
      return answerOf(error.statusCode, error.body ?? "", error.headers?.["retry-after"]);
    }
  }

  async function query(influxQl: string, signal?: AbortSignal) {
    signal?.throwIfAborted();
    const body = new URLSearchParams({ db: database, epoch: "ms", q: influxQl }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
    try {
      const answer = await within(
        timeout,
        (both) => transport.request("/query", body, { method: "POST", headers, signal: both }),
        signal,
      );
      return seriesOf(typeof answer === "string" ? (JSON.parse(answer) as QueryAnswer) : (answer as QueryAnswer));
    } catch (error) {
      signal?.throwIfAborted();
      throw unavailable(sentenceOf(error), error);
    }
  }

  return {
    name: `InfluxDB ${version} at ${new URL(url).host}, ${version === 2 ? "bucket" : "database"} ${database}`,
    write,

    async check(signal) {
      const answer = await write("", signal);
      // 2.x looks for the bucket and the right to write before it complains that there is nothing to write
      return answer.kind === "refused" ? { kind: "written" } : answer;
    },

    async isEmpty(signal) {
      const [[measurements] = []] = await query(ownMeasurements, signal);
      return measurements === undefined;
    },
    lineOf: annotationLine,
    query,
  };
}
