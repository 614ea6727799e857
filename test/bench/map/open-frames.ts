/** Opens the console's lamp layer in a real Chromium that draws without a graphics card, for measuring frames. */
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { openBrowser } from "../../support/open-browser.ts";
import type { FramesAsked, FramesSeen } from "./frames-page.ts";

export interface FramesUnderTest extends AsyncDisposable {
  watch(asked: FramesAsked): Promise<FramesSeen>;
}

const page = fileURLToPath(new URL("./frames-page.ts", import.meta.url));

async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, lib: { entry: page, formats: ["iife"], name: "frames" } },
  });
  const [output] = [built].flat();
  if (output === undefined || !("output" in output)) throw new Error("vite built nothing");
  return output.output[0].code;
}

export async function openFrames(): Promise<FramesUnderTest> {
  const [code, browser] = await Promise.all([bundled(), openBrowser()]);
  const { page: tab } = await browser.open({ viewport: { width: 1280, height: 800 } });
  await tab.setContent("<!doctype html><body style='margin:0;background:#000'></body>");
  await tab.addScriptTag({ content: code });
  return {
    watch: (asked) =>
      tab.evaluate((wanted) => {
        const { watchFrames } = globalThis as unknown as { watchFrames(asked: FramesAsked): Promise<FramesSeen> };
        return watchFrames(wanted);
      }, asked),
    [Symbol.asyncDispose]: () => browser[Symbol.asyncDispose](),
  };
}
