/** Builds the console once before its tests, when its sources are not those of the last build. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../controller/console/build/main.ts", import.meta.url));
/** The project's own Node: the runtime of the test runner may be another. */
const runtime = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

/** CONSOLE_DRAFT=1: while a screen is being made and its Vietnamese is not complete. */
const options = process.env.CONSOLE_DRAFT === "1" ? ["--if-stale", "--draft"] : ["--if-stale"];

export function setup(): void {
  // by itself and without the runner's NODE_ENV, which would bundle React for development
  const { NODE_ENV: _, ...env } = process.env;
  execFileSync(runtime, [program, ...options], { env, stdio: "inherit" });
}
