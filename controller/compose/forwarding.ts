/** The way of telemetry into InfluxDB, where one is configured, and from which of both a history is read. */
import { randomInt } from "node:crypto";
import { createRng } from "#protocol/behavior/random.ts";
import type { ControllerConfig } from "../config.ts";
import { createForwarder, type Forwarder, type ForwarderStatus } from "../engine/telemetry/forwarder.ts";
import { createHistories, type Histories } from "../engine/telemetry/histories.ts";
import { createAuditStore } from "../stores/audit.ts";
import type { InfluxConnection } from "../stores/telemetry/influx/connection.ts";
import { createInfluxHistory } from "../stores/telemetry/influx/history.ts";
import type { Disk } from "./disk.ts";
import type { Wiring } from "./wiring.ts";

export interface Forwarding {
  /** Absent: no InfluxDB is configured. */
  readonly forwarder?: Forwarder;
  readonly histories: Histories;
  /** For health and Prometheus. */
  figures(): Record<string, number | boolean>;
  /** The forwarder's state in a word; `none`. */
  state(): string;
}

const day = 86_400_000;

/** A wrong password or database keeps nothing from starting: it is said, and the journal works alone until it is mended. */
export async function openForwarding(
  { config, clock, log, closers }: Wiring,
  { journal, db }: Disk,
): Promise<Forwarding> {
  const influx = await connect(config);
  const dropped = await journal.outgoing.aim(influx?.name);
  if (dropped > 0) {
    log.warn(
      { rows: dropped },
      "telemetry waited for an InfluxDB that is no longer configured; the journal still holds it",
    );
  }
  const kept = {
    rows: config.keepRawDays * day,
    halfHours: config.keepHalfHoursDays * day,
    hours: config.keepHoursDays * day,
  };
  if (influx === undefined) {
    return { histories: createHistories({ clock, journal, kept }), figures: () => ({}), state: () => "none" };
  }
  const forwarder = createForwarder({
    clock,
    rng: createRng(randomInt(2 ** 32)),
    outgoing: journal.outgoing,
    target: influx,
    audit: createAuditStore(db),
    log,
  });
  closers.push(() => forwarder.close());
  return {
    forwarder,
    histories: createHistories({ clock, journal, kept, behind: { history: createInfluxHistory(influx), forwarder } }),
    figures: () => figuresOf(forwarder.status(), clock.now()),
    state: () => forwarder.status().state,
  };
}

function figuresOf(status: ForwarderStatus, now: number): Record<string, number | boolean> {
  return {
    influxFollows: status.state === "following",
    influxRows: status.rows,
    influxBytes: status.bytes,
    influxLagMs: status.oldestAt === undefined ? 0 : Math.max(0, now - status.oldestAt),
    influxSent: status.sent,
    influxRefused: status.refused,
    influxExpired: status.expired,
    influxOverflows: status.overflows,
  };
}

/** Only the client that is needed is loaded: most towns start without either. */
async function connect(config: ControllerConfig): Promise<InfluxConnection | undefined> {
  const { influxUrl: url, influxDatabase: database } = config;
  if (url === undefined) return undefined;
  if (config.influxVersion === "1") {
    const { influxUser: user, influxPassword: password, influxRetentionPolicy: retentionPolicy } = config;
    const { openInfluxV1 } = await import("../stores/telemetry/influx/influx-v1.ts");
    return openInfluxV1({ url, database, user, password, retentionPolicy });
  }
  const version = config.influxVersion === "2" ? 2 : 3;
  const { openInfluxV2 } = await import("../stores/telemetry/influx/influx-v2.ts");
  return openInfluxV2({ url, version, database, org: config.influxOrg, token: config.influxToken });
}
