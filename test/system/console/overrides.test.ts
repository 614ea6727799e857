/** Tonight changed by hand: how many actions it takes, that the lamps do it, what became of it, and who may not. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, ApiError, signIn, until } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { looks, objections, openConsole } from "../../support/open-console.ts";
import { offsetAfterDusk, startTown, type Town } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

const clockOffset = offsetAfterDusk(3_600_000);
const groupName = "Cụm đèn chợ đêm";

describe.skipIf(!hasChromium)("overrides and jobs", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let town: Town;
  let admin: ApiClient;
  let members: string[];

  beforeAll(async () => {
    controller = await startController({
      clockOffset,
      env: { DEN_REPORT_PERIOD: "20", DEN_SAMPLE_PERIOD: "10", DEN_TWO_PEOPLE_ABOVE: "5" },
    });
    admin = await signIn(controller.url, controller.administrator);
    town = await startTown(admin, { lamps: 120, brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`, clockOffset });
    browser = await openBrowser();
    const { lamps } = town.city;
    const [first] = lamps.filter(({ deviceId, use }) => deviceId !== undefined && use === "road");
    members = lamps
      .filter(({ areaId, deviceId, use }) => areaId === first!.areaId && deviceId !== undefined && use === "road")
      .slice(0, 6)
      .map(({ id }) => id);
    await admin.post("/groups", { id: "night-market", name: groupName, areaId: first!.areaId, lampIds: members });
    await until(
      () => admin.get<{ areas: { online: number; controlled: number }[] }>("/fleet/areas"),
      ({ areas }) => areas.every(({ online, controlled }) => online === controlled),
      60_000,
    );
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  const open = (path: string, person = controller.administrator) =>
    openConsole(browser, { url: controller.url, person, path, language: "en" });
  const levelOf = async (id: string) =>
    (await admin.get<{ reported?: { level: number } }>(`/lamps/${id}/why`)).reported?.level;
  const membersGive = (percent: number) =>
    until(
      () => Promise.all(members.map(levelOf)),
      (levels) => levels.every((level) => level === percent),
      20_000,
    );

  it("changes tonight for a group in six actions, confirmation counted, and the lamps do it", async () => {
    const { page, errors, close } = await open("/tonight");
    const actions: string[] = [];
    const act = async (what: string, run: () => Promise<unknown>) => {
      await run();
      actions.push(what);
    };
    await act("go to overrides", () => page.locator("nav a", { hasText: "Overrides" }).click());
    const place = page.getByRole("combobox", { name: "Which lamps" });
    await act("type what the group is called", () => place.fill("cum den cho"));
    await act("choose it", () => page.getByRole("option", { name: groupName }).click());
    await page.locator(`[data-look="${members.length}"]`).waitFor();
    await act("say how bright", () => page.getByRole("textbox", { name: "Level in percent" }).fill("40"));
    await act("dim until sunrise", () => page.getByRole("button", { name: "Dim to 40 %" }).click());
    const asked = page.getByRole("group", { name: "Confirm" });
    await asked.getByText(/6 lamps to 40 % until \d\d\/\d\d\/\d{4} \d\d:\d\d\. 6 get darker\./).waitFor();
    await act("confirm", () => asked.getByRole("button", { name: "Do it" }).click());
    console.log(`change tonight for a group: ${actions.length} actions: ${actions.join(", ")}`);
    expect(actions.length).toBeLessThanOrEqual(6);

    await page.waitForFunction(
      (all) => {
        const given = document.querySelectorAll('[data-word="proven"], [data-word="followed"]');
        return [...given].reduce((sum, { textContent }) => sum + Number(textContent), 0) === all;
      },
      members.length,
      { timeout: 30_000 },
    );
    expect(await Promise.all(members.map(levelOf))).toEqual(members.map(() => 40));
    // in force, with what is left of it, who and where
    const card = page.locator('li[data-order][data-kind="override"]', { hasText: groupName });
    expect(await card.textContent()).toMatch(/Override 40 %/);
    expect(Number(await card.locator("[data-left]").getAttribute("data-left"))).toBeGreaterThan(3600);
    expect(errors).toEqual([]);
    await close();
  });

  it("changes an override in force without letting the lamps fall back between, and takes it back with one press", async () => {
    const { page, errors, close } = await open("/overrides");
    const card = () => page.locator('li[data-order][data-kind="override"]', { hasText: groupName });
    const before = await card().getAttribute("data-order");
    await card().getByRole("button", { name: "Change or extend" }).click();
    await page.getByRole("textbox", { name: "Level in percent" }).fill("55");
    await page.getByRole("button", { name: "Dim to 55 %" }).click();
    await page.waitForFunction((old) => document.querySelector(`[data-order="${old}"]`) === null, before);
    await card().getByText("Override 55 %").waitFor();
    await membersGive(55);
    await card().getByRole("button", { name: "Back to plan" }).click();
    await card().waitFor({ state: "detached" });
    await membersGive(100);
    expect(errors).toEqual([]);
    await close();
  });

  it("tells every lamp of a job by its word, with the reason in the person's language, and tries the rest again", async () => {
    const [locked, ...others] = members;
    const lock = await admin.order("work-locks", { selection: { lampIds: [locked] }, why: "arm of the pole is loose" });
    const placed = await admin.order("overrides", {
      selection: { groupId: "night-market" },
      target: { level: 70 },
      until: town.now() + 3_600_000,
      why: "market",
    });
    const { page, close } = await open("/jobs");
    await page.locator(`li[data-job="${placed.jobId}"] a`).click();
    await page.locator("td", { hasText: /work lock/ }).waitFor({ timeout: 30_000 });
    const figure = (word: string) => page.locator(`dd[data-word="${word}"]`).textContent();
    expect(await figure("held")).toBe("1");
    // why, once for all lamps of which it is true, and what to do; a press narrows the list
    const why = page.getByRole("button", { name: /1 lamp.*outranked by a work lock.*follows once that is over/ });
    await why.click();
    await page.locator("tbody tr").nth(1).waitFor({ state: "detached" });
    await why.click();
    await page.waitForFunction(
      (all) => {
        const given = document.querySelectorAll('[data-word="proven"], [data-word="followed"]');
        return [...given].reduce((sum, { textContent }) => sum + Number(textContent), 0) === all;
      },
      others.length,
      { timeout: 30_000 },
    );
    // what is left to be told is kept back until somebody lets it go on
    await page.getByRole("button", { name: "Leave the rest" }).click();
    await page.getByText(/Going on: 1 lamp is told 70 % until/).waitFor();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("button", { name: "Try the rest again" }).click();
    await admin.post(`/work-locks/${lock.orderId}/end`, { why: "done" });
    await page.locator('dd[data-word="held"]').waitFor({ state: "detached", timeout: 30_000 });
    const file = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export CSV" }).click();
    const text = await fileText(await file);
    expect(text.trim().split("\r\n")).toHaveLength(members.length + 1);
    await admin.post(`/overrides/${placed.orderId}/end`);
    await close();
  });

  describe("what takes two people", () => {
    const person = { id: "supervisor", password: "hai người cùng ký một lệnh" };
    beforeAll(() => admin.post("/people", { ...person, name: "Hạnh", grants: [{ role: "supervisor" }] }));

    /** Types what is asked for, asks, and waits until it stands among the wishes. */
    async function ask(page: Page) {
      const asked = page.getByRole("group", { name: "Confirm" });
      const button = asked.getByRole("button", { name: "Ask for it" });
      expect(await button.isDisabled()).toBe(true);
      await typeWord(asked);
      await button.click();
      await page.locator("[data-waiting]").waitFor();
      // who asked may take it back, and nothing else
      expect(await page.getByRole("button", { name: "Give it" }).count()).toBe(0);
      expect(await page.getByRole("button", { name: "Take back" }).count()).toBe(1);
    }

    it("leaves more than one cabinet dark once another gives it, who is told on whatever screen he looks at", async () => {
      const city = town.city.areas.find(({ parentId }) => parentId === undefined)!.id;
      const giving = await open("/tonight");
      const asking = await open(`/overrides?place=area:${city}`, person);
      await asking.page.locator("[data-look]").waitFor();
      await asking.page.getByRole("button", { name: "Off", exact: true }).click();
      await asking.page.getByText(/leaves \d+ cabinets without any light/).waitFor();
      await ask(asking.page);

      const overrides = giving.page.locator("nav a", { hasText: "Overrides" });
      await overrides.getByRole("img", { name: "1 waiting for you" }).waitFor();
      await overrides.click();
      await giving.page.getByRole("button", { name: "Give it" }).click();
      const dialog = giving.page.getByRole("dialog");
      await dialog.getByText(/leaves \d+ cabinets without any light/).waitFor();
      await typeWord(dialog);
      await dialog.getByRole("button", { name: "Give it" }).click();
      await giving.page.locator("[data-waiting]").waitFor({ state: "detached" });
      await asking.page.getByText(/gave what you asked for/).waitFor();
      await membersGive(0);
      await giving.page.getByRole("button", { name: "Back to plan" }).click();
      await giving.page.locator("li[data-order]").waitFor({ state: "detached" });
      expect([...asking.errors, ...giving.errors]).toEqual([]);
      await asking.close();
      await giving.close();
    });

    it("goes below a road's floor, told road by road, and is turned down with a reason that reaches who asked", async () => {
      const asking = await open("/overrides?place=group:night-market", person);
      await asking.page.locator("[data-look]").waitFor();
      await asking.page.getByRole("textbox", { name: "Level in percent" }).fill("15");
      await asking.page.getByLabel("May go below the road’s floor").check();
      await asking.page.getByRole("button", { name: "Dim to 15 %" }).click();
      const roads = asking.page.getByRole("list", { name: "What is left of the roads" });
      await roads.getByText(/average \d+\s% → \d+\s% \(no floor\)/).waitFor();
      await ask(asking.page);

      const { page, errors, close } = await open("/overrides");
      await page.getByRole("button", { name: "Turn down" }).click();
      await page.getByRole("dialog").getByLabel("Why").fill("the market is open until midnight");
      await page.getByRole("dialog").getByRole("button", { name: "Turn down" }).click();
      await asking.page.getByText("the market is open until midnight").waitFor();
      await asking.page.locator("[data-waiting]").waitFor({ state: "detached" });
      expect([...asking.errors, ...errors]).toEqual([]);
      await asking.close();
      await close();
    });
  });

  it("lets a viewer of one area see that area's orders and do nothing, in the console and in the API", async () => {
    const areas = new Set(town.city.lamps.map(({ areaId }) => areaId));
    const own = town.city.lamps.find(({ id }) => id === members[0])!.areaId;
    const other = [...areas].find((areaId) => areaId !== own)!;
    const foreign = town.city.lamps.find(({ areaId, deviceId }) => areaId === other && deviceId !== undefined)!;
    const person = { id: "viewer-of-one-area", password: "đèn đường không bao giờ ngủ" };
    await admin.post("/people", { ...person, name: "Lan", grants: [{ role: "viewer", areaIds: [own] }] });
    const wish = (lampId: string) => ({
      selection: { lampIds: [lampId] },
      target: { level: 60 },
      until: town.now() + 3_600_000,
      why: lampId === members[0] ? "is seen from here" : "is not seen from here",
    });
    const [here, there] = [
      await admin.order("overrides", wish(members[0]!)),
      await admin.order("overrides", wish(foreign.id)),
    ];
    const viewer = await signIn(controller.url, person);
    const refusal = async (run: Promise<unknown>) => {
      const error = await run.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      return error instanceof ApiError ? error.problem.status : "done";
    };
    expect(await refusal(viewer.order("overrides", wish(members[0]!)))).toBe(403);
    expect(await refusal(viewer.order("overrides", wish(foreign.id)))).toBe(403);
    expect(await refusal(viewer.post(`/overrides/${here.orderId}/end`))).toBe(403);
    expect(await refusal(viewer.get(`/overrides/${there.orderId}`))).toBe(404);
    expect(await refusal(viewer.get(`/jobs/${there.jobId}`))).toBe(404);

    const { page, errors, go, close } = await open("/overrides", { ...controller.administrator, ...person });
    await page.locator(`[data-order="${here.orderId}"]`).waitFor();
    expect(await page.locator(`[data-order="${there.orderId}"]`).count()).toBe(0);
    expect(await wordsOfButtons(page)).toEqual([]);
    await go("/jobs");
    await page.locator(`[data-job="${here.jobId}"]`).waitFor();
    expect(await page.locator(`[data-job="${there.jobId}"]`).count()).toBe(0);
    await go(`/jobs/${there.jobId}`);
    await page.getByRole("alert").waitFor();
    expect(errors).toEqual([]);
    await close();

    // who reads everything and orders in one area is offered that, and may look at that area alone
    const staff = { id: "staff-of-one-area", password: "đèn đường không bao giờ ngủ" };
    const grants = [{ role: "viewer" }, { role: "districtStaff", areaIds: [own] }];
    await admin.post("/people", { ...staff, name: "Minh", grants });
    const second = await open("/overrides", { ...controller.administrator, ...staff });
    const card = ({ orderId }: typeof here) => second.page.locator(`[data-order="${orderId}"]`);
    await card(here).getByRole("button", { name: "Back to plan" }).waitFor();
    expect(await card(there).getByRole("button").count()).toBe(0);
    for (const path of ["/overrides?area=", "/jobs?area=", "/overrides?show=over&area=", "/tonight?area="]) {
      await second.go(`${path}${own}`);
      await second.page.getByText("seen from here").first().waitFor();
      expect(await second.page.getByText("not seen from here").count()).toBe(0);
    }
    await second.go(`/history?area=${own}`);
    const { name } = await admin.get<{ name: string }>(`/areas/${own}`);
    const ofWhat = second.page.getByRole("combobox", { name: "Of what" });
    await expect.poll(() => ofWhat.inputValue(), { timeout: 10_000 }).toBe(name);
    await second.close();
    for (const { orderId } of [here, there]) await admin.post(`/overrides/${orderId}/end`);
  });

  it.each(looks)("reads well in $language, $colorScheme, $width px wide, with orders of every kind", async (look) => {
    const lampIds = [members[0]!];
    const [end, why] = [town.now() + 3_600_000, "Thử nghiệm"];
    const placed = await admin.order("overrides", {
      selection: { groupId: "night-market" },
      target: { level: 50 },
      until: end,
      why,
      documentNumber: "123/UBND-KT",
    });
    const lock = await admin.order("work-locks", { selection: { lampIds }, why });
    const { page, errors, go, close } = await openConsole(browser, {
      url: controller.url,
      person: controller.administrator,
      path: "/overrides?place=group:night-market",
      ...look,
    });
    await page.locator("[data-look]").waitFor();
    for (const path of ["/overrides?place=group:night-market", "/overrides?show=over", `/jobs/${placed.jobId}`]) {
      await go(path);
      await page.waitForFunction(() => document.querySelector("#content :is([data-look], table, ul)") !== null);
      expect(await objections(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await admin.post(`/work-locks/${lock.orderId}/end`, { why });
    await admin.post(`/overrides/${placed.orderId}/end`);
    expect(errors).toEqual([]);
    await close();
  });
});

/** Types the word that is asked for. */
async function typeWord(box: Locator): Promise<void> {
  const label = await box.locator("label", { hasText: "Type “" }).textContent();
  await box.getByLabel(/^Type “/).fill(/“(.+)”/.exec(label ?? "")![1]!);
}

/** Buttons that would change something: back, change, release, on, off. */
async function wordsOfButtons(page: Page): Promise<string[]> {
  const all = await page.locator("#content button").allTextContents();
  return all.filter((text) => /Back to plan|Change|Release|On|Off|Dim|lock|Isolate/.test(text));
}

async function fileText(download: { createReadStream(): Promise<NodeJS.ReadableStream> }): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of await download.createReadStream()) pieces.push(Buffer.from(piece as Buffer));
  return Buffer.concat(pieces).toString("utf8");
}
