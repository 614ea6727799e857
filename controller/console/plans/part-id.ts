/** Names of parts within a plan: people give a title, the plan needs an id of its own for it. */
import { fold } from "../search/fold.ts";

/** Longest id the API takes. */
const longest = 40;

/**
 * "Giờ thường" becomes "gio-thuong", a second one "gio-thuong-2".
 * @param taken ids that stand already
 */
export function partId(title: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  const stem =
    fold(title)
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, longest - 4)
      .replace(/-+$/, "") || "part";
  let id = stem;
  for (let n = 2; known.has(id); n++) id = `${stem}-${n}`;
  return id;
}
