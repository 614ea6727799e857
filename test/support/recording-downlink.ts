/** The way down, written along: what was sent to whom, encoded as it would be, and handed to whoever listens. */
import type { Ask } from "#protocol/wire/ask.ts";
import { encodeMessage } from "#protocol/wire/codec.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import type { Directive } from "#protocol/wire/directive.ts";
import type { Encoding } from "#protocol/wire/vocabulary.ts";
import type { Downlink } from "../../controller/core/fleet/ports.ts";

export interface SentDesire {
  readonly device: string;
  readonly desire: Desire;
  readonly encoding: Encoding;
}

export interface SentDirective {
  readonly group: string;
  readonly directive: Directive;
}

export interface RecordingDownlink extends Downlink {
  readonly desires: SentDesire[];
  readonly directives: SentDirective[];
  /** Parts of documents, by digest and number; empty where they were cleared. */
  readonly documents: { readonly digest: string; readonly part: number | undefined; readonly bytes: Uint8Array }[];
  readonly asks: { readonly device: string; readonly ask: Ask }[];
  /** Devices that were sent a desired state, in order. */
  told(): string[];
  /** Forgets what was sent so far. */
  clear(): void;
}

/** @param deliver takes each message on; absent: everything is lost on the way. */
export function createRecordingDownlink(deliver?: {
  desire(sent: SentDesire): void;
  directive(sent: SentDirective): void;
}): RecordingDownlink {
  const desires: SentDesire[] = [];
  const directives: SentDirective[] = [];
  const documents: { digest: string; part: number | undefined; bytes: Uint8Array }[] = [];
  const asks: { device: string; ask: Ask }[] = [];
  return {
    desires,
    directives,
    documents,
    asks,
    desire(device, desire, encoding) {
      encodeMessage("desire", desire, encoding);
      desires.push({ device, desire, encoding });
      deliver?.desire({ device, desire, encoding });
    },
    ask: (device, ask) => void asks.push({ device, ask }),
    time() {},
    directive(group, directive) {
      encodeMessage("directive", directive, "cbor");
      directives.push({ group, directive });
      deliver?.directive({ group, directive });
    },
    document: (digest, part, bytes) => void documents.push({ digest, part, bytes }),
    told: () => desires.map(({ device }) => device),
    clear() {
      desires.length = 0;
      directives.length = 0;
      documents.length = 0;
      asks.length = 0;
    },
  };
}
