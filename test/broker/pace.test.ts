import { expect, test } from "vitest";
import { Bounds, deviceBounds } from "../../broker/bounds.ts";
import { Pace } from "../../broker/pace.ts";

const bounds = deviceBounds(
  Bounds.parse({
    deviceMessagesPerSecond: 10,
    deviceMessageBurst: 5,
    deviceBytesPerSecond: 1024,
    deviceByteBurst: 2048,
  }),
);

test("a burst passes, what follows has to wait for its share", () => {
  const pace = new Pace(0, bounds);
  expect(pace.take(5, 100, 0, bounds)).toBeUndefined();
  expect(pace.take(1, 100, 0, bounds)).toBe("rate.messages");
  expect(pace.dry(50, bounds)).toBe("rate.messages");
  expect(pace.dry(101, bounds)).toBeUndefined();
});

test("bytes are counted apart from messages", () => {
  const pace = new Pace(0, bounds);
  expect(pace.take(1, 3072, 0, bounds)).toBe("rate.bytes");
  expect(pace.dry(500, bounds)).toBe("rate.bytes");
  expect(pace.dry(1001, bounds)).toBeUndefined();
});

test("a long silence saves up no more than one burst", () => {
  const pace = new Pace(0, bounds);
  pace.take(6, 0, 0, bounds);
  pace.dry(3_600_000, bounds);
  expect(pace.take(5, 0, 3_600_000, bounds)).toBeUndefined();
  expect(pace.take(1, 0, 3_600_000, bounds)).toBe("rate.messages");
});
