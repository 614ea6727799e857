import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { openBasemap } from "../../../../controller/bridges/basemap/open-basemap.ts";
import { tileIdOf } from "../../../../controller/bridges/basemap/pmtiles.ts";
import { createTempFolder } from "../../../support/temp-folder.ts";

const temp = createTempFolder("basemap");
afterAll(() => temp.remove());

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];

interface Entry {
  id: number;
  run: number;
  length: number;
  offset: number;
}
function directory(entries: readonly Entry[]): Buffer {
  const steps = entries.map(({ id }, row) => id - (entries[row - 1]?.id ?? 0));
  const columns = [
    steps,
    entries.map(({ run }) => run),
    entries.map(({ length }) => length),
    entries.map(({ offset }) => offset + 1),
  ];
  return gzipSync(Buffer.from([entries.length, ...columns.flat()].flatMap(varint)));
}

/** An archive of two tiles in the root and one below a further directory. */
function archive({ tileType = 2, version = 3 } = {}): string {
  const tiles = Buffer.from("worldNESTdeep");
  const leaf = directory([{ id: tileIdOf(12, 3423, 1763), run: 1, length: 4, offset: 9 }]);
  const root = directory([
    { id: tileIdOf(0, 0, 0), run: 1, length: 5, offset: 0 },
    { id: tileIdOf(1, 0, 0), run: 2, length: 4, offset: 5 },
    { id: tileIdOf(12, 0, 0), run: 0, length: leaf.length, offset: 0 },
  ]);
  const header = Buffer.alloc(127);
  header.write("PMTiles", "latin1");
  header[7] = version;
  const parts: [number, number][] = [
    [8, 127],
    [16, root.length],
    [40, 127 + root.length],
    [48, leaf.length],
    [56, 127 + root.length + leaf.length],
    [64, tiles.length],
  ];
  for (const [at, value] of parts) header.writeBigUInt64LE(BigInt(value), at);
  header[97] = 2;
  header[99] = tileType;
  header[100] = 0;
  header[101] = 12;
  const path = temp.of(`town-${tileType}-${version}.pmtiles`);
  writeFileSync(path, Buffer.concat([header, root, leaf, tiles]));
  return path;
}

describe("a PMTiles file", () => {
  test.each([
    [0, 0, 0, 0],
    [1, 0, 0, 1],
    [1, 0, 1, 2],
    [1, 1, 1, 3],
    [1, 1, 0, 4],
    [2, 0, 0, 5],
    [12, 3423, 1763, 19_078_479],
  ])("numbers tile %d/%d/%d as the specification does", (z, x, y, id) => {
    expect(tileIdOf(z, x, y)).toBe(id);
  });

  test("gives its tiles, those of a run and those below further directories", async () => {
    const map = await openBasemap(archive());
    const text = async (z: number, x: number, y: number) => (await map.tile(z, x, y))?.bytes.toString();
    expect([map.minZoom, map.maxZoom]).toEqual([0, 12]);
    expect(await text(0, 0, 0)).toBe("world");
    expect([await text(1, 0, 0), await text(1, 0, 1)]).toEqual(["NEST", "NEST"]);
    expect(await text(1, 1, 1)).toBeUndefined();
    expect(await text(12, 3423, 1763)).toBe("deep");
    expect(await text(12, 3423, 1764)).toBeUndefined();
    expect((await map.tile(0, 0, 0))?.mediaType).toBe("image/png");
    await map.close();
  });

  test("is refused when it holds no pictures, or is of another version", async () => {
    await expect(openBasemap(archive({ tileType: 1 }))).rejects.toMatchObject({ code: "config/invalid" });
    await expect(openBasemap(archive({ version: 2 }))).rejects.toMatchObject({ code: "config/invalid" });
  });
});

describe("a folder of tiles", () => {
  test("gives what lies at zoom, column and row, whatever kind of picture", async () => {
    const folder = temp.of("tiles");
    mkdirSync(join(folder, "14", "3"), { recursive: true });
    mkdirSync(join(folder, "9"), { recursive: true });
    writeFileSync(join(folder, "14", "3", "5.jpg"), "picture");
    const map = await openBasemap(folder);
    expect([map.minZoom, map.maxZoom]).toEqual([9, 14]);
    expect(await map.tile(14, 3, 5)).toMatchObject({ mediaType: "image/jpeg" });
    expect(await map.tile(14, 3, 6)).toBeUndefined();
  });

  test("that is none, or is not there, ends the start with the setting's name", async () => {
    mkdirSync(temp.of("empty"));
    for (const path of [temp.of("empty"), temp.of("nothing")])
      await expect(openBasemap(path)).rejects.toMatchObject({
        code: "config/invalid",
        params: { name: "DEN_BASEMAP", value: path },
      });
  });
});
