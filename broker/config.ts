/** What a deployment can set, read from the environment: one key each with default, unit and reason. */
import { z } from "zod";
import { idPattern, rootPattern } from "#protocol/wire/topics.ts";
import { Bounds } from "./bounds.ts";

const port = z.coerce.number().int().min(0).max(65_535);

export const BrokerConfig = z.object({
  /** Name of this broker in topics and logs; several brokers of one city need different ones. */
  id: z.string().regex(idPattern, "1 to 32 of a–z, 0–9 and hyphen").default("broker-1"),
  /** Address to listen on. Loopback, because this listener has no TLS: the network sees it only if somebody decides so. */
  host: z.string().min(1).default("127.0.0.1"),
  /** TCP port; 1883 is registered for MQTT; 0 takes any free one. */
  port: port.default(1883),
  /** Address of health and metrics; they tell client counts, so they stay on loopback too. */
  metricsHost: z.string().min(1).default("127.0.0.1"),
  /** TCP port of health and metrics; 0 takes any free one. */
  metricsPort: port.default(9883),
  /** First levels of all topics; the same in broker, controller and devices. */
  topicRoot: z.string().regex(rootPattern, "one to four levels of letters, digits, - and _").default("den/v1"),
  /** Who may sign in; the controller writes it. Without it nobody gets in. */
  credentialsPath: z.string().min(1).default("data/credentials.json"),
  /** Further service accounts; the operator writes it. May be absent. */
  accountsPath: z.string().min(1).default("data/accounts.json"),
  /** Milliseconds between looks at both files; half a second keeps a revocation within one second on any file system. */
  credentialsPollMs: z.coerce.number().int().min(10).max(60_000).default(500),
  /** Least severe kind of log line that is written. */
  logLevel: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  bounds: Bounds.prefault({}),
});

export type BrokerConfig = z.infer<typeof BrokerConfig>;
/** As tests and the composition root may write it: what is left out takes its default. */
export type BrokerSettings = z.input<typeof BrokerConfig>;

export class ConfigError extends Error {}

const prefix = "DEN_BROKER_";
/** How the controller reaches its broker: both units may share one environment file. */
const ofTheController = ["DEN_BROKER_URL", "DEN_BROKER_USER", "DEN_BROKER_PASSWORD"];

/** Keys of the schema by the name of their environment variable: `DEN_BROKER_METRICS_PORT`, `DEN_BROKER_CONNECT_MS`. */
const keys = new Map<string, readonly string[]>([
  ...Object.keys(BrokerConfig.shape)
    .filter((key) => key !== "bounds")
    .map((key): [string, readonly string[]] => [variableOf(key), [key]]),
  ...Object.keys(Bounds.shape).map((key): [string, readonly string[]] => [variableOf(key), ["bounds", key]]),
]);

/** @throws ConfigError naming the variable, what is wrong with it and what to do. */
export function readConfig(environment: Record<string, string | undefined>): BrokerConfig {
  const settings: Record<string, unknown> & { bounds: Record<string, unknown> } = { bounds: {} };
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || value === undefined || ofTheController.includes(name)) continue;
    const path = keys.get(name);
    if (!path) throw new ConfigError(`${name} is not a setting of the broker. Remove it, or correct its name.`);
    if (path.length === 2) settings.bounds[path[1]!] = value;
    else settings[path[0]!] = value;
  }
  return parseConfig(settings);
}

/** @throws ConfigError as `readConfig`. */
export function parseConfig(settings: unknown): BrokerConfig {
  const parsed = BrokerConfig.safeParse(settings);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = String(issue?.path.at(-1));
  throw new ConfigError(
    `${variableOf(key)}: ${issue?.message}. Set it within its range, or remove it to use the default.`,
  );
}

function variableOf(key: string): string {
  return prefix + key.replace(/([A-Z])/g, "_$1").toUpperCase();
}
