/** Immutable documents: the name proves the content, parts come in any order. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinDocument, nameDocument, splitDocument } from "#protocol/wire/documents.ts";
import { maxDocumentPartBytes, maxDocumentParts } from "#protocol/wire/limits.ts";

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, n) => n * 31);

describe("a document", () => {
  test("is named by the first 16 bytes of the SHA-256 of its bytes", () => {
    const bytes = new TextEncoder().encode("den");
    const whole = createHash("sha256").update(bytes).digest("hex");
    expect(nameDocument(bytes)).toEqual({ digest: whole.slice(0, 32), parts: 1 });
  });

  test.each([
    [0, 1],
    [1, 1],
    [maxDocumentPartBytes, 1],
    [maxDocumentPartBytes + 1, 2],
    [maxDocumentPartBytes * maxDocumentParts, maxDocumentParts],
  ])("of %d bytes travels in %d parts", (length, parts) => {
    const bytes = bytesOf(length);
    const cut = splitDocument(bytes);
    expect(cut).toHaveLength(parts);
    expect(nameDocument(bytes).parts).toBe(parts);
    expect(Math.max(...cut.map((part) => part.length))).toBeLessThanOrEqual(maxDocumentPartBytes);
  });

  test("one byte above 64 parts is refused when it is named, before anything is sent", () => {
    expect(() => nameDocument(bytesOf(maxDocumentPartBytes * maxDocumentParts + 1))).toThrow(RangeError);
  });

  test("of any size comes back whole from its parts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), (length) => {
        const bytes = bytesOf(length);
        expect(joinDocument(nameDocument(bytes), splitDocument(bytes))).toEqual(bytes);
      }),
      { numRuns: 30, seed: 10 },
    );
  });
});

describe("joining parts", () => {
  const bytes = bytesOf(4000);
  const name = nameDocument(bytes);
  const [first, second, third] = splitDocument(bytes);

  test("waits while one is missing", () => {
    expect(joinDocument(name, [first, undefined, third])).toBeUndefined();
    expect(joinDocument(name, [first, second])).toBeUndefined();
    expect(joinDocument(name, [])).toBeUndefined();
  });

  test("refuses parts in another order, one bit changed, or one too many", () => {
    expect(joinDocument(name, [second, first, third])).toBeUndefined();
    const damaged = Uint8Array.from(second!);
    damaged[7]! ^= 1;
    expect(joinDocument(name, [first, damaged, third])).toBeUndefined();
    expect(joinDocument(name, [first, second, third, new Uint8Array()])).toBeUndefined();
  });

  test("does not throw on parts larger than any document", () => {
    const huge = { digest: name.digest, parts: 2 };
    expect(joinDocument(huge, [bytesOf(200_000), bytesOf(200_000)])).toBeUndefined();
  });
});
