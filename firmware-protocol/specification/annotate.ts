/** Prints the bytes of a message one item a line, with the names of the registry: how a person learns the encoding. */
import { type Field, fields } from "../wire/registry.ts";

const byKey = new Map<number, readonly [string, Field]>();
for (const entry of fields) byKey.set(entry[1].key, entry);

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  readonly lines: string[];
}

/** @param bytes a valid message. @returns lines of hexadecimal and meaning, indented by nesting. */
export function annotate(bytes: Uint8Array): string {
  const cursor = { bytes, at: 0, lines: [] };
  annotateItem(cursor, 0, undefined);
  return cursor.lines.join("\n");
}

function annotateItem(cursor: Cursor, depth: number, field: readonly [string, Field] | undefined): void {
  const start = cursor.at;
  const { major, argument } = takeHead(cursor);
  const say = (meaning: string) => cursor.lines.push(lineOf(cursor, start, depth, meaning));
  switch (major) {
    case 0:
      return void say(meaningOf(argument, field));
    case 1:
      return void say(meaningOf(-1 - argument, field));
    case 2:
    case 3: {
      const text = cursor.bytes.subarray(cursor.at, cursor.at + argument);
      cursor.at += argument;
      return void say(major === 3 ? `"${new TextDecoder().decode(text)}"` : `${argument} bytes`);
    }
    case 4: {
      say(`list of ${argument}`);
      for (let n = 0; n < argument; n++) annotateItem(cursor, depth + 1, field);
      return;
    }
    case 5: {
      say(`map of ${argument}`);
      for (let n = 0; n < argument; n++) annotateField(cursor, depth + 1);
      return;
    }
    default:
      say(argument === 21 ? "true" : "false");
  }
}

function annotateField(cursor: Cursor, depth: number): void {
  const start = cursor.at;
  const { argument: key } = takeHead(cursor);
  const field = byKey.get(key);
  cursor.lines.push(lineOf(cursor, start, depth, `key ${key}: ${field?.[0] ?? "unknown"}`));
  annotateItem(cursor, depth + 1, field);
}

function meaningOf(value: number, field: readonly [string, Field] | undefined): string {
  if (field === undefined) return String(value);
  const [, { form, unit }] = field;
  const model = form.from(value);
  if (form.words !== undefined) return `${value} = ${String(model)}`;
  if (form.spelling === "whole seconds") return `${value} s = ${new Date(Number(model)).toISOString()}`;
  return model === value ? `${value}` : `${value} = ${String(model)} ${unit}`;
}

function takeHead(cursor: Cursor): { major: number; argument: number } {
  const head = cursor.bytes[cursor.at++]!;
  const low = head & 0x1f;
  if (low < 24) return { major: head >> 5, argument: low };
  let argument = 0;
  for (let left = 1 << (low - 24); left > 0; left--) argument = argument * 256 + cursor.bytes[cursor.at++]!;
  return { major: head >> 5, argument };
}

function lineOf(cursor: Cursor, start: number, depth: number, meaning: string): string {
  const hex = cursor.bytes.subarray(start, cursor.at).toHex().replace(/../g, "$& ").trim();
  return `${"  ".repeat(depth)}${hex}`.padEnd(44).concat(` ${meaning}`);
}
