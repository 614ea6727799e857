/** Plans in a real browser against a running town: drafted by typing and dragging, looked at beforehand, deployed, followed by lamps. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { looks, objections, openConsole } from "../../support/open-console.ts";
import { offsetAfterDusk, startTown, type Town } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";
import { writeWholePlan } from "../../support/whole-plan.ts";

const clockOffset = offsetAfterDusk(600_000);

interface Point {
  readonly at: object;
  readonly target: { readonly level: number };
}
interface Draft {
  readonly version: number;
  readonly plan: { readonly programs: { readonly name: string; readonly points: Point[] }[] };
}

describe.skipIf(!hasChromium)("plans", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let town: Town;
  let admin: ApiClient;
  /** Id of a draft with something in every list. */
  let whole: string;
  const aLamp = () => town.city.lamps.find(({ deviceId, use }) => deviceId !== undefined && use === "road")!;

  beforeAll(async () => {
    controller = await startController({ clockOffset, env: { DEN_REPORT_PERIOD: "20", DEN_SAMPLE_PERIOD: "10" } });
    admin = await signIn(controller.url, controller.administrator);
    town = await startTown(admin, { lamps: 60, brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`, clockOffset });
    browser = await openBrowser();
    await until(
      () => admin.get<{ areas: { online: number; controlled: number }[] }>("/fleet/areas"),
      ({ areas }) => areas.every(({ online, controlled }) => online === controlled),
      60_000,
    );
    whole = await writeWholePlan(admin, town);
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  const open = (path: string) =>
    openConsole(browser, { url: controller.url, person: controller.administrator, path, language: "en" });
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
  const part = (page: Page, name: string) => page.getByRole("tab", { name }).click();
  const pointOf = (page: Page, number: number): Locator => page.locator("ol > li").nth(number - 1);
  const draftOf = (id: string) => admin.get<Draft>(`/plans/${id}/draft`);
  async function save(page: Page, why: string) {
    await page.getByRole("textbox", { name: "What you changed, and why" }).fill(why);
    await press(page, "Save the draft");
    await page.waitForSelector("[data-saved]");
  }

  it("are written by typing and by dragging, previewed, deployed, and followed by a lamp", async () => {
    const { page, errors, go, close } = await open("/plans");
    await press(page, "New plan");
    await page.getByRole("textbox", { name: "Name of the plan" }).fill("Đường phố");
    await press(page, "Begin it");
    await page.waitForURL("**/plans/duong-pho**");

    await press(page, "New program");
    await page.getByRole("menuitem", { name: "Ordinary nights: less from 22:00" }).click();
    await pointOf(page, 1).getByRole("textbox", { name: "Level" }).fill("35");
    await pointOf(page, 2).getByRole("textbox", { name: "At" }).fill("21h30");
    const second = page.getByRole("slider", { name: /^Point 2:/ });
    expect(await second.getAttribute("aria-valuetext")).toBe("21:30, 60 %");

    // one hour to the right and down to a fifth
    const handle = (await second.boundingBox())!;
    const bar = (await second.locator("xpath=..").boundingBox())!;
    const middle = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + bar.width / 48, middle.y, { steps: 3 });
    await page.mouse.move(middle.x + bar.width / 24, bar.y + bar.height * 0.8, { steps: 3 });
    await page.mouse.up();
    expect(await second.getAttribute("aria-valuetext")).toBe("22:30, 20 %");
    expect(await pointOf(page, 2).getByRole("textbox", { name: "At" }).inputValue()).toBe("22:30");
    // the same by keys: five minutes back, a minute on, five percent up
    await second.press("ArrowLeft");
    await second.press("Shift+ArrowRight");
    await second.press("ArrowUp");
    expect(await second.getAttribute("aria-valuetext")).toBe("22:26, 25 %");

    await part(page, "Calendars");
    await press(page, "New calendar");
    await page.waitForSelector("[data-day][data-colour='0']");
    for (const wish of ["Giao thừa alone", "Full moon of every lunar month (rằm)"]) {
      await press(page, "Add a rule");
      await page.getByRole("menuitem", { name: wish }).click();
    }
    // one Giao thừa in twelve months, and twelve or thirteen full moons
    await page.getByRole("button", { name: "1 night", exact: true }).waitFor();
    await page.getByRole("button", { name: /^1[23] nights$/ }).waitFor();
    const grips = page.getByRole("button", { name: /^Rule \d/ });
    const [above, below] = [(await grips.first().boundingBox())!, (await grips.last().boundingBox())!];
    await page.mouse.move(below.x + below.width / 2, below.y + below.height / 2);
    await page.mouse.down();
    await page.mouse.move(below.x + below.width / 2, above.y, { steps: 3 });
    await page.mouse.up();
    await until(
      () => grips.first().getAttribute("aria-label"),
      (label) => /^Rule 1, Rằm/.test(label ?? ""),
      5_000,
    );
    // and back by a key
    await grips.first().press("ArrowDown");
    await until(
      () => grips.first().getAttribute("aria-label"),
      (label) => /^Rule 1, Giao thừa/.test(label ?? ""),
      5_000,
    );
    await part(page, "Lamps");
    await press(page, "Assign a calendar");
    await page.getByText(/^[1-9]\d* lamps$/).waitFor();
    await save(page, "a plan for every street");
    const { plan } = await draftOf("duong-pho");
    expect(plan.programs[0]?.points.slice(0, 2)).toMatchObject([
      { at: { sun: "sunset" }, target: { level: 35 } },
      { at: { clock: "22:26" }, target: { level: 25 } },
    ]);

    await part(page, "Preview");
    await press(page, "Preview 366 nights");
    const picture = page.locator("canvas");
    await picture.waitFor({ timeout: 60_000 });
    await page.locator("[data-against='reference']").waitFor();
    // noon is day, nine in the evening lamp light at a third, two at night darker
    const colours = await picture.evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext("2d")!;
      const at = (hours: number) => [
        ...context.getImageData(canvas.width / 2 + 3, (canvas.height * hours) / 24, 1, 1).data.slice(0, 3),
      ];
      return { noon: at(0.2), evening: at(9), late: at(14) };
    });
    expect(colours.noon[2]).toBeGreaterThan(colours.noon[0]!);
    expect(colours.evening[0]).toBeGreaterThan(colours.late[0]!);
    expect(colours.late[0]).toBeGreaterThan(colours.late[2]!);

    await part(page, "Deploy");
    await press(page, "Deploy");
    const dialog = page.getByRole("dialog");
    // nothing was in force: at full light by the sun before, at a third now
    await dialog.getByText(/lamps get darker by \d/).waitFor();
    await dialog.getByText(/less in a year than by the plans in force/).waitFor();
    await dialog.getByRole("textbox", { name: "Why" }).fill("less light in every street");
    await dialog.getByRole("button", { name: "Deploy" }).click();
    await page.locator('[data-deployment][data-state="done"]').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-count="refused"]').count()).toBe(0);

    await go(`/map?lamp=${aLamp().id}`);
    await page.getByText("Dimmed, 35 %").first().waitFor({ timeout: 30_000 });
    expect(errors).toEqual([]);
    await close();
  });

  it("go back to the revision before, and the lamp with them", async () => {
    const id = "duong-pho";
    const why = { why: "test" };
    const { version, plan } = await admin.post<Draft>(`/plans/${id}/draft`, why);
    const { id: _, ...parts } = plan as Draft["plan"] & { id: string };
    const programs = plan.programs.map((program) => ({
      ...program,
      points: program.points.map((point, n) => (n === 0 ? { ...point, target: { level: 80 } } : point)),
    }));
    const saved = await admin.put<Draft>(`/plans/${id}/draft`, { version, plan: { ...parts, programs }, ...why });
    await admin.post(`/plans/${id}/deploy`, { version: saved.version, ...why });
    const { page, errors, go, close } = await open(`/map?lamp=${aLamp().id}`);
    await page.getByText("Dimmed, 80 %").first().waitFor({ timeout: 30_000 });

    await go(`/plans/${id}?part=deploy`);
    await press(page, "Return to revision 1");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Why" }).fill("too bright");
    await dialog.getByRole("button", { name: "Return to revision 1" }).click();
    await page.getByText("Revision 3: done").waitFor({ timeout: 60_000 });
    await go(`/map?lamp=${aLamp().id}`);
    await page.getByText("Dimmed, 35 %").first().waitFor({ timeout: 30_000 });
    expect(errors).toEqual([]);
    await close();
  });

  it("bring together what two people saved into one draft, and lose nothing over a reload", async () => {
    const [area] = (await admin.get<{ areas: { areaId: string; parentId?: string }[] }>("/fleet/areas")).areas.filter(
      ({ parentId }) => parentId === undefined,
    );
    const empty = {
      calendars: [],
      holidaySets: [],
      assignments: [],
      roadFloors: [],
      curfews: [],
      campaigns: [],
      limits: [],
    };
    const program = (id: string, level: number) => ({
      id,
      name: id,
      points: [{ at: { clock: "18:00" }, target: { level } }],
    });
    const body = { ...empty, name: "Chung", areaId: area!.areaId };
    await admin.post("/plans", { id: "chung", name: "Chung", areaId: area!.areaId, why: "test" });
    const write = (version: number, programs: object[]) =>
      admin.put<Draft>("/plans/chung/draft", { version, plan: { ...body, programs }, why: "by a colleague" });
    const { version } = await write(1, [program("a", 50), program("b", 50)]);

    const { page, errors, close } = await open("/plans/chung?program=a");
    await pointOf(page, 1).getByRole("textbox", { name: "Level" }).fill("70");
    await page.reload();
    await page.getByText("Your unsaved work of before is here again").waitFor();
    expect(await pointOf(page, 1).getByRole("textbox", { name: "Level" }).inputValue()).toBe("70");

    await write(version, [program("a", 10), program("b", 20)]);
    await press(page, "Save the draft");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("You both changed these.").waitFor();
    await dialog.getByRole("button", { name: "Go on with this" }).click();
    await save(page, "both of us");
    const { plan } = await draftOf("chung");
    expect(plan.programs.map(({ points }) => points[0]?.target.level)).toEqual([70, 20]);
    expect(errors).toEqual([]);
    await close();
  });

  it.each(looks)("read well in $language, $colorScheme, $width px wide, in all their parts", async (look) => {
    const { page, errors, go, close } = await openConsole(browser, {
      url: controller.url,
      person: controller.administrator,
      path: `/plans/${whole}`,
      ...look,
    });
    const found: Record<string, string[]> = {};
    for (const tab of ["programs&program=moi-kieu", "calendars", "lamps", "bounds", "preview", "deploy"]) {
      await go(`/plans/${whole}?part=${tab}`);
      // whatever is folded is looked at too, of rules the last
      await page.$$eval("details", (all) => {
        for (const one of all) one.open = true;
      });
      await page.$$eval("ol > li button[aria-expanded='false']", (rules) =>
        (rules.at(-1) as HTMLElement | undefined)?.click(),
      );
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const wrong = [...(await objections(page)), ...(overflow > 0 ? [`${overflow} px beside the edge`] : [])];
      if (wrong.length > 0) found[tab] = wrong;
    }
    expect(found).toEqual({});
    expect(errors).toEqual([]);
    await close();
  });
});
