/**
 * Paints lamps as pixels into a typed array. A browser without a graphics card draws a few thousand shapes a frame; the
 * same pictures copied pixel by pixel are a hundred thousand.
 */
import { type Bounds, boundsOf, type Camera, type Size, scaleOf } from "../geometry/camera.ts";
import type { Sprite } from "./sprites.ts";

/** What a canvas shows, as 32 bits a pixel. */
export interface PixelField {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

export interface LampScene {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Calls for every row within the box. */
  readonly visit: (box: Bounds, see: (row: number) => void) => void;
  /** Undefined: the lamp is not shown. */
  readonly spriteOf: (row: number) => Sprite | undefined;
  /** Painted after the others. */
  readonly isOnTop: (row: number) => boolean;
}

/** @param ratio device pixels per CSS pixel @returns lamps painted. */
export function paintLamps(field: PixelField, scene: LampScene, camera: Camera, size: Size, ratio: number): number {
  field.pixels.fill(0);
  const scale = scaleOf(camera) * ratio;
  const offsetX = field.width / 2 - camera.x * scale;
  const offsetY = field.height / 2 - camera.y * scale;
  const { x, y } = scene;
  const above: number[] = [];
  let painted = 0;

  function paint(row: number): void {
    const sprite = scene.spriteOf(row);
    if (sprite === undefined) return;
    const half = sprite.size >> 1;
    stamp(field, sprite, Math.round(x[row]! * scale + offsetX) - half, Math.round(y[row]! * scale + offsetY) - half);
    painted++;
  }

  scene.visit(boundsOf(camera, size, 24), (row) => {
    if (scene.isOnTop(row)) above.push(row);
    else paint(row);
  });
  for (const row of above) paint(row);
  return painted;
}

/** Opaque pixels cover, soft edges only fill what is still empty: no mixing, no reading back. */
export function stamp({ width, height, pixels }: PixelField, sprite: Sprite, left: number, top: number): void {
  const { size, pixels: own } = sprite;
  const firstX = Math.max(0, -left);
  const lastX = Math.min(size, width - left);
  const lastY = Math.min(size, height - top);
  for (let line = Math.max(0, -top); line < lastY; line++) {
    let from = line * size + firstX;
    let to = (top + line) * width + left + firstX;
    for (let at = firstX; at < lastX; at++, from++, to++) {
      const pixel = own[from]!;
      const alpha = pixel >>> 24;
      if (alpha === 255 || (alpha > 0 && alpha > pixels[to]! >>> 24)) pixels[to] = pixel;
    }
  }
}
