/** Every screen there is, in every look people use: nothing the accessibility checker objects to, nothing beside the edge, no error. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { allLooks, objections, openConsole, screensOf } from "../../support/open-console.ts";
import { offsetAfterDusk, startTown, type Town } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

const clockOffset = offsetAfterDusk(3_600_000);

describe.skipIf(!hasChromium)("every screen of the console", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let town: Town;
  let admin: ApiClient;

  beforeAll(async () => {
    controller = await startController({ clockOffset, env: { DEN_REPORT_PERIOD: "20", DEN_SAMPLE_PERIOD: "10" } });
    admin = await signIn(controller.url, controller.administrator);
    town = await startTown(admin, { lamps: 60, brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`, clockOffset });
    browser = await openBrowser();
    await until(
      () => admin.get<{ areas: { online: number; controlled: number }[] }>("/fleet/areas"),
      ({ areas }) => areas.every(({ online, controlled }) => online === controlled),
      30_000,
    );
    // something is in force and under way, so that lists have lines
    const lampIds = town.city.lamps.filter(({ deviceId }) => deviceId !== undefined).map(({ id }) => id);
    await admin.order("overrides", {
      selection: { lampIds: lampIds.slice(0, 5) },
      target: { level: 40 },
      until: town.now() + 3_600_000,
      why: "Thử nghiệm",
    });
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  it.each(allLooks)("reads well in $language, $colorScheme, $width px wide", async (look) => {
    const { page, errors, go, close } = await openConsole(browser, {
      ...look,
      url: controller.url,
      person: controller.administrator,
    });
    const screens = await screensOf(page);
    expect(screens).toContain("/tonight");
    const found: Record<string, string[]> = {};
    for (const screen of screens) {
      await go(screen);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const wrong = [...(await objections(page)), ...(overflow > 0 ? [`${overflow} px beside the edge`] : [])];
      if (wrong.length > 0) found[screen] = wrong;
    }
    expect(found).toEqual({});
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(look.language);
    expect(errors).toEqual([]);
    await close();
  });
});
