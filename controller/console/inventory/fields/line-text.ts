/** A road's line as text: one point a line, latitude and longitude as maps show them. */

/** Longitude and latitude. */
type Point = readonly [number, number];

export const writeLine = (line: readonly Point[]): string => line.map(([lon, lat]) => `${lat}, ${lon}`).join("\n");

/** @returns the points, or the number of the first line that is none, from 1. */
export function readLine(text: string): { readonly points: Point[] } | { readonly wrong: number } {
  const points: Point[] = [];
  for (const [n, line] of text.trim().split("\n").entries()) {
    if (line.trim() === "") continue;
    const [, lat, lon] = /^\s*(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)\s*$/.exec(line) ?? [];
    if (lat === undefined || lon === undefined) return { wrong: n + 1 };
    points.push([Number(lon), Number(lat)]);
  }
  return { points };
}
