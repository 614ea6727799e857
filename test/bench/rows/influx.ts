/** How many rows a second go from devices to InfluxDB, all the way: broker, controller, journal, queue, InfluxDB's own disk. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Influx, startInflux } from "../../support/start-influx.ts";
import { type Den, startDen } from "../den.ts";
import { startDevices } from "../load/open-devices.ts";
import { machineTime } from "../program.ts";
import { atMost, type Figure, type Row } from "../row.ts";
import type { Size } from "../size.ts";

/** ms for what is on its way when the senders stop. */
const drainWithin = 600_000;
/** ms between looks at the queue. */
const lookEvery = 200;
/** Rows one message of the bench carries. */
const rowsPerMessage = 3;

interface InfluxFigures {
  readonly influxRows: number;
  readonly influxBytes: number;
  readonly influxSent: number;
}

const figuresOf = async (den: Den) => {
  const response = await fetch(`${den.controller.url}/healthz`);
  return ((await response.json()) as { figures: InfluxFigures & { influx: string } }).figures;
};
const rowsIn = async (influx: Influx) =>
  Number((await influx.query('SELECT count("sequence") FROM "raw"'))[0]?.count ?? 0);

async function measure(size: Size): Promise<Figure[]> {
  await using influx = await startInflux();
  await using den = await startDen(size.devices, {
    DEN_INFLUX_URL: influx.url,
    DEN_INFLUX_DATABASE: influx.database,
  });
  await using devices = startDevices();
  await devices.call("open", { port: den.controller.brokerPort, talk: "controller", identities: den.devices });
  await den.until(({ inSync }) => inSync === size.devices, 60_000);
  for (const end = machineTime() + 30_000; (await figuresOf(den)).influx !== "following"; await sleep(100)) {
    if (machineTime() > end) throw new Error("InfluxDB is not followed");
  }
  const senders = Math.min(2_000, Math.max(...size.senders));
  const before = await rowsIn(influx);
  const committedBefore = (await den.figures()).telemetryCommitted;
  const began = machineTime();
  let longest = { rows: 0, bytes: 0 };
  await devices.call("send", senders);
  for (const end = began + size.seconds * 1000; machineTime() < end; await sleep(lookEvery)) {
    const { influxRows: rows, influxBytes: bytes } = await figuresOf(den);
    if (rows > longest.rows) longest = { rows, bytes };
  }
  const whileSending = (await rowsIn(influx)) - before;
  const sendingTook = machineTime() - began;
  await devices.call("stop");
  const sent = async () => ((await den.figures()).telemetryCommitted - committedBefore) * rowsPerMessage;
  let there = whileSending;
  for (const end = machineTime() + drainWithin; machineTime() < end; await sleep(lookEvery)) {
    there = (await rowsIn(influx)) - before;
    if (there >= (await sent())) break;
  }
  const took = machineTime() - began;
  const figure = (measure: string, unit: string, value: number): Figure => ({ subject: "Den", measure, unit, value });
  return [
    figure("while devices send as fast as they can", "rows/s", (whileSending * 1000) / sendingTook),
    figure("until the last row is there", "rows/s", (there * 1000) / took),
    figure("not in InfluxDB", "rows", (await sent()) - there),
    ...(longest.rows === 0 ? [] : [figure("disk of a row that waits", "bytes", longest.bytes / longest.rows)]),
  ];
}

export const influx: Row = {
  name: "influx",
  title: "rows/s from the device to InfluxDB 1.6, counted there",
  run: measure,
  aims: [atMost(0, "Den", "not in InfluxDB", "nothing lost")],
};
