/** Documents, their names and the parts they travel in. */
import { nameDocument, splitDocument } from "../wire/documents.ts";
import type { VectorFile } from "./vector-file.ts";

const lengths = [0, 1, 1800, 1801, 3600, 5000, 115_200];

export const documentVectors = {
  name: "documents.json",
  about:
    "Byte n of the document is n × 31 mod 256. `digest` is its name, `lengths` the bytes of its parts in order. " +
    "A document above 115,200 bytes has no name.",
  cases: () =>
    lengths.map((length) => {
      const bytes = Uint8Array.from({ length }, (_, n) => n * 31);
      return { length, ...nameDocument(bytes), lengths: splitDocument(bytes).map((part) => part.length) };
    }),
} satisfies VectorFile;
