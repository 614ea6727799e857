/** Arithmetic of what an output shows: brightness of a target, scaling it, darkness, and which output can show what. */
import type { Target } from "../wire/directive.ts";
import type { OutputKind } from "../wire/vocabulary.ts";

/** Full scale of one `rgbw16` channel. */
const fullChannel = 0xffff;

/** @returns % of rated flux: relays 100 closed and 0 open, `rgbw16` its brightest channel. */
export function levelOf(target: Target): number {
  if ("closed" in target) return target.closed ? 100 : 0;
  if ("rgbw16" in target) return (Math.max(...target.rgbw16) / fullChannel) * 100;
  return target.level;
}

/** What an output of this kind shows when it is dark. */
export function darkOf(kind: OutputKind): Target {
  if (kind === "relay") return { closed: false };
  return kind === "white" ? { level: 0 } : { rgbw16: [0, 0, 0, 0] };
}

/** White light of `level` % on any kind of output; a relay closes for any light at all. */
export function whiteOf(kind: OutputKind, level: number): Target {
  if (kind === "relay") return { closed: level > 0 };
  if (kind === "white") return { level };
  return { rgbw16: [0, 0, 0, Math.round((level / 100) * fullChannel)] };
}

/** True for a level without a colour. */
export function isBareLevel(target: Target): target is { level: number } {
  return "level" in target && Object.keys(target).length === 1;
}

/** The target as an output of this kind shows it: a bare level stands for white. */
export function asLight(kind: OutputKind, target: Target): Target {
  return isBareLevel(target) ? whiteOf(kind, target.level) : target;
}

/** True where an output of this kind can show the target. */
export function canShow(kind: OutputKind, target: Target): boolean {
  if (kind === "relay") return "closed" in target;
  if ("closed" in target) return false;
  return kind === "white" ? Object.keys(target).length === 1 && "level" in target : true;
}

/** The target at another brightness, its colour kept. Darkness has no colour: brightened, it becomes white. Relays follow `level > 0`. */
export function atLevel(kind: OutputKind, target: Target, level: number): Target {
  if ("closed" in target) return { closed: level > 0 };
  if (!("rgbw16" in target)) return { ...target, level };
  const peak = Math.max(...target.rgbw16);
  if (peak === 0) return whiteOf(kind, level);
  const [r, g, b, w] = target.rgbw16;
  const scale = (channel: number) => Math.round((channel * level * fullChannel) / (peak * 100));
  return { rgbw16: [scale(r), scale(g), scale(b), scale(w)] };
}

/** True if both show the same light. */
export function sameTarget(a: Target, b: Target): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
