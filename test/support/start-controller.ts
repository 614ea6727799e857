/** The controller as a program of its own, the way a user starts it; it can be stopped, killed and started again. */
import { type ChildProcess, fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";
import { createTempFolder } from "./temp-folder.ts";

const program = fileURLToPath(new URL("../../controller/main.ts", import.meta.url));
/** The project's own Node: the runtime of the test runner may be another. */
const runtime = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

export interface ControllerOptions {
  /** Further settings, by their variable. */
  readonly env?: Readonly<Record<string, string>>;
  /** ms its clock is ahead of the machine's. */
  readonly clockOffset?: number;
}

export interface ControllerUnderTest extends AsyncDisposable {
  readonly url: string;
  /** Port of the embedded broker; the same through all restarts. */
  readonly brokerPort: number;
  readonly brokerMetricsPort: number;
  readonly data: string;
  readonly administrator: { readonly id: string; readonly password: string };
  /** Process id of the controller that runs now. */
  pid(): number;
  /** Process id of its embedded broker; undefined while it has none. */
  brokerPid(): number | undefined;
  /** What it has printed so far. */
  output(): string;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** @param clockOffset ms; absent: as before. */
  start(clockOffset?: number): Promise<void>;
}

interface Listening {
  readonly kind: "listening";
  readonly url: string;
  readonly brokerPort?: number;
  readonly firstSignIn?: { readonly id: string; readonly password: string };
}

/** @throws Error with what the program printed if it does not come up. */
export async function startController(options: ControllerOptions = {}): Promise<ControllerUnderTest> {
  const folder = createTempFolder("controller");
  const [httpPort, brokerPort, brokerMetricsPort] = [await freePort(), await freePort(), await freePort()];
  let clockOffset = options.clockOffset ?? 0;
  let output = "";
  let child: ChildProcess;
  let ended: Promise<void> = Promise.resolve();
  let administrator: { id: string; password: string } | undefined;

  async function start(offset = clockOffset): Promise<void> {
    clockOffset = offset;
    child = fork(program, {
      execPath: runtime,
      silent: true,
      env: {
        PATH: process.env.PATH,
        DEN_DATA: folder.of("data"),
        DEN_HTTP_PORT: String(httpPort),
        DEN_BROKER_PORT: String(brokerPort),
        DEN_BROKER_METRICS_PORT: String(brokerMetricsPort),
        DEN_CLOCK_OFFSET: String(clockOffset),
        DEN_LOG_LEVEL: "warn",
        // tests look into the file for what was folded
        DEN_TELEMETRY_FOLD_DELAY: "1",
        ...options.env,
      },
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += String(chunk)));
    ended = new Promise((resolve) => child.once("exit", () => resolve()));
    const { firstSignIn } = await new Promise<Listening>((resolve, reject) => {
      child.on("message", (message) => resolve(message as Listening));
      child.once("exit", () => reject(new Error(`the controller did not come up:\n${output}`)));
    });
    administrator ??= firstSignIn;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    child.kill(signal);
    await ended;
  }

  await start();
  return {
    url: `http://127.0.0.1:${httpPort}`,
    brokerPort,
    brokerMetricsPort,
    data: folder.of("data"),
    administrator: administrator!,
    pid: () => child.pid!,
    brokerPid: () => childrenOf(child.pid!)[0],
    output: () => output,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    start,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await end("SIGTERM");
      folder.remove();
    },
  };
}

/** Whether a process runs; one that ended and was not yet asked for its status does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** @returns process ids, oldest first; none where the process is gone. */
function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8"));
    return lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
  } catch {
    return [];
  }
}
