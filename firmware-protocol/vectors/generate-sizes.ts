/** How large messages become, and how much of what fits: the numbers a C author sizes his buffers by. */
import { measureMessage } from "../wire/codec.ts";
import { maxBatchRows, maxUpBytes } from "../wire/limits.ts";
import { type MessageKind, type MessageOf, messages } from "../wire/messages.ts";
import type { VectorFile } from "./vector-file.ts";
import {
  batchOf,
  boundlessDesire,
  bridgeDesire,
  calendarEntry,
  floorEntry,
  fullHello,
  fullReport,
  groupEntry,
  largestDirective,
  offsetEntry,
  overrideDirective,
  plainConfig,
  type rows,
  showDirective,
} from "./worst-cases.ts";

/** One message at its worst. */
export interface SizeCase {
  readonly name: string;
  readonly kind: MessageKind;
  /** CBOR. */
  readonly bytes: number;
  readonly limit: number;
  readonly fits: boolean;
}

/** Rows of one sort that fit into one message beside what else it carries; 64 are the most a batch may have. */
export interface RowsCase {
  readonly name: string;
  readonly rows: number;
}

/** What one entry adds to a desire. */
export interface PieceCase {
  readonly name: string;
  readonly adds: number;
}

function size<K extends MessageKind>(name: string, kind: K, message: MessageOf[K]): SizeCase {
  const bytes = measureMessage(kind, message);
  const limit = messages[kind].maxBytes;
  return { name, kind, bytes, limit, fits: bytes <= limit };
}

function rowsThatFit(name: string, kind: keyof typeof rows, beside: MessageOf["report"]): RowsCase {
  let count = maxBatchRows;
  while (measureMessage("report", { ...beside, batches: [batchOf(kind, count)] }) > maxUpBytes) count--;
  return { name, rows: count };
}

const small = { rev: 1, directives: [] };
const bytesOf = (config: Partial<typeof plainConfig>, more: Partial<MessageOf["desire"]> = {}) =>
  measureMessage("desire", { ...small, ...more, config: { ...plainConfig, ...config } });

function pieces(): PieceCase[] {
  const bare = bytesOf({});
  return [
    { name: "desire with every field of config and empty lists", adds: bare },
    { name: "one more offset", adds: bytesOf({ offsets: [offsetEntry, offsetEntry] }) - bare },
    { name: "one group with an id of 32 and 64 outputs", adds: bytesOf({ groups: [groupEntry] }) - bare },
    { name: "one floor of 64 outputs", adds: bytesOf({ floors: [floorEntry] }) - bare },
    {
      name: "one calendar of 64 outputs, beside another",
      adds: bytesOf({}, { calendars: [calendarEntry, calendarEntry] }) - bytesOf({}, { calendars: [calendarEntry] }),
    },
    { name: "one show of 36 outputs", adds: bytesOf({}, { directives: [showDirective] }) - bare },
    { name: "one override of one output", adds: bytesOf({}, { directives: [overrideDirective] }) - bare },
    { name: "the largest directive", adds: bytesOf({}, { directives: [largestDirective] }) - bare },
  ];
}

const nothing = { states: [] };

export const sizeVectors = {
  name: "sizes.json",
  about:
    "`bytes`: CBOR of the message at its worst, `limit`: what its kind may have. `rows`: how many rows of one sort fit " +
    "into one report of 4,096 bytes. `adds`: what one entry adds to a desire.",
  cases: () => [
    size("hello of 36 outputs, every text and holding at its longest", "hello", fullHello(36)),
    size("hello of 64 outputs, every text and holding at its longest", "hello", fullHello(64)),
    size("report of 1 output, every holding at its most, no rows", "report", fullReport(1)),
    size("report of 36 outputs, all in a colour fade, every holding at its most, no rows", "report", fullReport(36)),
    size("report of 64 outputs, all in a colour fade, every holding at its most, no rows", "report", fullReport(64)),
    size("64 rows of a lamp in one batch", "event", { batches: [batchOf("lamp", maxBatchRows)] }),
    size("64 events in one batch", "event", { batches: [batchOf("event", maxBatchRows)] }),
    size("64 rows of every quantity in one batch", "event", { batches: [batchOf("everyQuantity", maxBatchRows)] }),
    size("desire of 36 outputs with 16 shows", "desire", bridgeDesire(Array(16).fill(showDirective))),
    size(
      "desire of 36 outputs with 16 overrides of one output",
      "desire",
      bridgeDesire(Array(16).fill(overrideDirective)),
    ),
    size("desire with everything at its most at once", "desire", boundlessDesire()),
    size("directive at its largest", "directive", largestDirective),
    size("frame of 240 luminaires", "frame", {
      seq: 0xffff_ffff,
      presentAt: Number.MAX_SAFE_INTEGER,
      firstOutput: 65_535,
      values: Array(960).fill(65_535),
    }),
    rowsThatFit("rows of a lamp, eleven values, alone", "lamp", nothing),
    rowsThatFit("rows of a lamp beside a full report of 1 output", "lamp", fullReport(1)),
    rowsThatFit("rows of a lamp beside a full report of 36 outputs", "lamp", fullReport(36)),
    rowsThatFit("rows of a lamp beside a full report of 64 outputs", "lamp", fullReport(64)),
    rowsThatFit("events alone", "event", nothing),
    rowsThatFit("rows of every quantity alone", "everyQuantity", nothing),
    ...pieces(),
  ],
} satisfies VectorFile;
