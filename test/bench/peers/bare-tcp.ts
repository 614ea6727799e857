/** Program: the least a broker could do: accepts connections and writes the same bytes to each of them. */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { machineTime, serve } from "../program.ts";

const sockets: Socket[] = [];

const services = {
  /** @returns its port. */
  async listen(): Promise<number> {
    const server = createServer({ noDelay: true }, (socket) => {
      sockets.push(socket);
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, resolve));
    return (server.address() as AddressInfo).port;
  },
  /** Resolves when so many connections were accepted: their other ends know of it earlier. */
  async accepted(count: number): Promise<void> {
    while (sockets.length < count) await sleep(5);
  },
  /** @param bytes in base64. @returns machine time before the first write. */
  writeAll(bytes: string): number {
    const packet = Buffer.from(bytes, "base64");
    const began = machineTime();
    for (const socket of sockets) socket.write(packet);
    return began;
  },
};
export type BareTcp = typeof services;

serve(services);
