import { expect, test } from "vitest";
import { writeClosing } from "../../../../controller/core/orders/closed-segments.ts";

const closing = (otherLamps: number, lights: number) => [
  { cabinetId: "c", cabinetName: "Tủ 7", output: 1, otherLamps, lights },
];

test("what closes is said with the lamps that light with it, and with none where there are none", () => {
  expect(writeClosing(closing(41, 41)).en).toBe("This closes segment 2 of Tủ 7 and lights 41 other lamps.");
  expect(writeClosing(closing(41, 1)).en).toBe(
    "This closes segment 2 of Tủ 7, gives supply to 41 other lamps and lights 1 of them.",
  );
  expect(writeClosing(closing(0, 0))).toEqual({
    vi: "Lệnh này đóng lộ 2 của Tủ 7.",
    en: "This closes segment 2 of Tủ 7.",
  });
  expect(writeClosing([]).en).toBe("");
});
