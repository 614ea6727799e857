/** The embedded broker: the same program as `npm run broker`, as a child that is restarted when it dies. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Clock } from "./clock.ts";
import { ControllerError } from "./errors.ts";
import type { Log } from "./log.ts";

export interface BrokerProcessOptions {
  /** Environment of the child beside our own. */
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface BrokerProcess {
  /** Port the broker listens on; the same after every restart. */
  readonly port: number;
  readonly metricsPort: number;
  /** Process id of the child that runs now. */
  pid(): number | undefined;
  close(): Promise<void>;
}

/** The one thing the broker tells its parent. */
interface Listening {
  kind: "listening";
  port: number;
  metricsPort: number;
}

/** ms before a dead broker is started again, by deaths in a row; the last repeats. */
const restartAfter = [100, 500, 2_000, 10_000] as const;
/** A broker that lived so long, ms, died of something new. */
const livedWell = 60_000;
/** ms a broker has to drain before it is ended. */
const drainFor = 8_000;

const program = fileURLToPath(new URL("../broker/main.ts", import.meta.url));

/** Resolves once it listens. @throws ControllerError `broker/unreachable` if it ends before; it has then said why. */
export async function startBrokerProcess({ env, clock, log }: BrokerProcessOptions): Promise<BrokerProcess> {
  let closing = false;
  let deaths = 0;
  let child: ChildProcess;
  let cancelRestart = () => {};
  /** Known once it has listened for the first time: devices know the port, and a broker elsewhere is not back. */
  let samePorts: Readonly<Record<string, string>> | undefined;

  /** Rejects if the program ends before it listens. */
  function start(): Promise<Listening> {
    const startedAt = clock.now();
    child = fork(program, { env: { ...process.env, ...env, ...samePorts }, execArgv: [] });
    return new Promise((resolve, reject) => {
      child.once("message", (message) => resolve(message as Listening));
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        reject(
          new ControllerError("broker/unreachable", "the broker did not start; its own message above says why", {
            params: { code: code ?? -1 },
          }),
        );
        if (closing || samePorts === undefined) return;
        deaths = clock.now() - startedAt > livedWell ? 1 : deaths + 1;
        restartLater({ code, signal });
      });
    });
  }

  function restartLater(death: { code: number | null; signal: NodeJS.Signals | null }): void {
    const wait = restartAfter[Math.min(deaths, restartAfter.length) - 1]!;
    log.warn({ ...death, wait }, "the broker died and is started again");
    cancelRestart = clock.wakeAt(clock.now() + wait, () => {
      start().catch((error) => log.error(error, "starting the broker again"));
    });
  }

  const { port, metricsPort } = await start();
  samePorts = { DEN_BROKER_PORT: String(port), DEN_BROKER_METRICS_PORT: String(metricsPort) };

  return {
    port,
    metricsPort,
    pid: () => child.pid,
    async close() {
      closing = true;
      cancelRestart();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), drainFor);
      await ended;
      clearTimeout(timer);
    },
  };
}
