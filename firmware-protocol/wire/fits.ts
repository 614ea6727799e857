/**
 * A quick yes for what a zod schema would accept unchanged. The schemas stay the only source: they are compiled to
 * closures once, and whatever does not fit goes to zod itself, which strips unknown names, words the refusal or, for
 * a shape that this file is too plain to judge, accepts after all. A report with three samples is checked in a fifth
 * of zod's time.
 */
import type { z } from "zod";

export type Fits = (value: unknown) => boolean;

type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes["_zod"]["def"];
/** A predicate given to `.refine()` is both a check and a schema to zod. */
type CheckDef = z.core.$ZodChecks["_zod"]["def"] | ({ check: "custom" } & Pick<z.core.$ZodCustomDef, "fn">);

/** @throws TypeError on a kind of schema that is not used in this protocol: a new kind is noticed when the process starts. */
export function compileFits(schema: Schema): Fits {
  const def = schema._zod.def as Def;
  const checks = (def.checks ?? []).map((check) => compileCheck(check._zod.def as CheckDef));
  // z.int() is a number that is its own check
  if (def.type === "number" && "check" in def) checks.unshift(compileCheck(def as unknown as CheckDef));
  const base = compileType(def);
  const [first, second, third, ...more] = checks;
  if (first === undefined) return base;
  if (second === undefined) return (value) => base(value) && first(value);
  if (third === undefined) return (value) => base(value) && first(value) && second(value);
  return (value) => base(value) && first(value) && second(value) && third(value) && more.every((check) => check(value));
}

function compileType(def: Def): Fits {
  switch (def.type) {
    case "object":
      return compileObject(def.shape);
    case "optional": {
      const inner = compileFits(def.innerType);
      return (value) => value === undefined || inner(value);
    }
    case "array": {
      const element = compileFits(def.element);
      return (value) => {
        if (!Array.isArray(value)) return false;
        for (const item of value) if (!element(item)) return false;
        return true;
      };
    }
    case "tuple": {
      const items = def.items.map(compileFits);
      return (value) =>
        Array.isArray(value) && value.length === items.length && items.every((item, n) => item(value[n]));
    }
    case "union":
      return "discriminator" in def
        ? compileDiscriminated(def.discriminator as string, def.options)
        : compileUnion(def.options);
    case "enum":
      return isAmong(Object.values(def.entries));
    case "literal":
      return isAmong(def.values);
    case "number":
      return (value) => Number.isFinite(value);
    case "string":
      return (value) => typeof value === "string";
    case "boolean":
      return (value) => typeof value === "boolean";
    default:
      throw new TypeError(`a schema of type "${def.type}" has no quick check`);
  }
}

/** Exactly the names of the shape, each fitting, none of the required ones absent. */
function compileObject(shape: Readonly<Record<string, Schema>>): Fits {
  const fieldOf = new Map<string, { fits: Fits; needed: 0 | 1 }>();
  let needed = 0;
  for (const [name, schema] of Object.entries(shape)) {
    const field = { fits: compileFits(schema), needed: schema._zod.def.type === "optional" ? 0 : 1 } as const;
    needed += field.needed;
    fieldOf.set(name, field);
  }
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    let found = 0;
    for (const name in value) {
      const field = fieldOf.get(name);
      if (field === undefined || !field.fits((value as Record<string, unknown>)[name])) return false;
      found += field.needed;
    }
    return found === needed;
  };
}

function compileUnion(options: readonly Schema[]): Fits {
  const fits = options.map(compileFits);
  return (value) => fits.some((option) => option(value));
}

function compileDiscriminated(discriminator: string, options: readonly Schema[]): Fits {
  const optionOf = new Map<unknown, Fits>();
  for (const option of options) {
    const shape = (option._zod.def as z.core.$ZodObjectDef).shape;
    for (const word of (shape[discriminator]!._zod.def as z.core.$ZodLiteralDef<z.core.util.Literal>).values) {
      optionOf.set(word, compileFits(option));
    }
  }
  return (value) =>
    typeof value === "object" &&
    value !== null &&
    optionOf.get((value as Record<string, unknown>)[discriminator])?.(value) === true;
}

function isAmong(words: readonly unknown[]): Fits {
  const known = new Set(words);
  return (value) => known.has(value);
}

function compileCheck(def: CheckDef): Fits {
  switch (def.check) {
    case "greater_than": {
      const least = def.value as number;
      return def.inclusive ? (value) => (value as number) >= least : (value) => (value as number) > least;
    }
    case "less_than": {
      const most = def.value as number;
      return def.inclusive ? (value) => (value as number) <= most : (value) => (value as number) < most;
    }
    case "number_format":
      if (def.format !== "safeint") break;
      return (value) => Number.isSafeInteger(value);
    case "min_length":
      return (value) => (value as unknown[]).length >= def.minimum;
    case "max_length":
      return (value) => (value as unknown[]).length <= def.maximum;
    case "string_format": {
      const { pattern } = def;
      if (pattern === undefined || pattern.global || pattern.sticky) break;
      return (value) => pattern.test(value as string);
    }
    case "custom":
      return (value) => def.fn(value) === true;
  }
  throw new TypeError(`a check of kind "${def.check}" has no quick form`);
}
