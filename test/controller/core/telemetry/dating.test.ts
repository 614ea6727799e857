import { expect, test } from "vitest";
import { bootBegan, dateRow } from "../../../../controller/core/telemetry/dating.ts";

const now = 1_790_000_000_000;
const unknown = () => undefined;

test("a row is dated by its own clock", () => {
  expect(dateRow({ at: now - 5000 }, now, true, unknown)).toEqual({ at: now - 5000 });
});

test("a row without a clock is dated by the boot it was taken in, once that is known", () => {
  const row = { bootCount: 4, uptime: 60 };
  expect(dateRow(row, now, true, unknown)).toEqual({ aside: "undated" });
  expect(dateRow(row, now, true, (boot) => (boot === 4 ? now - 100_000 : undefined))).toEqual({ at: now - 40_000 });
  expect(bootBegan(now, 100)).toBe(now - 100_000);
});

test("a row outside any log without a time was taken when it came", () => {
  expect(dateRow({}, now, false, unknown)).toEqual({ at: now });
  expect(dateRow({}, now, true, unknown)).toEqual({ aside: "undated" });
});

test("a time more than an hour ahead, more than 400 days back, or before 2020, cannot be true", () => {
  expect(dateRow({ at: now + 3_600_000 }, now, true, unknown)).toEqual({ at: now + 3_600_000 });
  expect(dateRow({ at: now + 3_600_001 }, now, true, unknown)).toEqual({ aside: "future", at: now + 3_600_001 });
  const oldest = now - 400 * 86_400_000;
  expect(dateRow({ at: oldest }, now, true, unknown)).toEqual({ at: oldest });
  expect(dateRow({ at: oldest - 1 }, now, true, unknown)).toEqual({ aside: "past", at: oldest - 1 });
  const then = 1_580_000_000_000;
  expect(dateRow({ at: 1_577_836_799_999 }, then, true, unknown)).toEqual({ aside: "past", at: 1_577_836_799_999 });
  expect(dateRow({ at: 1_577_836_799_999 }, now, true, unknown)).toEqual({ aside: "past", at: 1_577_836_799_999 });
  expect(dateRow({ bootCount: 1, uptime: 1 }, now, true, () => 0)).toEqual({ aside: "past", at: 1000 });
});
