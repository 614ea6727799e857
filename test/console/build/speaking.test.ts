/** A console in which somebody would read English, or an id, instead of Vietnamese is not built. */
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { expect, onTestFinished, test } from "vitest";
import { speaking } from "../../../controller/console/build/speaking.ts";
import { createTempFolder } from "../../support/temp-folder.ts";

const house = join(import.meta.dirname, "../../..");
const source = `
  import { i18n } from "@lingui/core";
  import { msg } from "@lingui/core/macro";
  import { messages } from "./texts/vi.po";
  i18n.loadAndActivate({ locale: "vi", messages });
  console.log(i18n._(msg\`Lamps lit\`));
`;
const head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: vi\\n"\n\n';

/** @param texts of the one folder that speaks. */
async function buildWith(texts: string, { isFinal = true } = {}): Promise<string> {
  const temp = createTempFolder("speaking");
  onTestFinished(() => temp[Symbol.dispose]());
  const folder = temp.path;
  symlinkSync(join(house, "node_modules"), join(folder, "node_modules"));
  copyFileSync(join(house, "controller/console/lingui.config.ts"), join(folder, "lingui.config.ts"));
  mkdirSync(join(folder, "tonight/texts"), { recursive: true });
  writeFileSync(join(folder, "tonight/main.ts"), source);
  for (const language of ["vi", "en"]) writeFileSync(join(folder, `tonight/texts/${language}.po`), head + texts);
  const built = await build({
    configFile: false,
    root: folder,
    logLevel: "silent",
    plugins: [speaking({ folder, isBuild: true, isFinal })],
    build: { write: false, minify: false, rollupOptions: { input: join(folder, "tonight/main.ts") } },
  });
  return JSON.stringify(built);
}

test("speaks Vietnamese where every text has it", async () => {
  expect(await buildWith('msgid "Lamps lit"\nmsgstr "Đèn đang sáng"\n')).toContain("Đèn đang sáng");
});

test("is not built while a text lacks its Vietnamese, but for somebody who only looks", async () => {
  const owed = 'msgid "Lamps lit"\nmsgstr ""\n';
  await expect(buildWith(owed)).rejects.toThrow(/Lamps lit|missing/i);
  expect(await buildWith(owed, { isFinal: false })).toContain("Lamps lit");
});

test("is not built with a text that nobody collected", async () => {
  await expect(buildWith('msgid "Poles"\nmsgstr "Cột"\n')).rejects.toThrow(/main\.ts is in no catalog: npm run texts/);
});
