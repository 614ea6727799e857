/** Tiles as single files, `{z}/{x}/{y}.png` and its like, as every tile program writes them. */
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BasemapTiles } from "../../core/map/ports.ts";
import { ControllerError } from "../../errors.ts";

const mediaTypes = {
  png: "image/png",
  webp: "image/webp",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  avif: "image/avif",
} as const;

/** @throws ControllerError `config/invalid` where the folder holds no zoom. */
export function openTileFolder(folder: string): BasemapTiles {
  const zooms = readdirSync(folder)
    .filter((name) => /^\d{1,2}$/.test(name))
    .map(Number);
  if (zooms.length === 0) {
    throw new ControllerError("config/invalid", `${folder} holds no tiles; they are expected as {z}/{x}/{y}.png.`, {
      params: { name: "DEN_BASEMAP", value: folder, reason: "no tiles there" },
    });
  }
  return {
    minZoom: Math.min(...zooms),
    maxZoom: Math.max(...zooms),
    async tile(z, x, y) {
      for (const [ending, mediaType] of Object.entries(mediaTypes)) {
        try {
          return { bytes: await readFile(join(folder, String(z), String(x), `${y}.${ending}`)), mediaType };
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        }
      }
      return undefined;
    },
    close: async () => {},
  };
}
