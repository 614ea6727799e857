/** A device's label as a camera sees it: the code drawn as a picture, and as a film for the browser's camera. */
import { writeFileSync } from "node:fs";

/** What the code says. */
export const labelText = "den:den-qr-1?profile=W&outputs=1";

/** The code of `labelText`, module by module. */
const modules = `
#######..#######..##..#######
#.....#..##..#####..#.#.....#
#.###.#.##.#.#.#..###.#.###.#
#.###.#.###.#.##.#..#.#.###.#
#.###.#.#.#....####.#.#.###.#
#.....#.#.#......#..#.#.....#
#######.#.#.#.#.#.#.#.#######
........#...#.#.#...#........
#.#####..####...##.##.#####..
#....#.##...####...#..#.#.#.#
#.....##..#######...#.###.##.
#..#...#..#..#.#....#.#.##.##
.###.###..#...##.#.....#..#.#
..#.##..##.#...##..##.#.##.##
#..#.####.###........#.##....
###....##..#..#.#.#.##.#.#...
###...#..#.##....#.#......#..
##.###.#########...##.#.##.##
#.#.####.#..#####.#.##...#...
#..#.#...###.#.#..#..##.##.#.
#.#..##.#.###.####.######.#..
........##.##.......#...#####
#######........##..##.#.#.#..
#.....#.#.#.#.###..##...#..#.
#.###.#.###.#...##..#####.##.
#.###.#.##..#.#.....#..#.####
#.###.#.##..#.###..#.#####.#.
#.....#...........#.#.####.#.
#######.#..#.#.###.#..#.###..
`
  .trim()
  .split("\n");

/** px of one module: the label fills two thirds of the film's height. */
const size = 11;

const isDark = (x: number, y: number) => modules[y]?.[x] === "#";

/** @returns the label as a picture. */
export function labelPicture(): string {
  const dark = modules.flatMap((row, y) =>
    [...row].flatMap((_, x) => (isDark(x, y) ? [`<rect x="${x + 4}" y="${y + 4}" width="1" height="1"/>`] : [])),
  );
  const side = modules.length + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side * size}" height="${side * size}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/>${dark.join("")}</svg>`;
}

/** Writes a film in which a camera looks at the label without moving. */
export function filmLabel(path: string): void {
  const [width, height] = [640, 480];
  const side = modules.length * size;
  const [left, top] = [(width - side) >> 1, (height - side) >> 1];
  const light = Buffer.alloc(width * height, 235);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (isDark(Math.floor(x / size), Math.floor(y / size))) light[(top + y) * width + left + x] = 16;
    }
  }
  const grey = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, grey]);
  writeFileSync(
    path,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame, frame]),
  );
}
