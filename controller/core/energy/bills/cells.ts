/** Numbers and dates as bills write them, in either language, without guessing what cannot be told. */

/** Which sign stands before the decimals. */
export type NumberStyle = "comma" | "point";

/** What one cell says of the style of its file; undefined: it fits both. */
function styleOf(cell: string): NumberStyle | undefined {
  const signs = cell.replace(/[^.,]/g, "");
  if (signs === "") return undefined;
  const last = signs.at(-1) === "," ? "comma" : "point";
  const other = last === "comma" ? "point" : "comma";
  // 1.234,5 — and 1.234.567, where the sign that is repeated groups
  if (new Set(signs).size === 2) return last;
  if (signs.length > 1) return other;
  // 12,5 and 12,50 cannot be groups; 1,234 can
  return /[.,]\d{3}$/.test(cell) ? undefined : last;
}

/** @param cells all numbers of a file. @returns the style all agree on; undefined where none tells, or they differ. */
export function numberStyleOf(cells: Iterable<string>): NumberStyle | undefined {
  const styles = new Set([...cells].map(styleOf).filter((style) => style !== undefined));
  return styles.size === 1 ? [...styles][0] : undefined;
}

/** @returns a number; "ambiguous" where it may be thousands or decimals and the file does not tell; undefined: none. */
export function billNumber(cell: string, style: NumberStyle | undefined): number | "ambiguous" | undefined {
  // a space, also the narrow one of some spreadsheets, groups in either language
  const text = cell.replace(/[\s\u00a0\u202f]/g, "");
  if (!/^\d+([.,]\d+)*$/.test(text)) return undefined;
  const used = styleOf(text) ?? style;
  if (used === undefined) return /[.,]/.test(text) ? "ambiguous" : Number(text);
  const [group, decimal] = used === "comma" ? [".", ","] : [",", "."];
  const grouped = new RegExp(`^(\\d+|\\d{1,3}(\\${group}\\d{3})+)(\\${decimal}\\d+)?$`);
  return grouped.test(text) ? Number(text.replaceAll(group, "").replace(decimal, ".")) : undefined;
}

/** "05/11/2026", "5-11-2026" and "2026-11-05": the day stands first or the year does. @returns ISO 8601. */
export function billDate(cell: string): string | undefined {
  const year = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(cell);
  const day = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(cell);
  const [y, m, d] = year?.slice(1) ?? day?.slice(1).toReversed() ?? [];
  if (y === undefined || m === undefined || d === undefined) return undefined;
  try {
    return Temporal.PlainDate.from(
      { year: Number(y), month: Number(m), day: Number(d) },
      { overflow: "reject" },
    ).toString();
  } catch {
    return undefined;
  }
}
