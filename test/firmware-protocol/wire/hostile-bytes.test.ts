/** Bytes from a hostile or broken sender: refused with a code, never thrown, never half understood. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rejectVectors } from "#protocol/vectors/generate-rejects.ts";
import { decodeMessage, encodeMessage, rejectCodes } from "#protocol/wire/codec.ts";
import { type MessageKind, messages } from "#protocol/wire/messages.ts";
import { arbitraryOf } from "../../support/arbitrary-of.ts";

const kinds = Object.keys(messages) as MessageKind[];

function rejectOf(kind: MessageKind, bytes: Uint8Array): { code: string; detail: string } {
  const decoded = decodeMessage(kind, bytes);
  if (decoded.ok) throw new Error(`taken: ${JSON.stringify(decoded.message)}`);
  return decoded.reject;
}
const cbor = (kind: MessageKind, hex: string) => rejectOf(kind, Uint8Array.fromHex(hex.replaceAll(" ", "")));
const json = (kind: MessageKind, text: string) => rejectOf(kind, new TextEncoder().encode(text));

describe.each(kinds)("decoding a %s", (kind) => {
  test("never throws on random bytes and always answers with a code of the list", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decodeMessage(kind, bytes);
        if (!decoded.ok) expect(rejectCodes).toContain(decoded.reject.code);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test("never throws on a valid message with bytes changed, cut or doubled, and takes only what its schema accepts", () => {
    const mutation = fc.record({
      place: fc.nat(),
      byte: fc.nat(255),
      act: fc.constantFrom("set", "cut", "insert", "drop"),
    });
    const valid = arbitraryOf(messages[kind].schema);
    fc.assert(
      fc.property(valid, fc.array(mutation, { minLength: 1, maxLength: 4 }), (message, mutations) => {
        let bytes: number[];
        try {
          bytes = [...encodeMessage(kind, message as never, "cbor")];
        } catch {
          return; // too large to be sent
        }
        for (const { place, byte, act } of mutations) {
          const at = place % (bytes.length + 1);
          if (act === "set") bytes[Math.min(at, bytes.length - 1)] = byte;
          else if (act === "cut") bytes.length = at;
          else if (act === "insert") bytes.splice(at, 0, byte);
          else bytes.splice(at, 1);
        }
        const decoded = decodeMessage(kind, Uint8Array.from(bytes));
        if (decoded.ok) expect(messages[kind].schema.safeParse(decoded.message)).toMatchObject({ success: true });
        else expect(rejectCodes).toContain(decoded.reject.code);
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});

describe("every refusal that the vectors list", () => {
  test.each(rejectVectors.cases())("$kind: $name", ({ kind, code, field, cbor: hex, json: text }) => {
    const reject = hex === undefined ? json(kind, text!) : cbor(kind, hex);
    expect(reject.code).toBe(code);
    if (field !== undefined) expect(reject.detail.split(": ")[0]).toBe(field);
  });
});

describe("CBOR", () => {
  test.each([
    ["a map of 4 thousand million pairs", "ba ffffffff"],
    ["an array longer than the message", "a1 18 26 9a 00ffffff"],
    ["a string longer than the message", "a1 18 26 5a 7fffffff 00"],
    ["a string of 2^53 bytes", "a1 18 26 5b 001fffffffffffff 00"],
  ])("is refused before anything is allocated: %s", (_, hex) => {
    const before = process.memoryUsage().arrayBuffers;
    expect(cbor("gone", hex).code).toBe("notCbor");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20);
  });

  test.each(["81", "a1 00", "a1 18c8"])("is refused when nested deeper than any message: %s…", (hex) => {
    expect(cbor("report", `${hex.repeat(1000)}00`)).toEqual({ code: "notCbor", detail: "nested deeper than 8" });
  });
});

describe("a field", () => {
  const gone = { session: 1 };

  test("with an unknown key is ignored, whatever is in it", () => {
    // key 200 holds { 2: "x", 17: [{}] }, which the registry would read as a level and outputs
    const bytes = Uint8Array.fromHex("a2182601 18c8 a2026178 1181a0".replaceAll(" ", ""));
    expect(decodeMessage("gone", bytes)).toEqual({ ok: true, message: gone, encoding: "cbor" });
  });

  test("that belongs to another kind of message is dropped", () => {
    const bytes = Uint8Array.fromHex("a2 0218c8 182601".replaceAll(" ", ""));
    expect(decodeMessage("gone", bytes)).toEqual({ ok: true, message: gone, encoding: "cbor" });
  });
});

describe("JSON", () => {
  test("may use the same name in different objects, and braces and colons in texts", () => {
    const text = '{"session":1,"rule":"a\\":{[","x":{"session":1},"states":[]}';
    expect(decodeMessage("report", new TextEncoder().encode(text))).toMatchObject({ ok: true });
  });

  test("that is not UTF-8 is refused", () => {
    const bytes = new TextEncoder().encode('{"states":[],"selector":"?"}');
    bytes[bytes.indexOf(0x3f)] = 0xff;
    expect(rejectOf("report", bytes)).toEqual({ code: "notJson", detail: "not UTF-8" });
  });

  test("cannot reach a prototype", () => {
    const decoded = decodeMessage("report", new TextEncoder().encode('{"__proto__":{"uptime":1},"states":[]}'));
    expect(decoded).toEqual({ ok: true, message: { states: [] }, encoding: "json" });
    expect(decoded.ok && decoded.message.uptime).toBeUndefined();
    expect("uptime" in {}).toBe(false);
  });

  test("nested thousands deep is refused or ignored, never thrown", () => {
    const deep = `{"x":${"[".repeat(2000)}${"]".repeat(2000)},"states":[]}`;
    expect(decodeMessage("report", new TextEncoder().encode(deep))).toMatchObject({
      ok: true,
      message: { states: [] },
    });
    expect(json("report", `{"states":${"[".repeat(2000)}${"]".repeat(2000)}}`).code).toBe("badField");
  });

  test("with half a surrogate pair in a name of hardware is refused", () => {
    const text = '{"protocol":1,"model":"\\ud800","session":1}';
    expect(json("hello", text).code).toBe("badField");
  });
});

describe("a whole message", () => {
  test("of another version is refused as such, before its fields are looked at", () => {
    expect(json("hello", '{"protocol":2}')).toEqual({
      code: "unknownVersion",
      detail: "protocol 2; this side speaks 1",
    });
    expect(cbor("hello", "a1 1836 02").code).toBe("unknownVersion");
  });

  test.each(["01", "80", "60", "40", "f5"])("that is no map is refused: 0x%s", (hex) => {
    expect(cbor("report", hex).code).toBe("notAMessage");
  });

  test.each(kinds)("of a %s one byte above its size is refused unread", (kind) => {
    const { maxBytes } = messages[kind];
    expect(rejectOf(kind, new Uint8Array(maxBytes + 1)).code).toBe("tooLarge");
    expect(rejectOf(kind, new Uint8Array(maxBytes)).code).not.toBe("tooLarge");
  });

  test("is refused with a detail of at most 200 characters", () => {
    const detail = json(
      "report",
      `{"states":[],"states":${"1".repeat(3000)},"${"n".repeat(500)}":1,"${"n".repeat(500)}":1}`,
    ).detail;
    expect(detail.length).toBeLessThanOrEqual(200);
  });
});
