/** What is drawn how at which zoom: clusters from far, points from near, shapes and letters where there is room. */

/** From here on every lamp is drawn; poles 30 m apart are then two pixels apart. */
export const lampsFrom = 13.25;

export const showsLamps = (zoom: number): boolean => zoom >= lampsFrom;

/** @returns CSS pixels of a lamp's radius: less than half of what lies between two poles, and 11 at most. */
export function radiusAt(zoom: number): number {
  const steps: readonly (readonly [number, number])[] = [
    [lampsFrom, 1.2],
    [14, 1.7],
    [15, 2.6],
    [16, 4],
    [17, 6.2],
    [18, 9],
    [19, 11],
  ];
  const next = steps.findIndex(([from]) => from >= zoom);
  if (next === 0) return steps[0]![1];
  if (next < 0) return steps.at(-1)![1];
  const [[fromZoom, from], [toZoom, to]] = [steps[next - 1]!, steps[next]!];
  return from + ((zoom - fromZoom) / (toZoom - fromZoom)) * (to - from);
}

/** CSS pixels around a lamp that still mean it: a fingertip is wider than a lamp. */
export const hitRadius = (zoom: number): number => Math.max(12, radiusAt(zoom) + 4);
