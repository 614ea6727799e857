/** How one field travels: the handful of ways a value of the model becomes a CBOR value, and back. */

/** `to` may assume a value its schema accepts; `from` gets any CBOR value and answers undefined for one it cannot read. */
export interface Form {
  readonly kind: "value" | "record" | "many";
  /** How the specification says it. */
  readonly spelling: string;
  /** Smallest difference that survives the wire, in the model's unit; absent: exact. */
  readonly resolution?: number;
  /** The closed list whose positions travel. */
  readonly words?: readonly string[];
  to(value: unknown): unknown;
  from(value: unknown): unknown;
}

const asIs = (value: unknown): unknown => value;

/** Integers, booleans and short texts that need no change. */
export const plain: Form = {
  kind: "value",
  spelling: "as it is",
  to: asIs,
  from: (value) => (typeof value === "object" ? undefined : value),
};

/** Numbers only, in order. */
export const list: Form = {
  kind: "value",
  spelling: "array",
  to: asIs,
  from: (value) => (Array.isArray(value) && value.every((item) => typeof item === "number") ? value : undefined),
};

/** Pairs of numbers in the model, first and last of a range, both included; on the wire one flat array. */
export const ranges: Form = {
  kind: "value",
  spelling: "array, first and last in turn",
  to: (value) => (value as readonly (readonly number[])[]).flat(),
  from: (value) => {
    if (!Array.isArray(value) || value.length % 2 !== 0) return undefined;
    if (!value.every((item) => typeof item === "number")) return undefined;
    return Array.from({ length: value.length / 2 }, (_, n) => [value[2 * n], value[2 * n + 1]]);
  },
};

/** Numbers of 16 bits in the model; on the wire one byte string, two bytes a number, the high one first. */
export const flux: Form = {
  kind: "value",
  spelling: "bytes, 2 per value",
  to: (value) => {
    const values = value as readonly number[];
    const bytes = new Uint8Array(values.length * 2);
    for (const [n, flux] of values.entries()) {
      bytes[2 * n] = flux >> 8;
      bytes[2 * n + 1] = flux;
    }
    return bytes;
  },
  from: (value) => {
    if (!(value instanceof Uint8Array) || value.length % 2 !== 0) return undefined;
    return Array.from({ length: value.length / 2 }, (_, n) => (value[2 * n]! << 8) | value[2 * n + 1]!);
  },
};

/** A nested map with keys of the same registry. */
export const record: Form = {
  kind: "record",
  spelling: "map",
  to: asIs,
  from: (value) => (isRecord(value) ? value : undefined),
};

/** A list of nested maps with keys of the same registry. */
export const many: Form = {
  kind: "many",
  spelling: "array of maps",
  to: asIs,
  from: (value) => (Array.isArray(value) && value.every(isRecord) ? value : undefined),
};

function isRecord(value: unknown): boolean {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** The model's unit times `factor` is the integer on the wire; rounded to the nearest. */
export function scaled(factor: number): Form {
  return {
    kind: "value",
    spelling: `× ${factor}`,
    resolution: 1 / factor,
    to: (value) => Math.round((value as number) * factor),
    from: (value) => (typeof value === "number" ? value / factor : undefined),
  };
}

/** EpochMs in the model, whole seconds on the wire, rounded down. */
export const seconds: Form = {
  kind: "value",
  spelling: "whole seconds",
  resolution: 1000,
  to: (value) => Math.floor((value as number) / 1000),
  from: (value) => (typeof value === "number" ? value * 1000 : undefined),
};

/** A word of a closed list, as its position. */
export function word(words: readonly string[]): Form {
  const positions = new Map(words.map((text, position) => [text, position]));
  return {
    kind: "value",
    spelling: "position",
    words,
    to: (value) => positions.get(value as string),
    from: (value) => (typeof value === "number" ? words[value] : undefined),
  };
}

/** Lower-case hexadecimal texts in the model, byte strings on the wire. */
export const hexes: Form = {
  kind: "value",
  spelling: "array of bytes",
  to: (value) => (value as string[]).map((text) => Uint8Array.fromHex(text)),
  from: (value) =>
    Array.isArray(value) && value.every((item) => item instanceof Uint8Array)
      ? value.map((item) => item.toHex())
      : undefined,
};

/** Ascending output numbers in the model; on the wire a bit string, bit n of byte n/8 (lowest first), no trailing zero byte. */
export const bits: Form = {
  kind: "value",
  spelling: "bit string",
  to: (value) => {
    const outputs = value as readonly number[];
    const bytes = new Uint8Array(outputs.length === 0 ? 0 : (Math.max(...outputs) >> 3) + 1);
    for (const output of outputs) bytes[output >> 3]! |= 1 << (output & 7);
    return bytes;
  },
  from: (value) => {
    if (!(value instanceof Uint8Array) || value.length > 8 || value.at(-1) === 0) return undefined;
    const outputs: number[] = [];
    for (let output = 0; output < value.length * 8; output++) {
      if ((value[output >> 3]! >> (output & 7)) & 1) outputs.push(output);
    }
    return outputs;
  },
};

/** `{ digest, parts }`: a document of one part travels as its 16 bytes, a longer one as [bytes, parts]. */
export const document: Form = {
  kind: "value",
  spelling: "bytes, or [bytes, parts]",
  to: (value) => {
    const { digest, parts } = value as { digest: string; parts: number };
    const bytes = Uint8Array.fromHex(digest);
    return parts === 1 ? bytes : [bytes, parts];
  },
  from: (value) => {
    if (value instanceof Uint8Array) return { digest: value.toHex(), parts: 1 };
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const [bytes, parts] = value;
    // one part has one spelling: equal documents are equal bytes
    return bytes instanceof Uint8Array && parts !== 1 ? { digest: bytes.toHex(), parts } : undefined;
  },
};
