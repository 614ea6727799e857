/** The registry is complete, free of leftovers, and its forms agree with the schemas. */
import { describe, expect, test } from "vitest";
import { Calendar } from "#protocol/wire/calendar.ts";
import { messages } from "#protocol/wire/messages.ts";
import { fields } from "#protocol/wire/registry.ts";
import * as vocabulary from "#protocol/wire/vocabulary.ts";
import { collectNames } from "../../support/schema-names.ts";

const used = new Set<string>();
for (const { schema } of Object.values(messages)) collectNames(schema, used);
collectNames(Calendar, used);
// `{ digest, parts }` travels as one value under the name of the document
for (const name of ["digest", "parts"]) used.delete(name);

describe("the registry of field names", () => {
  test("has an entry for every name of every message and document", () => {
    expect([...used].filter((name) => !fields.has(name))).toEqual([]);
  });

  test("has no name that nothing uses", () => {
    expect([...fields.keys()].filter((name) => !used.has(name))).toEqual([]);
  });

  test("gives every name a key of its own", () => {
    const keys = [...fields.values()].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("keeps the keys that cost one byte for the names that repeat most", () => {
    for (const name of ["at", "output", "level", "ref", "outputs", "source", "rows"]) {
      expect(fields.get(name)?.key, name).toBeLessThan(24);
    }
  });

  test("takes every word list from the vocabulary, where no word stands twice", () => {
    const lists: unknown[] = Object.values(vocabulary);
    for (const [name, { form }] of fields) {
      if (form.words === undefined) continue;
      expect(lists, name).toContain(form.words);
      expect(new Set(form.words).size, name).toBe(form.words.length);
    }
  });

  test("knows nothing by names that objects inherit", () => {
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
      expect(fields.get(name)).toBeUndefined();
    }
  });
});
