/** One English text means one Vietnamese one, in whichever folder it is said. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { textClashes, vietnameseTexts } from "../../../controller/console/build/text-clashes.ts";

const po = (entries: string) => `msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n${entries}\n`;
const map = { path: "map/texts/vi.po", content: po('msgid "Circuit"\nmsgstr "Mạch"') };

test("the console's own folders agree on every text", async () => {
  const files = vietnameseTexts(join(import.meta.dirname, "../../../controller/console"));
  expect(files.length).toBeGreaterThan(10);
  expect(await textClashes(files)).toEqual([]);
});

test("a text with two translations is told with both its files", async () => {
  const plans = { path: "plans/texts/vi.po", content: po('msgid "Circuit"\nmsgstr "Lộ"') };
  const [clash, ...others] = await textClashes([map, plans]);
  expect(clash).toContain("“Circuit” is “Mạch” in map/texts/vi.po and “Lộ” in plans/texts/vi.po");
  expect(others).toEqual([]);
});

test("the same translation, another context and a translation that is still owed are no clashes", async () => {
  const same = { ...map, path: "order/texts/vi.po" };
  const other = {
    path: "audit/texts/vi.po",
    content: po('msgctxt "electronics"\nmsgid "Circuit"\nmsgstr "Mạch điện"'),
  };
  const owed = { path: "jobs/texts/vi.po", content: po('msgid "Circuit"\nmsgstr ""') };
  expect(await textClashes([map, same, other, owed])).toEqual([]);
});
