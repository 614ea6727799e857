/** How an example message is written down, and the evening and documents all of them share. */
import type { MessageKind, MessageOf } from "../wire/messages.ts";

export interface Example<K extends MessageKind = MessageKind> {
  readonly name: string;
  readonly kind: K;
  readonly message: MessageOf[K];
}

export const example = <K extends MessageKind>(kind: K, name: string, message: MessageOf[K]) =>
  ({ name, kind, message }) as Example;

/** 2026-11-22 18:00:00 in Thủ Dầu Một. */
export const evening = Date.UTC(2026, 10, 22, 11);
export const hour = 3_600_000;
export const show = { digest: "9f86d081884c7d659a2feaa0c55ad015", parts: 1 };
export const longShow = { digest: "a3bf4f1b2b0b822cd15d6c15b0f00a08", parts: 12 };
