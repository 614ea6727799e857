/** Opens the basemap an installation brings: a folder of tiles, or one PMTiles file. */
import { statSync } from "node:fs";
import type { BasemapTiles } from "../../core/map/ports.ts";
import { ControllerError } from "../../errors.ts";
import { openPmtiles } from "./pmtiles.ts";
import { openTileFolder } from "./tile-folder.ts";

/** @throws ControllerError `config/invalid` naming what is wrong with it. */
export async function openBasemap(path: string): Promise<BasemapTiles> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new ControllerError("config/invalid", `DEN_BASEMAP=${path}: there is nothing.`, {
      params: { name: "DEN_BASEMAP", value: path, reason: "there is nothing" },
    });
  }
  return found.isDirectory() ? openTileFolder(path) : openPmtiles(path);
}
