import { describe, expect, test } from "vitest";
import { createWishes } from "../../../controller/console/order/wishes.ts";

/** Every key and every end is drawn anew, so that what is kept is seen to be kept. */
function open() {
  let drawn = 0;
  const wishes = createWishes(() => `key-${++drawn}`);
  const until = () => ({ until: ++drawn });
  return { wishes, until };
}
const flood = { selection: { lampIds: ["a"] }, why: "flood" };

describe("a wish that is said again", () => {
  test("before it was answered is the same, with its key and its end", () => {
    const { wishes, until } = open();
    const first = wishes.of("/emergencies", flood, until);
    expect(wishes.of("/emergencies", { ...flood }, until)).toEqual(first);
    expect(first.body).toMatchObject({ ...flood, until: expect.any(Number) });
  });

  test("after it was answered is another one", () => {
    const { wishes } = open();
    const first = wishes.of("/isolations", flood);
    wishes.answered();
    expect(wishes.of("/isolations", flood).clientKey).not.toBe(first.clientKey);
  });

  test("in other words, or for something else, is another one", () => {
    const { wishes } = open();
    const keys = [
      wishes.of("/isolations", flood),
      wishes.of("/isolations", { ...flood, why: "fire" }),
      wishes.of("/isolations", { ...flood, documentNumber: "12/QĐ" }),
      wishes.of("/work-locks", flood),
      wishes.of("/isolations", { ...flood, selection: { lampIds: ["b"] } }),
    ].map(({ clientKey }) => clientKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
