/** A socket that sends any bytes and cuts what comes back into packets. */
import { connect as connectSocket, type Socket } from "node:net";

export interface Received {
  type: number;
  flags: number;
  body: Buffer;
}

export interface RawClient {
  socket: Socket;
  send(bytes: Buffer): void;
  /** Next packet in order; rejects when the connection closes first. */
  next(): Promise<Received>;
  /** Packets of one type, skipping others. */
  nextOf(type: number): Promise<Received>;
  /** All packets so far that nobody took. */
  pending(): Received[];
  /** Resolves when the broker has closed the connection. */
  closed: Promise<void>;
  isClosed(): boolean;
  close(): void;
}

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connectSocket({ port, host: "127.0.0.1", noDelay: true });
  const received: Received[] = [];
  let waiting: { resolve(packet: Received): void; reject(error: Error): void } | undefined;
  let bytes: Buffer = Buffer.alloc(0);
  let isClosed = false;

  socket.on("data", (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const found = firstPacket(bytes);
      if (!found) return;
      bytes = bytes.subarray(found.length);
      const take = waiting;
      waiting = undefined;
      if (take) take.resolve(found.packet);
      else received.push(found.packet);
    }
  });
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => {
    socket.on("close", () => {
      isClosed = true;
      waiting?.reject(new Error("the broker closed the connection"));
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));

  const client: RawClient = {
    socket,
    send: (data) => socket.write(data),
    next() {
      const first = received.shift();
      if (first) return Promise.resolve(first);
      if (isClosed) return Promise.reject(new Error("the broker closed the connection"));
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      });
    },
    async nextOf(type) {
      for (;;) {
        const packet = await client.next();
        if (packet.type === type) return packet;
      }
    },
    pending: () => received,
    closed,
    isClosed: () => isClosed,
    close: () => socket.destroy(),
  };
  return client;
}

function firstPacket(bytes: Buffer): { packet: Received; length: number } | undefined {
  let remaining = 0;
  let scale = 1;
  for (let at = 1; at < bytes.length; at++) {
    remaining += (bytes[at]! & 0x7f) * scale;
    scale *= 128;
    if (bytes[at]! < 0x80) {
      const length = at + 1 + remaining;
      if (bytes.length < length) return undefined;
      const packet = {
        type: bytes[0]! >> 4,
        flags: bytes[0]! & 0x0f,
        body: Buffer.from(bytes.subarray(at + 1, length)),
      };
      return { packet, length };
    }
  }
  return undefined;
}
