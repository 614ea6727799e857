/**
 * One client's connection: what comes in is guarded, and Aedes takes it for the stream it reads from and writes to.
 *
 * It is no Node stream, because one more of those per connection costs more memory than all its fields, and because
 * Aedes would read from it whenever bytes arrive. Aedes needs `read`, `write`, `destroy` and a few events; this way it is
 * given whole, checked packets, one batch at a time, when the gate has room.
 * Ten thousand of these exist: handlers are shared and timers belong to the sweep.
 */
import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import type { Identity } from "./access.ts";
import { type FedStream, Feed } from "./aedes/feed.ts";
import type { AedesClient } from "./aedes/internals.ts";
import type { PublishGate } from "./aedes/publish-gate.ts";
import type { RoleBounds } from "./bounds.ts";
import type { ReturnCode } from "./connect-packet.ts";
import { FrameCutter, type PacketSink } from "./frame-cutter.ts";
import { Outbound, type OutboundHost } from "./outbound.ts";
import { Pace } from "./pace.ts";
import type { Rule } from "./rules.ts";

/** What all connections share. */
export interface ConnectionHost extends OutboundHost {
  readonly gate: PublishGate;
  /** Bounds before sign-in. */
  readonly strangerBounds: RoleBounds;
  /** A whole CONNECT arrived; `body` is the first byte after its fixed header. Answers at once by `accept` or `refuse`. */
  connecting(connection: Connection, packet: Buffer, body: number): void;
  /** Something was refused: counts and reports it. */
  refused(connection: Connection, rule: Rule, topic?: string): void;
  /** The socket is closed. */
  closed(connection: Connection): void;
}

/** `stranger` before CONNECT, `member` after, `leaving` when nothing is read any more. */
type Stage = "stranger" | "member" | "leaving";

/** Bytes that may wait for Aedes or the gate before the socket is paused. */
const waitingBytesBound = 65_536;

export class Connection extends EventEmitter implements FedStream, PacketSink {
  readonly socket: Socket;
  readonly address: string;
  readonly outbound: Outbound;
  readonly cutter = new FrameCutter();
  private readonly feed: Feed;
  bounds: RoleBounds;

  clientId = "";
  identity: Identity | undefined;
  /** Names the secret used at sign-in. */
  proof = 0;
  /** Aedes sets this when it takes the connection over. */
  client: AedesClient | undefined;

  /** Clock ticks, ms. */
  readonly openedAt: number;
  heardAt: number;
  /** When closing began; 0 while it has not. */
  leavingAt = 0;
  /** Reading pauses because of a rate. */
  isThrottled = false;

  /** What Node's stream helpers, which Aedes uses, ask of a stream. */
  destroyed = false;
  readonly readable = true;
  readonly writable = true;

  private readonly host: ConnectionHost;
  private readonly pace: Pace;
  private stage: Stage = "stranger";
  private isSocketClosed = false;
  private isCloseAnnounced = false;
  private isDrainDue = false;

  constructor(socket: Socket, host: ConnectionHost) {
    super();
    const now = host.clock.ticks();
    this.socket = socket;
    this.host = host;
    this.address = socket.remoteAddress ?? "";
    this.bounds = host.strangerBounds;
    this.outbound = new Outbound(socket, host, this.bounds);
    this.feed = new Feed(this, host.gate);
    this.pace = new Pace(now, this.bounds);
    this.openedAt = now;
    this.heardAt = now;
  }

  get isStranger(): boolean {
    return this.stage === "stranger";
  }

  get isReading(): boolean {
    return this.stage !== "leaving";
  }

  // ——— from the socket ———

  receive(chunk: Buffer): void {
    if (!this.isReading) return;
    const now = this.host.clock.ticks();
    this.heardAt = now;
    this.host.counters.bytesIn += chunk.length;
    this.cutter.push(chunk, now, this);
    if (!this.isReading) return;
    const rule = this.pace.take(0, chunk.length, now, this.bounds);
    if (rule && !this.isThrottled) {
      this.isThrottled = true;
      this.host.refused(this, rule);
    }
    this.feed.pump();
    this.steerSocket();
  }

  drained(): void {
    this.outbound.relieve();
  }

  socketClosed(): void {
    this.isSocketClosed = true;
    this.host.closed(this);
    this.outbound.releaseAll();
    // What was sent before the end still counts: a client may publish, disconnect and close in one go.
    if (this.destroyed || this.feed.isEmpty) this.announceClose();
  }

  // ——— from the frame cutter ———

  connectArrived(packet: Buffer, body: number): void {
    this.host.counters.packetsIn++;
    this.host.connecting(this, packet, body);
  }

  /** Where the session ends with the connection an acknowledgement only frees its place in the window; Aedes keeps nothing for it. */
  acknowledged(): boolean {
    this.host.counters.packetsIn++;
    if (!this.client?.clean) return false;
    this.outbound.acknowledged();
    this.client._keepaliveTimer?.refresh();
    return true;
  }

  packetsArrived(bytes: Buffer, packets: number, publishes: number): void {
    const { counters, clock } = this.host;
    counters.packetsIn += packets;
    counters.publishesIn += publishes;
    this.pace.take(packets, 0, clock.ticks(), this.bounds);
    this.feed.add(bytes, publishes);
  }

  disconnectArrived(): void {
    this.feed.pump();
    this.stage = "leaving";
  }

  violated(rule: Rule): void {
    this.host.refused(this, rule);
    this.feed.pump();
    this.drop();
  }

  // ——— sign-in ———

  /** From now on Aedes reads this connection; its first packet is the CONNECT. */
  accept(identity: Identity, proof: number, bounds: RoleBounds, connectPacket: Buffer): void {
    this.stage = "member";
    this.identity = identity;
    this.proof = proof;
    this.bounds = bounds;
    this.outbound.bounds = bounds;
    this.pace.fill(bounds);
    this.feed.add(connectPacket, 0);
  }

  /** Answers CONNACK with a code other than 0 and closes [MQTT-3.2.2-5]. */
  refuse(answer: ReturnCode): void {
    this.leave();
    this.socket.end(Buffer.from([0x20, 0x02, 0x00, answer]));
  }

  /** Nothing more is read; what is written still goes out. @param inMs how long until closing begins. */
  leave(inMs = 0): void {
    this.stage = "leaving";
    this.leavingAt ||= this.host.clock.ticks() + inMs || 1;
  }

  // ——— towards Aedes ———

  /** For Aedes; see `feed.ts`. */
  read(): Buffer | null {
    return this.feed.read();
  }

  batchDone(): void {
    if (this.isSocketClosed && this.feed.isEmpty) this.announceClose();
    this.steerSocket();
  }

  // ——— from Aedes ———

  /** @returns false when the writer has to wait for `drain`. */
  write(data: Buffer | string): boolean {
    if (this.destroyed) return true;
    const hasRoom = this.send(typeof data === "string" ? Buffer.from(data) : data);
    if (!hasRoom && !this.isDrainDue) {
      this.isDrainDue = true;
      this.outbound.whenRelieved(() => {
        this.isDrainDue = false;
        this.emit("drain");
      });
    }
    return hasRoom;
  }

  /** Bytes of whole packets for the client. @returns false when publishers have to wait for it. */
  send(bytes: Buffer): boolean {
    this.outbound.add(bytes);
    const rule = this.outbound.overflow();
    if (rule) {
      this.host.refused(this, rule);
      this.drop();
      return true;
    }
    return !this.outbound.isCongested();
  }

  /** Closes after what was written is sent. */
  destroy(): this {
    if (this.destroyed) return this;
    this.abandon();
    this.outbound.flush();
    this.socket.destroySoon();
    return this;
  }

  /** Closes at once; what waits is lost. */
  drop(): void {
    if (this.socket.destroyed) return;
    this.abandon();
    this.socket.destroy();
  }

  /** Reading goes on when the sender has waited long enough. @param now clock ticks. */
  unthrottle(now: number): void {
    if (this.pace.dry(now, this.bounds)) return;
    this.isThrottled = false;
    this.steerSocket();
  }

  private abandon(): void {
    this.destroyed = true;
    this.leave();
    this.feed.abandon();
  }

  private announceClose(): void {
    if (this.isCloseAnnounced) return;
    this.isCloseAnnounced = true;
    this.destroyed = true;
    this.leave();
    this.feed.abandon();
    this.emit("close");
  }

  private steerSocket(): void {
    const shouldPause = this.isThrottled || this.feed.waitingBytes > waitingBytesBound;
    if (shouldPause !== this.socket.isPaused()) {
      if (shouldPause) this.socket.pause();
      else this.socket.resume();
    }
  }
}
