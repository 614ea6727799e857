/** Figures as people read them: sizes in the unit that leaves few digits. */
import type { Format } from "../text/format.ts";

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** @param bytes 0 or more. */
export function sizeText(bytes: number, { number }: Pick<Format, "number">): string {
  const rank = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** rank;
  return `${number(value, value < 10 && rank > 0 ? 1 : 0)} ${units[rank]}`;
}
