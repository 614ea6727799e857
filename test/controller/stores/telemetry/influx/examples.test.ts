/** What stands beside the adapters for people to use: every query of the dashboard and of the README runs at a real InfluxDB. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openInfluxV1 } from "../../../../../controller/stores/telemetry/influx/influx-v1.ts";
import { annotationLine, eventLine, sampleLine } from "../../../../../controller/stores/telemetry/influx/line.ts";
import { hasInflux, type Influx, startInflux } from "../../../../support/start-influx.ts";

const folder = new URL("../../../../../controller/stores/telemetry/influx/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const minute = 60_000;
const end = 1_790_000_000_000 - (1_790_000_000_000 % (24 * 60 * minute));
const begin = end - 24 * 60 * minute;

/** Two lamps and a cabinet over a day. */
function aDay(): string[] {
  const lines: string[] = [];
  for (let n = 0; n < 288; n++) {
    const at = begin + n * 5 * minute;
    const place = { at, epoch: 7, sequence: n + 1, output: 0 } as const;
    for (const device of ["lamp-17", "lamp-18"]) {
      const values = {
        level: 50,
        activePower: 40,
        supplyVoltage: 230,
        activeEnergy: 100 + n / 300,
        controlGearTemperature: 41,
      };
      lines.push(sampleLine({ ...place, stream: "raw", device }, values));
    }
    lines.push(sampleLine({ ...place, output: undefined, stream: "raw", device: "cabinet-3" }, { totalPower: 4.2 }));
    if (n % 6 === 0) {
      const values = { supplyVoltageMin: 221, supplyVoltageMax: 236 };
      lines.push(sampleLine({ ...place, stream: "halfHours", device: "lamp-17" }, values));
    }
  }
  const place = { stream: "events", device: "lamp-17", output: 0, at: begin + minute, epoch: 7, sequence: 1 } as const;
  lines.push(eventLine(place, { type: "lampFailure", state: "start", value: 0 }));
  lines.push(annotationLine({ at: begin + minute, sequence: 5, action: "plan.deploy", by: "Lan", why: "mùa mưa" }));
  return lines;
}

/** Everything under a key of this name, wherever it lies. */
function valuesOf(key: string, thing: unknown): string[] {
  if (typeof thing !== "object" || thing === null) return [];
  return Object.entries(thing).flatMap(([name, value]) =>
    name === key && typeof value === "string" ? [value] : valuesOf(key, value),
  );
}

/** As Grafana fills them in. */
function filled(query: string): string {
  return query
    .replaceAll("$timeFilter", `time >= ${begin}ms AND time <= ${end}ms`)
    .replaceAll("$__interval", "5m")
    .replaceAll("$device", ".*");
}

const dashboard = valuesOf("query", JSON.parse(read("grafana-dashboard.json"))).filter((query) => query !== "influxdb");
const examples = [...read("README.md").matchAll(/```sql\n([^`]+)```/g)].flatMap(([, block]) =>
  block!
    .split(";")
    .map((statement) => statement.replace(/^--.*$/gm, "").trim())
    .filter((statement) => statement !== ""),
);

describe.skipIf(!hasInflux)("for people who look at InfluxDB themselves,", () => {
  let influx: Influx;
  beforeAll(async () => {
    influx = await startInflux();
    const { write } = openInfluxV1({ url: influx.url, database: influx.database });
    expect(await write(aDay().join("\n"))).toEqual({ kind: "written" });
  }, 60_000);
  afterAll(() => influx[Symbol.asyncDispose]());

  test("there are queries to be tested", () => {
    expect(dashboard.length).toBeGreaterThan(12);
    expect(examples.length).toBeGreaterThan(4);
  });

  test.each(dashboard)("the dashboard's %s finds something", async (query) => {
    const series = await influx.series(filled(query));
    expect(series.length).toBeGreaterThan(0);
    expect(series.flatMap(({ values }) => values).some((row) => row.slice(1).some((value) => value !== null))).toBe(
      true,
    );
  });

  test.each(examples)("the README's %s finds something", async (query) => {
    const found = await influx.series(filled(query).replaceAll("now()", `${end}ms`));
    expect(found.flatMap(({ values }) => values).length).toBeGreaterThan(0);
  });

  test("the dashboard's power is the sum over lamps and its energy the difference of their meters", async () => {
    const [power, energy] = dashboard.filter((query) => query.startsWith("SELECT sum(")).map(filled);
    expect((await influx.query(power!))[0]).toEqual({ time: begin, sum: 80 });
    expect(Number((await influx.query(energy!))[0]?.sum)).toBeCloseTo((2 * 287) / 300, 6);
  });

  test("hours and days can be kept when raw rows are gone", async () => {
    const statements = read("downsampling.influxql")
      .replace(/^--.*$/gm, "")
      .split(";")
      .map((statement) => statement.trim())
      .filter((statement) => statement !== "");
    for (const statement of statements) await influx.series(statement);
    await influx.series('SELECT * INTO "den"."ninetyDays"."raw" FROM "den"."autogen"."raw" GROUP BY *');
    // what the continuous queries will do by the clock, done for a day of the past
    for (const statement of statements.filter((each) => each.startsWith("CREATE CONTINUOUS QUERY"))) {
      const select = /BEGIN (.*) END$/.exec(statement)![1]!;
      const period = `WHERE time >= ${begin}ms AND time < ${end}ms GROUP BY`;
      await influx.series(select.replace("GROUP BY", period));
    }
    const hours = await influx.query(
      `SELECT "rows", "activePower", "activeEnergyFirst" FROM "den"."forever"."hours" WHERE "device" = 'lamp-17'`,
    );
    expect(hours).toHaveLength(24);
    expect(hours[1]).toEqual({
      time: begin + 60 * minute,
      rows: 12,
      activePower: 40,
      activeEnergyFirst: 100 + 12 / 300,
    });
    const days = await influx.query(
      `SELECT sum("rows"), min("activePowerMin") FROM "den"."forever"."days" WHERE "device" = 'lamp-17'`,
    );
    expect(days[0]).toMatchObject({ sum: 288, min: 40 });
  });
});
