/** Random values that a zod schema accepts, edges of its ranges included, for property tests over whole messages. */
import fc from "fast-check";
import type { z } from "zod";

type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes["_zod"]["def"];

/** @throws TypeError on a kind of schema the protocol does not use. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  const def = schema._zod.def as Def;
  switch (def.type) {
    case "object":
      return arbitraryObject(def.shape);
    case "optional":
      return arbitraryOf(def.innerType);
    case "array": {
      const { minimum = 0, maximum = 64 } = bounds(def);
      return fc.array(arbitraryOf(def.element), { minLength: minimum, maxLength: maximum });
    }
    case "tuple":
      return fc.tuple(...def.items.map(arbitraryOf));
    case "union":
      return fc.oneof(...def.options.map(arbitraryOf));
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "literal":
      return fc.constantFrom(...def.values);
    case "number":
      return arbitraryNumber(def);
    case "string":
      return arbitraryString(schema, def);
    case "boolean":
      return fc.boolean();
    default:
      throw new TypeError(`no arbitrary for a schema of type "${def.type}"`);
  }
}

function arbitraryObject(shape: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape);
  return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, arbitraryOf(field)])), {
    requiredKeys: fields.filter(([, field]) => field._zod.def.type !== "optional").map(([name]) => name),
    noNullPrototype: true,
  });
}

function arbitraryNumber(def: Def): fc.Arbitrary<number> {
  const { least = -Number.MAX_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER, whole, halves } = bounds(def);
  if (halves) return fc.integer({ min: least * 2, max: most * 2 }).map((twice) => twice / 2);
  if (whole) return fc.integer({ min: least, max: most });
  return fc.double({ min: least, max: most, noNaN: true });
}

function arbitraryString(schema: Schema, def: Def): fc.Arbitrary<string> {
  const { pattern, maximum } = bounds(def);
  const accepted = (text: string) => (schema as z.ZodType).safeParse(text).success;
  if (pattern === undefined || pattern.unicode) {
    return fc.string({ unit: "binary", maxLength: maximum ?? 64 }).filter(accepted);
  }
  return fc.stringMatching(pattern);
}

interface Bounds {
  least?: number;
  most?: number;
  minimum?: number;
  maximum?: number;
  pattern?: RegExp;
  whole?: boolean;
  /** A predicate of the schema's own: in this protocol only the steps of 0.5 %. */
  halves?: boolean;
}

function bounds(def: Def): Bounds {
  const found: Bounds = {};
  for (const { _zod } of def.checks ?? []) {
    const check = _zod.def as z.core.$ZodChecks["_zod"]["def"] | { check: "custom" };
    if (check.check === "greater_than") found.least = check.value as number;
    else if (check.check === "less_than") found.most = check.value as number;
    else if (check.check === "min_length") found.minimum = check.minimum;
    else if (check.check === "max_length") found.maximum = check.maximum;
    else if (check.check === "number_format") found.whole = true;
    else if (check.check === "custom") found.halves = true;
    else if (check.check === "string_format" && check.pattern !== undefined) found.pattern = check.pattern;
  }
  return found;
}
