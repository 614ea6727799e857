/** Energy in a browser: figures of a place, a cabinet's balance, and bills that are looked through, imported and taken back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { looks, objections, openConsole } from "../../support/open-console.ts";
import { offsetAfterDusk, startTown, type Town } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

const clockOffset = offsetAfterDusk(3_600_000);
const head = "Mã PE;Từ ngày;Đến ngày;Chỉ số đầu;Chỉ số cuối;Hệ số nhân;Điện năng;Thành tiền";
const bill = (point: string, energy = "1.200,5") => `${point};01/10/2026;31/10/2026;;;;${energy};2.900.000`;

describe.skipIf(!hasChromium)("energy", () => {
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
      () =>
        admin.get<{ total: { energy: number } }>(
          `/energy?cabinetId=${aCabinet().id}&from=${town.now() - 3_600_000}&until=${town.now()}`,
        ),
      ({ total }) => total.energy > 0,
      90_000,
    );
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  const aCabinet = () => town.city.cabinets.find(({ deviceId }) => deviceId !== undefined)!;
  const open = (path: string) =>
    openConsole(browser, { url: controller.url, person: controller.administrator, path, language: "en" });
  const file = (text: string) => ({
    name: "bills.csv",
    mimeType: "application/vnd.ms-excel",
    buffer: Buffer.from(text),
  });

  it("tells what a cabinet used, and holds its meter against its lamps", async () => {
    const cabinet = aCabinet();
    const { page, errors, close } = await open(`/energy?of=cabinet:${cabinet.id}`);
    await page.getByText("Used", { exact: true }).waitFor();
    await page.getByRole("heading", { name: "Meter and lamps" }).waitFor();
    await page.locator("[data-finding]").waitFor();
    await page.locator("label", { hasText: "Table" }).click();
    await page.locator("table").waitFor();
    expect(await page.locator("thead").textContent()).toMatch(/Used, kWh.*Metered, kWh.*Known, %/);
    expect(errors).toEqual([]);
    await close();
  });

  it("looks through a file of bills, names wrong cells, imports what is right, and takes it back", async () => {
    const [point] = town.city.supplyPoints;
    const { page, errors, close } = await open("/energy/bills");
    await page.getByText("No bills yet").waitFor();
    await page.getByRole("button", { name: "Import bills" }).click();
    const chooser = page.locator('input[type="file"]');
    await chooser.setInputFiles(file([head, bill(point!.id), bill("nobody", "many")].join("\n")));
    await page.locator("[data-refused]").waitFor();
    expect(Number(await page.locator("[data-refused]").getAttribute("data-refused"))).toBeGreaterThanOrEqual(1);
    expect(await page.locator("[data-refused]").textContent()).toMatch(/Line 3, Mã PE/);
    expect(await page.getByRole("button", { name: "Import", exact: true }).isDisabled()).toBe(true);
    // nothing has been imported by looking
    const from = `/bills?supplyPointId=${point!.id}`;
    expect(await admin.get(from)).toEqual({ items: [] });

    await chooser.setInputFiles(file([head, bill(point!.id)].join("\n")));
    await page.locator("[data-dry-run]", { hasText: "1 row. 1 new bill of 1 supply point." }).waitFor();
    expect(await admin.get(from)).toEqual({ items: [] });
    await page.getByRole("button", { name: "Import", exact: true }).click();
    const card = page.locator(`[data-supply-point="${point!.id}"]`);
    await card.waitFor();
    // the town is an hour old: nothing can be said of October
    expect(await card.getAttribute("data-finding")).toBe("thin");
    expect(await card.textContent()).toMatch(/1,201/);

    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
    await page.getByText("No bills yet").waitFor();
    await page.getByText(/^taken back/).waitFor();
    expect(await admin.get(from)).toEqual({ items: [] });
    expect(errors).toEqual([]);
    await close();
  });

  it("shows a viewer of one area its figures, no other's, and no way to import", async () => {
    const cabinets = town.city.cabinets;
    const own = cabinets[0]!.areaId;
    const foreign = cabinets.find(({ areaId }) => areaId !== own)!;
    const person = { id: "energy-viewer", password: "đèn tiết kiệm mỗi đêm một ít" };
    await admin.post("/people", { ...person, name: "Mai", grants: [{ role: "viewer", areaIds: [own] }] });
    const { page, go, close } = await openConsole(browser, {
      url: controller.url,
      person,
      path: "/energy",
      language: "en",
    });
    await page.getByText("Used", { exact: true }).waitFor();
    await go(`/energy?of=cabinet:${foreign.id}`);
    await page.getByRole("alert").waitFor();
    await go("/energy/bills");
    expect(await page.getByRole("button", { name: "Import bills" }).count()).toBe(0);
    await close();
  });

  it.each(looks)("reads well in $language, $colorScheme, $width px wide", async (look) => {
    const cabinet = aCabinet();
    const { page, errors, go, close } = await openConsole(browser, {
      url: controller.url,
      person: controller.administrator,
      path: `/energy?of=cabinet:${cabinet.id}&span=day`,
      ...look,
    });
    await page.locator("[data-bars]").waitFor();
    for (const path of [`/energy?of=cabinet:${cabinet.id}&span=day&show=table`, "/energy/bills", "/energy?span=day"]) {
      expect(await objections(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await go(path);
    }
    expect(await objections(page)).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });
});
