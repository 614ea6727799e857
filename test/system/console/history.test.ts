/** The past in a browser: curves of a lamp and of a road, their table, and the file with every row. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { looks, objections, openConsole } from "../../support/open-console.ts";
import { offsetAfterDusk, startTown, type Town } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

const clockOffset = offsetAfterDusk(3_600_000);
const rowsAtLeast = 3;

describe.skipIf(!hasChromium)("history", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let town: Town;
  let admin: ApiClient;
  const aLamp = () => town.city.lamps.find(({ deviceId, use }) => deviceId !== undefined && use === "road")!;

  beforeAll(async () => {
    // samples as often as may be, so that a curve is there within half a minute
    controller = await startController({ clockOffset, env: { DEN_REPORT_PERIOD: "20", DEN_SAMPLE_PERIOD: "10" } });
    admin = await signIn(controller.url, controller.administrator);
    town = await startTown(admin, { lamps: 60, brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`, clockOffset });
    browser = await openBrowser();
    await until(
      () => admin.get<{ items: unknown[] }>(`/lamps/${aLamp().id}/history`),
      ({ items }) => items.length >= rowsAtLeast,
      60_000,
    );
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  const open = (path: string, more: { language?: "vi" | "en" } = {}) =>
    openConsole(browser, { url: controller.url, person: controller.administrator, path, language: "en", ...more });

  it("is one press away from a lamp on the map, and draws what it measured", async () => {
    const { page, errors, close } = await open(`/map?lamp=${aLamp().id}`);
    await page.getByRole("link", { name: "Whole history" }).click();
    const curve = page.locator('[data-curve="activePower"]');
    await curve.locator("canvas").waitFor();
    expect(Number(await curve.getAttribute("data-points"))).toBeGreaterThan(0);
    expect(await curve.textContent()).toMatch(/W to .* W, .* W on average over \d+ steps/);
    // it is drawn: some pixels of the picture have the colour of a lamp
    const lit = await curve.locator("canvas").evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, width, height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4)
        if (data[at]! > 200 && data[at + 2]! < 120 && data[at + 3]! > 60) count++;
      return count;
    });
    expect(lit).toBeGreaterThan(10);
    expect(errors).toEqual([]);
    await close();
  });

  it("gives the same in a table, and every row as a file that the controller streams", async () => {
    const { id } = aLamp();
    const { page, close } = await open(`/history?of=lamp:${id}&show=table&quantities=activePower,level`);
    await page.locator("table").waitFor();
    expect(await page.locator("tbody tr").count()).toBeGreaterThan(0);
    expect(await page.locator("thead").textContent()).toMatch(/Power, W.*least.*most.*Level, %/);

    const file = page.waitForEvent("download");
    await page.getByRole("link", { name: "Rows as CSV" }).click();
    const download = await file;
    expect(download.suggestedFilename()).toBe(`den-${id}.csv`);
    const pieces: Buffer[] = [];
    for await (const piece of await download.createReadStream()) pieces.push(Buffer.from(piece as Buffer));
    const lines = Buffer.concat(pieces).toString("utf8").trim().split(/\r?\n/);
    const { items } = await admin.get<{ items: unknown[] }>(`/lamps/${id}/history?limit=1000`);
    expect(lines.length - 1).toBeGreaterThanOrEqual(rowsAtLeast);
    expect(lines.length - 1).toBeLessThanOrEqual(items.length);
    await close();
  });

  it("puts the lamps of a road together, chosen by its name", async () => {
    const road = town.city.roads.find(({ id }) => id === aLamp().roadId)!;
    const { page, close } = await open("/history");
    const place = page.getByRole("combobox", { name: "Of what" });
    await place.fill(road.name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase());
    await page.getByRole("option", { name: road.name, exact: true }).first().click();
    await page.locator('[data-curve="level"] canvas').waitFor();
    expect(new URL(page.url()).searchParams.get("of")).toBe(`road:${road.id}`);
    await close();
  });

  it.each(looks)("reads well in $language, $colorScheme, $width px wide", async (look) => {
    const of = `of=lamp:${aLamp().id}`;
    const { page, errors, go, close } = await openConsole(browser, {
      url: controller.url,
      person: controller.administrator,
      path: `/history?${of}`,
      ...look,
    });
    await page.locator("canvas").first().waitFor();
    expect(await objections(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await go(`/history?${of}&show=table`);
    // a table at a desk, cards on a phone
    await page.locator("table[aria-label], main ul[aria-label]").first().waitFor();
    expect(await objections(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
    await close();
  });
});
