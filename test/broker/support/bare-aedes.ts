/** Aedes as it comes, behind a plain socket server: shows whether a fact we work around is still a fact. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { Aedes, type AedesOptions } from "aedes";

export interface BareAedes extends AsyncDisposable {
  aedes: Aedes;
  port: number;
}

/** When a test that uses this fails, Aedes has changed: read at the head of the workaround when it can go. */
export async function bareAedes(options: AedesOptions = {}): Promise<BareAedes> {
  const aedes = await Aedes.createBroker(options);
  aedes.on("clientError", () => {});
  aedes.on("connectionError", () => {});
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    aedes.handle(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    aedes,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => aedes.close(resolve));
    },
  };
}
