/** A line between two programs that can fail: torn, nobody gets in; dead, nobody is told and nothing comes through. */
import { connect, createServer, type Socket } from "node:net";

export interface CutLine extends AsyncDisposable {
  readonly port: number;
  /** Tears every connection down and refuses new ones. */
  tear(): void;
  /** Connections stand and nothing comes through them, as where the radio has no reach. */
  swallow(): void;
  /** What was torn stays so; what was swallowed is delivered. */
  mend(): void;
}

/** @param to port on this machine that the line leads to. */
export async function openCutLine(to: number): Promise<CutLine> {
  const sockets = new Set<Socket>();
  let state: "whole" | "torn" | "dead" = "whole";
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // a line that is cut makes errors at both ends, which is its purpose
    socket.on("error", () => {});
    return socket;
  };
  const server = createServer((near) => {
    keep(near);
    if (state === "torn") return near.destroy();
    const far = keep(connect(to, "127.0.0.1"));
    near.pipe(far).pipe(near);
    if (state === "dead") still(near, far);
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
    tear() {
      state = "torn";
      tearDown();
    },
    swallow() {
      state = "dead";
      still(...sockets);
    },
    mend() {
      state = "whole";
      for (const socket of sockets) socket.resume();
    },
    async [Symbol.asyncDispose]() {
      tearDown();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Both ends go on writing into their own buffers, as a network that is gone lets them. */
function still(...sockets: readonly Socket[]): void {
  for (const socket of sockets) socket.pause();
}
