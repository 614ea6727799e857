/** Every message survives both encodings; the bytes are those of an independent deterministic CBOR encoder. */
import { decode, encode, rfc8949EncodeOptions } from "cborg";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeMessage, encodeMessage, measureMessage } from "#protocol/wire/codec.ts";
import { type MessageKind, type MessageOf, messages } from "#protocol/wire/messages.ts";
import { arbitraryOf } from "../../support/arbitrary-of.ts";
import { differenceOnWire } from "../../support/same-on-wire.ts";

const kinds = Object.keys(messages) as MessageKind[];
const jsonKinds = ["hello", "report", "event", "answer", "desire", "ask"] as const;

const arbitraryMessage = <K extends MessageKind>(kind: K) =>
  arbitraryOf(messages[kind].schema) as fc.Arbitrary<MessageOf[K]>;

describe.each(kinds)("any %s the schema accepts", (kind) => {
  test("comes back from CBOR equal up to the registry's resolution, or is too large to be sent", () => {
    fc.assert(
      fc.property(arbitraryMessage(kind), (message) => {
        if (measureMessage(kind, message) > messages[kind].maxBytes) {
          expect(() => encodeMessage(kind, message, "cbor")).toThrow(RangeError);
          return;
        }
        const decoded = decodeMessage(kind, encodeMessage(kind, message, "cbor"));
        if (!decoded.ok) throw new Error(decoded.reject.detail);
        expect(decoded.encoding).toBe("cbor");
        expect(differenceOnWire(message, decoded.message)).toBeUndefined();
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test("is written byte for byte as cborg writes RFC 8949 §4.2.1, and once decoded always as the same bytes", () => {
    fc.assert(
      fc.property(arbitraryMessage(kind), (message) => {
        if (measureMessage(kind, message) > messages[kind].maxBytes) return;
        const bytes = encodeMessage(kind, message, "cbor");
        const plain: unknown = decode(bytes, { useMaps: true, strict: true });
        expect(new Uint8Array(encode(plain, rfc8949EncodeOptions))).toEqual(bytes);
        const decoded = decodeMessage(kind, bytes);
        expect(decoded.ok && encodeMessage(kind, decoded.message, "cbor")).toEqual(bytes);
      }),
      { numRuns: 100, seed: 8 },
    );
  });
});

describe.each(jsonKinds)("any %s the schema accepts", (kind) => {
  test("comes back from JSON exactly, or is too large to be sent", () => {
    fc.assert(
      fc.property(arbitraryMessage(kind), (message) => {
        const text = new TextEncoder().encode(JSON.stringify(message));
        if (text.length > messages[kind].maxJsonBytes) {
          expect(() => encodeMessage(kind, message, "json")).toThrow(RangeError);
          return;
        }
        const decoded = decodeMessage(kind, encodeMessage(kind, message, "json"));
        if (!decoded.ok) throw new Error(decoded.reject.detail);
        expect(decoded.encoding).toBe("json");
        expect(decoded.message).toEqual(JSON.parse(JSON.stringify(message)));
      }),
      { numRuns: 100, seed: 9 },
    );
  });
});

describe("the JSON form", () => {
  const cborOnly = kinds.filter((kind) => !(jsonKinds as readonly string[]).includes(kind));

  test.each(cborOnly)("is refused for a %s with a code of its own", (kind) => {
    const decoded = decodeMessage(kind, new TextEncoder().encode('{"session":1}'));
    expect(decoded).toMatchObject({ ok: false, reject: { code: "noJsonForm" } });
  });

  test("of a message without one is not written", () => {
    expect(() => encodeMessage("gone", { session: 1 }, "json")).toThrow("gone has no JSON form");
  });
});

describe("what the wire does to a value", () => {
  const roundTrip = (level: number, at = 1_790_000_000_999): unknown => {
    const sample = { at, level, supplyVoltage: 229.96, controlGearTemperature: -12 };
    const message = { batches: [{ stream: "raw" as const, epoch: 1, after: 0, rows: [sample] }] };
    const decoded = decodeMessage("event", encodeMessage("event", message, "cbor"));
    return decoded.ok ? decoded.message.batches[0]?.rows[0] : decoded.reject;
  };

  test("rounds a time down to the second and a voltage to the nearest tenth", () => {
    expect(roundTrip(50.5)).toEqual({
      at: 1_790_000_000_000,
      level: 50.5,
      supplyVoltage: 230,
      controlGearTemperature: -12,
    });
  });

  test("rounds a level between two steps to the nearest, which a sender should not rely on", () => {
    expect(roundTrip(33.3)).toMatchObject({ level: 33.5 });
  });

  test("orders outputs and drops doubles: they are a set", () => {
    const directive = { kind: "isolate" as const, ref: 1, priority: 1, issuedAt: 1_790_000_000_000 };
    const decoded = decodeMessage(
      "directive",
      encodeMessage("directive", { ...directive, outputs: [63, 0, 9, 0] }, "cbor"),
    );
    expect(decoded.ok && decoded.message.outputs).toEqual([0, 9, 63]);
  });
});

describe("the encoder", () => {
  test("throws on a name without a registry entry instead of sending less than was meant", () => {
    const message = { session: 1, colour: 2 } as MessageOf["gone"];
    expect(() => encodeMessage("gone", message, "cbor")).toThrow("colour is not in the registry");
  });

  test("throws on a value without a form, naming the field", () => {
    const session = 1.5;
    expect(() => encodeMessage("gone", { session }, "cbor")).toThrow("session: 1.5 is not an integer");
    const reason = "boredom" as "call";
    expect(() => encodeMessage("report", { reason, states: [] }, "cbor")).toThrow("reason has a value without a form");
  });

  test("leaves out what is undefined", () => {
    const message = { batches: [{ stream: "raw" as const, epoch: 1, after: 0, rows: [{ level: 1, at: undefined }] }] };
    expect(encodeMessage("event", message as unknown as MessageOf["event"], "cbor")).toEqual(
      encodeMessage("event", { batches: [{ stream: "raw", epoch: 1, after: 0, rows: [{ level: 1 }] }] }, "cbor"),
    );
  });
});
