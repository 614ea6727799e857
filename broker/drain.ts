/** Stops the broker without losing what it has acknowledged: what is on its way arrives before its receivers are closed. */
import type { AedesBroker } from "./aedes/internals.ts";
import type { PublishGate } from "./aedes/publish-gate.ts";
import type { Clock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import type { Registry } from "./registry.ts";

export interface DrainParts {
  aedes: AedesBroker;
  gate: PublishGate;
  registry: Registry;
  clock: Clock;
  /** Milliseconds for everything; what is not done then is cut off. */
  budgetMs: number;
}

/** In order: nobody is read any more; publishes are routed; devices go, and their wills reach the controller; then the services. */
export async function drain({ aedes, gate, registry, clock, budgetMs }: DrainParts): Promise<void> {
  const deadline = clock.ticks() + budgetMs;
  const until = async (isDone: () => boolean) => {
    do
      await new Promise((resolve) => setTimeout(resolve, 5)); // what was just closed has wills that are still to be routed
    while (!isDone() && clock.ticks() < deadline);
  };
  const everybody = () => [...registry.all()];
  const isDevice = ({ identity }: Connection) => identity?.kind === "device";
  const hasNothingWaiting = (connection: Connection) => connection.outbound.waitingBytes() === 0;

  for (const connection of everybody()) connection.leave();
  await until(() => gate.inRouting() === 0 && gate.waiting() === 0);
  await until(() => everybody().every(hasNothingWaiting));
  for (const connection of everybody().filter(isDevice)) connection.destroy();
  await until(() => !everybody().some(isDevice));
  await until(() => everybody().every(hasNothingWaiting));
  await new Promise<void>((resolve) => aedes.close(resolve));
  for (const connection of everybody()) connection.destroy();
  await until(() => registry.size() === 0);
  for (const connection of everybody()) connection.drop();
}
