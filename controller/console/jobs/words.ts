/** The five words a lamp's answer is told in, and none yet: their names and their letters. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Word } from "./job.ts";

export const wordNames: Readonly<Record<Word, MessageDescriptor>> = {
  proven: msg`proven`,
  followed: msg`followed`,
  held: msg`held`,
  refused: msg`refused`,
  silent: msg`silent`,
  pending: msg`no answer yet`,
};

/** What each word says, for those who meet it the first time. */
export const wordMeanings: Readonly<Record<Word, MessageDescriptor>> = {
  proven: msg`the lamp says so, and its power or its circuit shows it`,
  followed: msg`the lamp says that it does it`,
  held: msg`the lamp has it, and something stands above it`,
  refused: msg`the lamp cannot do it`,
  silent: msg`nothing was heard in time`,
  pending: msg`it still has time to answer`,
};

/** Colour alone tells nothing to many eyes. */
export const wordLetters: Readonly<Record<Word, MessageDescriptor>> = {
  proven: msg({ message: "P", context: "letter of a proven lamp" }),
  followed: msg({ message: "F", context: "letter of a lamp that followed" }),
  held: msg({ message: "H", context: "letter of a held lamp" }),
  refused: msg({ message: "R", context: "letter of a lamp that refused" }),
  silent: msg({ message: "S", context: "letter of a lamp that stayed silent" }),
  pending: msg({ message: "…", context: "letter of a lamp without an answer yet" }),
};
