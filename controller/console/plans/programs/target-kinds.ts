/** Kinds of what an output can show, and how one becomes another without its brightness being lost. */
import { levelOf } from "#protocol/behavior/light.ts";
import { rgbwOf } from "../../order/colour.ts";
import type { Target } from "../plan.ts";
import { snapLevel } from "./night-line.ts";

export const targetKinds = ["level", "colour", "white", "xy", "closed", "open"] as const;
export type TargetKind = (typeof targetKinds)[number];

export function kindOf(target: Target): TargetKind {
  if ("closed" in target) return target.closed ? "closed" : "open";
  if ("rgbw16" in target) return "colour";
  if ("cct" in target) return "white";
  return "x" in target ? "xy" : "level";
}

/** Between the warm and the cold white of most lamps, K. */
const neutralWhite = 3000;
/** The white of daylight, CIE D65. */
const daylight = { x: 0.3127, y: 0.329 } as const;
/** Amber, as facades here are lit most. */
const firstColour = "#ffb347";

/** @returns a target of that kind as bright as the one before; a colour is at full level where that was dark. */
export function retarget(target: Target, kind: TargetKind): Target {
  const level = snapLevel(levelOf(target), 0.5);
  switch (kind) {
    case "level":
      return { level };
    case "colour":
      return { rgbw16: rgbwOf(firstColour, level === 0 ? 100 : level) };
    case "white":
      return { cct: neutralWhite, level };
    case "xy":
      return { ...daylight, level };
    case "closed":
    case "open":
      return { closed: kind === "closed" };
    default:
      return kind satisfies never;
  }
}
