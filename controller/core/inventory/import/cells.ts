/** What is written in cells, as values: numbers with either decimal sign, and the words for kinds in both languages. */
import type { Profile } from "#protocol/wire/vocabulary.ts";
import type { CircuitKind, LampUse, Phase } from "../model.ts";
import { fold } from "../search.ts";

/** "106,651" and "106.651" alike; thousands are never grouped in coordinates and counts. */
export function numberIn(cell: string): number | undefined {
  return /^[-+]?\d+([.,]\d+)?$/.test(cell) ? Number(cell.replace(",", ".")) : undefined;
}

/** Words of a closed list, folded. */
export type Words<T> = Readonly<Record<string, T>>;

export const useWords: Words<LampUse> = {
  road: "road",
  duong: "road",
  "duong pho": "road",
  decorative: "decorative",
  "trang tri": "decorative",
  "my thuat": "decorative",
};

export const circuitKindWords: Words<CircuitKind> = {
  wholenight: "wholeNight",
  "whole-night": "wholeNight",
  "ca dem": "wholeNight",
  "toan dem": "wholeNight",
  halfnight: "halfNight",
  "half-night": "halfNight",
  "nua dem": "halfNight",
  alwayslive: "alwaysLive",
  "always-live": "alwaysLive",
  "luon co dien": "alwaysLive",
  decorative: "decorative",
  "trang tri": "decorative",
};

export const phaseWords: Words<Phase> = { 1: 1, 2: 2, 3: 3, a: 1, b: 2, c: 3, l1: 1, l2: 2, l3: 3, r: 1, s: 2, t: 3 };

export const profileWords: Words<Profile> = { r: "R", w: "W", c: "C" };

export function wordIn<T>(cell: string, words: Words<T>): T | undefined {
  const word = fold(cell).replace(/\s+/g, " ");
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** Longest id of a thing. */
const maxId = 40;

/** "Trụ C.101/Đ2" → "tru-c-101-d2": an id from what people write, the same each time. */
export function idFrom(text: string): string {
  const id = fold(text)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (id.length <= maxId) return id;
  // two long names that begin alike stay two ids
  const ending = fingerprint(id);
  return `${id.slice(0, maxId - ending.length - 1)}-${ending}`;
}

/** FNV-1a, 32 bit, 8 hexadecimal digits. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
