/** What waits on the main thread for the next commits: one envelope is filled while another is on its way. */
import type { Arrival } from "../../../core/telemetry/ports.ts";
import type { BookQuestion, Commit, Note } from "../thread-messages.ts";
import { PackWriter, packedSize } from "./arrival-pack.ts";

/** Bytes of one pack: 1,500 messages of three samples. */
const packBytes = 256 * 1024;
/** Packs kept for reuse. */
const spares = 4;

/** One commit being filled. */
class Envelope {
  readonly devices: string[] = [];
  readonly notes: Note[] = [];
  readonly questions: BookQuestion[] = [];
  readonly pack: PackWriter;

  constructor(buffer: ArrayBuffer) {
    this.pack = new PackWriter(buffer);
  }
}

export class Outbox {
  /** Bytes of messages taken and not confirmed. */
  bytes = 0;
  readonly #numbers: Map<string, number>;
  readonly #ids: string[];
  readonly #sealed: Commit[] = [];
  readonly #spare: ArrayBuffer[] = [];
  #open: Envelope | undefined;

  /** @param ids devices known already; the place in the list is the number. */
  constructor(ids: readonly string[]) {
    this.#ids = [...ids];
    this.#numbers = new Map(ids.map((id, number) => [id, number]));
  }

  get isEmpty(): boolean {
    return this.#open === undefined && this.#sealed.length === 0;
  }

  /** True when an envelope is full and should not wait for its time. */
  get hasSealed(): boolean {
    return this.#sealed.length > 0;
  }

  put(arrival: Arrival): void {
    // a device new to us must be named in the envelope its message travels in
    const number = this.number(arrival.device);
    if (!this.#envelope().pack.put(number, arrival)) {
      this.#seal();
      if (!this.#envelope().pack.put(number, arrival)) throw new RangeError("an arrival larger than a pack");
    }
    this.bytes += packedSize(arrival);
  }

  note(note: Note): void {
    this.#envelope().notes.push(note);
  }

  ask(question: BookQuestion): void {
    this.#envelope().questions.push(question);
  }

  number(device: string): number {
    const known = this.#numbers.get(device);
    if (known !== undefined) return known;
    const number = this.#ids.push(device) - 1;
    this.#numbers.set(device, number);
    this.#envelope().devices.push(device);
    return number;
  }

  device(number: number): string {
    return this.#ids[number]!;
  }

  /** Takes the oldest envelope, full or not. */
  take(): Commit | undefined {
    if (this.#sealed.length === 0 && this.#open !== undefined) this.#seal();
    return this.#sealed.shift();
  }

  /** Puts an envelope that could not be written back to the front. */
  putBack(commit: Commit): void {
    this.#sealed.unshift(commit);
  }

  /** An envelope is on disk. */
  done(buffer: ArrayBuffer, used: number): void {
    this.bytes -= used;
    if (this.#spare.length < spares) this.#spare.push(buffer);
  }

  #envelope(): Envelope {
    this.#open ??= new Envelope(this.#spare.pop() ?? new ArrayBuffer(packBytes));
    return this.#open;
  }

  #seal(): void {
    const { devices, notes, questions, pack } = this.#open!;
    this.#sealed.push({ devices, notes, questions, buffer: pack.buffer, used: pack.used, count: pack.count });
    this.#open = undefined;
  }
}
