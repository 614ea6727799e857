/** What the fleet asks of the world. */
import type { Ask } from "#protocol/wire/ask.ts";
import type { TimeAnswer } from "#protocol/wire/clock-exchange.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import type { Directive } from "#protocol/wire/directive.ts";
import type { Encoding } from "#protocol/wire/vocabulary.ts";
import type { Twin } from "./twin.ts";

/** One revision to be drawn. */
export interface RevRequest {
  readonly device: string;
  /** Highest revision the device ever reported; 0 none. */
  readonly reported: number;
  /** What the desired state says, see `desireDigest`. */
  readonly digest: string;
  readonly attempt: number;
}

export interface FleetStore {
  /** All twins, as last saved, with what was last sent to each. */
  load(): Promise<Twin[]>;
  /** Saves what devices last said; what was sent is written by `drawRevs` alone. */
  save(twins: readonly Twin[]): Promise<void>;
  /**
   * Draws one revision per device: max(last, reported) + 1 and never below `now`, durable before it is answered, so
   * that a database restored from a backup is never behind its city.
   */
  drawRevs(requests: readonly RevRequest[], now: number): Promise<Map<string, number>>;
}

/** The way down. Nothing here waits: a message that does not arrive is repaired by what the device reports. */
export interface Downlink {
  /** @throws RangeError if the message is larger than a device takes. */
  desire(device: string, desire: Desire, encoding: Encoding): void;
  ask(device: string, ask: Ask, encoding: Encoding): void;
  time(device: string, answer: TimeAnswer, encoding: Encoding): void;
  /** One publish for all members of a topic group. */
  directive(group: string, directive: Directive): void;
  /**
   * Puts a document, or one part of it, into the broker for whoever asks; empty bytes clear it.
   * @param part undefined: the document has one part.
   */
  document(digest: string, part: number | undefined, bytes: Uint8Array): void;
}
