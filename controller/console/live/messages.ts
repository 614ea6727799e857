/** What the one stream of a browser tells its pages, and what pages ask of it. */
import type { z } from "zod";
import type { liveData } from "../../api/live-schemas.ts";

export type LiveKind = keyof typeof liveData;

/** One change: `data` is the whole new state of the thing. */
export type LiveEvent<K extends LiveKind = LiveKind> = {
  [Kind in K]: {
    readonly kind: Kind;
    /** `{boot}-{n}` */
    readonly id: string;
    readonly key?: string;
    readonly areaId?: string;
    /** Of what reaches into several areas: those the reader sees. */
    readonly areaIds?: readonly string[];
    readonly data: z.infer<(typeof liveData)[Kind]>;
  };
}[K];

/** @returns those of these kinds, in their order. */
export function eventsOf<K extends LiveKind>(events: readonly LiveEvent[], kinds: readonly K[]): LiveEvent<K>[] {
  return events.filter(({ kind }) => (kinds as readonly LiveKind[]).includes(kind)) as LiveEvent<K>[];
}

export interface StreamState {
  /** `waiting`: not connected, tries again by itself. */
  readonly phase: "off" | "waiting" | "live";
  /** EpochMs of this browser at which something was last heard; 0: never. */
  readonly heardAt: number;
}

export type StreamMessage =
  /** In the order they happened; of several changes of one thing within a moment only the newest. */
  | { readonly kind: "events"; readonly events: readonly LiveEvent[] }
  | { readonly kind: "state"; readonly state: StreamState }
  /** Something may have been missed: read everything again. */
  | { readonly kind: "resync" }
  /** Nobody is signed in any more, or with other rights than before. */
  | { readonly kind: "rights"; readonly signedIn: boolean };

export interface StreamRequest {
  /** `leave`: the page is put away; `hurry`: the network came back. */
  readonly kind: "start" | "stop" | "hurry" | "leave";
}
