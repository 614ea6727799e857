/** Into the console and out of it, and what it says to those who may not. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { looks, objections, openConsole } from "../../support/open-console.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

describe.skipIf(!hasChromium)("the door of the console", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let admin: ApiClient;
  const viewer = { id: "lan", password: "đèn sáng trên chín cây cầu" };

  beforeAll(async () => {
    controller = await startController();
    admin = await signIn(controller.url, controller.administrator);
    await admin.post("/people", { ...viewer, name: "Lan", grants: [{ role: "viewer" }] });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  it.each(looks)("is open to everybody in $language, $colorScheme, $width px wide", async (look) => {
    const { language, colorScheme, width } = look;
    const { page, errors } = await browser.open({ colorScheme, viewport: { width, height: 800 } });
    await page.goto(`${controller.url}/?lang=${language}`);
    await page.waitForSelector("[name=password]");
    expect(await objections(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("leads to the address one asked for, and back out", async () => {
    const { page, errors } = await browser.open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${controller.url}/health?lang=en`);
    await page.fill("[name=id]", viewer.id);
    await page.fill("[name=password]", "not the password");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /password/i.test(document.querySelector("[role=alert]")?.textContent ?? ""));
    await page.fill("[name=password]", viewer.password);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#content h1");
    expect(await page.textContent("#content h1")).toBe("Health");
    await page.click('[aria-label="You: Lan"]');
    await page.click("text=Sign out");
    await page.waitForSelector("[name=password]");
    expect(await page.evaluate(() => fetch("/api/v1/me").then(({ status }) => status))).toBe(401);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("shuts when the account is closed, without a press", async () => {
    const { page, close } = await openConsole(browser, { url: controller.url, person: viewer });
    await page.waitForSelector('[data-phase="live"]');
    await endSessionsOf(viewer.id);
    await page.waitForSelector("[name=password]", { timeout: 10_000 });
    await close();
  });

  it("covers the work of whose session ended, and gives it back as it was typed, in every tab", async () => {
    const { page, errors, close } = await openConsole(browser, { url: controller.url, person: viewer, language: "en" });
    const second = await page.context().newPage();
    await second.goto(`${controller.url}/health`);
    await second.waitForSelector('[data-phase="live"]');
    await page.bringToFront();
    await page.click('[aria-label="You: Lan"]');
    await page.click("text=Change password");
    await page.fill("[role=dialog] [autocomplete=current-password]", "half a sentence");
    await endSessionsOf(viewer.id);
    const cover = "dialog:modal";
    await page.waitForSelector(`${cover} [name=password]:focus`, { timeout: 10_000 });
    await second.waitForSelector(cover);
    expect(await objections(page)).toEqual([]);
    // neither Escape nor a shortcut reaches what lies underneath
    for (const key of ["Escape", "Escape", "g", "t"]) await page.keyboard.press(key);
    await page.fill(`${cover} [name=password]`, viewer.password);
    await page.keyboard.press("Enter");
    await page.waitForSelector(cover, { state: "detached" });
    expect(await page.inputValue("[role=dialog] [autocomplete=current-password]")).toBe("half a sentence");
    await page.waitForSelector('[data-phase="live"]');
    await second.waitForSelector(cover, { state: "detached" });
    expect(new URL(second.url()).pathname).toBe("/health");
    expect(await second.title()).toBe("Health · Den");
    // whoever leaves leaves everywhere
    await page.keyboard.press("Escape");
    await page.click('[aria-label="You: Lan"]');
    await page.click("text=Sign out");
    await second.waitForSelector("main [name=password]");
    expect(errors).toEqual([]);
    await close();
  });

  it("opens and shuts screens as rights are given and taken, while one looks", async () => {
    const { page, go, close } = await openConsole(browser, { url: controller.url, person: viewer, language: "en" });
    await page.waitForSelector('[data-phase="live"]');
    const change = async (role: string) => {
      const { version } = await admin.get<{ version: number }>(`/people/${viewer.id}`);
      await fetchAsAdmin("PATCH", `/people/${viewer.id}`, { version, grants: [{ role }] });
    };
    await change("administrator");
    await page.waitForSelector("nav [href='/people']", { timeout: 10_000 });
    await go("/people");
    await change("viewer");
    await page.waitForSelector("#content h1 >> text=This is not open to you", { timeout: 10_000 });
    await page.waitForSelector("nav [href='/people']", { state: "detached" });
    await close();
  });

  it("offers a reload, and does not force one, when the console was built anew meanwhile", async () => {
    const { page, close } = await openConsole(browser, { url: controller.url, person: viewer, language: "en" });
    await page.route(`${controller.url}/`, (route) =>
      route.fulfill({ contentType: "text/html", body: '<script type="module" src="/assets/index-newer.js"></script>' }),
    );
    await page.route("**/assets/health-page-*.js", (route) => route.fulfill({ status: 404 }));
    await page.click("nav [href='/health']");
    await page.waitForSelector("#content [role=alert] >> text=A new version of the console is ready");
    expect(await objections(page)).toEqual([]);
    await page.unrouteAll();
    await page.click("#content [role=alert] >> text=Reload");
    await page.waitForSelector("#content h1 >> text=Health");
    await close();
  });

  it("offers a viewer no screen of others, and refuses one he types", async () => {
    const { page, go, close } = await openConsole(browser, { url: controller.url, person: viewer, language: "en" });
    const open = await page.$$eval("nav [data-pages]", (links) => links.map((link) => link.getAttribute("href")));
    expect(open).not.toContain("/people");
    await go("/nowhere");
    await page.waitForSelector("text=There is nothing at this address");
    await close();
  });

  it("advises a person whose password somebody else chose, and takes a new one", async () => {
    const { page, close } = await openConsole(browser, { url: controller.url, person: viewer, language: "en" });
    const next = "một câu dài mà chỉ Lan biết";
    await page.click("text=Choose your own");
    await page.fill("[autocomplete=current-password]", viewer.password);
    for (const field of await page.$$("[autocomplete=new-password]")) await field.fill(next);
    expect(await objections(page)).toEqual([]);
    await page.click("[role=dialog] [type=submit]");
    await page.waitForSelector("text=Your password is changed");
    await page.waitForSelector("text=Choose your own", { state: "detached" });
    viewer.password = next;
    await close();
  });

  it.each(looks)("has dialogs that read well in $language, $colorScheme, $width px wide", async (look) => {
    const { page, errors, close } = await openConsole(browser, { ...look, url: controller.url, person: viewer });
    const openers = ["Control+k", "?", ...(look.width < 500 ? ["menu"] : [])];
    for (const opener of openers) {
      if (opener === "menu") await page.click("header button >> nth=0");
      else await page.keyboard.press(opener);
      await page.waitForSelector("[role=dialog] h2");
      // dialogs fade in, and contrast is measured as it is painted
      await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState === "finished"));
      expect(await objections(page), opener).toEqual([]);
      await page.keyboard.press("Escape");
      await page.waitForSelector("[role=dialog]", { state: "detached" });
    }
    expect(errors).toEqual([]);
    await close();
  });

  it("finds a screen without marks and goes there by Enter", async () => {
    const { page, close } = await openConsole(browser, { url: controller.url, person: viewer, language: "vi" });
    await page.keyboard.press("Control+k");
    await page.waitForSelector("[role=dialog] input:focus");
    await page.keyboard.type("tinh trang he thong");
    await page.waitForSelector("[role=option][data-combobox-selected]:has-text('Tình trạng hệ thống')");
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState === "finished"));
    expect(await objections(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.pathname === "/health");
    await close();
  });

  async function endSessionsOf(id: string): Promise<void> {
    const { version } = await admin.get<{ version: number }>(`/people/${id}`);
    await fetchAsAdmin("PATCH", `/people/${id}`, { version, disabled: true });
    await fetchAsAdmin("PATCH", `/people/${id}`, { version: version + 1, disabled: false });
  }

  async function fetchAsAdmin(method: string, path: string, body: unknown): Promise<void> {
    const { secret } = await admin.post<{ secret: string }>("/me/tokens", {
      id: `t-${performance.now().toFixed(0)}`,
      name: "test",
      grants: [{ role: "administrator" }],
    });
    const answer = await fetch(`${controller.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  }
});
