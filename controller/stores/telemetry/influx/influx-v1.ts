/** InfluxDB 1.x through the package `influx`. Its retries are off: what is sent again, and when, is the forwarder's affair. */
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { InfluxDB } from "influx";
import { type IPoolRequestOptions, Pool, RequestError } from "influx/lib/src/pool.js";
import type { WriteAnswer } from "../../../core/telemetry/forwarding.ts";
import { answerOf, noAnswer, sentenceOf, seriesOf, unavailable } from "./answers.ts";
import { type InfluxConnection, type InfluxOptions, type QueryAnswer, usualTimeout } from "./connection.ts";
import { annotationLine, ownMeasurements } from "./line.ts";
import { within } from "./within.ts";

export interface InfluxV1Options extends InfluxOptions {
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Absent: the database's default. */
  readonly retentionPolicy?: string | undefined;
}

const zip = promisify(gzip);

/** A host that failed is asked again when the forwarder says so, not when the package does. */
const noBackoff = { getDelay: () => 0, next: () => noBackoff, reset: () => noBackoff };

export function openInfluxV1(options: InfluxV1Options): InfluxConnection {
  const { database, user, password, retentionPolicy, timeout = usualTimeout } = options;
  const url = new URL(options.url);
  const pool = { maxRetries: 0, requestTimeout: timeout, backoff: noBackoff };
  const reader = new InfluxDB({
    host: url.hostname,
    port: Number(url.port) || (url.protocol === "https:" ? 443 : 80),
    protocol: url.protocol === "https:" ? "https" : "http",
    ...(url.pathname === "/" ? {} : { path: url.pathname }),
    database,
    pool,
    ...(user === undefined ? {} : { username: user, password: password ?? "" }),
  });
  // the package writes points only one object at a time and unzipped; its pool carries lines as they are
  const writer = new Pool(pool);
  writer.addHost(options.url);

  async function post(body: Buffer | undefined, also?: AbortSignal): Promise<WriteAnswer> {
    const request: IPoolRequestOptions = {
      method: "POST",
      path: "/write",
      query: { db: database, precision: "n", ...(retentionPolicy === undefined ? {} : { rp: retentionPolicy }) },
      ...(user === undefined ? {} : { auth: `${user}:${password ?? ""}` }),
      // handed to the socket as it is, whatever the type says
      ...(body === undefined ? {} : { body: body as unknown as string, headers: { "content-encoding": "gzip" } }),
    };
    try {
      const text = await within(timeout, (signal) => writer.text({ ...request, signal }), also);
      return answerOf(204, text);
    } catch (error) {
      if (!(error instanceof RequestError)) return noAnswer(error);
      const { statusCode = 0, headers } = error.res;
      const body = error.message.slice(error.message.indexOf(" occurred: ") + " occurred: ".length);
      return answerOf(statusCode, body, headers["retry-after"]);
    }
  }

  async function query(influxQl: string, signal?: AbortSignal) {
    signal?.throwIfAborted();
    try {
      const answer: QueryAnswer = await within(
        timeout,
        (both) => reader.queryRaw(influxQl, { precision: "ms", method: "POST", signal: both, ...policy }),
        signal,
      );
      return seriesOf(answer);
    } catch (error) {
      signal?.throwIfAborted();
      throw unavailable(sentenceOf(error), error);
    }
  }
  const policy = retentionPolicy === undefined ? {} : { retentionPolicy };

  return {
    name: `InfluxDB 1 at ${url.host}, database ${database}`,
    write: async (lines, signal) => post(await zip(lines, { level: 1 }), signal),

    async check(signal) {
      // an empty write finds database, name and right, and changes nothing
      const answer = await post(undefined, signal);
      const couldBePolicy = answer.kind === "written" || answer.kind === "unreachable";
      if (retentionPolicy === undefined || !couldBePolicy) return answer;
      try {
        const [[policies] = []] = await query(`SHOW RETENTION POLICIES ON "${database}"`, signal);
        if (policies?.values.some(([name]) => name === retentionPolicy)) return answer;
        return { kind: "nowhere", reason: `the database ${database} has no retention policy ${retentionPolicy}` };
      } catch (error) {
        return noAnswer(error);
      }
    },

    async isEmpty(signal) {
      const [[measurements] = []] = await query(ownMeasurements, signal);
      return measurements === undefined;
    },
    lineOf: annotationLine,
    query,
  };
}
