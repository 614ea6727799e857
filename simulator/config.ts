/** What a standalone simulation can be told, by flag or environment: each with default, unit and reason. Flags win. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { rootPattern } from "#protocol/wire/topics.ts";
import { linkClasses } from "#protocol/wire/vocabulary.ts";
import { fewestLamps, mostLamps } from "./city/generate.ts";
import { allTroubles } from "./troubles/all-troubles.ts";

/** `deadDriver=0.02,restarts=0.01` as shares by code. */
const Troubles = z.string().transform((text, context) => {
  const shares: Record<string, number> = {};
  for (const entry of text.split(",").filter((part) => part !== "")) {
    const [code = "", share = ""] = entry.split("=");
    const value = Number(share);
    if (!allTroubles.has(code) || share === "" || !(value >= 0 && value <= 1)) {
      const known = [...allTroubles.keys()].join(", ");
      context.addIssue(`"${entry}" is not code=share with a share of 0…1 and a code of ${known}`);
      return z.NEVER;
    }
    shares[code] = value;
  }
  return shares;
});

export const SimulatorConfig = z.object({
  /** Broker the devices connect to. */
  broker: z
    .url({ protocol: /^mqtts?$/, error: "an address like mqtt://127.0.0.1:1883" })
    .default("mqtt://127.0.0.1:1883"),
  /** JSON file of device secrets by id. With `api` it is written when it does not exist; without it devices send none. */
  secrets: z.string().min(1).optional(),
  /** Address of a controller whose inventory gets the city, on the first run. */
  api: z.url({ protocol: /^https?$/, error: "an address like http://127.0.0.1:8080" }).optional(),
  /** Token of somebody who may change that inventory. */
  token: z.string().min(1).optional(),
  lamps: z.coerce.number().int().min(fewestLamps).max(mostLamps).default(500),
  /** Seed of layout and events: the same seed is the same city. */
  seed: z.coerce.number().int().default(1),
  /** Every device on this kind of link; absent: the mix of a real town, whose cellular devices take 5 minutes to connect. */
  link: z.enum(linkClasses).optional(),
  /** Simulated seconds per second. The controller does not follow above 1. */
  speed: z.coerce.number().positive().max(3600).default(1),
  /** ISO instant the simulated clock shows first; absent: now. */
  start: z.iso
    .datetime({ offset: true })
    .transform((text) => Date.parse(text))
    .optional(),
  /** ms the clock is moved, as the controller's DEN_CLOCK_OFFSET. */
  offset: z.coerce.number().int().default(0),
  /** First levels of all topics; the same in broker, controller and devices. */
  topicRoot: z.string().regex(rootPattern, "one to four levels of letters, digits, - and _").default("den/v1"),
  /** What goes wrong from the start, as code=share,… */
  troubles: Troubles.default({}),
  /** File of what really happens, one line of JSON per fact. */
  truth: z.string().min(1).optional(),
});
export type SimulatorConfig = z.output<typeof SimulatorConfig>;

/** The configuration cannot be used; the message names flag, value and what is allowed. */
export class ConfigError extends Error {}

const dashed = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const variableOf = (key: string) => `DEN_SIM_${dashed(key).replaceAll("-", "_").toUpperCase()}`;

/** @throws ConfigError */
export function readConfig(
  flags: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SimulatorConfig {
  const keys = Object.keys(SimulatorConfig.shape);
  const options = Object.fromEntries(keys.map((key) => [dashed(key), { type: "string" as const }]));
  const settings: Record<string, string> = {};
  for (const key of keys) {
    const value = environment[variableOf(key)];
    if (value !== undefined) settings[key] = value;
  }
  try {
    const { values } = parseArgs({ args: [...flags], options });
    for (const key of keys) if (values[dashed(key)] !== undefined) settings[key] = values[dashed(key)] as string;
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
  const parsed = SimulatorConfig.safeParse(settings);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = String(issue?.path[0]);
    throw new ConfigError(`--${dashed(key)} (${variableOf(key)}) = ${settings[key]}: ${issue?.message}`);
  }
  if (parsed.data.api !== undefined && (parsed.data.token === undefined || parsed.data.secrets === undefined)) {
    throw new ConfigError(
      "--api needs --token of somebody who may change the inventory, and --secrets, a file to keep",
    );
  }
  return parsed.data;
}
