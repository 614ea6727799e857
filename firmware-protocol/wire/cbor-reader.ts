/**
 * Deterministic CBOR (RFC 8949 §4.2.1) with the registry's integer keys → records with the model's names. Only what the
 * protocol uses is read: integers up to 2⁵³−1, byte and text strings, arrays, maps, false and true. One pass, no
 * intermediate maps: this is the controller's busiest path.
 */
import type { Form } from "./form.ts";
import { fields } from "./registry.ts";

/** The bytes are not the CBOR this protocol speaks. */
export class NotCbor extends Error {}

/** A field of the registry carries a value of another kind than its own. */
export class Unreadable extends Error {}

/** Maps and arrays inside each other. The deepest message, a report with sample rows, needs 5. */
export const maxDepth = 8;

/** @returns the record; @throws NotCbor, Unreadable */
export function readCbor(bytes: Uint8Array): unknown {
  const reader = new Reader(bytes);
  const value = reader.item();
  if (reader.at !== bytes.length) throw new NotCbor(`${bytes.length - reader.at} bytes after the message`);
  return value;
}

interface NamedForm {
  readonly name: string;
  readonly form: Form;
}

const fieldByKey: (NamedForm | undefined)[] = [];
for (const [name, { key, form }] of fields) fieldByKey[key] = { name, form };

/** A byte order mark is a character like any other here: nothing that was sent may vanish. */
const strictText = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

class Reader {
  /** Offset of the next byte. */
  at = 0;
  readonly #bytes: Uint8Array;
  #depth = 0;
  /** Above 0 inside the value of an unknown key, where the registry says nothing about keys. */
  #unknown = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  item(): unknown {
    const head = this.#byte();
    const low = head & 0x1f;
    switch (head >> 5) {
      case 0:
        return this.#argument(low);
      case 1:
        return -1 - this.#argument(low);
      case 2:
        return this.#take(this.#argument(low));
      case 3:
        return this.#text(this.#take(this.#argument(low)));
      case 4:
        return this.#array(this.#argument(low));
      case 5:
        return this.#map(this.#argument(low));
      default:
        if (head === 0xf4) return false;
        if (head === 0xf5) return true;
        throw new NotCbor(
          `0x${head.toString(16)} at byte ${this.at - 1}: tags, floats, null and undefined are not used`,
        );
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new NotCbor(`cut off after ${this.#bytes.length} bytes`);
    return byte;
  }

  /** The number in or after a head; must stand in its shortest form (RFC 8949 §4.2.1). */
  #argument(low: number): number {
    if (low < 24) return low;
    let value = 0;
    let least = 0;
    if (low === 24) {
      value = this.#byte();
      least = 24;
    } else if (low === 25) {
      value = this.#uint16();
      least = 0x100;
    } else if (low === 26) {
      value = this.#uint32();
      least = 0x1_0000;
    } else if (low === 27) {
      value = this.#uint32() * 0x1_0000_0000 + this.#uint32();
      least = 0x1_0000_0000;
    } else {
      throw new NotCbor(`indefinite length or reserved head at byte ${this.at - 1}`);
    }
    if (value < least) throw new NotCbor(`${value} before byte ${this.at} is not in its shortest form`);
    if (value > Number.MAX_SAFE_INTEGER) throw new NotCbor(`integer above 2^53-1 before byte ${this.at}`);
    return value;
  }

  #uint16(): number {
    return (this.#byte() << 8) | this.#byte();
  }

  #uint32(): number {
    return this.#uint16() * 0x1_0000 + this.#uint16();
  }

  #take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.#bytes.length) throw new NotCbor(`a string of ${length} bytes is cut off`);
    const taken = this.#bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  #text(bytes: Uint8Array): string {
    let text = "";
    for (const byte of bytes) {
      if (byte > 0x7f) return this.#unicode(bytes);
      text += String.fromCharCode(byte);
    }
    return text;
  }

  #unicode(bytes: Uint8Array): string {
    try {
      return strictText.decode(bytes);
    } catch (cause) {
      throw new NotCbor(`text before byte ${this.at} is not UTF-8`, { cause });
    }
  }

  #array(length: number): unknown[] {
    this.#enter(length);
    const items: unknown[] = [];
    for (let n = 0; n < length; n++) items.push(this.item());
    this.#depth--;
    return items;
  }

  /** Keys ascend, which also makes a doubled key impossible. Unknown ones are read and dropped. */
  #map(length: number): object {
    this.#enter(length * 2);
    const record: Record<string, unknown> = {};
    let last = -1;
    for (let n = 0; n < length; n++) {
      const key = this.#key();
      if (key <= last) throw new NotCbor(`key ${key} after key ${last}: keys ascend and come once`);
      last = key;
      const field = fieldByKey[key];
      if (field === undefined || this.#unknown > 0) {
        this.#unknown++;
        this.item();
        this.#unknown--;
        continue;
      }
      const value = field.form.from(this.item());
      if (value === undefined) throw new Unreadable(`${field.name}: not of its kind on the wire`);
      record[field.name] = value;
    }
    this.#depth--;
    return record;
  }

  #key(): number {
    const head = this.#byte();
    if (head > 0x1b) throw new NotCbor(`the key at byte ${this.at - 1} is not an unsigned integer`);
    return this.#argument(head);
  }

  /** Refuses before anything is allocated: every item takes a byte at least. */
  #enter(items: number): void {
    if (++this.#depth > maxDepth) throw new NotCbor(`nested deeper than ${maxDepth}`);
    if (items > this.#bytes.length - this.at) throw new NotCbor(`${items} items are cut off`);
  }
}
