/** Names of parts within a plan: people give a title, the plan needs an id of its own for it. */
import { idFor } from "../text/id-for.ts";

/** Letters of a title that are kept: room stays for a number behind them. */
const kept = 36;

/**
 * "Giờ thường" becomes "gio-thuong", a second one "gio-thuong-2".
 * @param taken ids that stand already
 */
export function partId(title: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  const stem = idFor(title).slice(0, kept).replace(/-+$/, "") || "part";
  let id = stem;
  for (let n = 2; known.has(id); n++) id = `${stem}-${n}`;
  return id;
}
