/** Program: Aedes as it comes, behind a plain socket server. */
import { type AddressInfo, createServer } from "node:net";
import { Aedes } from "aedes";
import { serve } from "../program.ts";

const services = {
  /** @returns its port. */
  async listen(): Promise<number> {
    const aedes = await Aedes.createBroker();
    aedes.on("clientError", () => {});
    aedes.on("connectionError", () => {});
    const server = createServer({ noDelay: true }, (socket) => aedes.handle(socket));
    await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, resolve));
    return (server.address() as AddressInfo).port;
  },
};
export type BareAedes = typeof services;

serve(services);
