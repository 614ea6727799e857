/** The quick check says yes only to what zod accepts unchanged, and says it to everything a device normally sends. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { compileFits } from "#protocol/wire/fits.ts";
import { type MessageKind, messages } from "#protocol/wire/messages.ts";
import { arbitraryOf } from "../../support/arbitrary-of.ts";

describe.each(Object.keys(messages) as MessageKind[])("the quick check of a %s", (kind) => {
  const { schema } = messages[kind];
  const fits = compileFits(schema);

  test("accepts every valid message", () => {
    fc.assert(
      fc.property(arbitraryOf(schema), (message) => {
        expect(fits(message)).toBe(true);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test("accepts nothing that zod refuses or would change, one leaf replaced by any value", () => {
    fc.assert(
      fc.property(arbitraryOf(schema), fc.nat(), fc.anything({ maxDepth: 2 }), (message, choice, intruder) => {
        const changed = structuredClone(message);
        replaceLeaf(changed, choice, intruder);
        if (!fits(changed)) return;
        const parsed = schema.safeParse(changed);
        expect(parsed).toEqual({ success: true, data: changed });
      }),
      { numRuns: 500, seed: 4 },
    );
  });
});

/** Puts the intruder in the place of one field, somewhere in the message. */
function replaceLeaf(message: unknown, choice: number, intruder: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const name of Object.keys(value)) {
      places.push([value as Record<string, unknown>, name]);
      visit((value as Record<string, unknown>)[name]);
    }
  };
  visit(message);
  const [record, name] = places[choice % Math.max(1, places.length)] ?? [{}, ""];
  record[name] = intruder;
}

describe("compiling a schema", () => {
  test("fails at once on a kind or a check it cannot judge", () => {
    expect(() => compileFits(z.date())).toThrow('a schema of type "date" has no quick check');
    expect(() => compileFits(z.string().trim())).toThrow("has no quick form");
    expect(() => compileFits(z.number().multipleOf(0.5))).toThrow("has no quick form");
  });

  test("leaves records with a foreign name to zod, which strips it or refuses", () => {
    const fits = compileFits(z.object({ a: z.number() }));
    expect(fits({ a: 1 })).toBe(true);
    expect(fits({ a: 1, b: 2 })).toBe(false);
  });
});
