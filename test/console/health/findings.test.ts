import { expect, test } from "vitest";
import { sizeText } from "../../../controller/console/health/figure-text.ts";
import { findingsOf, type Observed, stateOf } from "../../../controller/console/health/findings.ts";
import { createFormat } from "../../../controller/console/text/format.ts";

const gigabyte = 1e9;
const well: Observed = {
  figures: {
    brokerConnected: true,
    diskFree: 40 * gigabyte,
    diskSize: 100 * gigabyte,
    devices: 1000,
    online: 950,
    inSync: 980,
    telemetryBacklog: 300,
    telemetryLost: 0,
    telemetryAside: 0,
    influx: "following",
    influxLagMs: 4000,
    influxRefused: 0,
  },
  refused: { strangers: 0, signIns: 0 },
  stream: { isLive: true, clockOff: -800 },
};
const codes = (figures: Observed["figures"], rest: Partial<Observed> = {}) =>
  findingsOf({ ...well, ...rest, figures: { ...well.figures, ...figures } }).map(
    ({ code, severity }) => `${code} ${severity}`,
  );

test("a service that does its work has no findings, with and without InfluxDB", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ influx: "none" })).toEqual([]);
  expect(codes({ influx: "backfilling", influxLagMs: 9e6 })).toEqual([]);
});

test("each part that does not work is told, the worst first", () => {
  expect(codes({ brokerConnected: false, telemetryLost: 3, influx: "stopped" })).toEqual([
    "brokerGone bad",
    "influxStopped bad",
    "telemetryLost warn",
  ]);
  expect(codes({ influx: "waiting" })).toEqual(["influxWaiting bad"]);
  expect(codes({ influxLagMs: 700_000, influxRefused: 2 })).toEqual(["influxLate warn", "influxRefused warn"]);
});

test("a disk is low below a tenth of it or ten gigabytes, whichever is less, and bad below one", () => {
  expect(codes({ diskFree: 9 * gigabyte, diskSize: 1000 * gigabyte })).toEqual(["diskLow warn"]);
  expect(codes({ diskFree: 11 * gigabyte, diskSize: 1000 * gigabyte })).toEqual([]);
  expect(codes({ diskFree: 3 * gigabyte, diskSize: 20 * gigabyte })).toEqual([]);
  expect(codes({ diskFree: 0.9 * gigabyte, diskSize: 20 * gigabyte })).toEqual(["diskLow bad"]);
  expect(codes({ telemetryBacklog: 6000 })).toEqual(["diskSlow warn"]);
});

test("some devices are always away: a tenth of them needs a look, half of them is bad", () => {
  expect(codes({ online: 900 })).toEqual([]);
  expect(codes({ online: 899 })).toEqual(["devicesAway warn"]);
  expect(codes({ online: 499 })).toEqual(["devicesAway bad"]);
  expect(codes({ inSync: 900 })).toEqual(["devicesBehind warn"]);
  expect(codes({ devices: 0, online: 0, inSync: 0 })).toEqual([]);
});

test("strangers and refused sign-ins are told to those who may see them, this browser's troubles to everybody", () => {
  expect(codes({}, { refused: { strangers: 1, signIns: 7 } })).toEqual(["strangers warn", "signInsRefused warn"]);
  expect(codes({}, { refused: undefined })).toEqual([]);
  expect(codes({}, { stream: { isLive: false, clockOff: 61_000 } })).toEqual(["streamGone warn", "clockOff warn"]);
});

test("a part stands as its worst finding", () => {
  const figures = { ...well.figures, influx: "waiting", influxRefused: 1 };
  const findings = findingsOf({ ...well, figures });
  expect(stateOf("forwarder", findings, figures)).toBe("bad");
  expect(stateOf("stores", findings, figures)).toBe("good");
  expect(stateOf("forwarder", [], { influx: "none" })).toBe("off");
});

test("sizes are read in the unit that leaves few digits", () => {
  const texts = [0, 950, 1500, 42_000_000, 3_400_000_000, 2e12].map((bytes) =>
    sizeText(bytes, createFormat("vi", "Asia/Ho_Chi_Minh")),
  );
  expect(texts).toEqual(["0 B", "950 B", "1,5 kB", "42 MB", "3,4 GB", "2 TB"]);
});
