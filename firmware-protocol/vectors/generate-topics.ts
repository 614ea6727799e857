/** Every topic of the protocol and what it says, and what is no topic of it. */
import { createTopics, downKinds, groupKinds, type Topic, upKinds } from "../wire/topics.ts";
import type { VectorFile } from "./vector-file.ts";

const topics = createTopics();
const digest = "0123456789abcdef0123456789abcdef";
const device = "00124b0014b5d9a2";
const group = "area-thu-dau-mot";

interface TopicCase {
  readonly topic: string;
  /** null: not a topic of this protocol. */
  readonly says: Topic | null;
  readonly note?: string;
}

const taken: readonly TopicCase[] = [
  ...upKinds.map((kind) => ({ topic: topics.up(device, kind), says: { road: "up", device, kind } as const })),
  ...downKinds.map((kind) => ({ topic: topics.down(device, kind), says: { road: "down", device, kind } as const })),
  ...groupKinds.map((kind) => ({ topic: topics.group(group, kind), says: { road: "group", group, kind } as const })),
  { topic: topics.doc(digest), says: { road: "doc", digest } },
  { topic: topics.doc(digest, 0), says: { road: "doc", digest, part: 0 } },
  { topic: topics.doc(digest, 63), says: { road: "doc", digest, part: 63 } },
  { topic: topics.brokerEvent("b1"), says: { road: "broker", broker: "b1" } },
  { topic: topics.up("a", "report"), says: { road: "up", device: "a", kind: "report" }, note: "shortest id" },
  {
    topic: topics.up("z".repeat(32), "report"),
    says: { road: "up", device: "z".repeat(32), kind: "report" },
    note: "longest id",
  },
];

const refused: readonly (readonly [note: string, topic: string])[] = [
  ["nothing", ""],
  ["the root alone", "den/v1"],
  ["the root with a slash", "den/v1/"],
  ["a road without an id", "den/v1/up"],
  ["an id without a kind", "den/v1/up/a"],
  ["an empty id", "den/v1/up//report"],
  ["an empty kind", "den/v1/up/a/"],
  ["a level too many", "den/v1/up/a/report/x"],
  ["a trailing slash", "den/v1/up/a/report/"],
  ["a leading slash", "/den/v1/up/a/report"],
  ["a kind of the other road", "den/v1/up/a/desire"],
  ["a kind that is a property of every object", "den/v1/up/a/constructor"],
  ["a road that is a property of every object", "den/v1/__proto__/a/report"],
  ["a road that does not exist", "den/v1/side/a/report"],
  ["an id in capitals", "den/v1/up/ABC/report"],
  ["an id of 33", `den/v1/up/${"a".repeat(33)}/report`],
  ["an id with a space", "den/v1/up/a b/report"],
  ["an id with dots", "den/v1/up/../report"],
  ["an id with a line end", "den/v1/up/a\n/report"],
  ["a kind with a line end", "den/v1/up/a/report\n"],
  ["an id in other digits", "den/v1/up/٣/report"],
  ["an id with a NUL", "den/v1/up/a\0/report"],
  ["a wildcard for one level", "den/v1/up/+/report"],
  ["a wildcard for all levels", "den/v1/up/#"],
  ["a shared subscription", "$share/g/den/v1/up/a/report"],
  ["the broker's own topics", "$SYS/broker/uptime"],
  ["the root in capitals", "DEN/v1/up/a/report"],
  ["the root as the beginning of another word", "den/v10/up/a/report"],
  ["another root", "city/v1/up/a/report"],
  ["a digest of 31 digits", `den/v1/doc/${digest.slice(1)}`],
  ["a digest in capitals", `den/v1/doc/${digest.toUpperCase()}`],
  ["part 01", `den/v1/doc/${digest}/01`],
  ["part −1", `den/v1/doc/${digest}/-1`],
  ["part 64, one above the last", `den/v1/doc/${digest}/64`],
  ["part without number", `den/v1/doc/${digest}/`],
  ["above 128 bytes", `den/v1/up/a/report${"/".repeat(200)}`],
];

export const topicVectors = {
  name: "topics.json",
  about:
    "Root den/v1. A parser turns each topic into `says`; null: refused. Building what `says` gives the topic again.",
  cases: () => [...taken, ...refused.map(([note, topic]): TopicCase => ({ topic, says: null, note }))],
} satisfies VectorFile;
