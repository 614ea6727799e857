/**
 * A broker and a controller's desk without sockets, for simulated devices on virtual time: gives every device its
 * desired state, documents and the time while it is there, and then is gone.
 */
import type { Ask } from "#protocol/wire/ask.ts";
import { decodeMessage, encodeMessage } from "#protocol/wire/codec.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import { nameDocument, splitDocument } from "#protocol/wire/documents.ts";
import type { MessageOf } from "#protocol/wire/messages.ts";
import { createTopics, type UpKind } from "#protocol/wire/topics.ts";
import type { Clock } from "../../simulator/clock.ts";
import type { Filter, Link, LinkOptions, OpenLink } from "../../simulator/link/link.ts";

export interface ClosedRoom {
  readonly openLink: OpenLink;
  /** Last report and hello of each device, and all its answers. */
  readonly reports: ReadonlyMap<string, MessageOf["report"]>;
  readonly hellos: ReadonlyMap<string, MessageOf["hello"]>;
  readonly answers: ReadonlyMap<string, MessageOf["answer"][]>;
  ask(device: string, ask: Ask): void;
  /** From now on every connection breaks and none can be made. */
  vanish(): void;
  /** It is there again. */
  comeBack(): void;
}

/** ms on the way, and until a refused connection is noticed. */
const latency = 40;
const patience = 2000;

export function createClosedRoom(
  clock: Clock,
  documents: readonly Uint8Array[],
  desireOf: (device: string) => Desire,
  /** Hears every message of the road up as it came, before the desk answers. */
  listen: (device: string, kind: UpKind, payload: Uint8Array) => void = () => {},
): ClosedRoom {
  const topics = createTopics();
  const retained = new Map<string, Uint8Array>();
  for (const bytes of documents) {
    const { digest, parts } = nameDocument(bytes);
    for (const [n, part] of splitDocument(bytes).entries()) {
      retained.set(topics.doc(digest, parts === 1 ? undefined : n), part);
    }
  }
  const reports = new Map<string, MessageOf["report"]>();
  const hellos = new Map<string, MessageOf["hello"]>();
  const answers = new Map<string, MessageOf["answer"][]>();
  const open = new Set<LinkOptions>();
  let here = true;

  function later(options: LinkOptions, topic: string, bytes: Uint8Array): void {
    clock.wakeAt(clock.now() + latency, () => {
      if (open.has(options)) options.onMessage(topic, bytes);
    });
  }

  function grant(options: LinkOptions, filters: readonly Filter[]): void {
    for (const { topic } of filters) {
      const bytes = retained.get(topic);
      if (bytes !== undefined) later(options, topic, bytes);
    }
  }

  function hear(options: LinkOptions, topic: string, payload: Uint8Array): void {
    const parsed = topics.parse(topic);
    if (parsed?.road !== "up") throw new Error(`${topic} is not a device's`);
    const { device, kind } = parsed;
    listen(device, kind, payload);
    if (kind === "time") {
      const { t1 } = take("timeRequest", payload);
      const now = (clock.now() + latency) * 1000;
      later(options, topics.down(device, "time"), encodeMessage("timeAnswer", { t1, t2: now, t3: now }, "cbor"));
    } else if (kind === "hello") {
      hellos.set(device, take("hello", payload));
      later(options, topics.down(device, "desire"), encodeMessage("desire", desireOf(device), "cbor"));
    } else if (kind === "report") {
      reports.set(device, take("report", payload));
    } else if (kind === "answer") {
      answers.set(device, [...(answers.get(device) ?? []), take("answer", payload)]);
    }
  }

  return {
    reports,
    hellos,
    answers,
    ask(device, ask) {
      const options = [...open].find(({ clientId }) => clientId === device);
      if (options !== undefined) later(options, topics.down(device, "ask"), encodeMessage("ask", ask, "cbor"));
    },
    comeBack() {
      here = true;
    },
    vanish() {
      here = false;
      for (const options of [...open]) {
        open.delete(options);
        options.onLost("nobody is there");
      }
    },
    openLink(options): Link {
      if (!here) {
        const cancel = clock.wakeAt(clock.now() + patience, () => options.onLost("nobody is there"));
        return { publish() {}, subscribe() {}, cut: cancel, close: cancel };
      }
      open.add(options);
      clock.wakeAt(clock.now() + latency, () => {
        if (!open.has(options)) return;
        options.onReady();
        grant(options, options.filters);
      });
      const end = () => void open.delete(options);
      return {
        publish: (topic, payload) => hear(options, topic, payload),
        subscribe: (filters) => grant(options, filters),
        cut: end,
        close: end,
      };
    },
  };
}

function take<K extends "timeRequest" | "report" | "hello" | "answer">(kind: K, payload: Uint8Array): MessageOf[K] {
  const decoded = decodeMessage(kind, payload);
  if (!decoded.ok) throw new Error(`${kind}: ${decoded.reject.detail}`);
  return decoded.message;
}
