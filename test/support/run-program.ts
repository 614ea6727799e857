/** Runs one of our programs to its end, for starts that are meant to fail. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's own Node: the runtime of the test runner may be another. */
const runtime = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

export interface Ended {
  /** `null`: it did not end by itself in time and was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param program path below the project's root. @param within ms it may take. */
export function runProgram(program: string, env: Readonly<Record<string, string>>, within = 45_000): Promise<Ended> {
  const path = fileURLToPath(new URL(`../../${program}`, import.meta.url));
  const child = spawn(runtime, [path], { env: { PATH: process.env.PATH, ...env } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  const timer = setTimeout(() => child.kill("SIGKILL"), within);
  return new Promise((resolve) => {
    // closed means that nobody writes there any more: a broker left behind would hold it open
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}
