/** Records with the model's names → deterministic CBOR (RFC 8949 §4.2.1) with the registry's integer keys. */
import { type Field, fields } from "./registry.ts";

/** @returns bytes of their own; @throws TypeError for a name or a value the registry has no form for. */
export function writeCbor(message: object): Uint8Array {
  const writer = new Writer();
  writer.record(message);
  return writer.bytes.slice(0, writer.at);
}

/** Grows to the largest message ever written and stays: a message is written and copied out in one go. */
let scratch = new Uint8Array(4096);

interface Entry extends Pick<Field, "key" | "form"> {
  readonly name: string;
  readonly value: unknown;
}

class Writer {
  bytes = scratch;
  /** Offset of the next byte. */
  at = 0;

  record(message: object): void {
    const entries = entriesByKey(message);
    this.#head(0xa0, entries.length);
    for (const { key, form, name, value } of entries) {
      this.#head(0, key);
      if (form.kind === "record") this.record(value as object);
      else if (form.kind === "many") this.#many(value as object[]);
      else this.#item(form.to(value), name);
    }
  }

  #many(records: readonly object[]): void {
    this.#head(0x80, records.length);
    for (const record of records) this.record(record);
  }

  #item(value: unknown, name: string): void {
    if (typeof value === "number") this.#integer(value, name);
    else if (typeof value === "boolean") this.#head(value ? 0xf5 : 0xf4, 0);
    else if (typeof value === "string") this.#string(0x60, new TextEncoder().encode(value));
    else if (value instanceof Uint8Array) this.#string(0x40, value);
    else if (Array.isArray(value)) {
      this.#head(0x80, value.length);
      for (const item of value) this.#item(item, name);
    } else throw new TypeError(`${name} has a value without a form on the wire`);
  }

  #integer(value: number, name: string): void {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${name}: ${value} is not an integer on the wire`);
    if (value < 0) this.#head(0x20, -1 - value);
    else this.#head(0, value);
  }

  #string(major: number, bytes: Uint8Array): void {
    this.#head(major, bytes.length);
    this.#reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** Major type and its argument in the shortest form. */
  #head(major: number, argument: number): void {
    this.#reserve(9);
    const { bytes } = this;
    if (argument < 24) {
      bytes[this.at++] = major | argument;
    } else if (argument < 0x100) {
      bytes[this.at++] = major | 24;
      bytes[this.at++] = argument;
    } else if (argument < 0x1_0000) {
      bytes[this.at++] = major | 25;
      this.#uint16(argument);
    } else if (argument < 0x1_0000_0000) {
      bytes[this.at++] = major | 26;
      this.#uint32(argument);
    } else {
      bytes[this.at++] = major | 27;
      this.#uint32(Math.floor(argument / 0x1_0000_0000));
      this.#uint32(argument % 0x1_0000_0000);
    }
  }

  #uint16(value: number): void {
    this.bytes[this.at++] = value >> 8;
    this.bytes[this.at++] = value;
  }

  #uint32(value: number): void {
    this.#uint16(value >>> 16);
    this.#uint16(value & 0xffff);
  }

  #reserve(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    scratch = new Uint8Array(Math.max(this.bytes.length * 2, this.at + more));
    scratch.set(this.bytes);
    this.bytes = scratch;
  }
}

/** Ascending keys. Messages are mostly built in the registry's order, which makes the insertion nearly free. */
function entriesByKey(message: object): Entry[] {
  const entries: Entry[] = [];
  for (const name in message) {
    const value = (message as Record<string, unknown>)[name];
    if (value === undefined) continue;
    const field = fields.get(name);
    if (field === undefined) throw new TypeError(`${name} is not in the registry`);
    let place = entries.length;
    while (place > 0 && entries[place - 1]!.key > field.key) place--;
    const entry = { name, value, key: field.key, form: field.form };
    if (place === entries.length) entries.push(entry);
    else entries.splice(place, 0, entry);
  }
  return entries;
}
