/** What a deployment can set, read once from the environment: each key with its default, unit and reason. */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { rootPattern } from "#protocol/wire/topics.ts";
import { ControllerError } from "./errors.ts";

const port = z.coerce.number().int().min(0).max(65_535);

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

export const ControllerConfig = z.object({
  /** Folder all state lives in; one controller per folder. */
  data: z.string().min(1).default("data"),
  /** Address of console and API. Loopback, because there is no TLS here: put a proxy in front, or decide otherwise. */
  httpHost: z.string().min(1).default("127.0.0.1"),
  /** TCP port of console and API; 0 takes any free one. */
  httpPort: port.default(8080),
  /** Addresses of proxies whose word about the caller is taken, separated by commas. */
  trustedProxies: z
    .string()
    .default("")
    .transform((list) => list.split(",").filter((address) => address !== "")),
  /** mqtt:// or mqtts:// of a broker that runs by itself; absent: the controller runs its own. */
  brokerUrl: z.url({ protocol: /^mqtts?$/, error: "an address like mqtt://127.0.0.1:1883" }).optional(),
  /** Name the controller signs in with at the broker. */
  brokerUser: z.string().min(1).max(64).default("den-controller"),
  /** Password at a broker that is not ours; at ours a new one is drawn at every start and told it through its file. */
  brokerPassword: z.string().min(1).optional(),
  /** Address the embedded broker listens on. */
  brokerHost: z.string().min(1).default("127.0.0.1"),
  /** TCP port of the embedded broker; 0 takes any free one. */
  brokerPort: port.default(1883),
  /** TCP port of the embedded broker's health and metrics; 0 takes any free one. */
  brokerMetricsPort: port.default(9883),
  /** First levels of all topics; the same in broker, controller and devices. */
  topicRoot: z.string().regex(rootPattern, "one to four levels of letters, digits, - and _").default("den/v1"),
  /** Where the sun is reckoned for things without a place of their own, degrees north. */
  siteLat: z.coerce.number().min(-90).max(90).default(10.98),
  /** Degrees east. */
  siteLon: z.coerce.number().min(-180).max(180).default(106.65),
  /** IANA zone of the site: nights, schedules and written times follow it. */
  siteTimeZone: z.string().refine(isTimeZone, "an IANA time zone like Asia/Ho_Chi_Minh").default("Asia/Ho_Chi_Minh"),
  /** Percent that lamps give from civil dusk to dawn while no calendar tells them otherwise. */
  siteFallback: z.coerce.number().min(0).max(100).multipleOf(0.5).default(100),
  /** Lamps above which less light than a road's floor, by order or in a plan, or light after curfew needs a second person. */
  twoPeopleAbove: z.coerce.number().int().min(0).default(20),
  /** JSON file of prices and grid factors a fresh installation begins with; afterwards they are edited, and it is not read. */
  ratesFile: z
    .string()
    .min(1)
    .default(fileURLToPath(new URL("./rates/viet-nam.json", import.meta.url))),
  /** Folder of raster tiles ({z}/{x}/{y}.png) or PMTiles file of pictures, shown under the lamps; absent: roads from the inventory. */
  basemap: z.string().min(1).optional(),
  /** Who made the basemap, as its licence wants it shown. */
  basemapAttribution: z.string().max(200).default(""),
  /** Seconds between samples of a device. */
  samplePeriod: z.coerce.number().int().min(10).max(3600).default(300),
  /** Seconds between reports of a device. */
  reportPeriod: z.coerce.number().int().min(10).max(86_400).default(900),
  /** http:// or https:// of an InfluxDB that telemetry is forwarded to; absent: the journal answers alone. */
  influxUrl: z.url({ protocol: /^https?$/, error: "an address like http://127.0.0.1:8086" }).optional(),
  /** Its major version: 1, 2 or 3. */
  influxVersion: z.enum(["1", "2", "3"]).default("1"),
  /** Its database, in 2.x the bucket. It must exist: how long it keeps rows is decided there. */
  influxDatabase: z.string().min(1).max(100).default("den"),
  /** Retention policy of 1.x that is written to; absent: the database's default. */
  influxRetentionPolicy: z.string().min(1).max(100).optional(),
  /** Organisation of 2.x. */
  influxOrg: z.string().min(1).max(100).optional(),
  /** Token of 2.x and 3.x with the right to write and read. */
  influxToken: z.string().min(1).optional(),
  /** Name and password of 1.x; absent: it asks for none. */
  influxUser: z.string().min(1).max(100).optional(),
  influxPassword: z.string().min(1).optional(),
  /** MiB of the disk for telemetry that waits for InfluxDB; beyond, it is read from the journal once InfluxDB answers. */
  influxQueue: z.coerce.number().int().min(1).max(1_000_000).default(1024),
  /**
   * Seconds a message may wait among the arrivals until it is folded into the series. It is read there as well; the
   * longer it waits, the less is written: 10,000 lamps cost some 27 GB a day at 1 s and 4 GB at half an hour.
   */
  telemetryFoldDelay: z.coerce.number().int().min(1).max(7200).default(1800),
  /** Days that samples are kept as they were measured; devices send again what is younger than 21. */
  keepRawDays: z.coerce.number().int().min(22).max(36_500).default(90),
  /** Days that half-hours and events are kept. */
  keepHalfHoursDays: z.coerce.number().int().min(32).max(36_500).default(400),
  /** Days that hours are kept; days are kept for ever. */
  keepHoursDays: z.coerce.number().int().min(32).max(36_500).default(1095),
  /** Milliseconds the clock is moved; a demonstration begins at dusk this way. 0 in service. */
  clockOffset: z.coerce.number().int().default(0),
  /** Least severe kind of log line that is written. */
  logLevel: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});
export type ControllerConfig = z.output<typeof ControllerConfig>;

const prefix = "DEN_";
/** Settings of the broker, which it reads itself. */
const brokerPrefix = "DEN_BROKER_";

const variableOf = (key: string) => prefix + key.replace(/([A-Z])/g, "_$1").toUpperCase();
const keyOf = new Map(Object.keys(ControllerConfig.shape).map((key) => [variableOf(key), key]));

/** @throws ControllerError `config/invalid` naming the variable, its value and what is allowed. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ControllerConfig {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || value === undefined) continue;
    const key = keyOf.get(name);
    // read as a number it would be 0, which is a place on the equator and a port of chance
    if (key !== undefined && value.trim() === "")
      throw invalid(name, value, "it is empty; remove it or give it a value");
    if (key !== undefined) settings[key] = value;
    else if (!name.startsWith(brokerPrefix))
      throw invalid(name, value, "there is no such setting; remove it or correct its name");
  }
  const parsed = ControllerConfig.safeParse(settings);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = String(issue?.path[0]);
  throw invalid(variableOf(key), settings[key] ?? "", issue?.message ?? "not allowed");
}

function invalid(name: string, value: string, reason: string): ControllerError {
  return new ControllerError("config/invalid", `${name}=${value}: ${reason}.`, { params: { name, value, reason } });
}
