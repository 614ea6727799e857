/**
 * Bytes ↔ messages. Two encodings carry the same messages: deterministic CBOR (RFC 8949 §4.2.1) with the integer keys
 * and scales of the registry, and JSON with the names as they stand, for the bench. A JSON object starts with `{`,
 * which a CBOR map never does, so no flag is needed. Decoding never throws: hostile bytes are a value.
 */
import { decode as decodeCbor, encode as encodeCbor, rfc8949EncodeOptions } from "cborg";
import type { z } from "zod";
import { type MessageKind, type MessageOf, messages } from "./messages.ts";
import { type FieldName, registry } from "./registry.ts";
import type { Encoding } from "./vocabulary.ts";

/** Why bytes were not taken. `detail` is for people and names the field. */
export interface Reject {
  code: "tooLarge" | "notCbor" | "notJson" | "notAMessage" | "badField" | "unknownVersion";
  detail: string;
}

export type Decoded<K extends MessageKind> =
  | { ok: true; message: MessageOf[K]; encoding: Encoding }
  | { ok: false; reject: Reject };

/** @throws RangeError if the message does not fit the size its kind may have; it then must not be sent. */
export function encodeMessage<K extends MessageKind>(kind: K, message: MessageOf[K], encoding: Encoding): Uint8Array {
  const bytes =
    encoding === "json"
      ? new TextEncoder().encode(JSON.stringify(message))
      : encodeCbor(toWire(message), rfc8949EncodeOptions);
  // JSON is a bench tool: five times the size of CBOR, never on a cellular link
  const limit = encoding === "json" ? messages[kind].maxBytes * 8 : messages[kind].maxBytes;
  if (bytes.length > limit) throw new RangeError(`${kind} of ${bytes.length} bytes is above its ${limit}`);
  return bytes;
}

/** @returns the checked message and the encoding it came in, or why it is refused. */
export function decodeMessage<K extends MessageKind>(kind: K, bytes: Uint8Array): Decoded<K> {
  const { schema, maxBytes } = messages[kind];
  if (bytes.length > maxBytes) {
    return refuse("tooLarge", `${bytes.length} bytes where ${kind} may have ${maxBytes}`);
  }
  const json = bytes[0] === 0x7b;
  let raw: unknown;
  try {
    raw = json ? JSON.parse(strictText.decode(bytes)) : fromWire(decodeCbor(bytes, strict));
  } catch (error) {
    return refuse(json ? "notJson" : "notCbor", (error as Error).message);
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return refuse("notAMessage", "not a map");
  if ("protocol" in raw && raw.protocol !== 1) {
    return refuse("unknownVersion", `protocol ${String(raw.protocol)}; this side speaks 1`);
  }
  const parsed = (schema as z.ZodType).safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse("badField", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  }
  return { ok: true, message: parsed.data as MessageOf[K], encoding: json ? "json" : "cbor" };
}

function refuse(code: Reject["code"], detail: string): { ok: false; reject: Reject } {
  return { ok: false, reject: { code, detail: detail.slice(0, 200) } };
}

const strictText = new TextDecoder("utf-8", { fatal: true });

const strict = {
  useMaps: true,
  strict: true,
  rejectDuplicateMapKeys: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
} as const;

const nameByKey: FieldName[] = [];
for (const [name, field] of Object.entries(registry)) nameByKey[field.key] = name as FieldName;

function toWire(message: object): Map<number, unknown> {
  const map = new Map<number, unknown>();
  for (const [name, value] of Object.entries(message)) {
    if (value === undefined) continue;
    const { key, form } = registry[name as FieldName];
    if (form.kind === "record") map.set(key, toWire(value as object));
    else if (form.kind === "many") map.set(key, (value as object[]).map(toWire));
    else map.set(key, form.to(value));
  }
  return map;
}

/** Unknown keys are ignored, so that an older receiver understands a newer sender. */
function fromWire(value: unknown): unknown {
  if (!(value instanceof Map)) return undefined;
  const message: Record<string, unknown> = {};
  for (const [key, item] of value) {
    const name = nameByKey[key as number];
    if (name === undefined) continue;
    const { form } = registry[name];
    if (form.kind === "record") message[name] = fromWire(item);
    else if (form.kind === "many") message[name] = Array.isArray(item) ? item.map(fromWire) : undefined;
    else message[name] = form.from(item);
  }
  return message;
}
