/** What was not taken: counted by code, the last one kept for each device, so that a firmware engineer sees why. */
import type { Reject } from "#protocol/wire/codec.ts";

export type RejectCode = Reject["code"] | "foreignTopic" | "unknownDevice";

export interface LastReject {
  readonly at: number;
  readonly topic: string;
  readonly code: RejectCode;
  readonly detail: string;
}

export interface Rejects {
  add(device: string | undefined, reject: LastReject): void;
  /** By code, since start. */
  counts(): Readonly<Record<string, number>>;
  lastOf(device: string): LastReject | undefined;
  /** Devices that speak and are not in the inventory, newest last. */
  strangers(): readonly { device: string; last: LastReject }[];
}

/** Devices remembered at most; beyond that the oldest is forgotten, so that a flood of ids costs no memory. */
const remembered = 10_000;

export function createRejects(): Rejects {
  const counts = new Map<RejectCode, number>();
  const last = new Map<string, LastReject>();
  return {
    add(device, reject) {
      counts.set(reject.code, (counts.get(reject.code) ?? 0) + 1);
      if (device === undefined) return;
      last.delete(device);
      last.set(device, reject);
      const [oldest] = last.keys();
      if (last.size > remembered && oldest !== undefined) last.delete(oldest);
    },
    counts: () => Object.fromEntries(counts),
    lastOf: (device) => last.get(device),
    strangers: () =>
      [...last]
        .filter(([, { code }]) => code === "unknownDevice")
        .map(([device, reject]) => ({ device, last: reject })),
  };
}
