/** What part of the world the map shows, and the way between its pixels and the world. */
import type { WorldPoint } from "./mercator.ts";

/** The world point in the middle, and a zoom as of tiles: at 0 the world is 256 CSS pixels wide, each step doubles it. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface ScreenPoint {
  readonly left: number;
  readonly top: number;
}
export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export const leastZoom = 5;
export const mostZoom = 20;
const tileSize = 256;

/** @returns CSS pixels for the width of the whole world. */
export const scaleOf = ({ zoom }: Pick<Camera, "zoom">): number => tileSize * 2 ** zoom;

export function toScreen(camera: Camera, size: Size, { x, y }: WorldPoint): ScreenPoint {
  const scale = scaleOf(camera);
  return { left: (x - camera.x) * scale + size.width / 2, top: (y - camera.y) * scale + size.height / 2 };
}

export function toWorld(camera: Camera, size: Size, { left, top }: ScreenPoint): WorldPoint {
  const scale = scaleOf(camera);
  return { x: camera.x + (left - size.width / 2) / scale, y: camera.y + (top - size.height / 2) / scale };
}

/** @returns what is in view, and `margin` CSS pixels around it. */
export function boundsOf(camera: Camera, size: Size, margin = 0): Bounds {
  const { x: minX, y: minY } = toWorld(camera, size, { left: -margin, top: -margin });
  const { x: maxX, y: maxY } = toWorld(camera, size, { left: size.width + margin, top: size.height + margin });
  return { minX, minY, maxX, maxY };
}

/** The picture follows the hand: what was under it stays under it. */
export function panned(camera: Camera, by: ScreenPoint): Camera {
  const scale = scaleOf(camera);
  return { ...camera, x: camera.x - by.left / scale, y: camera.y - by.top / scale };
}

/** The world point under `anchor` stays there. */
export function zoomedTo(camera: Camera, size: Size, zoom: number, anchor: ScreenPoint = middleOf(size)): Camera {
  const bounded = Math.max(leastZoom, Math.min(mostZoom, zoom));
  const fixed = toWorld(camera, size, anchor);
  const scale = scaleOf({ zoom: bounded });
  return {
    x: fixed.x - (anchor.left - size.width / 2) / scale,
    y: fixed.y - (anchor.top - size.height / 2) / scale,
    zoom: bounded,
  };
}

export const middleOf = ({ width, height }: Size): ScreenPoint => ({ left: width / 2, top: height / 2 });

/** CSS pixels at each edge that something else lies over: names above, buttons at the right, the legend below. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** All of `bounds` within the insets; a single point is not approached closer than `closest`. */
export function fitting(bounds: Bounds, size: Size, insets: Insets, closest = 18): Camera {
  const { top, right, bottom, left } = insets;
  const across = Math.max(bounds.maxX - bounds.minX, 1e-12);
  const down = Math.max(bounds.maxY - bounds.minY, 1e-12);
  const scale = Math.min(
    Math.max(1, size.width - left - right) / across,
    Math.max(1, size.height - top - bottom) / down,
  );
  const zoom = Math.max(leastZoom, Math.min(closest, Math.log2(scale / tileSize)));
  const shown = scaleOf({ zoom });
  return {
    x: (bounds.minX + bounds.maxX) / 2 + (right - left) / 2 / shown,
    y: (bounds.minY + bounds.maxY) / 2 + (bottom - top) / 2 / shown,
    zoom,
  };
}

/** @returns whether the view can be taken from one to the other without anybody seeing a difference. */
export function isSameView(a: Camera, b: Camera): boolean {
  const scale = scaleOf(b);
  return Math.abs(a.zoom - b.zoom) < 0.005 && Math.hypot(a.x - b.x, a.y - b.y) * scale < 0.5;
}
