/** The wiring list: every port meets its adapter here and nowhere else. Reads from the disk up to the people. */
import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import { pino } from "pino";
import { createTopics } from "#protocol/wire/topics.ts";
import { createApi } from "./api/create-api.ts";
import type { Api } from "./api/route.ts";
import { dayFileRoutes } from "./api/routes/day-files.ts";
import { fleetRoutes } from "./api/routes/fleet.ts";
import { inventoryRoutes } from "./api/routes/inventory.ts";
import { jobRoutes } from "./api/routes/jobs.ts";
import { lampPlanRoutes } from "./api/routes/lamp-plans.ts";
import { orderRoutes } from "./api/routes/orders.ts";
import { planRoutes } from "./api/routes/plans.ts";
import { statusPage } from "./api/routes/status-page.ts";
import { telemetryRoutes } from "./api/routes/telemetry.ts";
import { iCalFiles } from "./bridges/ical.ts";
import { type BrokerProcess, startBrokerProcess } from "./broker-process.ts";
import { startChores } from "./chores.ts";
import { afterOnSystem, type Clock } from "./clock.ts";
import type { ControllerConfig } from "./config.ts";
import { planningSite } from "./core/fleet/configure.ts";
import { compilePlans } from "./core/plans/compile-plans.ts";
import type { Plan } from "./core/plans/plan.ts";
import { validatePlan } from "./core/plans/validate/validate-plan.ts";
import { createDownlink } from "./dispatch/downlink.ts";
import { type MqttLink, openMqttLink } from "./dispatch/mqtt-link.ts";
import { createAudit } from "./engine/audit.ts";
import { createDayFiles } from "./engine/day-files.ts";
import { createDeployments } from "./engine/deployments.ts";
import { createDocuments } from "./engine/documents.ts";
import { createExplainer } from "./engine/explain.ts";
import { createFleet, type Fleet } from "./engine/fleet.ts";
import { createHistory } from "./engine/history.ts";
import { createInventory } from "./engine/inventory.ts";
import { createInventoryImports } from "./engine/inventory-import.ts";
import { createJobs, type Jobs } from "./engine/jobs.ts";
import { createLampPlans } from "./engine/lamp-plans.ts";
import { createLive } from "./engine/live.ts";
import { createLiveFeed } from "./engine/live-feed.ts";
import { createOrders } from "./engine/orders.ts";
import { createPasswordHasher } from "./engine/password-hash.ts";
import { createPeople } from "./engine/people.ts";
import { createPlans } from "./engine/plans.ts";
import { createSecurityLog } from "./engine/security.ts";
import { createSiteKeeper } from "./engine/site.ts";
import { createTelemetry } from "./engine/telemetry.ts";
import { createUplink } from "./engine/uplink.ts";
import { createIngest } from "./ingest/ingest.ts";
import { createRejects } from "./ingest/rejects.ts";
import type { Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createAuditStore } from "./stores/audit.ts";
import { createBrokerCredentials } from "./stores/broker-credentials.ts";
import { openDataFolder } from "./stores/data-folder.ts";
import { openDatabase } from "./stores/database.ts";
import { createFleetStore } from "./stores/fleet.ts";
import { createInventoryStore } from "./stores/inventory.ts";
import { createJobStore } from "./stores/jobs.ts";
import { migrate } from "./stores/migrations.ts";
import { createOrderStore } from "./stores/orders.ts";
import { createPeopleStore } from "./stores/people.ts";
import { createPlanStore } from "./stores/plans.ts";
import { openSqliteJournal } from "./stores/telemetry/sqlite.ts";

export interface ComposeDeps {
  readonly clock: Clock;
  /** Microseconds of the same clock: devices set theirs by it. */
  readonly nowUs: () => number;
  /** Something failed that only a new start can mend: lamps go on by themselves, nothing more is stored. */
  readonly onFatal: () => void;
}

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

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
/** 0 names a refused configuration on the wire, so it is never drawn. */
const draw = () => randomInt(1, 2 ** 32);

export async function compose(config: ControllerConfig, deps: ComposeDeps): Promise<Controller> {
  const closers: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await wire(config, deps, closers, closeAll);
  } catch (error) {
    // what was opened before the failure is given back, so that the next start finds nothing taken
    await closeAll();
    throw error;
  }
}

async function wire(
  config: ControllerConfig,
  { clock, nowUs, onFatal }: ComposeDeps,
  closers: (() => Promise<void> | void)[],
  closeAll: () => Promise<void>,
): Promise<Controller> {
  const logger = pino({ level: config.logLevel, base: null, timestamp: () => `,"at":${clock.now()}` });
  const log: Log = {
    error: (error, text) => logger.error({ err: error }, text),
    warn: (details, text) => logger.warn(details, text),
    info: (details, text) => logger.info(details, text),
    debug: (details, text) => logger.debug(details, text),
  };

  // disk
  const folder = openDataFolder(config.data, clock.now());
  closers.push(() => folder.close());
  const db = openDatabase({ file: folder.file("den.sqlite") });
  closers.push(() => db.destroy());
  await migrate(db);
  const journal = await openSqliteJournal({ path: folder.file("telemetry.sqlite") });
  closers.push(() => journal.close());
  journal.onFailure((error) => {
    log.error(error, "the telemetry journal failed");
    onFatal();
  });

  // people
  const areas = () => inventory.current().area;
  const audit = await createAudit({ store: createAuditStore(db), areas });
  const people = await createPeople({
    store: createPeopleStore(db),
    audit,
    hasher: createPasswordHasher(randomBytes),
    clock,
    secretBytes: randomBytes,
    areas,
  });
  closers.push(() => people.close());
  const live = createLive({ clock, after: afterOnSystem, boot: randomBytes(6).toString("hex") });

  // things
  const brokerPassword = config.brokerPassword ?? randomBytes(32).toString("base64url");
  const credentials = createBrokerCredentials({
    file: folder.file("credentials.json"),
    accounts: [{ name: config.brokerUser, role: "controller", secretHash: sha256(brokerPassword) }],
    clock,
    onFailure: (error) => log.error(error, "broker credentials"),
  });
  closers.push(() => credentials.close());
  const inventory = await createInventory({
    store: createInventoryStore(db),
    broker: credentials,
    audit,
    clock,
    drawSecret: () => randomBytes(32),
  });
  const things = { inventory: () => inventory.current(), index: () => inventory.index() };

  // broker
  const broker =
    config.brokerUrl === undefined
      ? await startBrokerProcess({
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
        })
      : undefined;
  if (broker !== undefined) closers.push(() => broker.close());

  // down
  const topics = createTopics(config.topicRoot);
  let link: MqttLink | undefined;
  const downlink = createDownlink(topics, (...message) => link?.publish(...message));
  const site = createSiteKeeper(config, clock);
  const orders = await createOrders({
    ...things,
    clock,
    store: createOrderStore(db),
    downlink,
    draw,
    newId: randomUUID,
  });
  const planStore = createPlanStore(db);
  const documents = await createDocuments({ clock, store: planStore, link: downlink, log });
  const compile = (plans: readonly Plan[]) =>
    compilePlans({
      plans,
      inventory: inventory.current(),
      index: inventory.index(),
      site: planningSite(site.current()),
      now: clock.now(),
    });
  const deployments = await createDeployments({
    clock,
    store: planStore,
    documents,
    compile: (revisions) => compile(revisions.map(({ plan }) => plan)),
    newId: randomUUID,
    log,
  });
  closers.push(() => deployments.close());
  const fleet: Fleet = await createFleet({
    ...things,
    clock,
    store: createFleetStore(db),
    downlink,
    site: site.current,
    ordersOf: orders.ordersOf,
    planOf: deployments.planOf,
    onWaiting: documents.awaited,
    untilOf: orders.untilOf,
    draw,
    log,
  });
  closers.push(() => fleet.close());
  const feed = createLiveFeed({ ...things, clock, live, fleet });
  closers.push(() => feed.close());
  const jobs: Jobs = await createJobs({
    ...things,
    clock,
    store: createJobStore(db),
    twin: fleet.twin,
    isCrowdedOut: fleet.isCrowdedOut,
    order: orders.known,
    onProgress: feed.jobChanged,
    log,
  });
  closers.push(() => jobs.close());
  orders.attach({ fleet, jobs });
  await deployments.attach(fleet);
  fleet.onChange((device) => {
    jobs.deviceChanged(device);
    deployments.deviceChanged(device);
    feed.deviceChanged(device);
  });
  const touchAll = () => fleet.touch(inventory.current().device.keys());
  inventory.onChange((changes) => {
    if (changes.some(({ sort }) => sort === "lamp" || sort === "cabinet" || sort === "circuit")) orders.respread();
    deployments.renewSoon();
    touchAll();
  });

  // up
  const telemetry = createTelemetry({
    clock,
    journal,
    draw,
    ask: (device, ask) => downlink.ask(device, ask, fleet.twin(device)?.encoding ?? "cbor"),
  });
  closers.push(() => telemetry.close());
  const security = createSecurityLog(log);
  const rejects = createRejects();
  const uplink = createUplink({ clock, nowUs, inventory: things.inventory, fleet, telemetry, downlink, security });
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
  link = openMqttLink({
    url: config.brokerUrl ?? `mqtt://${config.brokerHost}:${broker!.port}`,
    username: config.brokerUser,
    password: brokerPassword,
    topics,
    onMessage: createIngest({ topics, clock, uplink, rejects }),
    onReady: () => {
      // documents first: who is called asks for them at once
      documents.publishAll();
      fleet.callAll();
      becomeReady();
    },
    log,
  });
  const wayDown = link;
  closers.push(() => wayDown.close());
  journal.onPressure((full) => wayDown.holdReports(full));

  // people's side
  const lampPlans = createLampPlans({ ...things, clock, store: planStore, deployments, site: site.current });
  const explainer = createExplainer({
    ...things,
    clock,
    site: site.current,
    twin: fleet.twin,
    isOnline: fleet.isOnline,
    ordersOf: orders.ordersOf,
    planOf: deployments.planOf,
    calendarOf: deployments.calendarOf,
    calendarName: lampPlans.nameOf,
    orderByRef: orders.byRef,
    writeTime: site.writeTime,
  });
  const plans = createPlans({
    clock,
    store: planStore,
    deployments,
    areas,
    problemsOf: (plan, others) =>
      validatePlan(plan, {
        inventory: inventory.current(),
        index: inventory.index(),
        others,
        site: planningSite(site.current()),
        now: clock.now(),
      }),
    writeTime: site.writeTime,
  });
  const dayFiles = createDayFiles({ clock, site: site.current, files: iCalFiles });
  const history = createHistory({ ...things, clock, journal, assignments: inventory.assignments });
  const figures = () => {
    const { accepted, committed, backlog, unfolded, doubles, lost } = telemetry.figures();
    return {
      brokerConnected: wayDown.isConnected(),
      ...fleet.figures(),
      telemetryAccepted: accepted,
      telemetryCommitted: committed,
      telemetryBacklog: backlog,
      telemetryUnfolded: unfolded,
      telemetryDoubles: doubles,
      telemetryLost: lost,
    };
  };
  const metrics = createMetrics(figures, rejects.counts);
  const api = await createApi({
    clock,
    after: afterOnSystem,
    people,
    audit,
    live,
    areas,
    health: () => ({ ok: wayDown.isConnected(), figures: figures() }),
    metrics,
    logger,
    trustedProxies: config.trustedProxies,
    routes: [
      inventoryRoutes({ inventory, imports: createInventoryImports(inventory) }),
      orderRoutes({ ...things, orders, jobs, audit, clock, twin: fleet.twin }),
      jobRoutes({
        ...things,
        jobs,
        orders,
        audit,
        clock,
        names: {
          orderByRef: orders.byRef,
          cabinetName: (id) => inventory.current().cabinet.get(id)?.name ?? id,
          writeTime: site.writeTime,
        },
      }),
      fleetRoutes({ ...things, fleet, explainer, rejects, security, clock }),
      planRoutes({ plans, deployments, audit, inventory: things.inventory, clock }),
      dayFileRoutes({ plans, deployments, audit, inventory: things.inventory, clock, dayFiles }),
      lampPlanRoutes({ lampPlans, inventory: things.inventory, clock }),
      telemetryRoutes({ history }),
    ],
    pages: [statusPage({ timeZone: config.siteTimeZone })],
  });
  closers.push(() => api.close());
  const firstSignIn = await people.firstAdministrator();
  closers.push(
    startChores({ site, timeZone: config.siteTimeZone, onSiteChanged: touchAll, deployments, documents, log }),
  );

  return {
    api,
    ready,
    close: closeAll,
    ...(broker === undefined ? {} : { broker }),
    ...(firstSignIn === undefined ? {} : { firstSignIn }),
  };
}
