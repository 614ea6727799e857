/** The wiring list: every port meets its adapter here and in the files of `compose/`, nowhere else. Reads from the disk up to the people. */
import { pino } from "pino";
import type { Api } from "./api/route.ts";
import { type BrokerProcess, startBrokerProcess } from "./broker-process.ts";
import { startChores } from "./chores.ts";
import { openCity } from "./compose/city.ts";
import { type Disk, openDisk } from "./compose/disk.ts";
import { openForwarding } from "./compose/forwarding.ts";
import { openPeopleSide } from "./compose/people-side.ts";
import { openRoadDown } from "./compose/road-down.ts";
import { openRoadUp, type RoadUp } from "./compose/road-up.ts";
import { openTables } from "./compose/tables.ts";
import type { Wiring } from "./compose/wiring.ts";
import type { ControllerConfig } from "./config.ts";
import { createInSlices } from "./engine/in-slices.ts";
import type { Log } from "./log.ts";

export type ComposeDeps = Pick<Wiring, "clock" | "nowUs" | "onFatal">;

export interface Controller {
  readonly api: Api;
  /** The embedded broker; absent where one runs by itself. */
  readonly broker?: BrokerProcess;
  /** Name and password of the first administrator, on the very first start only. */
  readonly firstSignIn?: { readonly id: string; readonly password: string };
  /** Resolves once the way to the broker is open. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

export async function compose(config: ControllerConfig, deps: ComposeDeps): Promise<Controller> {
  const logger = pino({ level: config.logLevel, base: null, timestamp: () => `,"at":${deps.clock.now()}` });
  const log: Log = {
    error: (error, text) => logger.error({ err: error }, text),
    warn: (details, text) => logger.warn(details, text),
    info: (details, text) => logger.info(details, text),
    debug: (details, text) => logger.debug(details, text),
  };
  const closers: Wiring["closers"] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const inSlices = createInSlices(() => performance.now());
    return { ...(await wire({ ...deps, config, logger, log, closers, inSlices })), close };
  } catch (error) {
    // what was opened before the failure is given back, so that the next start finds nothing taken
    await close();
    throw error;
  }
}

async function wire(wiring: Wiring): Promise<Omit<Controller, "close">> {
  const { config, clock, log, closers } = wiring;
  const disk = await openDisk(wiring);
  const forwarding = await openForwarding(wiring, disk);
  const city = await openCity(wiring, disk);
  const broker = config.brokerUrl === undefined ? await openBroker(wiring, disk) : undefined;
  // the road down sends on the connection that the road up opens last, when everything is ready to hear
  let up: RoadUp | undefined;
  const down = await openRoadDown(wiring, disk, city, () => up?.link);
  up = openRoadUp(wiring, disk, city, down, broker?.port);
  const tables = await openTables(wiring, disk, city, down);
  const { api } = await openPeopleSide(wiring, disk, city, down, up, tables, forwarding);
  const firstSignIn = await city.people.firstAdministrator();
  const { site, touchAll, deployments, documents } = down;
  closers.push(
    startChores({
      site,
      timeZone: config.siteTimeZone,
      onSiteChanged: touchAll,
      deployments,
      documents,
      journal: disk.journal,
      clock,
      log,
    }),
  );
  return {
    api,
    ready: up.ready,
    ...(broker === undefined ? {} : { broker }),
    ...(firstSignIn === undefined ? {} : { firstSignIn }),
  };
}

/** The broker as a supervised child, knowing the same credentials as the inventory. */
async function openBroker({ config, clock, log, closers }: Wiring, { folder }: Disk): Promise<BrokerProcess> {
  const broker = await startBrokerProcess({
    clock,
    log,
    env: {
      DEN_BROKER_HOST: config.brokerHost,
      DEN_BROKER_PORT: String(config.brokerPort),
      DEN_BROKER_METRICS_PORT: String(config.brokerMetricsPort),
      DEN_BROKER_TOPIC_ROOT: config.topicRoot,
      DEN_BROKER_CREDENTIALS_PATH: folder.file("credentials.json"),
      DEN_BROKER_ACCOUNTS_PATH: folder.file("accounts.json"),
      DEN_BROKER_LOG_LEVEL: config.logLevel,
    },
  });
  closers.push(() => broker.close());
  return broker;
}
