/** Puts the documents a device waits for together from the parts they travel in. */
import type { Desire } from "#protocol/wire/desire.ts";
import type { DocumentName } from "#protocol/wire/directive.ts";
import { joinDocument } from "#protocol/wire/documents.ts";
import type { Topics } from "#protocol/wire/topics.ts";

/** @returns every document the desired state names, by digest. */
export function namedDocuments(desire: Desire | undefined): Map<string, DocumentName> {
  const names = new Map<string, DocumentName>();
  if (desire === undefined) return names;
  for (const { document } of desire.calendars ?? []) names.set(document.digest, document);
  for (const directive of desire.directives) {
    if ("document" in directive) names.set(directive.document.digest, directive.document);
  }
  if (desire.firmware !== undefined) names.set(desire.firmware.digest, desire.firmware);
  return names;
}

/** Topics a document arrives on: one, or one per part. */
export function documentTopics(topics: Topics, { digest, parts }: DocumentName): string[] {
  return parts === 1 ? [topics.doc(digest)] : Array.from({ length: parts }, (_, part) => topics.doc(digest, part));
}

export interface DocumentParts {
  /** @returns the whole document, or whether parts are missing or those that are here do not match the digest. */
  take(name: DocumentName, part: number, bytes: Uint8Array): Uint8Array | "incomplete" | "mismatch";
}

export function createDocumentParts(): DocumentParts {
  const collected = new Map<string, (Uint8Array | undefined)[]>();
  return {
    take(name, part, bytes) {
      if (part >= name.parts) return "incomplete";
      const parts = collected.get(name.digest) ?? Array.from({ length: name.parts }, () => undefined);
      parts[part] = bytes;
      collected.set(name.digest, parts);
      const whole = joinDocument(name, parts);
      // what does not match stays: the right part may replace a wrong one
      if (whole === undefined) return parts.includes(undefined) ? "incomplete" : "mismatch";
      collected.delete(name.digest);
      return whole;
    },
  };
}
