/** The golden files are what the reference implementation gives today, and cover all that can be said. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { calendarDocumentVectors } from "#protocol/vectors/generate-calendar-documents.ts";
import { codecVectors } from "#protocol/vectors/generate-codec.ts";
import { type SizeCase, sizeVectors } from "#protocol/vectors/generate-sizes.ts";
import { spellVectors } from "#protocol/vectors/vector-file.ts";
import { vectorFiles } from "#protocol/vectors/write.ts";
import { decodeMessage } from "#protocol/wire/codec.ts";
import { maxDownBytes, maxTopicBytes } from "#protocol/wire/limits.ts";
import { messages } from "#protocol/wire/messages.ts";
import { fields } from "#protocol/wire/registry.ts";
import { askKinds, directiveKinds } from "#protocol/wire/vocabulary.ts";

const folder = join(import.meta.dirname, "../../../firmware-protocol/vectors");

describe("the committed vectors", () => {
  test.each(vectorFiles.map((file) => [file.name, file] as const))(
    "%s is what npm run vectors writes",
    (name, file) => {
      expect(readFileSync(join(folder, name), "utf8")).toBe(spellVectors(file));
    },
  );

  test("are all written by a generator on the list", () => {
    const written = readdirSync(folder).filter((name) => name.endsWith(".json"));
    expect(written.sort()).toEqual(vectorFiles.map(({ name }) => name).sort());
  });
});

describe("the codec vectors", () => {
  const cases = codecVectors.cases();

  test.each(cases)(
    "$kind: $name decodes to exactly its message, from either encoding",
    ({ kind, message, cbor, json }) => {
      expect(decodeMessage(kind, Uint8Array.fromHex(cbor))).toEqual({ ok: true, message, encoding: "cbor" });
      if (!json) return;
      const text = new TextEncoder().encode(JSON.stringify(message));
      expect(decodeMessage(kind, text)).toEqual({ ok: true, message, encoding: "json" });
    },
  );

  test("show every kind of message, of directive and of ask", () => {
    const kinds = new Set<string>(cases.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(Object.keys(messages)));
    const said = JSON.stringify(cases);
    for (const kind of directiveKinds) expect(said).toContain(`"kind":"${kind}"`);
    for (const ask of askKinds) expect(said).toContain(`"ask":"${ask}"`);
  });

  test("show, with those of documents, every name of the registry whose form is not simply a number", () => {
    const said = JSON.stringify([...cases, ...calendarDocumentVectors.cases()]);
    const forms = [...fields].filter(([, { form }]) => form.spelling !== "as it is" && form.resolution === undefined);
    expect(forms.filter(([name]) => !said.includes(`"${name}":`)).map(([name]) => name)).toEqual([]);
  });
});

describe("the sizes", () => {
  const sizes = sizeVectors.cases().filter((entry): entry is SizeCase => "bytes" in entry);

  test("hold for all that a full device needs; only what has to be split or refused is above its limit", () => {
    expect(sizes.filter(({ fits }) => !fits).map(({ name }) => name)).toEqual([
      "64 rows of every quantity in one batch",
      "desire with everything at its most at once",
    ]);
  });

  test("leave a cellular module's TLS record unbroken for everything that goes down", () => {
    const record = 2303;
    const framing = maxTopicBytes + 7; // fixed header, topic length, packet id
    for (const { name, kind, bytes, fits } of sizes) {
      const down = messages[kind].maxBytes <= maxDownBytes;
      if (fits && down) expect(bytes + framing, name).toBeLessThanOrEqual(record);
    }
  });
});
