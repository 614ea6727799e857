/** A line between two programs that can be cut: while it is, nothing comes through and nobody gets in. */
import { connect, createServer, type Socket } from "node:net";

export interface CutLine extends AsyncDisposable {
  readonly port: number;
  /** Tears every connection down and refuses new ones. */
  cut(): void;
  mend(): void;
}

/** @param to port on this machine that the line leads to. */
export async function openCutLine(to: number): Promise<CutLine> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // a line that is cut makes errors at both ends, which is its purpose
    socket.on("error", () => {});
    return socket;
  };
  const server = createServer((near) => {
    keep(near);
    if (isCut) return near.destroy();
    const far = keep(connect(to, "127.0.0.1"));
    near.pipe(far).pipe(near);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const tearDown = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    cut() {
      isCut = true;
      tearDown();
    },
    mend() {
      isCut = false;
    },
    async [Symbol.asyncDispose]() {
      tearDown();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
