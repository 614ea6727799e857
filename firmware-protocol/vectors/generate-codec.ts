/** Messages beside their bytes. */
import { encodeMessage } from "../wire/codec.ts";
import { messages } from "../wire/messages.ts";
import { downExamples } from "./examples-down.ts";
import { upExamples } from "./examples-up.ts";
import type { VectorFile } from "./vector-file.ts";

export const codecVectors = {
  name: "codec.json",
  about:
    "`message` encodes to the bytes `cbor` (hexadecimal) and these decode to `message`, in the units of the registry. " +
    "`json`: the text of `message` is accepted instead of the CBOR.",
  cases: () =>
    [...upExamples, ...downExamples].map(({ name, kind, message }) => ({
      name,
      kind,
      message,
      cbor: encodeMessage(kind, message, "cbor").toHex(),
      json: messages[kind].maxJsonBytes > 0,
    })),
} satisfies VectorFile;
