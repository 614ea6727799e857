/** Every page there is, in the looks people use: nothing the accessibility checker objects to, nothing beside the edge, no error. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftFirstPlan } from "../../../simulator/demo/first-plan.ts";
import { type ApiClient, signIn, until } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { objections, openConsole, pagesOf, pairedLooks } from "../../support/open-console.ts";
import { offsetAfterDusk, startTown, type Town } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

const clockOffset = offsetAfterDusk(3_600_000);

describe.skipIf(!hasChromium)("every screen of the console", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let town: Town;
  let admin: ApiClient;
  /** Of each page that names a thing, at least one that names it. */
  let pagesOfThings: string[];

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
    const { jobId } = await admin.order("overrides", {
      selection: { lampIds: lampIds.slice(0, 5) },
      target: { level: 40 },
      until: town.now() + 3_600_000,
      why: "Thử nghiệm",
    });
    await draftFirstPlan({ ...admin, url: controller.url }, town.city);
    const group = { id: "nhom", name: "Nhóm", areaId: town.city.lamps[0]!.areaId, lampIds: [town.city.lamps[0]!.id] };
    await admin.post("/inventory/changes", { changes: [{ do: "create", sort: "group", thing: group }] });
    const { items: plans } = await admin.get<{ items: { id: string }[] }>("/plans");
    const { areas, cabinets, circuits, devices, lampModels, lamps, roads, supplyPoints } = town.city;
    const things = { areas, cabinets, circuits, devices, "lamp-models": lampModels, lamps, roads };
    pagesOfThings = [
      `/jobs/${jobId}`,
      `/plans/${plans[0]!.id}`,
      `/people/${controller.administrator.id}`,
      `/energy-tables/baselines/${areas[0]!.id}`,
      ...Object.entries({ ...things, "supply-points": supplyPoints }).flatMap(([sort, [first]]) => [
        `/inventory/${sort}/${first!.id}`,
        `/inventory/new/${sort}`,
      ]),
      "/inventory/new/groups",
      `/inventory/groups/${group.id}`,
      `/commissioning?device=${devices[0]!.id}`,
      `/commissioning?device=unknown-1&lamp=${lamps[0]!.id}`,
    ];
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  it.each(pairedLooks)("reads well in $language, $colorScheme, $width px wide", async (look) => {
    const { page, errors, go, close } = await openConsole(browser, {
      ...look,
      url: controller.url,
      person: controller.administrator,
    });
    const pages = await pagesOf(page);
    expect(pages).toContain("/tonight");
    const namesThing = (address: string) => address.includes("$");
    expect(pages.filter(namesThing).filter((pattern) => !pagesOfThings.some(matches(pattern)))).toEqual([]);
    const found: Record<string, string[]> = {};
    for (const address of [...pages.filter((address) => !namesThing(address)), ...pagesOfThings]) {
      await go(address);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const wrong = [...(await objections(page)), ...(overflow > 0 ? [`${overflow} px beside the edge`] : [])];
      if (wrong.length > 0) found[address] = wrong;
    }
    expect(found).toEqual({});
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(look.language);
    expect(errors).toEqual([]);
    await close();
  });
});

/** Whether an address is one of those a page with parameters has. */
const matches = (pattern: string) => {
  const form = new RegExp(`^${pattern.replaceAll(/\$\w+/g, "[^/]+")}$`);
  return (address: string) => form.test(address);
};
