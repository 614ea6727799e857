/** Cuts what a broker sends into packets, without copying what arrives whole. */

/** `body` is only good until the call returns. */
export type TakePacket = (type: number, flags: number, body: Buffer) => void;

export class PacketReader {
  readonly #take: TakePacket;
  #rest: Buffer | undefined;

  constructor(take: TakePacket) {
    this.#take = take;
  }

  /** @param chunk may be used again by its owner as soon as this returns. @param length of it that counts. */
  push(chunk: Buffer, length: number): void {
    const arrived = chunk.subarray(0, length);
    const bytes = this.#rest === undefined ? arrived : Buffer.concat([this.#rest, arrived]);
    let at = 0;
    while (at < bytes.length) {
      const end = this.#packet(bytes, at);
      if (end === undefined) break;
      at = end;
    }
    this.#rest = at === bytes.length ? undefined : Buffer.from(bytes.subarray(at));
  }

  /** Forgets a packet that never became whole. */
  reset(): void {
    this.#rest = undefined;
  }

  /** @returns where the packet ends; undefined while it is not whole. */
  #packet(bytes: Buffer, start: number): number | undefined {
    let length = 0;
    let at = start + 1;
    for (let shift = 0; ; shift += 7) {
      const digit = bytes[at++];
      if (digit === undefined) return undefined;
      length |= (digit & 0x7f) << shift;
      if (digit < 0x80) break;
    }
    const end = at + length;
    if (end > bytes.length) return undefined;
    const first = bytes[start]!;
    this.#take(first >> 4, first & 0x0f, bytes.subarray(at, end));
    return end;
  }
}
