/** Opens a listener, or says in a sentence why it could not be opened and what to do. */
import type { AddressInfo, Server } from "node:net";

export class ListenError extends Error {}

/** @param setting what to change when the address is not free. @returns the port, chosen by the system when 0 was asked. */
export function listen(server: Server, host: string, port: number, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (cause: NodeJS.ErrnoException) =>
      reject(new ListenError(explain(cause, host, port, setting), { cause }));
    server.once("error", failed);
    server.listen({ host, port, backlog: 4096 }, () => {
      server.removeListener("error", failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function explain({ code, message }: NodeJS.ErrnoException, host: string, port: number, setting: string): string {
  switch (code) {
    case "EADDRINUSE":
      return `${host} port ${port} is taken by another program. Stop that program, or set ${setting} to a free port.`;
    case "EACCES":
      return `${host} port ${port} is not permitted for this user. Set ${setting} to a port above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine. Set ${setting.replace("PORT", "HOST")} to one that is.`;
    default:
      return `${host} port ${port} cannot be listened on: ${message}`;
  }
}
