/** Which field names a zod schema uses, however deep. */
import type { z } from "zod";

type Schema = z.core.$ZodType;

/** Adds every name to `names`. */
export function collectNames(schema: Schema, names: Set<string>): void {
  const def = schema._zod.def as z.core.$ZodTypes["_zod"]["def"];
  if (def.type === "object") {
    for (const [name, field] of Object.entries(def.shape)) {
      names.add(name);
      collectNames(field, names);
    }
  } else if (def.type === "optional") collectNames(def.innerType, names);
  else if (def.type === "array") collectNames(def.element, names);
  else if (def.type === "union") for (const option of def.options) collectNames(option, names);
}
