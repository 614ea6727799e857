/** Accepts TCP connections, as many as the bounds allow, and ties each socket to its connection. */
import { createServer, type Server, type Socket } from "node:net";
import type { Bounds } from "./bounds.ts";
import { Connection, type ConnectionHost } from "./connection.ts";
import type { Registry } from "./registry.ts";
import type { Rule } from "./rules.ts";

const owner = Symbol("connection");
type OwnedSocket = Socket & { [owner]: Connection };

/** @param turnedAway a socket was closed before it became a connection. */
export function createListener(
  bounds: Bounds,
  registry: Registry,
  host: ConnectionHost,
  turnedAway: (rule: Rule, address: string) => void,
): Server {
  // Acknowledgements are a few bytes each: without noDelay every one of them would wait for the next.
  return createServer({ noDelay: true }, (socket) => {
    const address = socket.remoteAddress ?? "";
    const rule = ruleAgainst(bounds, registry, address);
    if (rule) {
      socket.on("error", ignore);
      socket.destroy();
      return turnedAway(rule, address);
    }
    const connection = new Connection(socket, host);
    (socket as OwnedSocket)[owner] = connection;
    host.counters.accepted++;
    registry.add(connection);
    socket.on("data", onData).on("drain", onDrain).on("close", onClose).on("error", ignore);
  });
}

function ruleAgainst(bounds: Bounds, registry: Registry, address: string): Rule | undefined {
  if (registry.size() >= bounds.connections) return "connections.total";
  const perAddress = bounds.connectionsPerAddress;
  return perAddress > 0 && registry.countOf(address) >= perAddress ? "connections.address" : undefined;
}

// Shared by all sockets, so that a connection costs no closures.
function onData(this: Socket, chunk: Buffer): void {
  (this as OwnedSocket)[owner].receive(chunk);
}
function onDrain(this: Socket): void {
  (this as OwnedSocket)[owner].drained();
}
function onClose(this: Socket): void {
  (this as OwnedSocket)[owner].socketClosed();
}
/** A broken connection closes; that is all there is to know about it. */
function ignore(): void {}
