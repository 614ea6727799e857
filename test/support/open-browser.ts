/** The real Chromium of the system, for looking at pages as people do. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const program = "/usr/bin/chromium";
/** False where it is not installed: tests then say so and skip. */
export const hasChromium = existsSync(program);

/** It must not call home: the tests run on machines without a way out. */
const quiet = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface BrowserUnderTest extends AsyncDisposable {
  /** A page in a context of its own; errors of its scripts are collected. */
  open(options: BrowserContextOptions): Promise<{ page: Page; errors: string[] }>;
}

export interface OpenBrowserOptions {
  /** A film (Y4M) that its camera sees; absent: it has no camera. */
  readonly cameraSees?: string;
}

export async function openBrowser({ cameraSees }: OpenBrowserOptions = {}): Promise<BrowserUnderTest> {
  const camera =
    cameraSees === undefined
      ? []
      : ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${cameraSees}`];
  const browser: Browser = await chromium.launch({ executablePath: program, args: [...quiet, ...camera] });
  return {
    async open(options) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      return { page, errors };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
