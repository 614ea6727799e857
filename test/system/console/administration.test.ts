/** Whom the console lets in, what they may do, what programs may, and what is written down about it: as an administrator does it. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { type ConsoleUnderTest, objections, openConsole } from "../../support/open-console.ts";
import { enterTown } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

describe.skipIf(!hasChromium)("administration in the console", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let admin: ApiClient;
  let desk: ConsoleUnderTest;
  /** Two wards beside each other, and what all of it is called. */
  let wards: readonly { readonly id: string; readonly name: string }[];
  let whole: string;

  beforeAll(async () => {
    controller = await startController();
    admin = await signIn(controller.url, controller.administrator);
    const { city } = await enterTown(admin, { lamps: 60 });
    whole = city.areas.find(({ parentId }) => parentId === undefined)!.name;
    const withLamps = new Set(city.lamps.map(({ areaId }) => areaId));
    wards = city.areas.filter(({ id, parentId }) => parentId !== undefined && withLamps.has(id));
    browser = await openBrowser();
    desk = await openConsole(browser, { url: controller.url, person: controller.administrator, language: "en" });
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  const dialog = "[role=dialog]";
  async function readsWell(page: Page): Promise<void> {
    await page.waitForSelector(dialog);
    expect(await objections(page)).toEqual([]);
  }

  it("lets in a person for one ward, who sees that ward and nothing else", async () => {
    const { page, go } = desk;
    await go("/people");
    await page.click("text=Add a person");
    await page.fill(`${dialog} label:has-text('Full name') + * input, ${dialog} input[data-autofocus]`, "Trần Thị Lan");
    expect(await page.inputValue(`${dialog} input[pattern]`)).toBe("tran-thi-lan");
    await page.click(`${dialog} input[aria-haspopup=listbox] >> nth=0`);
    await page.click("[role=option]:visible:has-text('District staff')");
    await page.fill(`${dialog} [class*=MultiSelect-inputField]`, wards[0]!.name);
    await page.click(`[role=option]:visible:has-text("${wards[0]!.name}")`);
    await page.keyboard.press("Escape");
    await readsWell(page);
    await page.click(`${dialog} [type=submit]`);
    const password = await page.textContent(`${dialog} code`);
    await readsWell(page);
    await page.click("text=I have noted it");
    await page.waitForSelector(`main >> text=Trần Thị Lan`);

    const person = { id: "tran-thi-lan", password: password! };
    const {
      page: hers,
      go: goHers,
      errors,
    } = await openConsole(browser, {
      url: controller.url,
      person,
      language: "en",
      path: "/inventory",
    });
    await hers.waitForSelector(`main >> text=${wards[0]!.name}`);
    const shown = await hers.textContent("main");
    for (const { name } of wards.slice(1)) expect(shown).not.toContain(name);
    const open = await hers.$$eval("nav [data-pages]", (links) => links.map((link) => link.getAttribute("href")));
    expect(open).not.toContain("/people");
    await goHers("/people");
    await hers.waitForSelector("main >> text=This is not open to you");
    expect(await objections(hers)).toEqual([]);
    expect(errors).toEqual([]);

    // rights hold from the next request on: what she has open follows by itself
    await goHers("/overrides");
    await hers.waitForSelector('header [data-phase="live"]');
    await go("/people/tran-thi-lan");
    await page.click('[aria-label="Take this right away"]');
    await page.click("main [type=submit]");
    await page.waitForSelector("text=Saved.");
    await hers.waitForSelector("main >> text=This is not open to you", { timeout: 10_000 });

    await page.click("text=Close the account");
    await page.fill(`${dialog} input >> nth=0`, "tran-thi-lan");
    await readsWell(page);
    await page.click(`${dialog} [type=submit]`);
    await page.waitForSelector("text=Closed since");
    await hers.waitForSelector("[name=password]", { timeout: 10_000 });
    await hers.context().close();
  });

  it("makes a token for a program, which is refused once it is revoked", async () => {
    const { page, go } = desk;
    await go("/tokens");
    await page.click("text=Make a token");
    await page.fill(`${dialog} input[data-autofocus]`, "Màn hình trung tâm");
    await page.fill(`${dialog} input[pattern]`, "man-hinh");
    await readsWell(page);
    await page.click(`${dialog} [type=submit]`);
    const secret = await page.textContent(`${dialog} code`);
    await page.click("text=I have noted it");
    const ask = () =>
      fetch(`${controller.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } }).then(
        ({ status }) => status,
      );
    expect(await ask()).toBe(200);
    await page.click("main li button");
    await readsWell(page);
    await page.click(`${dialog} [type=submit]`);
    await page.waitForSelector("main >> text=No tokens");
    expect(await ask()).toBe(401);
  });

  it("finds in the audit who did all that, also by the person", async () => {
    const { page, go } = desk;
    await go("/audit");
    await page.waitForSelector("main ol li");
    const lines = await page.$$eval("main ol li", (all) => all.map(({ textContent }) => textContent ?? ""));
    expect(lines.some((line) => line.includes("tran-thi-lan"))).toBe(true);
    expect(lines.some((line) => line.includes("man-hinh"))).toBe(true);
    await page.click("main ol li button >> nth=0");
    expect(await objections(page)).toEqual([]);
    await go("/audit?person=tran-thi-lan");
    await page.waitForFunction(() =>
      [...document.querySelectorAll("main ol li")].every(({ textContent }) => textContent?.includes("Trần Thị Lan")),
    );
  });

  it("makes a report of an area, says how far it is, and hands it out in the language asked for", async () => {
    const { page, go } = desk;
    await go("/reports");
    await page.click("text=Make a report");
    await page.waitForSelector(`${dialog} [type=submit]`);
    await readsWell(page);
    await page.click(`${dialog} [type=submit]`);
    await page.waitForSelector(`main li:has-text("${whole}")`);
    const [download] = await Promise.all([
      page.waitForEvent("download", { timeout: 30_000 }),
      page.click("main li a:has-text('PDF')", { timeout: 30_000 }),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    expect(await objections(page)).toEqual([]);
    const { items } = await admin.get<{ items: { language: string; state: string }[] }>("/reports");
    expect(items).toEqual([expect.objectContaining({ language: "en", state: "done" })]);
  });

  it("says so when nobody answers, and goes on when somebody does", async () => {
    const { page, go } = desk;
    await go("/tonight");
    await page.waitForSelector('header [data-phase="live"]');
    await controller.stop();
    await page.waitForSelector('header [data-phase="waiting"]');
    await page.click("nav [href='/inventory']");
    await page.waitForSelector("main [role=alert]", { timeout: 20_000 });
    expect(await objections(page)).toEqual([]);
    await controller.start();
    await page.waitForSelector('header [data-phase="live"]', { timeout: 30_000 });
    await until(
      () => page.textContent("main"),
      (text) => text?.includes(whole) ?? false,
      10_000,
    );
  });
});
