/** Rates and baselines in a real browser: saved with a reason, as further versions. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { openConsole } from "../../support/open-console.ts";
import { type EnteredTown, enterTown } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

interface Rates {
  readonly version: number;
  readonly rates: { readonly priceClasses: readonly { readonly prices: readonly { readonly value: number }[] }[] };
  readonly saved: { readonly why: string };
}

describe.skipIf(!hasChromium)("rates and baselines", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let admin: ApiClient;
  let town: EnteredTown;

  beforeAll(async () => {
    controller = await startController();
    admin = await signIn(controller.url, controller.administrator);
    town = await enterTown(admin, { lamps: 50 });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  const open = (path: string) =>
    openConsole(browser, { url: controller.url, person: controller.administrator, path, language: "en" });

  it("saves a price as a further version, and only with a reason", async () => {
    const before = await admin.get<Rates>("/rates");
    const { page, errors, close } = await open("/energy-tables");
    await page.getByLabel("VND per kWh").first().fill("2.500,5");
    const save = page.getByRole("button", { name: "Save" });
    expect(await save.isEnabled()).toBe(false);
    await page.getByLabel("Why").fill("new decision");
    await save.click();
    await page.getByText(`Version ${before.version + 1}, saved by`).waitFor();
    const after = await admin.get<Rates>("/rates");
    expect(after.rates.priceClasses[0]?.prices[0]?.value).toBe(2500.5);
    expect(after.saved.why).toBe("new decision");
    expect(errors).toEqual([]);
    await close();
  });

  it("records what an area burned before, and keeps what was corrected", async () => {
    const area = town.city.areas.at(-1)!;
    const { page, errors, close } = await open(`/energy-tables/baselines/${area.id}`);
    for (const [revision, count] of [
      [1, "120"],
      [2, "118"],
    ] as const) {
      await page.getByLabel("Taken from").fill("Survey 14/2024");
      await page.getByLabel("What lamps").fill("Sodium 250 W");
      await page.getByLabel("How many").fill(count);
      await page.getByLabel("Less from").fill("22:30");
      await page.getByLabel("Why").fill(`count ${revision}`);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText(`count ${revision}`).waitFor();
    }
    const { items } = await admin.get<{ items: object[] }>(`/baselines/${area.id}`);
    expect(items).toMatchObject([
      { revision: 2, groups: [{ lamps: 118, power: 250 }] },
      { revision: 1, groups: [{ lamps: 120 }] },
    ]);
    expect(items[0]).toMatchObject({
      groups: [
        {
          program: {
            points: [
              { at: { sun: "sunset" }, target: { level: 100 } },
              { at: { clock: "22:30" }, target: { level: 50 } },
              { at: { sun: "sunrise" }, target: { level: 0 } },
            ],
          },
        },
      ],
    });
    expect(errors).toEqual([]);
    await close();
  });
});
