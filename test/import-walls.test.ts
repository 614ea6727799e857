/** Who may import whom, kept for every source file; and proof that the keeper sees what it must see. */
import { describe, expect, test } from "vitest";
import { importsOf } from "./support/imports-of.ts";
import { sourceFiles } from "./support/source-files.ts";
import { wallsBroken } from "./support/walls.ts";

describe("the walls of the house", () => {
  const files = sourceFiles("firmware-protocol", "broker", "controller", "simulator");

  test("stand in every source file", () => {
    expect(files.flatMap(({ path, text }) => wallsBroken(path, text))).toEqual([]);
  });

  test("are looked at in every room that has files", () => {
    for (const room of [
      "firmware-protocol/wire",
      "firmware-protocol/behavior",
      "broker",
      "simulator",
      "controller/core",
    ]) {
      expect(files.filter(({ path }) => path.startsWith(`${room}/`)).length, room).toBeGreaterThan(3);
    }
  });
});

describe("the keeper of the walls", () => {
  test.each([
    ["the core to do I/O", "controller/core/fleet/x.ts", 'import { readFile } from "node:fs/promises";'],
    ["the core to use a package", "controller/core/fleet/x.ts", 'import { z } from "zod";'],
    [
      "the core to see a store, even its types",
      "controller/core/jobs/x.ts",
      'import type { Db } from "../../stores/database.ts";',
    ],
    ["the core to see the clock", "controller/core/jobs/x.ts", 'import { createSystemClock } from "../../clock.ts";'],
    ["the api to reach into a store", "controller/api/routes/x.ts", 'import { openJobs } from "../../stores/jobs.ts";'],
    ["the api to run the engine itself", "controller/api/routes/x.ts", 'import { start } from "../../engine/jobs.ts";'],
    ["the engine to name an adapter", "controller/engine/x.ts", 'import { link } from "../dispatch/link.ts";'],
    ["a store to see the api", "controller/stores/x.ts", 'import "../api/server.ts";'],
    ["ingest to send", "controller/ingest/x.ts", 'import { link } from "../dispatch/link.ts";'],
    ["the chores to name a store", "controller/chores.ts", 'import { openDatabase } from "./stores/database.ts";'],
    [
      "the console to run code of the api",
      "controller/console/map/x.ts",
      'import { liveData } from "../../api/live-schemas.ts";',
    ],
    [
      "the console to see the engine",
      "controller/console/map/x.ts",
      'import type { Live } from "../../engine/live.ts";',
    ],
    ["the api to see the console", "controller/api/x.ts", 'import { bundle } from "../console/build/bundle.ts";'],
    ["the broker to see the controller", "broker/x.ts", 'import { createSystemClock } from "../controller/clock.ts";'],
    ["the broker to see the simulator", "broker/x.ts", 'export * from "../simulator/rng.ts";'],
    [
      "the simulator to see the controller",
      "simulator/demo.ts",
      'const { start } = await import("../controller/main.ts");',
    ],
    [
      "the protocol to see anybody",
      "firmware-protocol/wire/x.ts",
      'import type { Clock } from "../../broker/clock.ts";',
    ],
    ["the wire to use the behaviour", "firmware-protocol/wire/x.ts", 'import { mix32 } from "../behavior/random.ts";'],
    [
      "the behaviour to use code of the wire",
      "firmware-protocol/behavior/x.ts",
      'import { maxOutputs } from "../wire/limits.ts";',
    ],
    [
      "the behaviour one value among types",
      "firmware-protocol/behavior/x.ts",
      'import { type Target, Directive } from "../wire/directive.ts";',
    ],
    ["the behaviour a package", "firmware-protocol/behavior/x.ts", 'import { z } from "zod";'],
    [
      "the protocol to be reached by a path",
      "broker/x.ts",
      'import { maxUpBytes } from "../firmware-protocol/wire/limits.ts";',
    ],
    ["aedes outside the broker", "controller/dispatch/x.ts", 'import { Aedes } from "aedes";'],
    ["fastify outside the api", "controller/engine/x.ts", 'import type { FastifyInstance } from "fastify";'],
    ["SQL outside the stores", "controller/engine/x.ts", 'import { sql } from "kysely/migration";'],
    ["node-cron outside the chores", "controller/engine/x.ts", 'import cron from "node-cron";'],
    ["code that nobody can see", "controller/engine/x.ts", "await import(path);"],
    ["a worker of another room", "controller/api/x.ts", 'new Worker(new URL("../stores/worker.ts", import.meta.url));'],
    ["a file outside every room", "scripts/x.ts", ""],
    [
      "tests to be part of the product",
      "controller/engine/x.ts",
      'import { createFakeClock } from "../../test/support/fake-clock.ts";',
    ],
  ])("does not allow %s", (_, file, source) => {
    expect(wallsBroken(file, source === "" ? "" : source)).toHaveLength(1);
  });

  test.each([
    [
      "the core its own areas and errors",
      "controller/core/jobs/x.ts",
      'import { a } from "../fleet/twin.ts"; import { b } from "../../errors.ts";',
    ],
    [
      "the core the protocol",
      "controller/core/jobs/x.ts",
      'import { arbitrate } from "#protocol/behavior/arbitrate.ts";',
    ],
    [
      "a store its ports",
      "controller/stores/jobs.ts",
      'import type { Jobs } from "../core/jobs/ports.ts"; import { sql } from "kysely";',
    ],
    [
      "the composition everything",
      "controller/compose.ts",
      'import { a } from "./stores/jobs.ts"; import { b } from "./api/server.ts";',
    ],
    [
      "the behaviour types of the wire",
      "firmware-protocol/behavior/x.ts",
      'import type { Target } from "../wire/directive.ts"; import { type A, type B } from "../wire/ask.ts";',
    ],
    [
      "the console types of the api and the protocol itself",
      "controller/console/map/x.tsx",
      'import type { AreaOverview } from "../../api/fleet-schemas.ts"; import { sunEvents } from "#protocol/behavior/sun.ts";',
    ],
    ["the api types of the engine", "controller/api/x.ts", 'import type { Jobs } from "../engine/jobs.ts";'],
  ])("allows %s", (_, file, source) => {
    expect(wallsBroken(file, source)).toEqual([]);
  });
});

describe("the scanner of imports", () => {
  const found = (source: string) =>
    importsOf(source).map(({ specifier, typeOnly }) => (typeOnly ? `type ${specifier}` : specifier));

  test.each([
    ['import a from "a";', ["a"]],
    ["import a from 'a'", ["a"]],
    ['import * as a from "a";', ["a"]],
    ['import a, { b as c } from "a";', ["a"]],
    ['import "a";', ["a"]],
    ['import {\n  a,\n  // from "x"\n  type B,\n} from "a";', ["a"]],
    ['import type A from "a";', ["type a"]],
    ['import type { A } from "a";', ["type a"]],
    ['import type * as a from "a";', ["type a"]],
    ['import { type A, type B as C } from "a";', ["type a"]],
    ['import { type A, b } from "a";', ["a"]],
    ['import type, { a } from "a";', ["a"]],
    ['import {} from "a";', ["type a"]],
    ['import data from "./a.json" with { type: "json" };', ["./a.json"]],
    ['export { a } from "a";', ["a"]],
    ['export * as a from "a";', ["a"]],
    ['export type { A } from "a";', ["type a"]],
    ['export type * from "a";', ["type a"]],
    ['const { a } = await import("a");', ["a"]],
    ["const a = await import(`a`);", ["a"]],
    ['type A = typeof import("a");', ["type a"]],
    ["import(name)", ["(computed)"]],
    ['const a = require("a");', ["a"]],
    ['new URL("./a.ts", import.meta.url)', ["./a.ts"]],
    ['new URL("./a.ts", base)', []],
    ['export const from = "a"; export { from };', []],
    ['// import a from "a";\n/* import b from "b"; */', []],
    ["const text = 'import a from \"a\";';", []],
    ['const text = `\nimport a from "a";\n`;', []],
    ["import.meta.dirname", []],
    ['module.import("a"); node.require("b");', []],
    ["export type A = string; export interface B { from: string }", []],
    ['const quote = /["\']/; import("a")', ["a"]],
  ])("reads %j", (source, imports) => {
    expect(found(source)).toEqual(imports);
  });
});
