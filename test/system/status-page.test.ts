/** The status page in a real browser: someone signs in, sees the areas, dims one and reads what every lamp did. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../support/open-browser.ts";
import { offsetAfterDusk, startTown, type Town } from "../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const clockOffset = offsetAfterDusk(120_000);

/** @returns rule and element of everything the accessibility checker objects to. */
async function objections(page: Page): Promise<string[]> {
  // evaluated, not added as an element: the page's own policy lets no foreign script in
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}
interface AxeResult {
  violations: { id: string; nodes: { html: string }[] }[];
}

describe.skipIf(!hasChromium)("the status page", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let town: Town;
  let admin: ApiClient;

  beforeAll(async () => {
    controller = await startController({
      clockOffset,
      env: { DEN_REPORT_PERIOD: "20", DEN_SAMPLE_PERIOD: "10", DEN_INFLUX_URL: "http://127.0.0.1:1" },
    });
    admin = await signIn(controller.url, controller.administrator);
    town = await startTown(admin, { lamps: 60, brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`, clockOffset });
    browser = await openBrowser();
    await until(
      () => admin.get<{ areas: { online: number; controlled: number }[] }>("/fleet/areas"),
      ({ areas }) => areas.every(({ online, controlled }) => online === controlled),
      30_000,
    );
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  async function enter(page: Page, language: "vi" | "en") {
    await page.goto(`${controller.url}/status?lang=${language}`);
    await page.fill("[name=password]", controller.administrator.password);
    await page.click("#sign-in button");
    await page.waitForSelector("#areas tbody tr");
  }

  it.each([
    { language: "vi", colorScheme: "dark", width: 1280 },
    { language: "en", colorScheme: "light", width: 1280 },
    { language: "vi", colorScheme: "light", width: 360 },
    { language: "en", colorScheme: "dark", width: 360 },
  ] as const)("reads well in $language, $colorScheme, $width px wide", async ({ language, colorScheme, width }) => {
    const { page, errors } = await browser.open({ colorScheme, viewport: { width, height: 800 } });
    await page.goto(`${controller.url}/status?lang=${language}`);
    await page.waitForSelector("#sign-in:not([hidden])");
    expect(await page.isVisible("#tonight")).toBe(false);
    expect(await objections(page)).toEqual([]);
    await enter(page, language);
    expect(await page.isVisible("#sign-in")).toBe(false);
    expect(await objections(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await page.textContent("#areas caption")).toBe(language === "vi" ? "Các khu vực lúc này" : "The areas now");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("dims an area and shows the word of every lamp", async () => {
    const { page, errors } = await browser.open({ viewport: { width: 1280, height: 900 } });
    await enter(page, "en");
    const area = town.city.areas.find(({ id }) => town.city.lamps.some((lamp) => lamp.areaId === id && lamp.deviceId))!;
    const road = town.city.lamps.filter((lamp) => lamp.areaId === area.id && lamp.use === "road");
    await page.click(`[data-area="${area.id}"]`);
    expect(await objections(page)).toEqual([]);
    await page.selectOption("[name=minutes]", "15");
    await page.click("#dim button[type=submit]");
    await page.waitForFunction(
      (count) => {
        const word = document.querySelector("#jobs .proven b");
        return Number(word?.textContent) === count;
      },
      road.filter(({ deviceId }) => deviceId !== undefined).length,
      { timeout: 30_000 },
    );
    expect(await page.textContent("#jobs h3")).toContain("30 %");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("says that InfluxDB cannot be written, and that nothing is lost by it", async () => {
    const { page, errors } = await browser.open({ viewport: { width: 360, height: 800 } });
    await enter(page, "en");
    await page.waitForSelector("#influx.bad");
    expect(await page.textContent("#influx")).toBe("InfluxDB: cannot be written, the journal keeps the rows");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("says in the person's language that the password is wrong", async () => {
    const { page } = await browser.open({ viewport: { width: 360, height: 800 } });
    await page.goto(`${controller.url}/status?lang=vi`);
    await page.fill("[name=password]", "không đúng");
    await page.click("#sign-in button");
    await page.waitForFunction(() => document.querySelector("#sign-in-error")?.textContent !== "");
    expect(await page.textContent("#sign-in-error")).toMatch(/mật khẩu/i);
    await page.context().close();
  });
});
