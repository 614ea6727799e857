/** The wiring list of the broker, from top to bottom: which part is given what. Decisions live in the parts. */
import type { Logger } from "pino";
import { encodeMessage } from "#protocol/wire/codec.ts";
import { createTopics } from "#protocol/wire/topics.ts";
import type { AccessRules } from "./access.ts";
import { createAedes } from "./aedes/create-aedes.ts";
import { createPublishGate } from "./aedes/publish-gate.ts";
import { controllerBounds, deviceBounds, serviceBounds } from "./bounds.ts";
import type { Clock } from "./clock.ts";
import { type BrokerSettings, parseConfig } from "./config.ts";
import type { ConnectionHost } from "./connection.ts";
import { type Counters, createCounters } from "./counters.ts";
import { parseCredentials, parseOperatorAccounts } from "./credentials.ts";
import { drain } from "./drain.ts";
import { createGuardDuty } from "./guard-duty.ts";
import { createHealthServer, type Health } from "./health-server.ts";
import { listen } from "./listen.ts";
import { createListener } from "./listener.ts";
import { createMetrics, type Levels } from "./metrics.ts";
import { createOffenders } from "./offenders.ts";
import { createOutbox } from "./outbox.ts";
import { createReception } from "./reception.ts";
import { createRegistry, sweep, sweepInterval } from "./registry.ts";
import { createSecurityEvents, type SecurityEvent } from "./security-events.ts";
import { createSignIn } from "./sign-in.ts";
import { watchFile } from "./watched-file.ts";

export interface BrokerDeps {
  clock: Clock;
  log: Logger;
}

export interface Broker {
  /** Opens both listeners; port 0 in the settings becomes the port the system chose. @throws ListenError */
  listen(): Promise<{ port: number; metricsPort: number }>;
  /** Stops taking connections, lets what is on its way arrive, closes everybody. Takes at most `bounds.drainMs` and a little. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  counters: Readonly<Counters>;
  levels(): Levels;
  health(): Health;
}

/** Nothing listens before `listen`. @throws ConfigError when the settings are not sound. */
export async function createBroker(settings: BrokerSettings, { clock, log }: BrokerDeps): Promise<Broker> {
  const config = parseConfig(settings);
  const { bounds } = config;
  const topics = createTopics(config.topicRoot);
  const counters = createCounters();
  const registry = createRegistry();
  const gate = createPublishGate(bounds.publishesInRouting);
  let isStopping = false;

  const access: AccessRules = { topics, ...bounds };
  const roleBounds = {
    device: deviceBounds(bounds),
    controller: controllerBounds(bounds),
    account: serviceBounds(bounds),
  };

  // ——— who may come in ———
  const credentials = await watchFile({
    path: config.credentialsPath,
    parse: parseCredentials,
    pollMs: config.credentialsPollMs,
    changed: () => filesChanged(),
  });
  const operatorAccounts = await watchFile({
    path: config.accountsPath,
    parse: parseOperatorAccounts,
    pollMs: config.credentialsPollMs,
    changed: () => filesChanged(),
  });
  const signIn = createSignIn({ credentials: credentials.current, operatorAccounts: operatorAccounts.current });

  // ——— what is refused ———
  const events = createSecurityEvents(bounds.eventsPerSecond, publishEvent);
  const offenders = createOffenders(bounds.offences);
  const duty = createGuardDuty({ access, counters, clock, events, offenders, log });

  // ——— routing ———
  const { aedes, router, retained, sessions } = await createAedes(config.id, bounds, duty, counters, log);

  function publishEvent(event: SecurityEvent): void {
    const payload = Buffer.from(encodeMessage("brokerEvent", event, "cbor"));
    const packet = { cmd: "publish", topic: topics.brokerEvent(config.id), payload, qos: 1, retain: false, dup: false };
    aedes.publish(packet as Parameters<typeof aedes.publish>[0], () => {});
  }

  // ——— connections ———
  const receive = createReception({
    bounds,
    roleBounds,
    access,
    signIn,
    registry,
    offenders,
    failures: createOffenders(bounds.failedSignIns),
    ticks: clock.ticks,
    refused: duty.refused,
    open: (connection) => aedes.handle(connection as never),
  });
  const host: ConnectionHost = {
    clock,
    counters,
    outbox: createOutbox(),
    gate,
    strangerBounds: { ...roleBounds.device, packetBytes: bounds.connectBytes },
    connecting: receive,
    refused: duty.refused,
    closed: registry.remove,
  };
  const listener = createListener(bounds, registry, host, duty.turnedAway);

  // ——— watching ———
  const levels = (): Levels => ({
    connections: registry.size(),
    signedIn: aedes.connectedClients,
    subscriptions: router.subscriptions(),
    publishesInRouting: gate.inRouting(),
    connectionsWaiting: gate.waiting(),
    retainedMessages: retained.count(),
    retainedBytes: retained.bytes(),
    keptSessions: sessions.count(),
    credentialsUsable: credentials.current() ? 1 : 0,
    devicesKnown: credentials.current()?.deviceCount ?? 0,
  });
  const health = (): Health => {
    const problems = credentialProblems();
    const status = isStopping ? "stopping" : problems.length > 0 ? "degraded" : "ok";
    return { status, problems, clients: aedes.connectedClients };
  };
  const healthServer = createHealthServer(health, createMetrics(counters, levels));

  function credentialProblems(): string[] {
    const problems: string[] = [];
    const main = credentials.problem();
    if (main)
      problems.push(`${config.credentialsPath}: ${main}; nobody new gets in until the controller writes it again`);
    const extra = operatorAccounts.problem();
    if (extra && !operatorAccounts.isMissing()) {
      problems.push(`${config.accountsPath}: ${extra}; its accounts cannot sign in until it is corrected`);
    }
    return problems;
  }

  function filesChanged(): void {
    for (const problem of credentialProblems()) log.warn(problem);
    log.info({ devices: levels().devicesKnown }, "credentials read again");
    duty.closeRevoked(registry.all(), signIn);
  }

  for (const problem of credentialProblems()) log.warn(problem);
  const timers = [
    setInterval(() => sweep(registry.all(), bounds, clock.ticks(), duty.expired), sweepInterval(bounds)),
    setInterval(() => events.flush(), 1000),
  ];

  const stop = async () => {
    isStopping = true;
    for (const timer of timers) clearInterval(timer);
    credentials.close();
    operatorAccounts.close();
    listener.close();
    await drain({ aedes, gate, registry, clock, budgetMs: bounds.drainMs });
    healthServer.closeAllConnections();
    healthServer.close();
  };

  let closing: Promise<void> | undefined;
  const close = () => (closing ??= stop());

  return {
    async listen() {
      const port = await listen(listener, config.host, config.port, "DEN_BROKER_PORT");
      const metricsPort = await listen(healthServer, config.metricsHost, config.metricsPort, "DEN_BROKER_METRICS_PORT");
      return { port, metricsPort };
    },
    close,
    [Symbol.asyncDispose]: close,
    counters,
    levels,
    health,
  };
}
