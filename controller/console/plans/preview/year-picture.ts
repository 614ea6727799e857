/** A year of nights as a picture: a column per night, noon at the top, the next noon at the bottom, light by its level. */

export interface PictureNight {
  /** EpochMs of the noon it begins with, and of the one it ends with. */
  readonly noon: number;
  readonly nextNoon: number;
  readonly sunset: number;
  readonly sunrise: number;
  /** Ascending; before the first it is dark. `ramp` in seconds. */
  readonly points: readonly { readonly at: number; readonly level: number; readonly ramp: number }[];
}

/** Red, green, blue, 0…255. */
export type Colour = readonly [red: number, green: number, blue: number];

export interface Palette {
  readonly day: Colour;
  readonly twilight: Colour;
  readonly night: Colour;
  readonly light: Colour;
}

/** Five minutes a row. */
export const rowsOfNight = 288;

/** Percent of light at an instant of a night. */
export function levelAt({ points }: Pick<PictureNight, "points">, at: number): number {
  let [from, to, since, ramp] = [0, 0, Number.NEGATIVE_INFINITY, 0];
  const shown = (when: number) => {
    const share = ramp === 0 ? 1 : Math.min(1, (when - since) / (ramp * 1000));
    return from + (to - from) * share;
  };
  for (const point of points) {
    if (point.at > at) break;
    // a ramp that was cut short goes on from where it had come to
    from = shown(point.at);
    [to, since, ramp] = [point.level, point.at, point.ramp];
  }
  return shown(at);
}

/** @returns percent for each row of a night, in the middle of its span. */
export function levelsOf(night: PictureNight, rows: number): Uint8Array {
  const step = (night.nextNoon - night.noon) / rows;
  return Uint8Array.from({ length: rows }, (_, row) => Math.round(levelAt(night, night.noon + (row + 0.5) * step)));
}

/** ms before sunset and after sunrise in which the day fades, and after and before them in which the night comes. */
const fade = 30 * 60_000;

/** 0 by day, 1 in the dark, between them around the sun's events. */
export function darknessAt({ sunset, sunrise }: Pick<PictureNight, "sunset" | "sunrise">, at: number): number {
  const sinceSunset = (at - sunset) / fade;
  const untilSunrise = (sunrise - at) / fade;
  return clamp((Math.min(sinceSunset, untilSunrise) + 1) / 2);
}
const clamp = (share: number) => Math.max(0, Math.min(1, share));

/** @returns RGBA of `nights.length` × `rows` pixels, row by row, as `ImageData` holds it. */
export function paintYear(nights: readonly PictureNight[], rows: number, palette: Palette): Uint8ClampedArray {
  const width = nights.length;
  const pixels = new Uint8ClampedArray(width * rows * 4);
  for (const [column, night] of nights.entries()) {
    const levels = levelsOf(night, rows);
    const step = (night.nextNoon - night.noon) / rows;
    for (let row = 0; row < rows; row++) {
      const dark = darknessAt(night, night.noon + (row + 0.5) * step);
      const sky =
        dark < 0.5 ? mix(palette.day, palette.twilight, dark * 2) : mix(palette.twilight, palette.night, dark * 2 - 1);
      const [red, green, blue] = mix(sky, palette.light, levels[row]! / 100);
      pixels.set([red, green, blue, 255], (row * width + column) * 4);
    }
  }
  return pixels;
}

function mix(a: Colour, b: Colour, share: number): Colour {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** "#ffb347" → red, green, blue. @returns black for what is none. */
export function readColour(hex: string): Colour {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
  if (match === null) return [0, 0, 0];
  return [1, 2, 3].map((n) => Number.parseInt(match[n] ?? "0", 16)) as unknown as Colour;
}

/** @returns the night under a place of the picture. @param share 0…1 of its width */
export const columnAt = (share: number, nights: number): number =>
  Math.max(0, Math.min(nights - 1, Math.floor(share * nights)));
