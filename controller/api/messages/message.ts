/** What is said about one error code. */
import type { ErrorCode } from "../../errors.ts";

export interface Message {
  /** The kind of error in a few words, the same for every occurrence. */
  title: string;
  titleVi: string;
  /**
   * The sentence in Vietnamese; the English one is thrown with the error. `{name}` is a parameter;
   * a part in square brackets is left out when one of its parameters is not given.
   */
  detailVi: string;
}

/** Messages of some of the codes. */
export type MessagesOf = Partial<Readonly<Record<ErrorCode, Message>>>;
