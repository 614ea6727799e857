/** The light a person sets on the form, and the target it is. */
import type { z } from "zod";
import type { OverrideBody } from "../../api/order-schemas.ts";
import { hexOf, rgbwOf } from "./colour.ts";

export type LightTarget = z.input<typeof OverrideBody>["target"];

/** What is set on the form, before it is a target. */
export interface LightWish {
  readonly level: number;
  readonly kind: "white" | "colour" | "warmth";
  /** "#rrggbb" */
  readonly hex: string;
  /** K */
  readonly cct: number;
}

export const usualLight: LightWish = { level: 30, kind: "white", hex: "#ffb347", cct: 3000 };

export function targetOf({ level, kind, hex, cct }: LightWish): LightTarget {
  if (kind === "colour") return { rgbw16: rgbwOf(hex, level) };
  return kind === "warmth" ? { cct, level } : { level };
}

/** @returns the form's state that shows a target. */
export function lightOf(target: LightTarget | undefined): LightWish {
  if (target === undefined || "closed" in target || "x" in target) return usualLight;
  if ("rgbw16" in target) {
    return {
      ...usualLight,
      kind: "colour",
      hex: hexOf(target.rgbw16),
      level: (Math.max(...target.rgbw16) / 0xffff) * 100,
    };
  }
  return "cct" in target
    ? { ...usualLight, kind: "warmth", cct: target.cct, level: target.level }
    : { ...usualLight, level: target.level };
}
