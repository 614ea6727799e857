import { expect, it } from "vitest";
import { fold, matches } from "../../../../controller/core/inventory/search.ts";
import { snapshot } from "./small-town.ts";

it.each([
  ["Thủ Dầu Một", "thu dau mot"],
  ["Đường Điện Biên Phủ", "duong dien bien phu"],
  ["ưỡng ƠI ạ", "uong oi a"],
  // the same word typed with marks of their own, as macOS does
  ["Thủ".normalize("NFD"), "thu"],
])("%j is found under %j", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

it.each([
  ["thu dau", true],
  ["DẦU thủ", true],
  ["c.7", true],
  ["", true],
  ["thu duc", false],
])("a lamp at Thủ Dầu Một is found by %j: %j", (query, expected) => {
  const lamp = snapshot({ lamp: [{ id: "l-1", name: "Đèn Thủ Dầu Một", pole: "C.7" }] }).lamp.get("l-1")!;
  expect(matches(lamp, query)).toBe(expected);
});
