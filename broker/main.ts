/** Starts the broker as a process: configuration from the environment, listeners, signals. */
import { pino } from "pino";
import { systemClock } from "./clock.ts";
import { createBroker } from "./compose.ts";
import { ConfigError, readConfig } from "./config.ts";
import { ListenError } from "./listen.ts";

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ name: "broker", level: config.logLevel });
  const broker = await createBroker(config, { clock: systemClock, log });

  const stop = (reason: string) => {
    log.info({ reason }, "stopping");
    void broker.close().then(() => process.exit(0));
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  // As a child: without its parent it would keep the port, and the next start would find it taken.
  if (process.send) process.on("disconnect", () => stop("the parent process is gone"));

  const { port, metricsPort } = await broker.listen();
  log.info({ host: config.host, port, metricsPort, devices: broker.levels().devicesKnown }, "listening");
  process.send?.({ kind: "listening", port, metricsPort });
}

main().catch((error: unknown) => {
  const isExplained = error instanceof ConfigError || error instanceof ListenError;
  console.error(isExplained ? `broker: ${error.message}` : error);
  process.exit(1);
});
