/** The promises of a history, kept by InfluxDB: a real 1.x for the adapter of 1.x, and behind the words of 2.x for the other. */
import { afterAll, beforeAll, describe } from "vitest";
import type { InfluxConnection } from "../../controller/stores/telemetry/influx/connection.ts";
import { createInfluxHistory } from "../../controller/stores/telemetry/influx/history.ts";
import { openInfluxV1 } from "../../controller/stores/telemetry/influx/influx-v1.ts";
import { openInfluxV2 } from "../../controller/stores/telemetry/influx/influx-v2.ts";
import { eventLine, sampleLine } from "../../controller/stores/telemetry/influx/line.ts";
import { type Influx2Front, startInflux2Front } from "../support/influx-2-front.ts";
import { hasInflux, type Influx, startInflux } from "../support/start-influx.ts";
import { type HistoryRow, telemetryHistoryContract } from "./telemetry-history.ts";

function lineOf({ device, stream, epoch, sequence, row }: HistoryRow): string {
  const place = { stream, device, output: row.output, at: row.at, epoch, sequence };
  return stream === "events" ? eventLine(place, row) : sampleLine(place, row);
}

describe.skipIf(!hasInflux)("InfluxDB", () => {
  let influx: Influx;
  let front: Influx2Front;
  beforeAll(async () => {
    influx = await startInflux();
    front = await startInflux2Front(influx);
  });
  afterAll(async () => {
    await front[Symbol.asyncDispose]();
    await influx[Symbol.asyncDispose]();
  });

  const contract = (name: string, connect: () => InfluxConnection) =>
    telemetryHistoryContract(name, async () => {
      await influx.query(`DROP DATABASE "${influx.database}"`);
      await influx.query(`CREATE DATABASE "${influx.database}"`);
      const connection = connect();
      return {
        async write(rows) {
          const answer = await connection.write(rows.map(lineOf).join("\n"));
          if (answer.kind !== "written") throw new Error(answer.reason);
        },
        history: createInfluxHistory(connection),
        close: async () => {},
      };
    });

  contract("InfluxDB 1", () => openInfluxV1({ url: influx.url, database: influx.database }));
  contract("InfluxDB 2", () =>
    openInfluxV2({ url: front.url, version: 2, database: influx.database, org: front.org, token: front.token }),
  );
});
