/** Lamps as small pictures of finished pixels, one per state, level and selection, drawn once per size and ground. */
import type { LampState } from "../fleet/fleet-table.ts";
import { drawShape, type Ground, looks } from "./looks.ts";

/** Square; `pixels` row by row as a canvas stores them. */
export interface Sprite {
  readonly size: number;
  readonly pixels: Uint32Array;
}

export interface SpriteSheet {
  /** @param state position in the list of states @param level percent */
  of(state: number, level: number, isSelected: boolean): Sprite;
}

export interface SpriteStyle {
  readonly states: readonly LampState[];
  readonly ground: Ground;
  /** Device pixels. */
  readonly radius: number;
  /** Letter per state, drawn where there is room. */
  readonly letters: Readonly<Record<LampState, string>>;
  readonly accent: string;
}

/** Steps a vessel is filled in. */
const levelSteps = 10;
/** Device pixels of radius from which a letter can be read. */
const roomForLetter = 8;

export function createSpriteSheet(style: SpriteStyle): SpriteSheet {
  const made = new Map<number, Sprite>();
  return {
    of(state, level, isSelected) {
      const step = looks[style.states[state]!].shape === "fill" ? Math.ceil((level / 100) * levelSteps) : 0;
      const key = (state * (levelSteps + 1) + step) * 2 + (isSelected ? 1 : 0);
      const known = made.get(key);
      if (known !== undefined) return known;
      const sprite = drawSprite(style, state, (step * 100) / levelSteps, isSelected);
      made.set(key, sprite);
      return sprite;
    },
  };
}

function drawSprite(style: SpriteStyle, state: number, level: number, isSelected: boolean): Sprite {
  const { states, ground, radius, letters, accent } = style;
  const name = states[state]!;
  const look = looks[name];
  const halo = isSelected ? Math.max(2, radius * 0.5) : 0;
  const hasLetter = radius >= roomForLetter;
  const half = Math.ceil(Math.max(radius + halo, hasLetter ? radius * 1.15 + letterSize(radius) : 0) + 0.5);
  const size = 2 * half + 1;
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.translate(half + 0.5, half + 0.5);
  if (isSelected) {
    context.strokeStyle = accent;
    context.lineWidth = halo * 0.7;
    context.beginPath();
    context.arc(0, 0, radius + halo * 0.55, 0, 2 * Math.PI);
    context.stroke();
  }
  drawShape(context, look.shape, radius, look[ground], level);
  if (hasLetter) drawLetter(context, letters[name], radius, ground);
  const { data } = context.getImageData(0, 0, size, size);
  return { size, pixels: new Uint32Array(data.buffer.slice(0)) };
}

/** Device pixels. */
const letterSize = (radius: number) => Math.round(Math.max(10, radius * 0.95));

/** Beside the shape, so that a vessel's filling stays seen; with a rim, because it may lie on a road or a neighbour. */
function drawLetter(context: CanvasRenderingContext2D, letter: string, radius: number, ground: Ground): void {
  const size = letterSize(radius);
  const [left, top] = [radius * 0.95 + size * 0.4, radius * 0.8];
  context.font = `700 ${size}px "Be Vietnam Pro", system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = Math.max(3, size * 0.3);
  context.strokeStyle = ground === "dark" ? "#0b1118" : "#ffffff";
  context.fillStyle = ground === "dark" ? "#ffffff" : "#0b1118";
  context.strokeText(letter, left, top);
  context.fillText(letter, left, top);
}
