/** Cuts the bytes of one connection into runs of whole, checked packets; only the bytes of a cut packet are ever copied. */
import type { RoleBounds } from "./bounds.ts";
import { checkFirstByte, checkPacket, headerLength, packetType, remainingLength } from "./frame-guard.ts";
import type { Rule } from "./rules.ts";

/** Publishes in one run at most, so that one long chunk does not take the whole gate. */
export const runPublishes = 100;

export interface PacketSink {
  /** Bounds of the sender as it is known now; changes with sign-in. */
  readonly bounds: RoleBounds;
  /** Whether CONNECT is still to come. */
  readonly isStranger: boolean;
  /** false: nothing more is read. */
  readonly isReading: boolean;
  /** The CONNECT, whole: `body` is the first byte after its fixed header. */
  connectArrived(packet: Buffer, body: number): void;
  /** A PUBACK arrived. @returns whether it ends here. */
  acknowledged(): boolean;
  /** Whole packets, of which so many are publishes. */
  packetsArrived(bytes: Buffer, packets: number, publishes: number): void;
  /** DISCONNECT was the last packet: what follows it is not read [MQTT-3.14.4-2]. */
  disconnectArrived(): void;
  violated(rule: Rule): void;
}

export class FrameCutter {
  /** When the first byte of an unfinished packet arrived (clock ticks); 0 when there is none. */
  unfinishedSince = 0;
  private held: Buffer | undefined;
  private heldBytes = 0;
  /** Length of the whole packet; 0 while its fixed header is incomplete. */
  private heldTotal = 0;

  push(chunk: Buffer, now: number, sink: PacketSink): void {
    let bytes = chunk;
    if (this.held) {
      const rest = this.complete(this.held, chunk, sink);
      if (!rest || !sink.isReading) return;
      bytes = rest;
    }
    this.cut(bytes, now, sink);
  }

  /** @returns what of the chunk is left to cut, or undefined when the held packet is still not whole. */
  private complete(held: Buffer, chunk: Buffer, sink: PacketSink): Buffer | undefined {
    if (this.heldTotal === 0) {
      this.held = undefined;
      return Buffer.concat([held.subarray(0, this.heldBytes), chunk]);
    }
    const taken = Math.min(this.heldTotal - this.heldBytes, chunk.length);
    chunk.copy(held, this.heldBytes, 0, taken);
    this.heldBytes += taken;
    if (this.heldBytes < this.heldTotal) return undefined;
    this.held = undefined;
    this.unfinishedSince = 0;
    this.cut(held, 0, sink);
    return chunk.subarray(taken);
  }

  private cut(bytes: Buffer, now: number, sink: PacketSink): void {
    const run = new Run(bytes, sink);
    let at = 0;
    while (at < bytes.length) {
      const end = endOfPacket(bytes, at, sink);
      if (end === incomplete) break;
      if (typeof end === "string") {
        run.give(at); // what came before the violation is sound
        sink.violated(end);
        return;
      }
      if (sink.isStranger) {
        sink.connectArrived(bytes.subarray(at, end), headerLength(bytes, at));
        run.skipTo(end);
      } else run.add(bytes[at]! >> 4, at, end);
      at = end;
      if (!sink.isReading) return;
    }
    run.give(at);
    if (at > 0) this.unfinishedSince = 0;
    if (at < bytes.length) this.hold(bytes, at, now);
  }

  private hold(bytes: Buffer, at: number, now: number): void {
    const header = headerLength(bytes, at);
    this.heldTotal = header === 0 ? 0 : header + remainingLength(bytes, at, header);
    this.heldBytes = bytes.length - at;
    this.held = Buffer.allocUnsafe(this.heldTotal || this.heldBytes);
    bytes.copy(this.held, 0, at);
    if (this.unfinishedSince === 0) this.unfinishedSince = now || 1;
  }
}

const incomplete = 0;

/** @returns the first byte after the packet at `at`, `incomplete`, or the rule it breaks, as soon as its first bytes show it. */
function endOfPacket(bytes: Buffer, at: number, sink: PacketSink): number | Rule {
  const type = bytes[at]! >> 4;
  if (sink.isStranger && type !== packetType.connect) return "connect.first";
  if (!sink.isStranger && type === packetType.connect) return "connect.second";
  const early = checkFirstByte(bytes[at]!);
  if (early) return early;
  const header = headerLength(bytes, at);
  if (header < 0) return "frame.length";
  if (header === 0) return incomplete;
  const body = at + header;
  const end = body + remainingLength(bytes, at, header);
  if (end - at > sink.bounds.packetBytes) return "frame.size";
  if (end > bytes.length) return incomplete;
  return (sink.isStranger ? undefined : checkPacket(bytes, at, body, end, sink.bounds)) ?? end;
}

/** Packets that follow each other in one chunk and are given to the sink together. */
class Run {
  private readonly bytes: Buffer;
  private readonly sink: PacketSink;
  private start = 0;
  private packets = 0;
  private publishes = 0;

  constructor(bytes: Buffer, sink: PacketSink) {
    this.bytes = bytes;
    this.sink = sink;
  }

  add(type: number, at: number, end: number): void {
    if (type === packetType.puback && this.sink.acknowledged()) {
      this.give(at);
      this.skipTo(end);
      return;
    }
    this.packets++;
    if (type === packetType.publish) this.publishes++;
    if (this.publishes === runPublishes || type === packetType.disconnect) this.give(end);
    if (type === packetType.disconnect) this.sink.disconnectArrived();
  }

  give(end: number): void {
    const { bytes, start, packets, publishes } = this;
    if (end > start) {
      this.sink.packetsArrived(
        start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end),
        packets,
        publishes,
      );
    }
    this.skipTo(end);
  }

  skipTo(end: number): void {
    this.start = end;
    this.packets = 0;
    this.publishes = 0;
  }
}
