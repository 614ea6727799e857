/** Ids out of names. */
import { expect, test } from "vitest";
import { idFor } from "../../../controller/console/text/id-for.ts";

test.each([
  ["Nguyễn Thị Lan", "nguyen-thi-lan"],
  ["  Đại lộ Bình Dương (cũ) ", "dai-lo-binh-duong-cu"],
  [`${"a".repeat(39)} b`, "a".repeat(39)],
  ["…", ""],
])("%j becomes %j", (name, id) => expect(idFor(name)).toBe(id));
