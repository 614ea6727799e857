/** An id for a name somebody typed: "Nguyễn Thị Lan" → "nguyen-thi-lan". */
import { fold } from "../search/fold.ts";

/** @returns 0 to 40 of a–z, 0–9 and hyphen. */
export const idFor = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
