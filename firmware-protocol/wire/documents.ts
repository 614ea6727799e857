/** Immutable documents: named by their content, cut into parts that fit a device. */
import { createHash } from "node:crypto";
import type { DocumentName } from "./directive.ts";
import { maxDocumentPartBytes, maxDocumentParts } from "./limits.ts";

/** @returns name of the bytes; @throws RangeError above 64 parts of 1,800 bytes. */
export function nameDocument(bytes: Uint8Array): DocumentName {
  const parts = Math.max(1, Math.ceil(bytes.length / maxDocumentPartBytes));
  if (parts > maxDocumentParts) throw new RangeError(`a document of ${bytes.length} bytes needs ${parts} parts`);
  return { digest: digestOf(bytes), parts };
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

/** @returns the parts in order; a document of one part is one part. */
export function splitDocument(bytes: Uint8Array): Uint8Array[] {
  const { parts } = nameDocument(bytes);
  return Array.from({ length: parts }, (_, part) =>
    bytes.subarray(part * maxDocumentPartBytes, (part + 1) * maxDocumentPartBytes),
  );
}

/** @returns the whole document, or undefined while it does not match its digest. */
export function joinDocument(name: DocumentName, parts: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  if (parts.length !== name.parts || parts.some((part) => part === undefined)) return undefined;
  const whole = new Uint8Array(Buffer.concat(parts as Uint8Array[]));
  return digestOf(whole) === name.digest ? whole : undefined;
}
