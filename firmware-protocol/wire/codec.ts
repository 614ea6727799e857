/**
 * Bytes ↔ messages. Two encodings carry the same messages: deterministic CBOR (RFC 8949 §4.2.1) with the integer keys
 * and scales of the registry, and JSON with the names as they stand, for the bench. A JSON object starts with `{`,
 * which a CBOR map never does, so no flag is needed. Decoding never throws: hostile bytes are a value.
 */
import { readCbor, Unreadable } from "./cbor-reader.ts";
import { writeCbor } from "./cbor-writer.ts";
import { compileFits, type Fits } from "./fits.ts";
import { readJson } from "./json.ts";
import { type MessageKind, type MessageOf, messages } from "./messages.ts";
import type { Encoding } from "./vocabulary.ts";

/** Why bytes were not taken. */
export const rejectCodes = [
  /** Above the size of its kind. */
  "tooLarge",
  /** Not the deterministic CBOR this protocol speaks. */
  "notCbor",
  /** Not JSON, not UTF-8, or a name twice in an object. */
  "notJson",
  /** This kind of message has no JSON form. */
  "noJsonForm",
  /** Not a map. */
  "notAMessage",
  /** A field is missing, unreadable or out of range; the detail names it. */
  "badField",
  /** A protocol version this side does not speak. */
  "unknownVersion",
] as const;

/** `detail` is for people. */
export interface Reject {
  code: (typeof rejectCodes)[number];
  detail: string;
}

export type Decoded<K extends MessageKind> =
  | { ok: true; message: MessageOf[K]; encoding: Encoding }
  | { ok: false; reject: Reject };

/**
 * Assumes a message its schema accepts; values are rounded to what the wire carries.
 * @throws RangeError if the message does not fit the size its kind may have, or has no JSON form; it then must not be sent.
 */
export function encodeMessage<K extends MessageKind>(kind: K, message: MessageOf[K], encoding: Encoding): Uint8Array {
  const limit = maxBytesOf(kind, encoding);
  if (limit === 0) throw new RangeError(`${kind} has no JSON form`);
  const bytes = encoding === "json" ? new TextEncoder().encode(JSON.stringify(message)) : writeCbor(message);
  if (bytes.length > limit) throw new RangeError(`${kind} of ${bytes.length} bytes is above its ${limit}`);
  return bytes;
}

/** Bytes of the message as CBOR, whether or not its kind may have as many: what to leave out is the sender's decision. */
export function measureMessage<K extends MessageKind>(_kind: K, message: MessageOf[K]): number {
  return writeCbor(message).length;
}

/** @returns the checked message and the encoding it came in, or why it is refused. */
export function decodeMessage<K extends MessageKind>(kind: K, bytes: Uint8Array): Decoded<K> {
  const encoding = bytes[0] === 0x7b ? "json" : "cbor";
  const limit = maxBytesOf(kind, encoding);
  if (limit === 0) return refuse("noJsonForm", `${kind} is CBOR only`);
  if (bytes.length > limit) return refuse("tooLarge", `${bytes.length} bytes where ${kind} may have ${limit}`);
  let raw: unknown;
  try {
    raw = encoding === "json" ? readJson(bytes) : readCbor(bytes);
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof Unreadable) return refuse("badField", message);
    return refuse(encoding === "json" ? "notJson" : "notCbor", message);
  }
  return check(kind, raw, encoding);
}

function check<K extends MessageKind>(kind: K, raw: unknown, encoding: Encoding): Decoded<K> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw) || raw instanceof Uint8Array) {
    return refuse("notAMessage", "not a map");
  }
  if ("protocol" in raw && raw.protocol !== 1) {
    return refuse("unknownVersion", `protocol ${String(raw.protocol)}; this side speaks 1`);
  }
  if (fits[kind](raw)) return { ok: true, message: raw as MessageOf[K], encoding };
  const parsed = messages[kind].schema.safeParse(raw);
  if (parsed.success) return { ok: true, message: parsed.data as unknown as MessageOf[K], encoding };
  const [issue] = parsed.error.issues;
  return refuse("badField", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

const fits = Object.fromEntries(
  Object.entries(messages).map(([kind, { schema }]) => [kind, compileFits(schema)]),
) as Record<MessageKind, Fits>;

function maxBytesOf(kind: MessageKind, encoding: Encoding): number {
  return encoding === "json" ? messages[kind].maxJsonBytes : messages[kind].maxBytes;
}

function refuse(code: Reject["code"], detail: string): { ok: false; reject: Reject } {
  return { ok: false, reject: { code, detail: detail.slice(0, 200) } };
}
