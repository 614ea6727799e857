/**
 * Tiles in one file: PMTiles, version 3, of pictures (https://github.com/protomaps/PMTiles, spec/v3). A header names
 * directories; a directory lists tiles along a Hilbert curve, or further directories.
 */
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, zstdDecompress } from "node:zlib";
import type { BasemapTiles } from "../../core/map/ports.ts";
import { ControllerError } from "../../errors.ts";

const headerSize = 127;
const mediaTypes: Readonly<Record<number, string>> = {
  2: "image/png",
  3: "image/jpeg",
  4: "image/webp",
  5: "image/avif",
};
/** Directories kept unpacked; each is a few kB. */
const keptAtMost = 64;
/** Directories a tile may lie below; the format knows no more. */
const deepest = 4;

interface Header {
  readonly rootOffset: number;
  readonly rootLength: number;
  readonly leavesOffset: number;
  readonly tilesOffset: number;
  readonly compression: number;
  readonly mediaType: string;
  readonly minZoom: number;
  readonly maxZoom: number;
}
export interface Entry {
  readonly tileId: number;
  readonly offset: number;
  readonly length: number;
  /** Tiles in a row that look the same; 0: a directory. */
  readonly runLength: number;
}

/** @throws ControllerError `config/invalid` for what is no archive of pictures. */
export async function openPmtiles(path: string): Promise<BasemapTiles> {
  const file = await open(path);
  try {
    return tilesOf(file, readHeader(await readPart(file, 0, headerSize), path));
  } catch (error) {
    await file.close();
    throw error;
  }
}

function tilesOf(file: FileHandle, header: Header): BasemapTiles {
  const known = new Map<number, Promise<readonly Entry[]>>();

  function directoryAt(offset: number, length: number): Promise<readonly Entry[]> {
    const found = known.get(offset) ?? readDirectory(offset, length);
    known.delete(offset);
    known.set(offset, found);
    for (const oldest of known.keys()) {
      if (known.size <= keptAtMost) break;
      known.delete(oldest);
    }
    return found;
  }
  const readDirectory = async (offset: number, length: number) =>
    parseDirectory(await unpack(await readPart(file, offset, length), header.compression));

  return {
    minZoom: header.minZoom,
    maxZoom: header.maxZoom,
    async tile(z, x, y) {
      const tileId = tileIdOf(z, x, y);
      let entries = await directoryAt(header.rootOffset, header.rootLength);
      for (let depth = 0; depth < deepest; depth++) {
        const entry = findEntry(entries, tileId);
        if (entry === undefined) return undefined;
        if (entry.runLength > 0) {
          const bytes = await readPart(file, header.tilesOffset + entry.offset, entry.length);
          return { bytes, mediaType: header.mediaType };
        }
        entries = await directoryAt(header.leavesOffset + entry.offset, entry.length);
      }
      return undefined;
    },
    close: () => file.close(),
  };
}

async function readPart(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

function readHeader(bytes: Buffer, path: string): Header {
  const refuse = (reason: string) =>
    new ControllerError("config/invalid", `${path}: ${reason}`, {
      params: { name: "DEN_BASEMAP", value: path, reason },
    });
  if (bytes.length < headerSize || bytes.toString("latin1", 0, 7) !== "PMTiles" || bytes[7] !== 3)
    throw refuse("it is no PMTiles archive of version 3");
  const mediaType = mediaTypes[bytes[99]!];
  if (mediaType === undefined) throw refuse("it holds no pictures; make one of PNG, JPEG, WebP or AVIF tiles");
  const u64 = (at: number) => Number(bytes.readBigUInt64LE(at));
  return {
    rootOffset: u64(8),
    rootLength: u64(16),
    leavesOffset: u64(40),
    tilesOffset: u64(56),
    compression: bytes[97]!,
    mediaType,
    minZoom: bytes[100]!,
    maxZoom: bytes[101]!,
  };
}

/** Of directories; pictures are packed by themselves. */
async function unpack(bytes: Buffer, compression: number): Promise<Buffer> {
  switch (compression) {
    case 2:
      return promisify(gunzip)(bytes);
    case 3:
      return promisify(brotliDecompress)(bytes);
    case 4:
      return promisify(zstdDecompress)(bytes);
    default:
      return bytes;
  }
}

/** Four columns of varints: steps of ids, run lengths, lengths, offsets; offset 0 means right after the one before. */
export function parseDirectory(bytes: Uint8Array): Entry[] {
  let at = 0;
  const varint = () => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  };
  const size = varint();
  const column = () => Array.from({ length: size }, varint);
  const [steps, runLengths, lengths, offsets] = [column(), column(), column(), column()];
  let tileId = 0;
  let next = 0;
  return steps.map((step, row) => {
    tileId += step;
    const told = offsets[row]!;
    const offset = told === 0 ? next : told - 1;
    next = offset + lengths[row]!;
    return { tileId, offset, length: lengths[row]!, runLength: runLengths[row]! };
  });
}

/** @returns the last entry not after the id, where it covers it. */
function findEntry(entries: readonly Entry[], tileId: number): Entry | undefined {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.tileId <= tileId) low = middle + 1;
    else high = middle;
  }
  const entry = entries[low - 1];
  if (entry === undefined || entry.runLength === 0) return entry;
  return tileId < entry.tileId + entry.runLength ? entry : undefined;
}

/** Number of a tile: all zooms before it, then its place on the Hilbert curve of its own. */
export function tileIdOf(z: number, x: number, y: number): number {
  let id = (4 ** z - 1) / 3;
  let [column, row] = [x, y];
  for (let half = 2 ** (z - 1); half >= 1; half /= 2) {
    const right = column >= half ? 1 : 0;
    const below = row >= half ? 1 : 0;
    id += half * half * ((3 * right) ^ below);
    column -= right * half;
    row -= below * half;
    if (below === 1) continue;
    [column, row] = right === 1 ? [half - 1 - row, half - 1 - column] : [row, column];
  }
  return id;
}
