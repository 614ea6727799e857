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
import type { AedesClient } from "./aedes/internals.ts";
import type { GateUser, PublishGate } from "./aedes/publish-gate.ts";
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

/** Whole packets that wait for Aedes or for the gate. */
interface Batch {
  bytes: Buffer;
  publishes: number;
}

/** `stranger` before CONNECT, `member` after, `leaving` when nothing is read any more. */
type Stage = "stranger" | "member" | "leaving";

/** Bytes that may wait for Aedes or the gate before the socket is paused. */
const batchedBytesBound = 65_536;

export class Connection extends EventEmitter implements GateUser, PacketSink {
  readonly socket: Socket;
  readonly address: string;
  readonly outbound: Outbound;
  readonly cutter = new FrameCutter();
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
  private batches: Batch[] | undefined;
  private batchedBytes = 0;
  /** The bytes Aedes is about to read. */
  private handed: Buffer | null = null;
  private isHanding = false;
  /** Aedes works on a batch. */
  private isBusy = false;
  private isInLine = false;
  private isSocketClosed = false;
  private isCloseAnnounced = false;
  private isDrainDue = false;
  /** Places of the gate held by the batch Aedes works on. */
  private places = 0;

  constructor(socket: Socket, host: ConnectionHost) {
    super();
    const now = host.clock.ticks();
    this.socket = socket;
    this.host = host;
    this.address = socket.remoteAddress ?? "";
    this.bounds = host.strangerBounds;
    this.outbound = new Outbound(socket, host, this.bounds);
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
    this.pump();
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
    if (this.destroyed || !this.batches) this.announceClose();
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
    this.queue(bytes, publishes);
  }

  disconnectArrived(): void {
    this.pump();
    this.stage = "leaving";
  }

  violated(rule: Rule): void {
    this.host.refused(this, rule);
    this.pump();
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
    this.queue(connectPacket, 0);
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

  get wanted(): number {
    return this.batches?.[0]?.publishes ?? 0;
  }

  /** The gate has room for the first batch. */
  enter(): void {
    this.isInLine = false;
    this.handOver();
    this.pump();
  }

  /** Hands over what waits, as far as Aedes and the gate allow. */
  pump(): void {
    while (this.batches && !this.isBusy && !this.isInLine) {
      if (this.wanted > 0 && !this.host.gate.tryEnter(this)) {
        this.isInLine = true;
        return;
      }
      this.handOver();
    }
  }

  private queue(bytes: Buffer, publishes: number): void {
    this.batchedBytes += bytes.length;
    const batch = { bytes, publishes };
    if (this.batches) this.batches.push(batch);
    else this.batches = [batch];
  }

  private handOver(): void {
    const batch = this.batches?.shift();
    if (!batch) return;
    if (this.batches?.length === 0) this.batches = undefined;
    this.batchedBytes -= batch.bytes.length;
    this.places = batch.publishes;
    this.isBusy = true;
    this.handed = batch.bytes;
    this.isHanding = true;
    this.emit("readable");
    this.isHanding = false;
    this.handed = null;
    if (!this.client || this.client._parsingBatch <= 0) this.batchDone();
  }

  /** Aedes asks for more only when it is done with everything it has. */
  read(): Buffer | null {
    if (this.isHanding) {
      const bytes = this.handed;
      this.handed = null;
      return bytes;
    }
    this.batchDone();
    return null;
  }

  private batchDone(): void {
    if (!this.isBusy) return;
    this.isBusy = false;
    this.leaveGate();
    if (this.batches) process.nextTick(pumpLater, this);
    else if (this.isSocketClosed) this.announceClose();
    this.steerSocket();
  }

  private leaveGate(): void {
    const { places } = this;
    this.places = 0;
    if (places > 0) this.host.gate.leave(places);
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
    this.batches = undefined;
    this.handed = null;
    this.leaveLine();
  }

  private leaveLine(): void {
    if (this.isInLine) this.host.gate.forget(this);
    this.isInLine = false;
    this.leaveGate();
  }

  private announceClose(): void {
    if (this.isCloseAnnounced) return;
    this.isCloseAnnounced = true;
    this.destroyed = true;
    this.leave();
    this.leaveLine();
    this.emit("close");
  }

  private steerSocket(): void {
    const shouldPause = this.isThrottled || this.batchedBytes > batchedBytesBound;
    if (shouldPause !== this.socket.isPaused()) {
      if (shouldPause) this.socket.pause();
      else this.socket.resume();
    }
  }
}

function pumpLater(connection: Connection): void {
  connection.pump();
}
