/** Who may import whom: the rules, and the judge that applies them to one file. */
import { dirname, join } from "node:path";
import { computed, importsOf } from "./imports-of.ts";

/** What the files of one room may see beside the files of the room itself. The longest room that fits a file counts. */
interface Room {
  /** Folder or file, from the top of the checkout. */
  readonly room: string;
  /** Folders and files. */
  readonly sees: readonly string[];
  /** Of these only types. */
  readonly seesTypesOf?: readonly string[];
  /** Packages and modules of Node; absent: any that is not kept for another room. */
  readonly packages?: readonly string[];
}

/** Small files beside the controller's rooms, that all of them may use: the time, the errors, the log, the configuration. */
const besides = ["controller/clock.ts", "controller/errors.ts", "controller/log.ts", "controller/config.ts"];
const core = "controller/core";
const wire = "firmware-protocol/wire";
const protocol = "firmware-protocol";

export const rooms: readonly Room[] = [
  { room: wire, sees: [], packages: ["zod", "node:crypto"] },
  { room: "firmware-protocol/behavior", sees: [], seesTypesOf: [wire], packages: [] },
  { room: "firmware-protocol/specification", sees: [wire], packages: ["zod"] },
  {
    room: "firmware-protocol/vectors",
    sees: [wire, "firmware-protocol/behavior", "firmware-protocol/specification"],
    packages: ["zod", "node:fs", "node:path"],
  },
  { room: "broker", sees: [protocol] },
  { room: "simulator", sees: [protocol] },
  { room: core, sees: [protocol, "controller/errors.ts"], packages: [] },
  { room: "controller/stores", sees: [protocol, core, ...besides] },
  { room: "controller/dispatch", sees: [protocol, core, ...besides] },
  { room: "controller/bridges", sees: [protocol, core, ...besides] },
  { room: "controller/ingest", sees: [protocol, core, ...besides] },
  { room: "controller/engine", sees: [protocol, core, ...besides], seesTypesOf: ["controller/ingest"] },
  {
    room: "controller/api",
    sees: [protocol, core, ...besides],
    seesTypesOf: ["controller/engine", "controller/ingest"],
  },
  // runs in a browser: what it knows of the service are the types of its API
  { room: "controller/console", sees: [protocol], seesTypesOf: ["controller/api"] },
  { room: "controller/clock.ts", sees: [], packages: [] },
  { room: "controller/errors.ts", sees: [], packages: [] },
  { room: "controller/main.ts", sees: ["controller/compose.ts", "controller/welcome.ts", ...besides] },
  { room: "controller/compose.ts", sees: ["controller", protocol] },
  { room: "controller/compose", sees: ["controller", protocol] },
  // runs the broker's program as a child; the programs of two rooms meet nowhere else
  { room: "controller/broker-process.ts", sees: ["broker/main.ts", ...besides] },
  { room: "controller", sees: [protocol, core, ...besides], seesTypesOf: ["controller/engine"] },
];

/** Packages that are named in one place, so that they can be replaced there. */
export const keptFor: Readonly<Record<string, readonly string[]>> = {
  aedes: ["broker"],
  mqtt: ["controller/dispatch", "simulator"],
  fastify: ["controller/api"],
  kysely: ["controller/stores"],
  "node:sqlite": ["controller/stores"],
  "node-cron": ["controller/chores.ts"],
  influx: ["controller/stores/telemetry"],
  "@influxdata/influxdb-client": ["controller/stores/telemetry"],
};

/** @returns a sentence for every import of the file that goes through a wall. */
export function wallsBroken(file: string, source: string): string[] {
  const home = roomOf(file);
  if (home === undefined) return [`${file} stands in no room`];
  return importsOf(source).flatMap(({ specifier, typeOnly }) => {
    const complaint = judge(home, file, specifier, typeOnly);
    return complaint === undefined ? [] : [`${file} → ${specifier}: ${complaint}`];
  });
}

function judge(home: Room, file: string, specifier: string, typeOnly: boolean): string | undefined {
  if (specifier === computed) return "nobody can see what this loads";
  const target = resolve(file, specifier);
  if (target === undefined) return judgePackage(home, file, specifier);
  if (inside(target, home.room) && roomOf(target)?.room === home.room) return undefined;
  if (inside(target, protocol) && !inside(file, protocol) && !specifier.startsWith("#protocol/")) {
    return "the protocol is reached by #protocol";
  }
  if (home.sees.some((room) => inside(target, room))) return undefined;
  if (home.seesTypesOf?.some((room) => inside(target, room))) {
    return typeOnly ? undefined : `${home.room} sees only types of it`;
  }
  return `${home.room} does not see it`;
}

function judgePackage({ room, packages }: Room, file: string, specifier: string): string | undefined {
  const name = packageName(specifier);
  const keepers = keptFor[name];
  if (keepers !== undefined && !keepers.some((keeper) => inside(file, keeper))) return `kept for ${keepers.join(", ")}`;
  return packages === undefined || packages.includes(name) ? undefined : `${room} uses no such package`;
}

/** @returns path from the top of the checkout, or undefined for a package. */
function resolve(file: string, specifier: string): string | undefined {
  if (specifier.startsWith("#protocol/")) return specifier.replace("#protocol", protocol);
  return specifier.startsWith(".") ? join(dirname(file), specifier) : undefined;
}

/** `@fastify/cookie` and `kysely/migration` are packages of their first names; `node:fs/promises` is `node:fs`. */
function packageName(specifier: string): string {
  const [first, second] = specifier.split("/");
  return specifier.startsWith("@") ? `${first}/${second}` : first!;
}

function roomOf(file: string): Room | undefined {
  return rooms.filter(({ room }) => inside(file, room)).sort((a, b) => b.room.length - a.room.length)[0];
}

function inside(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`);
}
