/** Plays the controller's side for a handful of devices: hears what they say, answers the time, sends what a test wants. */
import mqtt from "mqtt";
import { vi } from "vitest";
import type { Ask } from "#protocol/wire/ask.ts";
import { decodeMessage, encodeMessage } from "#protocol/wire/codec.ts";
import type { Config, Desire } from "#protocol/wire/desire.ts";
import type { Directive, DocumentName } from "#protocol/wire/directive.ts";
import { nameDocument, splitDocument } from "#protocol/wire/documents.ts";
import type { MessageOf } from "#protocol/wire/messages.ts";
import { createTopics } from "#protocol/wire/topics.ts";
import type { Clock } from "../../simulator/clock.ts";

type Heard = {
  [K in "hello" | "report" | "event" | "answer" | "gone"]: { kind: K; device: string; message: MessageOf[K] };
}["hello" | "report" | "event" | "answer" | "gone"];

export interface Desk extends AsyncDisposable {
  readonly heard: Heard[];
  /** Waits for a message of a device that passes; those before `forget` do not count. */
  until<K extends Heard["kind"]>(
    kind: K,
    device: string,
    passes?: (message: MessageOf[K]) => boolean,
  ): Promise<MessageOf[K]>;
  forget(): void;
  desire(
    device: string,
    directives: readonly Directive[],
    more?: Partial<Config>,
    calendars?: Desire["calendars"],
  ): Promise<Desire>;
  /** Publishes the parts of a document, retained. */
  publish(document: Uint8Array): Promise<DocumentName>;
  ask(device: string, ask: Ask): Promise<void>;
  direct(group: string, directive: Directive): Promise<void>;
}

export async function openDesk(url: string, clock: Clock): Promise<Desk> {
  const topics = createTopics();
  const client = await mqtt.connectAsync(url, { protocolVersion: 4 });
  const heard: Heard[] = [];
  let rev = clock.now();
  client.on("message", (topic, payload) => {
    const parsed = topics.parse(topic);
    if (parsed?.road !== "up") return;
    const { device, kind } = parsed;
    if (kind === "time") {
      const request = decodeMessage("timeRequest", payload);
      if (!request.ok) throw new Error(request.reject.detail);
      const now = clock.now() * 1000;
      const answer = encodeMessage("timeAnswer", { t1: request.message.t1, t2: now, t3: now }, "cbor");
      client.publish(topics.down(device, "time"), Buffer.from(answer));
      return;
    }
    const decoded = decodeMessage(kind, payload);
    if (!decoded.ok) throw new Error(`${topic}: ${decoded.reject.detail}`);
    heard.push({ kind, device, message: decoded.message } as Heard);
  });
  await client.subscribeAsync("den/v1/up/#", { qos: 1 });
  const send = (topic: string, bytes: Uint8Array) => client.publishAsync(topic, Buffer.from(bytes), { qos: 1 });

  return {
    heard,
    forget: () => void heard.splice(0),
    until: (kind, device, passes = () => true) =>
      vi.waitFor(
        () => {
          const found = heard.find(
            (each) => each.kind === kind && each.device === device && passes(each.message as never),
          );
          if (found === undefined) throw new Error(`no such ${kind} of ${device} among ${heard.length} messages`);
          return found.message as never;
        },
        { timeout: 8000, interval: 10 },
      ),
    async publish(document) {
      const name = nameDocument(document);
      for (const [n, part] of splitDocument(document).entries()) {
        const topic = topics.doc(name.digest, name.parts === 1 ? undefined : n);
        await client.publishAsync(topic, Buffer.from(part), { qos: 1, retain: true });
      }
      return name;
    },
    async desire(device, directives, more = {}, calendars = undefined) {
      rev = Math.max(rev + 1, clock.now());
      const desire: Desire = {
        rev,
        config: {
          place: { lat: 10.98, lon: 106.65 },
          offsets: [{ at: Date.UTC(2026, 0), offset: 420 }],
          groups: [{ group: "all", outputs: [0] }],
          samplePeriod: 300,
          reportPeriod: 900,
          feeder: "alwaysLive",
          fallback: 100,
          ...more,
        },
        ...(calendars && { calendars }),
        directives: [...directives],
      };
      await send(topics.down(device, "desire"), encodeMessage("desire", desire, "cbor"));
      return desire;
    },
    async ask(device, ask) {
      await send(topics.down(device, "ask"), encodeMessage("ask", ask, "cbor"));
    },
    async direct(group, directive) {
      await send(topics.group(group, "directive"), encodeMessage("directive", directive, "cbor"));
    },
    [Symbol.asyncDispose]: () => client.endAsync(),
  };
}
