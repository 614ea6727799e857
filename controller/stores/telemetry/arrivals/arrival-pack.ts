/**
 * Many accepted messages in one piece of memory: how they cross to the journal's thread and how they lie in `arrivals`.
 * A piece is handed over whole, so that a message costs the main thread a copy of its bytes and no object.
 *
 * An entry, little-endian: u32 device · f64 receivedAt (EpochMs) · u8 kind | encoding << 4 · u8 extents · u16 bytes,
 * then per extent u8 stream · u8 rows · u32 epoch · u32 after, then the message.
 */

import { encodings, type Stream, streams } from "#protocol/wire/vocabulary.ts";
import type { Arrival, Extent } from "../../../core/telemetry/ports.ts";

const headBytes = 16;
const extentBytes = 10;
const kinds = ["report", "event", "answer"] as const satisfies readonly Arrival["kind"][];
/** What the head's u16 can say; far above any message the protocol allows. */
export const maxMessageBytes = 0xffff;

export class PackWriter {
  readonly buffer: ArrayBuffer;
  /** Bytes written. */
  used = 0;
  /** Messages written. */
  count = 0;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  constructor(buffer: ArrayBuffer) {
    this.buffer = buffer;
    this.#view = new DataView(buffer);
    this.#bytes = new Uint8Array(buffer);
  }

  /** @param device number the journal gave it. @returns false if there is no room left; nothing is written then. */
  put(device: number, arrival: Arrival): boolean {
    const { extents, bytes } = arrival;
    const end = this.used + headBytes + extents.length * extentBytes + bytes.length;
    if (end > this.#bytes.length) return false;
    const view = this.#view;
    let at = this.used;
    view.setUint32(at, device, true);
    view.setFloat64(at + 4, arrival.receivedAt, true);
    view.setUint8(at + 12, kinds.indexOf(arrival.kind) | (encodings.indexOf(arrival.encoding) << 4));
    view.setUint8(at + 13, extents.length);
    view.setUint16(at + 14, bytes.length, true);
    at += headBytes;
    for (const { stream, count, epoch, after } of extents) {
      view.setUint8(at, streams.indexOf(stream));
      view.setUint8(at + 1, count);
      view.setUint32(at + 2, epoch, true);
      view.setUint32(at + 6, after, true);
      at += extentBytes;
    }
    this.#bytes.set(bytes, at);
    this.used = end;
    this.count++;
    return true;
  }
}

/** Room an arrival takes. */
export function packedSize({ extents, bytes }: Arrival): number {
  return headBytes + extents.length * extentBytes + bytes.length;
}

/** Goes through a pack entry by entry; the fields tell of the entry `next` moved to. */
export class PackReader {
  device = 0;
  /** EpochMs */
  receivedAt = 0;
  kind: Arrival["kind"] = "report";
  /** Offset of the entry after this one; give it to a new reader to go on from there. */
  end: number;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #extentsAt = 0;
  #extentCount = 0;
  #messageAt = 0;

  constructor(bytes: Uint8Array, from = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = from;
  }

  /** @returns false at the end. @throws RangeError if the pack is cut off. */
  next(): boolean {
    const at = this.end;
    if (at >= this.#bytes.length) return false;
    const view = this.#view;
    this.device = view.getUint32(at, true);
    this.receivedAt = view.getFloat64(at + 4, true);
    this.kind = kinds[view.getUint8(at + 12) & 0x0f]!;
    this.#extentCount = view.getUint8(at + 13);
    this.#extentsAt = at + headBytes;
    this.#messageAt = this.#extentsAt + this.#extentCount * extentBytes;
    this.end = this.#messageAt + view.getUint16(at + 14, true);
    if (this.end > this.#bytes.length) throw new RangeError("a pack of arrivals is cut off");
    return true;
  }

  extents(): Extent[] {
    const extents: Extent[] = [];
    for (let n = 0; n < this.#extentCount; n++) {
      const at = this.#extentsAt + n * extentBytes;
      extents.push({
        stream: streams[this.#view.getUint8(at)] as Stream,
        count: this.#view.getUint8(at + 1),
        epoch: this.#view.getUint32(at + 2, true),
        after: this.#view.getUint32(at + 6, true),
      });
    }
    return extents;
  }

  /** The message as it came; a view into the pack. */
  message(): Uint8Array {
    return this.#bytes.subarray(this.#messageAt, this.end);
  }
}
