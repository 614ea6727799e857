/** How each state looks: colour, shape and letter, so that one of the three is enough to tell it. */
import type { LampState } from "../fleet/fleet-table.ts";

export type Shape =
  | "disc"
  | "fill"
  | "ring"
  | "cross"
  | "diamond"
  | "drop"
  | "square"
  | "hexagon"
  | "smallRing"
  | "smallDisc";

export interface Look {
  readonly shape: Shape;
  /** Colours for light and for dark ground, each at least 3:1 against it. */
  readonly light: string;
  readonly dark: string;
  /** Painted over others: what somebody has to do something about. */
  readonly isOnTop: boolean;
}

/**
 * Light is warm, rest is cool, trouble is red to violet: apart for the three kinds of colour blindness by brightness as
 * well as by hue. `fill` is a vessel filled up to the level.
 */
export const looks: Readonly<Record<LampState, Look>> = {
  lit: { shape: "disc", light: "#bd6a00", dark: "#ffd76a", isOnTop: false },
  dimmed: { shape: "fill", light: "#8a6d1f", dark: "#e3a63a", isOnTop: false },
  off: { shape: "ring", light: "#4a6079", dark: "#7f9bbd", isOnTop: false },
  estimatedLit: { shape: "smallDisc", light: "#9a7b4f", dark: "#bfa873", isOnTop: false },
  estimatedOff: { shape: "smallRing", light: "#6b7785", dark: "#6f7f92", isOnTop: false },
  unheard: { shape: "diamond", light: "#6b5b95", dark: "#a99bd6", isOnTop: false },
  unsupplied: { shape: "drop", light: "#7a2ea0", dark: "#c98bf0", isOnTop: true },
  silent: { shape: "cross", light: "#c2185b", dark: "#ff6f91", isOnTop: true },
  locked: { shape: "square", light: "#0b63c4", dark: "#6db3ff", isOnTop: true },
  isolated: { shape: "hexagon", light: "#a3000f", dark: "#ff5340", isOnTop: true },
};

export type Ground = "light" | "dark";

type Drawing = (context: CanvasRenderingContext2D, radius: number, level: number) => void;

/** Outlines as x, y in radii. */
const diamond = [0, -0.9, 0.8, 0, 0, 0.9, -0.8, 0, 0, -0.9];
const drop = [-0.95, -0.75, 0.95, -0.75, 0, 0.95];
const square = [-0.82, -0.82, 0.82, -0.82, 0.82, 0.82, -0.82, 0.82];
const hexagon = [0.5, -0.87, 1, 0, 0.5, 0.87, -0.5, 0.87, -1, 0, -0.5, -0.87];

const drawings: Readonly<Record<Shape, Drawing>> = {
  disc: (context, radius) => circle(context, radius, "fill"),
  smallDisc: (context, radius) => circle(context, radius * 0.62, "fill"),
  ring: (context, radius) => circle(context, radius - context.lineWidth / 2, "stroke"),
  smallRing: (context, radius) => circle(context, radius * 0.5, "stroke"),
  fill: (context, radius, level) => vessel(context, radius - context.lineWidth / 2, level),
  cross(context, radius) {
    line(context, [-0.75, -0.75, 0.75, 0.75], radius, "stroke");
    line(context, [0.75, -0.75, -0.75, 0.75], radius, "stroke");
  },
  diamond: (context, radius) => line(context, diamond, radius, "stroke"),
  drop: (context, radius) => line(context, drop, radius, "fill"),
  square: (context, radius) => line(context, square, radius, "fill"),
  hexagon: (context, radius) => line(context, hexagon, radius, "fill"),
};

/** Draws a state's shape into a circle of `radius` round the origin of `context`. @param level percent, for a vessel. */
export function drawShape(
  context: CanvasRenderingContext2D,
  shape: Shape,
  radius: number,
  colour: string,
  level: number,
): void {
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = Math.max(1, radius * (shape === "smallRing" ? 0.25 : 0.34));
  context.lineCap = "round";
  drawings[shape](context, radius, level);
}

function circle(context: CanvasRenderingContext2D, radius: number, how: "fill" | "stroke"): void {
  context.beginPath();
  context.arc(0, 0, Math.max(0.5, radius), 0, 2 * Math.PI);
  context[how]();
}

/** A ring filled from below up to the level. */
function vessel(context: CanvasRenderingContext2D, radius: number, level: number): void {
  circle(context, radius, "stroke");
  const height = 2 * radius * (Math.max(0, Math.min(100, level)) / 100);
  context.save();
  context.beginPath();
  context.rect(-radius, radius - height, 2 * radius, height);
  context.clip();
  circle(context, radius, "fill");
  context.restore();
}

function line(
  context: CanvasRenderingContext2D,
  points: readonly number[],
  radius: number,
  how: "fill" | "stroke",
): void {
  context.beginPath();
  for (let at = 0; at < points.length; at += 2) context.lineTo(points[at]! * radius, points[at + 1]! * radius);
  context[how]();
}
