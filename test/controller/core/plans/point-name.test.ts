import { expect, test } from "vitest";
import { pointName } from "../../../../controller/core/plans/point-name.ts";

test.each([
  [{ clock: "22:00" }, "22:00", "22:00"],
  [{ clock: "04:45:30" }, "04:45", "04:45"],
  [{ sun: "sunset" }, "mặt trời lặn", "sunset"],
  [{ sun: "sunset", offset: 10 }, "mặt trời lặn +10 phút", "sunset +10 min"],
  [{ sun: "sunrise", offset: -15, notBefore: "05:00" }, "mặt trời mọc −15 phút", "sunrise −15 min"],
] as const)("%o is said as people say it", (time, vi, en) => {
  expect([pointName("vi", time), pointName("en", time)]).toEqual([vi, en]);
});
