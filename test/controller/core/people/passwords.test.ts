import { expect, test } from "vitest";
import { normalPassword, passwordWeakness } from "../../../../controller/core/people/passwords.ts";

const owner = { id: "nguyen-van-minh", name: "Nguyễn Văn Minh" };
const weakness = (password: string) => passwordWeakness(normalPassword(password), owner);

test.each([
  "chín cây cầu bắc qua sông",
  "mưa rơi trên phố cũ",
  "h7#Kp2!vQz9w",
  "correct horse battery staple",
  "đèn đường sáng suốt đêm dài",
])("a phrase that is long and one's own is good: %s", (password) => {
  expect(weakness(password)).toBeUndefined();
});

test.each([
  ["short", "h7#Kp2!vQz9", "11 characters"],
  ["one character again and again", "aaaaaaaaaaaaaaaa", "guessed first"],
  ["two in turn", "abababababababab", "guessed first"],
  ["a common word with digits", "Password123456", "guessed first"],
  ["the Vietnamese one, with marks", "Mật khẩu 123456", "guessed first"],
  ["the owner's name with a year", "NguyenVanMinh2026", "guessed first"],
  ["the owner's name with marks", "Nguyễn Văn Minh 1234", "guessed first"],
  ["endless", "x1y2z3".repeat(50), "at most 256"],
])("one that is %s is refused", (_, password, reason) => {
  expect(weakness(password)).toContain(reason);
});

test("length is counted in characters, not in pieces of them", () => {
  expect(weakness("ấấấấấấấấấấấ".normalize("NFD"))).toContain("11 characters");
  expect(weakness("🙂".repeat(11))).toContain("11 characters");
});

test("the same password typed on two keyboards is one text", () => {
  const typed = "mưa rơi trên phố cũ";
  expect(normalPassword(typed.normalize("NFD"))).toBe(normalPassword(typed.normalize("NFC")));
});
