/**
 * Gives Aedes whole packets, one batch at a time, when the gate has room.
 *
 * Aedes reads once per `readable` event, and on Node 26 one `read()` returns one chunk: a packet that arrives in three or
 * more pieces while its client is being authenticated is never read to its end. And it reads whenever bytes arrive, even
 * while what it read before is not routed, so nothing holds a sender back. Here `read()` answers only inside a
 * `readable` event, with everything of one batch, and the next batch comes when Aedes asks for more, which it does when it
 * is done with all it has (`_parsingBatch` is 0).
 *
 * Delete when Aedes reads until nothing is left, and not while its routing is full.
 */
import type { AedesClient } from "./internals.ts";
import type { GateUser, PublishGate } from "./publish-gate.ts";

/** The stream that Aedes believes it reads from. */
export interface FedStream {
  /** Set by Aedes when it takes the stream over. */
  readonly client: AedesClient | undefined;
  emit(event: "readable"): boolean;
  /** A batch is done: there is room for more. */
  batchDone(): void;
}

interface Batch {
  bytes: Buffer;
  publishes: number;
}

export class Feed implements GateUser {
  /** Bytes that wait for Aedes or for the gate. */
  waitingBytes = 0;
  private readonly stream: FedStream;
  private readonly gate: PublishGate;
  private batches: Batch[] | undefined;
  /** The bytes Aedes is about to read. */
  private handed: Buffer | null = null;
  private isHanding = false;
  /** Aedes works on a batch. */
  private isBusy = false;
  private isInLine = false;
  /** Places of the gate held by the batch Aedes works on. */
  private places = 0;

  constructor(stream: FedStream, gate: PublishGate) {
    this.stream = stream;
    this.gate = gate;
  }

  get isEmpty(): boolean {
    return this.batches === undefined;
  }

  /** Publishes of the next batch. */
  get wanted(): number {
    return this.batches?.[0]?.publishes ?? 0;
  }

  /** Whole packets, of which so many are publishes. They are handed over by `pump`. */
  add(bytes: Buffer, publishes: number): void {
    this.waitingBytes += bytes.length;
    const batch = { bytes, publishes };
    if (this.batches) this.batches.push(batch);
    else this.batches = [batch];
  }

  /** Hands over what waits, as far as Aedes and the gate allow. */
  pump(): void {
    while (this.batches && !this.isBusy && !this.isInLine) {
      if (this.wanted > 0 && !this.gate.tryEnter(this)) {
        this.isInLine = true;
        return;
      }
      this.handOver();
    }
  }

  /** The gate has room for the first batch. */
  enter(): void {
    this.isInLine = false;
    this.handOver();
    this.pump();
  }

  /** What Aedes reads. */
  read(): Buffer | null {
    if (!this.isHanding) {
      this.finish();
      return null;
    }
    const bytes = this.handed;
    this.handed = null;
    return bytes;
  }

  /** Forgets what waits and gives its places back. */
  abandon(): void {
    this.batches = undefined;
    this.handed = null;
    if (this.isInLine) this.gate.forget(this);
    this.isInLine = false;
    this.leaveGate();
  }

  private handOver(): void {
    const batch = this.batches?.shift();
    if (!batch) return;
    if (this.batches?.length === 0) this.batches = undefined;
    this.waitingBytes -= batch.bytes.length;
    this.places = batch.publishes;
    this.isBusy = true;
    this.handed = batch.bytes;
    this.isHanding = true;
    this.stream.emit("readable");
    this.isHanding = false;
    this.handed = null;
    if (!this.stream.client || this.stream.client._parsingBatch <= 0) this.finish();
  }

  private finish(): void {
    if (!this.isBusy) return;
    this.isBusy = false;
    this.leaveGate();
    // Not at once: Aedes may be in the middle of parsing, and would start again inside.
    if (this.batches) process.nextTick(pumpLater, this);
    this.stream.batchDone();
  }

  private leaveGate(): void {
    const { places } = this;
    this.places = 0;
    if (places > 0) this.gate.leave(places);
  }
}

function pumpLater(feed: Feed): void {
  feed.pump();
}
