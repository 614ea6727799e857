/** Bytes that must be refused, each with the code it is refused with and, where there is one, the field to blame. */
import type { Reject } from "../wire/codec.ts";
import type { MessageKind } from "../wire/messages.ts";
import type { VectorFile } from "./vector-file.ts";

export interface RejectCase {
  readonly name: string;
  readonly kind: MessageKind;
  readonly code: Reject["code"];
  /** Path of the field that the refusal names. */
  readonly field?: string;
  /** Hexadecimal. */
  readonly cbor?: string;
  readonly json?: string;
}

// a1 18 26 01 is { session: 1 }: key 38 in two bytes
const notDeterministic: readonly (readonly [name: string, cbor: string])[] = [
  ["an integer in more bytes than it needs", "a1 18 26 18 01"],
  ["a key in more bytes than it needs", "a1 19 0026 01"],
  ["a length in more bytes than it needs", "b8 01 18 26 01"],
  ["a 64-bit integer that fits in 32", "a1 18 26 1b 0000000000000001"],
  ["an integer above 2^53-1", "a1 18 26 1b 0020000000000000"],
  ["a map of indefinite length", "bf 18 26 01 ff"],
  ["an array of indefinite length", "a1 18 26 9f ff"],
  ["a byte string of indefinite length", "a1 18 26 5f ff"],
  ["a tag", "a1 18 26 c1 01"],
  ["undefined", "a1 18 26 f7"],
  ["null", "a1 18 26 f6"],
  ["a simple value without meaning", "a1 18 26 e0"],
  ["not a number", "a1 18 26 f9 7e00"],
  ["infinity", "a1 18 26 f9 7c00"],
  ["any other float", "a1 18 26 f9 3c00"],
  ["a key that comes twice", "a2 18 26 01 18 26 02"],
  ["keys that do not ascend", "a2 18 27 01 18 26 01"],
  ["a text key", "a1 67 73657373696f6e 01"],
  ["a negative key", "a1 20 01"],
  ["text that is not UTF-8", "a1 18 39 62 c328"],
  ["a reserved head", "a1 18 26 1c"],
  ["a break without a beginning", "ff"],
  ["bytes after the message", "a1 18 26 01 00"],
  ["no bytes", ""],
  ["a message that is cut off", "a1 18 26"],
  ["a map of 4 thousand million pairs", "ba ffffffff"],
  ["an array longer than the message", "a1 18 26 9a 00ffffff"],
  ["a string longer than the message", "a1 18 26 5a 7fffffff 00"],
  ["a string of 2^53-1 bytes", "a1 18 26 5b 001fffffffffffff 00"],
  ["nested nine deep", `${"a1 18c8 ".repeat(9)} 00`],
];

const wrongKind: readonly (readonly [name: string, cbor: string, field: string])[] = [
  ["text where a number belongs", "a1 02 6178", "level"],
  ["a map where a number belongs", "a1 02 a0", "level"],
  ["a word that is not on its list", "a1 15 18ff", "source"],
  ["a bit string with a trailing zero byte", "a1 11 420100", "outputs"],
  ["a bit string above output 63", "a1 11 49000000000000000001", "outputs"],
  ["flux values in an odd number of bytes", "a1 1832 43010203", "rgbw16"],
  ["a map where a list of maps belongs", "a1 17 a0", "rows"],
  ["a list of maps where a map belongs", "a1 12 81a0", "target"],
  ["a document of one part spelled with its number of parts", `a1 13 82 50${"00".repeat(16)} 01`, "document"],
  ["a document name of three values", `a1 13 83 50${"00".repeat(16)} 02 03`, "document"],
];

const state = (inside: string) => `{"states":[{"output":0,"level":50,"source":"calendar","settled":true,${inside}}]}`;
const level = (value: string) => `{"states":[{"output":0,"level":${value},"source":"calendar","settled":true}]}`;

const outOfRange: readonly (readonly [name: string, json: string, field: string])[] = [
  ["a level above 100 %", level("100.5"), "states.0.level"],
  ["a level between two steps", level("49.75"), "states.0.level"],
  ["a level a hair above a step", level("0.5000000000000001"), "states.0.level"],
  ["a level a hair above off", level("5e-324"), "states.0.level"],
  ["a level as text", level('"50"'), "states.0.level"],
  ["a level of null", level("null"), "states.0.level"],
  ["output 64", '{"states":[{"output":64,"level":50,"source":"calendar","settled":true}]}', "states.0.output"],
  [
    "a source that does not exist",
    '{"states":[{"output":0,"level":50,"source":"sun","settled":true}]}',
    "states.0.source",
  ],
  ["a missing level", '{"states":[{"output":0,"source":"calendar","settled":true}]}', "states.0.level"],
  ["two forms of target at once", state('"target":{"level":1,"closed":true}'), "states.0.target"],
  ["a clock of 1970", '{"at":0,"states":[]}', "at"],
  ["a clock in seconds where JSON has milliseconds", '{"at":1790000000,"states":[]}', "at"],
  ["a clock of 2300", '{"at":10413792000000,"states":[]}', "at"],
  ["1e999", '{"uptime":1e999,"states":[]}', "uptime"],
  [
    "65 states",
    `{"states":[${Array(65).fill('{"output":0,"level":0,"source":"hand","settled":true}').join()}]}`,
    "states",
  ],
];

const notJson: readonly (readonly [name: string, json: string])[] = [
  ["a name twice", '{"states":[],"states":[]}'],
  ["a name twice, once spelled with an escape", '{"states":[],"\\u0073tates":[]}'],
  ["a name twice deep inside", '{"states":[{"output":0,"output":1}]}'],
  ["cut off", '{"states":['],
  ["with a comment", '{"states":[]}//'],
  ["with NaN", '{"uptime":NaN,"states":[]}'],
];

const others: readonly RejectCase[] = [
  { name: "a field that is missing", kind: "gone", code: "badField", field: "session", cbor: "a0" },
  { name: "a number alone", kind: "report", code: "notAMessage", cbor: "01" },
  { name: "an array", kind: "report", code: "notAMessage", cbor: "80" },
  { name: "protocol 2", kind: "hello", code: "unknownVersion", cbor: "a1183602" },
  { name: "protocol 2 in JSON", kind: "hello", code: "unknownVersion", json: '{"protocol":2}' },
  { name: "one byte above the size of its kind", kind: "desire", code: "tooLarge", cbor: "00".repeat(1801) },
  { name: "a will in JSON", kind: "gone", code: "noJsonForm", json: '{"session":1}' },
  { name: "a time request in JSON", kind: "timeRequest", code: "noJsonForm", json: '{"t1":1}' },
  { name: "a group directive in JSON", kind: "directive", code: "noJsonForm", json: '{"kind":"call"}' },
];

const packed = (spaced: string) => spaced.replaceAll(" ", "");

export const rejectVectors = {
  name: "rejects.json",
  about:
    "`cbor` (hexadecimal) or `json` (text) must be refused as a message of `kind`, with `code`; a badField blames `field`. " +
    "A device need not give the same codes, but must refuse.",
  cases: (): readonly RejectCase[] => [
    ...notDeterministic.map(([name, cbor]) => ({ name, kind: "gone", code: "notCbor", cbor: packed(cbor) }) as const),
    ...wrongKind.map(
      ([name, cbor, field]) => ({ name, kind: "report", code: "badField", field, cbor: packed(cbor) }) as const,
    ),
    ...outOfRange.map(([name, json, field]) => ({ name, kind: "report", code: "badField", field, json }) as const),
    ...notJson.map(([name, json]) => ({ name, kind: "report", code: "notJson", json }) as const),
    ...others,
  ],
} satisfies VectorFile;
