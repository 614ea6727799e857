/** A device's half of the conversation with a broker: filters, bytes and messages, coverage, and what gets lost on the way. */
import type { DeviceEffect, DeviceInput } from "#protocol/behavior/device-state.ts";
import { decodeMessage, encodeMessage } from "#protocol/wire/codec.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import type { MessageKind, MessageOf } from "#protocol/wire/messages.ts";
import type { DownKind, Topics } from "#protocol/wire/topics.ts";
import type { Encoding } from "#protocol/wire/vocabulary.ts";
import type { CalendarReader } from "./calendar-reader.ts";
import type { Counters } from "./counters.ts";
import { createDocumentParts, type DocumentParts, documentTopics, namedDocuments } from "./document-parts.ts";
import type { Filter, Link, OpenLink } from "./link/link.ts";
import type { Rng } from "./rng.ts";

/** What all radios of one simulation share. */
export interface Ether {
  readonly topics: Topics;
  /** URL of the broker. */
  readonly brokerUrl: string;
  readonly openLink: OpenLink;
  readonly counters: Counters;
  readonly calendars: CalendarReader;
}

export interface RadioBuild {
  readonly deviceId: string;
  readonly encoding: Encoding;
  /** Its password at the broker; undefined: the broker wants none. */
  readonly secret: string | undefined;
  readonly rng: Rng;
  /** The desired state the device holds: it names the documents and their parts. */
  desire(): Desire | undefined;
  /** µs the device's crystal shows. */
  crystal(): number;
  /** Something arrived, or the connection came or went. */
  hear(input: DeviceInput): void;
}

type Subscriptions = Pick<Extract<DeviceEffect, { kind: "subscribe" }>, "groups" | "documents">;

export class Radio {
  /** Chance that a message is lost on its way although the connection stands, 0…1. */
  loss = { up: 0, down: 0 };
  readonly #ether: Ether;
  readonly #build: RadioBuild;
  #link: Link | undefined;
  #covered = true;
  #online = false;
  readonly #parts: DocumentParts = createDocumentParts();

  constructor(ether: Ether, build: RadioBuild) {
    this.#ether = ether;
    this.#build = build;
  }

  /** True from SUBACK until the connection is lost. */
  get online(): boolean {
    return this.#online;
  }

  /** Makes a connection in place of any there is. Its success or failure is heard later. */
  connect(effect: Extract<DeviceEffect, { kind: "connect" }>): void {
    this.silence();
    const { deviceId, encoding, secret, hear } = this.#build;
    // heard after the step that asked for the connection
    if (!this.#covered) {
      queueMicrotask(() => hear({ kind: "disconnected" }));
      return;
    }
    const { topics, brokerUrl, openLink, counters } = this.#ether;
    const current = (run: () => void) => {
      if (this.#link === link) run();
    };
    const link = openLink({
      url: brokerUrl,
      clientId: deviceId,
      secret,
      keepAlive: effect.keepAlive,
      will: { topic: topics.up(deviceId, "gone"), payload: encodeMessage("gone", effect.will, encoding) },
      filters: this.#filters(effect),
      onReady: () =>
        current(() => {
          counters.connects++;
          this.#setOnline(true);
          hear({ kind: "connected" });
        }),
      onMessage: (topic, payload) => current(() => this.#receive(topic, payload)),
      onLost: (reason) => current(() => this.lose(reason)),
    });
    this.#link = link;
  }

  subscribe(subscriptions: Subscriptions): void {
    this.#link?.subscribe(this.#filters(subscriptions));
  }

  publish({ topic, message }: Extract<DeviceEffect, { kind: "publish" }>): void {
    const { deviceId, encoding, rng } = this.#build;
    const kind: MessageKind = topic === "time" ? "timeRequest" : topic;
    // kind and message come from one pair; the codec's signature cannot see that
    const bytes = encodeMessage(kind, message as MessageOf[typeof kind], encoding);
    if (rng.next() < this.loss.up) return;
    this.#ether.counters.published++;
    this.#link?.publish(this.#ether.topics.up(deviceId, topic), bytes, topic === "time" ? 0 : 1);
  }

  /** Where there is no coverage, the connection is lost and none can be made. */
  setCoverage(covered: boolean): void {
    this.#covered = covered;
    if (!covered) this.lose("no coverage");
  }

  /** The connection breaks and the device notices. */
  lose(reason: string): void {
    if (this.#link === undefined) return;
    this.silence();
    this.#ether.counters.losses++;
    this.#ether.counters.lastLoss = reason;
    this.#build.hear({ kind: "disconnected" });
  }

  /** Falls silent without a word to anybody: the supply is gone. */
  silence(): void {
    this.#link?.cut();
    this.#link = undefined;
    this.#setOnline(false);
  }

  /** Leaves the broker politely, at the end of a simulation. */
  close(): void {
    this.#link?.close();
    this.#link = undefined;
    this.#setOnline(false);
  }

  #setOnline(online: boolean): void {
    if (this.#online === online) return;
    this.#online = online;
    this.#ether.counters.online += online ? 1 : -1;
  }

  #filters({ groups, documents }: Subscriptions): Filter[] {
    const { topics } = this.#ether;
    const { deviceId, desire } = this.#build;
    const names = namedDocuments(desire());
    return [
      { topic: topics.down(deviceId, "desire"), qos: 1 },
      { topic: topics.down(deviceId, "ask"), qos: 1 },
      { topic: topics.down(deviceId, "time"), qos: 0 },
      ...groups.map((group): Filter => ({ topic: topics.group(group, "directive"), qos: 0 })),
      ...documents
        .map((digest) => names.get(digest))
        .filter((name) => name !== undefined)
        .flatMap((name) => documentTopics(topics, name))
        .map((topic): Filter => ({ topic, qos: 1 })),
    ];
  }

  #receive(topic: string, payload: Uint8Array): void {
    if (this.#build.rng.next() < this.loss.down) return;
    this.#ether.counters.received++;
    const parsed = this.#ether.topics.parse(topic);
    switch (parsed?.road) {
      case "doc":
        this.#receivePart(parsed.digest, parsed.part ?? 0, payload);
        break;
      case "group":
        if (parsed.kind === "directive") this.#receiveDirective(parsed.group, payload);
        break;
      case "down":
        this.#receiveDown(parsed.kind, payload);
        break;
      default:
        // nothing else was subscribed to
        break;
    }
  }

  #receiveDirective(group: string, payload: Uint8Array): void {
    this.#read("directive", payload, (directive) => this.#build.hear({ kind: "directive", group, directive }));
  }

  #receiveDown(kind: DownKind, payload: Uint8Array): void {
    const { hear, crystal } = this.#build;
    switch (kind) {
      case "desire":
        this.#read(kind, payload, (desire) => hear({ kind, desire }));
        break;
      case "ask":
        this.#read(kind, payload, (ask) => hear({ kind, ask }));
        break;
      case "time": {
        const at = crystal();
        this.#read("timeAnswer", payload, (answer) => hear({ kind: "timeAnswer", answer, at }));
        break;
      }
      default:
        kind satisfies never;
    }
  }

  #read<K extends MessageKind>(kind: K, payload: Uint8Array, use: (message: MessageOf[K]) => void): void {
    const decoded = decodeMessage(kind, payload);
    const { rejects } = this.#ether.counters;
    if (decoded.ok) use(decoded.message);
    else rejects[decoded.reject.code] = (rejects[decoded.reject.code] ?? 0) + 1;
  }

  #receivePart(digest: string, part: number, payload: Uint8Array): void {
    const name = namedDocuments(this.#build.desire()).get(digest);
    if (name === undefined) return;
    const bytes = this.#parts.take(name, part, payload);
    if (bytes === "incomplete") return;
    const calendar = bytes === "mismatch" ? undefined : this.#ether.calendars.read(digest, bytes);
    this.#build.hear({ kind: "document", digest, ...(calendar && { calendar }) });
  }
}
