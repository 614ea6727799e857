/** How a chooser finds and orders its options. */
import { expect, test } from "vitest";
import { findOptions, sortOptions } from "../../../controller/console/parts/folded-options.ts";

const option = (label: string) => ({ value: label, label });
const labels = (options: readonly { readonly label: string }[]) => options.map(({ label }) => label);
const wards = ["Phường Thủ Dầu Một", "Thủ Dầu Một", "Đống Đa", "Phú Lợi"].map(option);

test("words without marks and capitals find what is written with them, in any order of words", () => {
  expect(labels(findOptions(wards, "dau thu", 10).offered)).toEqual(["Phường Thủ Dầu Một", "Thủ Dầu Một"]);
  expect(labels(findOptions(wards, "dong da", 10).offered)).toEqual(["Đống Đa"]);
  expect(labels(findOptions(wards, "ĐỐNG", 10).offered)).toEqual(["Đống Đa"]);
  expect(findOptions(wards, "ba son", 10).offered).toEqual([]);
});

test("what begins with the words comes before what only holds them", () => {
  expect(labels(findOptions(wards, "thu dau", 10).offered)).toEqual(["Thủ Dầu Một", "Phường Thủ Dầu Một"]);
});

test("without a word everything is offered as it came, up to the limit, and the rest is counted", () => {
  expect(labels(findOptions(wards, " ", 10).offered)).toEqual(labels(wards));
  expect(findOptions(wards, "", 3)).toEqual({ offered: wards.slice(0, 3), more: 1 });
});

test("options stand in the order of Vietnamese, figures by their size", () => {
  const { compare } = new Intl.Collator("vi", { numeric: true });
  const sorted = sortOptions(["Tủ 10", "Đa Kao", "Tủ 9", "Dĩ An", "An Phú"].map(option), compare);
  expect(labels(sorted)).toEqual(["An Phú", "Dĩ An", "Đa Kao", "Tủ 9", "Tủ 10"]);
});
