/** Numbers as people type them: comma or point for the fraction, whatever the language. */

/**
 * @returns undefined for what is no number. A single separator is the fraction ("12,5", "12.5"); of two kinds the last
 * one is ("1.234,5", "1,234.5"); one that repeats groups thousands ("1.234.567").
 */
export function readNumber(text: string): number | undefined {
  const compact = text.replace(/[\s\u00a0\u202f]/g, "").replace("−", "-");
  if (!/^-?(\d+([.,]\d+)*|[.,]\d+)$/.test(compact)) return undefined;
  const separators = compact.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  const isGrouping = separators.length > 1 && separators.every((separator) => separator === last);
  if (last === undefined || isGrouping) return Number(compact.replace(/[.,]/g, ""));
  const at = compact.lastIndexOf(last);
  return Number(`${compact.slice(0, at).replace(/[.,]/g, "")}.${compact.slice(at + 1)}`);
}
