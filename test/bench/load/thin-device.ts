/**
 * A device reduced to what a broker and a controller see of it: it signs in, says hello, holds what it is told, answers
 * groups and sends telemetry as fast as it is acknowledged. The bytes it repeats are made once and patched, so that ten
 * thousand of them cost their process little.
 */
import { connect as connectSocket, type Socket } from "node:net";
import { decodeMessage, encodeMessage } from "#protocol/wire/codec.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import type { Directive, DocumentName } from "#protocol/wire/directive.ts";
import type { MessageKind, MessageOf } from "#protocol/wire/messages.ts";
import { createTopics, type UpKind } from "#protocol/wire/topics.ts";
import { connect, puback, publish, subscribe, unsubscribe } from "../../broker/support/packets.ts";
import { FetchedDocuments } from "./fetched-documents.ts";
import { PacketReader } from "./packet-reader.ts";
import { emptyLog, type Telemetry, telemetryOf } from "./telemetry-packet.ts";

export interface Identity {
  readonly id: string;
  readonly secret?: string;
}

/** What all devices of one process share. */
export interface World {
  readonly port: number;
  /** `bytes`: no sign-in, whatever comes is a PUBLISH. `broker`: connects and subscribes. `controller`: all of it. */
  readonly talk: "bytes" | "broker" | "controller";
  /** Connected and subscribed; with a controller, the state it was told of is held and reported. Once per connection. */
  settled(): void;
  lost(why: string): void;
  /** A message to a group arrived. */
  grouped(): void;
  /** A telemetry message was acknowledged. */
  acknowledged(): void;
}

const topics = createTopics();
/** s; longer than any measurement, so that no ping disturbs one. */
const keepAlive = 1200;
/** Packet ids of what is sent seldom; telemetry has its own. */
const packetId = { subscribe: 1, talk: 2, telemetry: 3 } as const;
/** Every socket of the process reads into this; what arrived is used up before the next arrives. */
const shared = Buffer.alloc(65_536);

const wholeSecond = () => Math.floor(Date.now() / 1000) * 1000;

export class ThinDevice {
  readonly #identity: Identity;
  readonly #world: World;
  readonly #session = Math.floor(Math.random() * 2 ** 32);
  readonly #documents = new FetchedDocuments();
  readonly #reader = new PacketReader((type, flags, body) => this.#arrived(type, flags, body));
  #groups: readonly string[];
  #socket: Socket | undefined;
  #isGreeted = false;
  #isSettled = false;
  #rev = 0;
  #refs: readonly number[] = [];
  #telemetry: Telemetry | undefined;
  #isSending = false;
  #told = 0;
  #reported = 0;

  /** @param groups it is in before anybody tells it. */
  constructor(identity: Identity, groups: readonly string[], world: World) {
    this.#identity = identity;
    this.#groups = groups;
    this.#world = world;
  }

  get refs(): number {
    return this.#refs.length;
  }

  /** Desired states it was sent, over all its connections, doubles included. */
  get told(): number {
    return this.#told;
  }

  /** Reports it sent that were no telemetry. */
  get reported(): number {
    return this.#reported;
  }

  /** Revision of the desired state it holds with all documents; 0 while it has none, or waits for some. */
  get holds(): number {
    return this.#documents.waiting.length === 0 ? this.#rev : 0;
  }

  open(): void {
    this.#isGreeted = false;
    this.#isSettled = false;
    const socket = connectSocket({
      port: this.#world.port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length) => {
          this.#reader.push(shared, length);
          return true;
        },
      },
    });
    this.#socket = socket;
    socket.on("connect", () => this.#connected());
    socket.on("error", (error) => this.#world.lost(error.message));
    socket.on("close", () => {
      if (this.#socket === socket) this.#world.lost("closed by the other side");
    });
  }

  /** Ends the connection as a lost link does. */
  drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isSending = false;
    this.#reader.reset();
    socket?.destroy();
  }

  /** Sends the next message on each acknowledgement, until `stop`. */
  send(): void {
    this.#telemetry ??= telemetryOf(topics.up(this.#identity.id, "report"), packetId.telemetry, this.#reportNow());
    this.#isSending = true;
    this.#write(this.#telemetry.next());
  }

  stop(): void {
    this.#isSending = false;
  }

  #connected(): void {
    if (this.#world.talk === "bytes") {
      this.#settle();
      return;
    }
    const { id, secret = "none" } = this.#identity;
    const gone = Buffer.from(encodeMessage("gone", { session: this.#session }, "cbor"));
    const will = { topic: topics.up(id, "gone"), payload: gone, qos: 1 };
    this.#write(connect({ clientId: id, userName: id, password: secret, will, keepAlive }));
  }

  #arrived(type: number, flags: number, body: Buffer): void {
    switch (type) {
      case 2: {
        const down = (["desire", "ask", "time"] as const).map((kind) => topics.down(this.#identity.id, kind));
        if (body[1] === 0) this.#subscribe(down);
        else this.#world.lost(`CONNACK ${body[1]}`);
        break;
      }
      case 3:
        this.#published((flags >> 1) & 3, body);
        break;
      case 4:
        if (body[1] !== packetId.telemetry) break;
        this.#world.acknowledged();
        if (this.#isSending) this.#write(this.#telemetry!.next());
        break;
      case 9:
        this.#subscribed();
        break;
      default:
        // nothing else was asked for
        break;
    }
  }

  #subscribe(others: readonly string[]): void {
    const groups = this.#groups.map((group) => topics.group(group, "directive"));
    const documents = this.#documents.fetching.flatMap(topicsOf);
    this.#write(subscribe([...others, ...groups, ...documents], { id: packetId.subscribe, qos: 1 }));
  }

  #subscribed(): void {
    if (this.#world.talk === "controller") {
      if (!this.#isGreeted) this.#hello();
      this.#report();
      // without a desired state it waits for its first
      if (this.#rev === 0 || this.#documents.waiting.length > 0) return;
    }
    this.#settle();
  }

  #settle(): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#world.settled();
  }

  #published(qos: number, body: Buffer): void {
    const topicEnd = 2 + body.readUInt16BE(0);
    if (qos > 0) this.#write(puback(body.readUInt16BE(topicEnd)));
    const topic = topics.parse(body.toString("latin1", 2, topicEnd));
    const payload = body.subarray(topicEnd + (qos > 0 ? 2 : 0));
    if (topic?.road === "group") {
      this.#world.grouped();
      if (this.#world.talk === "controller") this.#directed(directiveOf(payload));
    } else if (topic?.road === "down" && topic.kind === "desire") {
      const decoded = decodeMessage("desire", payload);
      if (decoded.ok) this.#desired(decoded.message);
    } else if (topic?.road === "doc") this.#fetched(topic.digest, topic.part ?? 0, payload);
  }

  #fetched(digest: string, part: number, payload: Buffer): void {
    const whole = this.#documents.arrived(digest, part, payload);
    if (whole === undefined) return;
    this.#write(unsubscribe(topicsOf(whole), packetId.subscribe));
    if (this.#documents.waiting.length > 0) return;
    this.#report();
    this.#settle();
  }

  #desired({ rev, config, directives, calendars = [] }: Desire): void {
    this.#told++;
    this.#rev = rev;
    const missing = this.#documents.need(calendars.map(({ document }) => document));
    this.#refs = directives?.map(({ ref }) => ref) ?? [];
    const groups = config.groups.map(({ group }) => group);
    const fresh = groups.filter((group) => !this.#groups.includes(group));
    this.#groups = groups;
    // the report follows when the new groups can be heard
    if (fresh.length + missing.length > 0) this.#subscribe([]);
    else {
      this.#report();
      this.#settle();
    }
  }

  #directed(directive: Directive): void {
    if (directive.kind === "call") this.#hello();
    else if (directive.kind === "end") this.#refs = this.#refs.filter((ref) => ref !== directive.ends);
    else this.#refs = [...this.#refs, directive.ref];
    setTimeout(() => this.#report(), Math.random() * 1000 * (directive.reportWithin ?? 0));
  }

  #hello(): void {
    this.#isGreeted = true;
    this.#publish("hello", {
      protocol: 1,
      profile: "W",
      session: this.#session,
      model: "bench",
      swVersion: "1.0.0",
      bootCount: 1,
      bootReason: "powerOn",
      uptime: 60,
      at: wholeSecond(),
      capabilities: [{ outputKind: "white", minLevel: 10, curve: "dali" }],
      link: "ethernet",
      encoding: "cbor",
      keepAlive,
      log: [emptyLog],
      holds: this.#holdings(),
      clock: { clockSource: "ntp", bound: 20 },
    });
  }

  #report(): void {
    this.#reported++;
    this.#publish("report", this.#reportNow());
  }

  #reportNow() {
    const ref = this.#refs.at(-1);
    const why = ref === undefined ? ({ source: "fallback" } as const) : ({ source: "override", ref } as const);
    return {
      at: wholeSecond(),
      session: this.#session,
      states: [{ output: 0, level: 100, settled: true, ...why }],
      holds: this.#holdings(),
    };
  }

  #holdings() {
    const { waiting } = this.#documents;
    return { rev: this.#rev, refs: [...this.#refs], ...(waiting.length > 0 && { waiting }) };
  }

  #publish<K extends MessageKind & UpKind>(kind: K, message: MessageOf[K]): void {
    const payload = Buffer.from(encodeMessage(kind, message, "cbor"));
    this.#write(publish(topics.up(this.#identity.id, kind), payload, { qos: 1, id: packetId.talk }));
  }

  #write(bytes: Buffer): void {
    this.#socket?.write(bytes);
  }
}

function topicsOf({ digest, parts }: DocumentName): string[] {
  return parts === 1 ? [topics.doc(digest)] : Array.from({ length: parts }, (_, part) => topics.doc(digest, part));
}

let last: { bytes: Buffer; directive: Directive } | undefined;

/** Thousands of devices of one process hear the same bytes: they are read once. */
function directiveOf(payload: Buffer): Directive {
  if (last === undefined || !last.bytes.equals(payload)) {
    const decoded = decodeMessage("directive", payload);
    if (!decoded.ok) throw new Error(decoded.reject.detail);
    last = { bytes: Buffer.from(payload), directive: decoded.message };
  }
  return last.directive;
}
