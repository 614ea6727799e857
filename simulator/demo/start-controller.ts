/** The controller as a child process, started exactly as `npm start` does it. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

export interface ControllerProcess {
  /** Address of API and pages. */
  readonly url: string;
  readonly brokerPort: number;
  /** First administrator; only where the data folder is new. */
  readonly firstSignIn?: { readonly id: string; readonly password: string };
  /** Resolves when it ends by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface ControllerOptions {
  readonly data: string;
  /** ms its clock is moved. */
  readonly clockOffset: number;
}

interface Listening {
  readonly kind: "listening";
  readonly url: string;
  readonly brokerPort: number;
  readonly firstSignIn?: { readonly id: string; readonly password: string };
}

const program = join(import.meta.dirname, "../../controller/main.ts");

/** @throws Error with what it said if it ends instead of listening */
export async function startController({ data, clockOffset }: ControllerOptions): Promise<ControllerProcess> {
  const logFile = join(data, "controller.log");
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(process.execPath, [program], {
    stdio: ["ignore", log, "inherit", "ipc"],
    env: {
      ...process.env,
      DEN_DATA: data,
      DEN_CLOCK_OFFSET: String(clockOffset),
      DEN_HTTP_PORT: process.env.DEN_HTTP_PORT ?? String(await portOrAny(8080)),
      DEN_BROKER_PORT: process.env.DEN_BROKER_PORT ?? String(await portOrAny(1883)),
      DEN_BROKER_METRICS_PORT: process.env.DEN_BROKER_METRICS_PORT ?? String(await portOrAny(9883)),
    },
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const listening = await Promise.race([firstWord(child), ended]);
  if (listening === undefined) throw new Error(`The controller did not start; its log is ${logFile}.`);
  const { url, brokerPort, firstSignIn } = listening;
  return {
    url,
    brokerPort,
    ...(firstSignIn === undefined ? {} : { firstSignIn }),
    ended,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function firstWord(child: ChildProcess): Promise<Listening> {
  return new Promise((resolve) => {
    child.on("message", (message: Listening) => {
      if (message.kind === "listening") resolve(message);
    });
  });
}

/** The port people expect, or 0, any free one, where something else has it. */
function portOrAny(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(port)));
  });
}
