/** All connections, and the clock work they share: one sweep instead of three timers for each of them. */
import type { Bounds } from "./bounds.ts";
import type { Connection } from "./connection.ts";
import type { Rule } from "./rules.ts";

export interface Registry {
  add(connection: Connection): void;
  /** The connection signed in under its client id. */
  name(connection: Connection): void;
  remove(connection: Connection): void;
  named(clientId: string): Connection | undefined;
  all(): Iterable<Connection>;
  size(): number;
  countOf(address: string): number;
}

export function createRegistry(): Registry {
  const connections = new Set<Connection>();
  const byClientId = new Map<string, Connection>();
  const perAddress = new Map<string, number>();

  const count = (address: string, change: number) => {
    const now = (perAddress.get(address) ?? 0) + change;
    if (now > 0) perAddress.set(address, now);
    else perAddress.delete(address);
  };

  return {
    add(connection) {
      connections.add(connection);
      count(connection.address, 1);
    },
    name: (connection) => byClientId.set(connection.clientId, connection),
    remove(connection) {
      if (!connections.delete(connection)) return;
      count(connection.address, -1);
      if (byClientId.get(connection.clientId) === connection) byClientId.delete(connection.clientId);
    },
    named: (clientId) => byClientId.get(clientId),
    all: () => connections,
    size: () => connections.size,
    countOf: (address) => perAddress.get(address) ?? 0,
  };
}

/** Milliseconds a connection may take for its last bytes. */
const lingerMs = 2000;

/** Milliseconds between sweeps: a quarter of the shortest timer, so that none is late by more than that. */
export function sweepInterval(bounds: Bounds): number {
  const shortest = Math.min(bounds.connectMs, bounds.partialFrameMs, bounds.deviceStalledMs, bounds.serviceStalledMs);
  return Math.min(250, Math.max(5, shortest / 4));
}

/** Looks once at every connection. `expired` is called for those whose time is over. @param now clock ticks, ms. */
export function sweep(
  connections: Iterable<Connection>,
  bounds: Bounds,
  now: number,
  expired: (connection: Connection, rule: Rule) => void,
): void {
  for (const connection of connections) {
    if (connection.leavingAt !== 0) {
      if (now - connection.leavingAt > lingerMs) connection.socket.destroy();
      continue;
    }
    if (connection.isThrottled) connection.unthrottle(now);
    const rule = expiredRule(connection, bounds, now);
    if (rule) expired(connection, rule);
  }
}

function expiredRule(connection: Connection, bounds: Bounds, now: number): Rule | undefined {
  if (connection.isStranger) return now - connection.openedAt > bounds.connectMs ? "connect.late" : undefined;
  const { unfinishedSince } = connection.cutter;
  // While reading pauses the rest of a packet cannot arrive.
  if (unfinishedSince !== 0 && !connection.isThrottled && now - unfinishedSince > bounds.partialFrameMs)
    return "frame.slow";
  const { stalledSince } = connection.outbound;
  if (stalledSince !== 0 && now - stalledSince > connection.bounds.stalledMs) return "slow.stalled";
  return now - connection.heardAt > bounds.silentMs ? "idle.silent" : undefined;
}
