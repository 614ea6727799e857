/** How one field travels: the handful of ways a value of the model becomes a CBOR value, and back. */

/** `to` may assume a value its schema accepts; `from` gets any CBOR value and answers undefined for one it cannot read. */
export interface Form {
  readonly kind: "value" | "record" | "many";
  to(value: unknown): unknown;
  from(value: unknown): unknown;
}

const asIs = (value: unknown): unknown => value;

/** Integers, booleans and short texts that need no change. */
export const plain: Form = {
  kind: "value",
  to: asIs,
  from: (value) => (value === null || typeof value === "object" ? undefined : value),
};

/** Numbers only, in order. */
export const list: Form = {
  kind: "value",
  to: asIs,
  from: (value) => (Array.isArray(value) && value.every((item) => typeof item === "number") ? value : undefined),
};

/** A nested map with keys of the same registry. */
export const record: Form = { kind: "record", to: asIs, from: asIs };

/** A list of nested maps with keys of the same registry. */
export const many: Form = { kind: "many", to: asIs, from: asIs };

/** The model's unit times `factor` is the integer on the wire; rounded to the nearest. */
export function scaled(factor: number): Form {
  return {
    kind: "value",
    to: (value) => Math.round((value as number) * factor),
    from: (value) => (typeof value === "number" ? value / factor : undefined),
  };
}

/** EpochMs in the model, whole seconds on the wire, rounded down. */
export const seconds: Form = {
  kind: "value",
  to: (value) => Math.floor((value as number) / 1000),
  from: (value) => (typeof value === "number" ? value * 1000 : undefined),
};

/** A word of a closed list, as its position. */
export function word(words: readonly string[]): Form {
  const positions = new Map(words.map((text, position) => [text, position]));
  return {
    kind: "value",
    to: (value) => positions.get(value as string),
    from: (value) => (typeof value === "number" ? words[value] : undefined),
  };
}

/** Lower-case hexadecimal in the model, bytes on the wire. */
export const hex: Form = {
  kind: "value",
  to: (value) => Uint8Array.fromHex(value as string),
  from: (value) => (value instanceof Uint8Array ? value.toHex() : undefined),
};

/** A list of `hex` values. */
export const hexes: Form = {
  kind: "value",
  to: (value) => (value as string[]).map((text) => Uint8Array.fromHex(text)),
  from: (value) =>
    Array.isArray(value) && value.every((item) => item instanceof Uint8Array)
      ? value.map((item) => item.toHex())
      : undefined,
};

/** Ascending output numbers in the model; on the wire a bit string, bit n of byte n/8 (lowest first), no trailing zero byte. */
export const bits: Form = {
  kind: "value",
  to: (value) => {
    const outputs = value as readonly number[];
    const bytes = new Uint8Array(outputs.length === 0 ? 0 : (Math.max(...outputs) >> 3) + 1);
    for (const output of outputs) bytes[output >> 3]! |= 1 << (output & 7);
    return bytes;
  },
  from: (value) => {
    if (!(value instanceof Uint8Array) || value.length > 8) return undefined;
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
  to: (value) => {
    const { digest, parts } = value as { digest: string; parts: number };
    const bytes = Uint8Array.fromHex(digest);
    return parts === 1 ? bytes : [bytes, parts];
  },
  from: (value) => {
    const [bytes, parts] = Array.isArray(value) ? value : [value, 1];
    return bytes instanceof Uint8Array ? { digest: bytes.toHex(), parts } : undefined;
  },
};
