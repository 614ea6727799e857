/**
 * InfluxDB is killed under load, the controller is killed while InfluxDB is away: afterwards InfluxDB holds, lamp by lamp,
 * exactly what the simulator's own record says, counted and added up by InfluxDB itself.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Sample } from "../../firmware-protocol/wire/samples.ts";
import { signIn, until } from "../support/api-client.ts";
import { trueRows } from "../support/journal-rows.ts";
import { offsetAfterDusk, startTown } from "../support/simulated-town.ts";
import { startController } from "../support/start-controller.ts";
import { hasInflux, startInflux } from "../support/start-influx.ts";

const clockOffset = offsetAfterDusk(120_000);
/**
 * ms InfluxDB is away. Devices sample thirty times as often as in service, so twenty seconds are what ten minutes are
 * there; the long form takes the ten minutes themselves.
 */
const away = process.env.DEN_TEST_LONG === "1" ? 600_000 : 20_000;

interface Status {
  state: string;
  rows: number;
  backfilling: boolean;
  refused: number;
  reason?: string;
}

/** What one lamp should have in InfluxDB: rows, and sums in whole steps of the wire. */
interface LampSums {
  rows: number;
  deciwatts: number;
  wattHours: number;
}

describe.skipIf(!hasInflux)("InfluxDB behind a controller", () => {
  it(
    "holds what every lamp logged, once, after it and the controller were killed",
    async () => {
      await using influx = await startInflux();
      await using controller = await startController({
        clockOffset,
        env: {
          DEN_REPORT_PERIOD: "10",
          DEN_SAMPLE_PERIOD: "10",
          DEN_INFLUX_URL: influx.url,
          DEN_INFLUX_DATABASE: influx.database,
        },
      });
      const admin = await signIn(controller.url, controller.administrator);
      const brokerUrl = `mqtt://127.0.0.1:${controller.brokerPort}`;
      await using town = await startTown(admin, { lamps: 200, brokerUrl, clockOffset });
      await until(
        () => influx.query('SELECT count("sequence") FROM "raw"'),
        ([found]) => Number(found?.count ?? 0) >= 200,
        60_000,
      );

      await influx.kill();
      await sleep(away / 2);
      const { state, reason } = await admin.get<Status>("/telemetry/forwarding");
      expect(state).toBe("waiting");
      expect(reason).toMatch(/ECONNREFUSED|socket hang up|ECONNRESET/);
      await controller.kill();
      await controller.start();
      const again = await signIn(controller.url, controller.administrator);
      await sleep(away / 2);
      await influx.restart();

      // what was logged until now must come; what is logged from now on may
      const logged = [...trueRows(town.facts).values()].filter(({ stream }) => stream === "raw");
      const lastOf = new Map<string, number>();
      for (const { deviceId, sequence } of logged) lastOf.set(deviceId, Math.max(lastOf.get(deviceId) ?? 0, sequence));
      const truth = new Map<string, LampSums>();
      for (const { deviceId, row } of logged) add(truth, `${deviceId}/${row.output ?? ""}`, row as Sample);

      const sums = await until(
        async () => {
          const found = new Map<string, LampSums>();
          for (const [device, last] of lastOf) {
            const series = await influx.series(
              `SELECT count("sequence"), sum("activePower"), sum("activeEnergy") FROM "raw" WHERE "device" = '${device}' AND "sequence" <= ${last} GROUP BY "output"`,
            );
            for (const { tags, values } of series) {
              const [, rows, power, energy] = values[0] as number[];
              found.set(`${device}/${tags?.output ?? ""}`, {
                rows: rows!,
                deciwatts: Math.round((power ?? 0) * 10),
                wattHours: Math.round((energy ?? 0) * 1000),
              });
            }
          }
          return found;
        },
        (found) => rowsOf(found) >= rowsOf(truth),
        120_000,
      );
      expect(Object.fromEntries(sums)).toEqual(Object.fromEntries(truth));
      expect(rowsOf(truth)).toBeGreaterThan(200);
      const status = await until(
        () => again.get<Status>("/telemetry/forwarding"),
        (now) => now.state === "following",
        30_000,
      );
      expect(status.refused).toBe(0);
      const { figures } = await (await fetch(`${controller.url}/healthz`)).json();
      expect(figures).toMatchObject({ influx: "following", influxRefused: 0 });
    },
    away + 300_000,
  );
});

function add(sums: Map<string, LampSums>, lamp: string, { activePower = 0, activeEnergy = 0 }: Sample): void {
  const so = sums.get(lamp) ?? { rows: 0, deciwatts: 0, wattHours: 0 };
  sums.set(lamp, {
    rows: so.rows + 1,
    deciwatts: so.deciwatts + Math.round(activePower * 10),
    wattHours: so.wattHours + Math.round(activeEnergy * 1000),
  });
}

function rowsOf(sums: ReadonlyMap<string, LampSums>): number {
  return [...sums.values()].reduce((all, { rows }) => all + rows, 0);
}
