/** The console in a real browser, signed in, in a given language, scheme and width; and what the accessibility checker says of it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { BrowserUnderTest } from "./open-browser.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Look {
  readonly language: "vi" | "en";
  readonly colorScheme: "light" | "dark";
  /** px */
  readonly width: number;
}

/** Every combination people use: language × scheme × desk and phone. */
export const allLooks: readonly Look[] = (["vi", "en"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((colorScheme) => [360, 1280].map((width) => ({ language, colorScheme, width }))),
);

/** Four in which every two of language, scheme and width meet; all of them in the long form. */
export const pairedLooks = allLooks.filter(
  ({ language, colorScheme, width }) =>
    process.env.DEN_TEST_LONG === "1" || (language === "vi") === ((colorScheme === "dark") === (width === 360)),
);

/** Two that between them have every language, scheme and width; all of them in the long form. */
export const looks: readonly Look[] =
  process.env.DEN_TEST_LONG === "1"
    ? allLooks
    : [
        { language: "vi", colorScheme: "dark", width: 360 },
        { language: "en", colorScheme: "light", width: 1280 },
      ];

export interface ConsoleUnderTest {
  readonly page: Page;
  /** Errors of scripts, and whatever the page's own policy refused. */
  readonly errors: string[];
  /** Goes to an address of the console within the page and waits until the screen is there. */
  go(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface OpenConsoleOptions extends Partial<Look> {
  readonly url: string;
  readonly person: { readonly id: string; readonly password: string };
  /** Where to begin; absent: the first screen. */
  readonly path?: string;
}

/** Signs in beside the page, so that a test of a screen is not one of the door. */
export async function openConsole(browser: BrowserUnderTest, options: OpenConsoleOptions): Promise<ConsoleUnderTest> {
  const { url, person, path = "/", language = "vi", colorScheme = "dark", width = 1280 } = options;
  const { page, errors } = await browser.open({ colorScheme, viewport: { width, height: 800 } });
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) errors.push(message.text());
  });
  const answer = await page.context().request.post(`${url}/api/v1/sessions`, { data: person });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
  await page.addInitScript((spoken) => localStorage.setItem("den.language", spoken), language);
  await page.goto(url + path);
  await screenIsThere(page);
  return {
    page,
    errors,
    async go(to) {
      await page.evaluate((address) => {
        history.pushState({}, "", address);
        dispatchEvent(new PopStateEvent("popstate"));
      }, to);
      await page.waitForFunction((address) => location.pathname === address.split("?")[0], to);
      await screenIsThere(page);
    },
    close: () => page.context().close(),
  };
}

/** What stands there is what the address says, with a heading, and nothing that still loads. */
async function screenIsThere(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      // the router writes marks of an address as %3A, a person as they are
      decodeURIComponent(document.querySelector<HTMLElement>("#content")?.dataset.address ?? "") ===
        decodeURIComponent(location.pathname + location.search) &&
      document.querySelector("#content h1") !== null &&
      document.querySelector("main .mantine-Loader-root") === null &&
      document.fonts.status === "loaded",
  );
}

/** @returns addresses of all pages of the screens in the navigation, those that name a thing as `/jobs/$jobId`. */
export async function pagesOf(page: Page): Promise<string[]> {
  const lists = await page.$$eval("nav [data-pages]", (links) =>
    links.map((link) => (link as HTMLElement).dataset.pages),
  );
  return [...new Set(lists.flatMap((pages) => pages?.split(" ") ?? []))];
}

/** @returns rule, element and reason of everything the accessibility checker objects to. */
export async function objections(page: Page): Promise<string[]> {
  // contrast is measured as it is painted, so what fades in has to be there
  await page.waitForFunction(
    () =>
      document.getAnimations().every(({ playState }) => playState === "finished") &&
      [...document.querySelectorAll("[role=dialog]")].every((dialog) => getComputedStyle(dialog).opacity === "1"),
  );
  // evaluated, not added as an element: the page's own policy lets no foreign script in
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({
      // of WCAG 2.2, and off unless asked for
      rules: { "target-size": { enabled: true } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`),
    );
  });
}
interface Axe {
  run(options: { rules: Record<string, { enabled: boolean }> }): Promise<{
    violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[];
  }>;
}
