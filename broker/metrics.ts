/** Prometheus metrics: nothing is counted here, every number is read when it is asked for. */
import { Counter, Gauge, Registry } from "prom-client";
import type { Counters } from "./counters.ts";
import { ruleNames } from "./rules.ts";

/** Numbers that go up and down. */
export interface Levels {
  connections: number;
  signedIn: number;
  subscriptions: number;
  publishesInRouting: number;
  connectionsWaiting: number;
  retainedMessages: number;
  retainedBytes: number;
  keptSessions: number;
  /** 1 while the credentials file can be used. */
  credentialsUsable: number;
  devicesKnown: number;
}

export function createMetrics(counters: Counters, levels: () => Levels): Registry {
  const registry = new Registry();
  const registers = [registry];

  new Counter({
    name: "den_broker_refused_total",
    help: "Refusals by rule",
    labelNames: ["rule"],
    registers,
    collect() {
      this.reset();
      for (const rule of ruleNames) this.inc({ rule }, counters.refused[rule]);
    },
  });
  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  total("den_broker_connections_accepted_total", "Connections accepted", () => counters.accepted);
  total("den_broker_packets_received_total", "MQTT packets received", () => counters.packetsIn);
  total("den_broker_received_bytes_total", "Bytes received", () => counters.bytesIn);
  total("den_broker_publishes_received_total", "Publishes received", () => counters.publishesIn);
  total("den_broker_publishes_delivered_total", "Publishes handed to subscribers", () => counters.publishesOut);
  total("den_broker_sent_bytes_total", "Bytes sent", () => counters.bytesOut);

  const level = (name: string, help: string, read: (now: Levels) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read(levels()));
      },
    });
  level("den_broker_connections", "Connections open", (now) => now.connections);
  level("den_broker_clients", "Clients signed in", (now) => now.signedIn);
  level("den_broker_subscriptions", "Subscriptions held", (now) => now.subscriptions);
  level("den_broker_publishes_in_routing", "Publishes accepted and not yet routed", (now) => now.publishesInRouting);
  level("den_broker_connections_waiting", "Connections whose publishes wait for room", (now) => now.connectionsWaiting);
  level("den_broker_retained_messages", "Retained messages", (now) => now.retainedMessages);
  level("den_broker_retained_bytes", "Bytes of retained payloads", (now) => now.retainedBytes);
  level("den_broker_kept_sessions", "Sessions that outlive their connection", (now) => now.keptSessions);
  level("den_broker_credentials_usable", "1 while the credentials file can be used", (now) => now.credentialsUsable);
  level("den_broker_devices_known", "Devices in the credentials file", (now) => now.devicesKnown);
  level("den_broker_resident_bytes", "Resident memory of the process", () => process.memoryUsage.rss());
  return registry;
}
