import { describe, expect, test } from "vitest";
import { parseCredentials, parseOperatorAccounts } from "../../broker/credentials.ts";
import { people, secretHash } from "./support/start-broker.ts";

describe("a credentials file that is not wholly right lets nobody in", () => {
  test.each([
    ["empty", "", /empty/],
    ["only blanks", " \n", /empty/],
    ["cut off", JSON.stringify(people).slice(0, -5), /JSON/],
    ["of another version", JSON.stringify({ ...people, version: 2 }), /version/],
    ["without devices", JSON.stringify({ version: 1 }), /devices/],
    ["with a short hash", JSON.stringify({ version: 1, devices: { a: ["00"] } }), /devices\.a\.0/],
    [
      "with an upper-case hash",
      JSON.stringify({ version: 1, devices: { a: [secretHash("x").toUpperCase()] } }),
      /devices\.a\.0/,
    ],
    ["with a device without secret", JSON.stringify({ version: 1, devices: { a: [] } }), /devices\.a/],
    [
      "with three secrets",
      JSON.stringify({ version: 1, devices: { a: Array(3).fill(secretHash("x")) } }),
      /devices\.a/,
    ],
    ["with an impossible id", JSON.stringify({ version: 1, devices: { "Lamp 1": [secretHash("x")] } }), /devices/],
    [
      "with an unknown role",
      JSON.stringify({ ...people, accounts: [{ name: "x", role: "god", secretHash: secretHash("x") }] }),
      /role/,
    ],
  ])("%s", (_name, text, problem) => {
    expect(() => parseCredentials(text)).toThrow(problem);
  });
});

test("an accounts file with a pattern that is no filter is refused, naming it", () => {
  const file = {
    version: 1,
    accounts: [{ name: "x", secretHash: secretHash("x"), publish: ["a/#/b"], subscribe: [] }],
  };
  expect(() => parseOperatorAccounts(JSON.stringify(file))).toThrow(
    /accounts\.0\.publish\.0: not an MQTT topic filter/,
  );
});

test("ten thousand devices are read within a fraction of a second and held in little memory", () => {
  const devices = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`lamp-${index}`, [secretHash(`s${index}`)]]),
  );
  const text = JSON.stringify({ version: 1, devices });
  const started = performance.now();
  const credentials = parseCredentials(text);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(credentials.deviceCount).toBe(10_000);
  expect(credentials.deviceAccepts("lamp-9999", Buffer.from(secretHash("s9999"), "hex"))).toBe(true);
  expect(credentials.deviceAccepts("lamp-9999", Buffer.from(secretHash("s9998"), "hex"))).toBe(false);
  expect(credentials.deviceAccepts("lamp-10000", Buffer.alloc(32))).toBe(false);
});
