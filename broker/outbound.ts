/** What waits for one subscriber: collects, sends, and says when it is too much. Nobody's queue grows without end. */
import type { Socket } from "node:net";
import type { RoleBounds } from "./bounds.ts";
import type { Clock } from "./clock.ts";
import type { Counters } from "./counters.ts";
import type { Flushable, Outbox } from "./outbox.ts";
import type { Rule } from "./rules.ts";

/** What all subscribers share. */
export interface OutboundHost {
  readonly clock: Clock;
  readonly counters: Counters;
  readonly outbox: Outbox;
}

export class Outbound implements Flushable {
  /** Since when the subscriber takes nothing or holds up others (clock ticks, ms); 0 when it does not. */
  stalledSince = 0;
  /** QoS 1 messages sent and not acknowledged; only counted where the session ends with the connection. */
  unacknowledged = 0;
  bounds: RoleBounds;
  private readonly socket: Socket;
  private readonly host: OutboundHost;
  private pending: Buffer | Buffer[] | undefined;
  private pendingBytes = 0;
  private waiters: (() => void)[] | undefined;

  constructor(socket: Socket, host: OutboundHost, bounds: RoleBounds) {
    this.socket = socket;
    this.host = host;
    this.bounds = bounds;
  }

  add(bytes: Buffer): void {
    this.pendingBytes += bytes.length;
    if (this.pending === undefined) {
      this.pending = bytes;
      this.host.outbox.add(this);
    } else if (Array.isArray(this.pending)) this.pending.push(bytes);
    else this.pending = [this.pending, bytes];
  }

  /** Bytes not yet taken by the operating system. */
  waitingBytes(): number {
    return this.pendingBytes + this.socket.writableLength;
  }

  /** Rule by which this subscriber is dropped now. */
  overflow(): Rule | undefined {
    if (this.waitingBytes() > this.bounds.queueBytes) return "slow.queue";
    return !this.holdsUpOthers() && this.unacknowledged > this.bounds.inFlight ? "slow.unacknowledged" : undefined;
  }

  /** Whether publishers have to wait for this subscriber. */
  isCongested(): boolean {
    if (!this.holdsUpOthers()) return false;
    return this.waitingBytes() > this.bounds.congestedBytes || this.unacknowledged >= this.bounds.inFlight;
  }

  /** `run` is called once when there is room again, or when the subscriber is gone. */
  whenRelieved(run: () => void): void {
    this.markStalled();
    if (this.waiters) this.waiters.push(run);
    else this.waiters = [run];
  }

  acknowledged(): void {
    if (this.unacknowledged > 0) this.unacknowledged--;
    if (this.waiters) this.relieve();
  }

  /** Lets those go on who wait, if there is room now. */
  relieve(): void {
    if (this.isCongested()) return;
    if (!this.socket.writableNeedDrain) this.stalledSince = 0;
    this.releaseAll();
  }

  releaseAll(): void {
    const waiters = this.waiters;
    this.waiters = undefined;
    if (waiters) for (const run of waiters) run();
  }

  /** Sends what was collected with one write. */
  flush(): void {
    const pending = this.pending;
    if (pending === undefined) return;
    const bytes = Array.isArray(pending) ? Buffer.concat(pending, this.pendingBytes) : pending;
    this.pending = undefined;
    this.pendingBytes = 0;
    if (!this.socket.writable) return;
    this.host.counters.bytesOut += bytes.length;
    if (!this.socket.write(bytes)) this.markStalled();
    if (this.waiters) this.relieve();
  }

  private markStalled(): void {
    this.stalledSince ||= this.host.clock.ticks() || 1;
  }

  private holdsUpOthers(): boolean {
    return this.bounds.congestedBytes !== Number.POSITIVE_INFINITY;
  }
}
