/** A basemap of raster tiles that this system serves itself: fetched as they come into view, kept while there is room. */
import type { z } from "zod";
import type { BasemapView } from "../../../api/routes/basemap.ts";
import { type Camera, type Size, scaleOf } from "../geometry/camera.ts";

export type BasemapInfo = z.infer<typeof BasemapView>;

export interface Basemap {
  readonly attribution: string;
  /** Draws what is there. @returns false while nothing is. */
  paint(context: CanvasRenderingContext2D, camera: Camera, size: Size): boolean;
  /** @returns stop. */
  onLoad(listener: () => void): () => void;
}

/** Tiles kept; a wide screen shows forty. */
const keptAtMost = 256;
/** Zoom steps below the least there are tiles for; farther out a screen would ask for thousands. */
const stepsBelow = 1;
const tileSize = 256;

export function createBasemap(info: BasemapInfo, urlOf: (z: number, x: number, y: number) => string): Basemap {
  const tiles = new Map<string, HTMLImageElement>();
  const listeners = new Set<() => void>();

  function tile(z: number, x: number, y: number): HTMLImageElement {
    const url = urlOf(z, x, y);
    let image = tiles.get(url);
    if (image === undefined) {
      image = new Image();
      image.onload = () => {
        for (const listener of listeners) listener();
      };
      image.src = url;
    }
    // the one asked for last is dropped last
    tiles.delete(url);
    tiles.set(url, image);
    for (const oldest of tiles.keys()) {
      if (tiles.size <= keptAtMost) break;
      tiles.delete(oldest);
    }
    return image;
  }

  return {
    attribution: info.attribution,
    paint(context, camera, size) {
      if (camera.zoom < info.minZoom - stepsBelow) return false;
      const z = Math.max(info.minZoom, Math.min(info.maxZoom, Math.round(camera.zoom)));
      const count = 2 ** z;
      const side = (scaleOf(camera) / scaleOf({ zoom: z })) * tileSize;
      const left = size.width / 2 - camera.x * count * side;
      const top = size.height / 2 - camera.y * count * side;
      let drawn = 0;
      for (let y = Math.max(0, Math.floor(-top / side)); y < count && top + y * side < size.height; y++) {
        for (let x = Math.max(0, Math.floor(-left / side)); x < count && left + x * side < size.width; x++) {
          const image = tile(z, x, y);
          if (!image.complete || image.naturalWidth === 0) continue;
          // whole pixels, or seams show
          const [from, to] = [Math.floor(left + x * side), Math.floor(left + (x + 1) * side)];
          const [above, below] = [Math.floor(top + y * side), Math.floor(top + (y + 1) * side)];
          context.drawImage(image, from, above, to - from, below - above);
          drawn++;
        }
      }
      return drawn > 0;
    },
    onLoad(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
