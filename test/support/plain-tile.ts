/** Map tiles made on the spot: a test asks nobody for pictures. */
import { crc32, deflateSync } from "node:zlib";

/** A PNG of 256 × 256 pixels in one colour. */
export function plainTile(red: number, green: number, blue: number): Buffer {
  const part = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0]);
  const line = Buffer.from([0, ...Array(256).fill([red, green, blue]).flat()]);
  const lines = deflateSync(Buffer.concat(Array(256).fill(line)));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([signature, part("IHDR", header), part("IDAT", lines), part("IEND", Buffer.alloc(0))]);
}
