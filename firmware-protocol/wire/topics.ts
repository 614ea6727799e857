/** Builds and parses every topic of the protocol; no other file spells one. The direction is part of the path. */
import { maxDocumentParts, maxTopicBytes } from "./limits.ts";

export const upKinds = ["hello", "report", "event", "answer", "gone", "time"] as const;
export type UpKind = (typeof upKinds)[number];

export const downKinds = ["desire", "ask", "time"] as const;
export type DownKind = (typeof downKinds)[number];

export const groupKinds = ["directive", "frame"] as const;
export type GroupKind = (typeof groupKinds)[number];

/** What a topic says, once parsed. `part` of a document counts from 0 and is absent where the document has one part. */
export type Topic =
  | { road: "up"; device: string; kind: UpKind }
  | { road: "down"; device: string; kind: DownKind }
  | { road: "group"; group: string; kind: GroupKind }
  | { road: "doc"; digest: string; part?: number }
  | { road: "broker"; broker: string };

/** Ids of devices, groups and brokers: 1–32 of a–z 0–9 and hyphen. */
export const idPattern = /^[a-z0-9-]{1,32}$/;
/** First 16 bytes of SHA-256 in lower-case hexadecimal. */
export const digestPattern = /^[0-9a-f]{32}$/;
/** One to four levels of letters, digits, hyphen and underscore. */
export const rootPattern = /^[A-Za-z0-9_-]{1,16}(\/[A-Za-z0-9_-]{1,16}){0,3}$/;

export interface Topics {
  /** The root all topics start with, without a trailing slash. */
  readonly root: string;
  up(device: string, kind: UpKind): string;
  down(device: string, kind: DownKind): string;
  group(group: string, kind: GroupKind): string;
  /** `part` undefined: the whole document in one message. */
  doc(digest: string, part?: number): string;
  brokerEvent(broker: string): string;
  /** Filter matching one kind of message of all devices: for the controller's account only. */
  upFilter(kind: UpKind): string;
  /** Filter matching the events of all brokers. */
  brokerFilter(): string;
  /** @returns undefined for anything that is not a topic of this protocol, wildcards and foreign roots included. */
  parse(topic: string): Topic | undefined;
}

/** @param root topic prefix of the deployment; must match `rootPattern`. @throws RangeError if it does not. */
export function createTopics(root = "den/v1"): Topics {
  if (!rootPattern.test(root)) throw new RangeError(`topic root "${root}" is not one to four plain levels`);
  const prefix = `${root}/`;
  return {
    root,
    up: (device, kind) => `${prefix}up/${device}/${kind}`,
    down: (device, kind) => `${prefix}down/${device}/${kind}`,
    group: (group, kind) => `${prefix}group/${group}/${kind}`,
    doc: (digest, part) => (part === undefined ? `${prefix}doc/${digest}` : `${prefix}doc/${digest}/${part}`),
    brokerEvent: (broker) => `${prefix}broker/${broker}/event`,
    upFilter: (kind) => `${prefix}up/+/${kind}`,
    brokerFilter: () => `${prefix}broker/+/event`,
    parse: (topic) =>
      topic.length <= maxTopicBytes && topic.startsWith(prefix) ? parseLevels(topic.slice(prefix.length)) : undefined,
  };
}

function parseLevels(path: string): Topic | undefined {
  const [road, id, kind, ...rest] = path.split("/");
  if (road === undefined || id === undefined || rest.length > 0) return undefined;
  if (road === "doc") return parseDocument(id, kind);
  if (!idPattern.test(id) || kind === undefined) return undefined;
  switch (road) {
    case "up":
      return isOneOf(upKinds, kind) ? { road, device: id, kind } : undefined;
    case "down":
      return isOneOf(downKinds, kind) ? { road, device: id, kind } : undefined;
    case "group":
      return isOneOf(groupKinds, kind) ? { road, group: id, kind } : undefined;
    case "broker":
      return kind === "event" ? { road, broker: id } : undefined;
    default:
      return undefined;
  }
}

function parseDocument(digest: string, part: string | undefined): Topic | undefined {
  if (!digestPattern.test(digest)) return undefined;
  if (part === undefined) return { road: "doc", digest };
  const number = Number(part);
  return /^(0|[1-9]\d?)$/.test(part) && number < maxDocumentParts ? { road: "doc", digest, part: number } : undefined;
}

function isOneOf<const T extends string>(list: readonly T[], value: string): value is T {
  return (list as readonly string[]).includes(value);
}
