/** What maps ask of the world beside the inventory: pictures to lie under the lamps. */

/** A square picture, 256 pixels wide at its zoom; further ones are stretched. */
export interface Tile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export interface BasemapTiles {
  /** Zooms at which there are tiles, inclusive. */
  readonly minZoom: number;
  readonly maxZoom: number;
  /** @returns undefined where there is none. Columns from west, rows from north, as everybody's web maps have them. */
  tile(z: number, x: number, y: number): Promise<Tile | undefined>;
  close(): Promise<void>;
}
