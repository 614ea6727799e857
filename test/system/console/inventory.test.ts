/** The inventory in a real browser: many lamps changed at once, a file taken in and back, a device that proves which lamp it is. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../../support/api-client.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { objections, openConsole } from "../../support/open-console.ts";
import { offsetAfterDusk, startTown, type Town } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

const clockOffset = offsetAfterDusk(600_000);

interface Lamp {
  readonly id: string;
  readonly name: string;
  readonly use: string;
  readonly version: number;
  readonly retiredAt?: number;
  readonly deviceId?: string;
}

describe.skipIf(!hasChromium)("the inventory", () => {
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
      60_000,
    );
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  const open = (path: string, more: { language?: "vi" | "en"; width?: number } = {}) =>
    openConsole(browser, { url: controller.url, person: controller.administrator, path, language: "en", ...more });
  const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();
  const lampOf = (id: string) => admin.get<Lamp>(`/lamps/${id}`);
  const change = (id: string, version: number, set: object) =>
    admin.post("/inventory/changes", { changes: [{ do: "change", sort: "lamp", id, version, set }] });
  const chooseFile = (page: Page, name: string, rows: readonly string[]) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "application/vnd.ms-excel", buffer: Buffer.from(rows.join("\r\n")) });

  it("changes all lamps of a road in one step, after showing what changes", async () => {
    const road = town.city.roads.find(({ id }) => town.city.lamps.filter(({ roadId }) => roadId === id).length > 3)!;
    const ids = town.city.lamps.filter(({ roadId, use }) => roadId === road.id && use === "road").map(({ id }) => id);
    const { page, errors, close } = await open(`/inventory/lamps?roadId=${road.id}&use=road`);
    await page.getByRole("checkbox", { name: "Select all that match" }).check();
    await page.getByText(`${ids.length} selected`).waitFor();
    // what a word hides is not acted on, and comes back with its tick
    const words = page.getByRole("textbox", { name: /^Search in/ });
    await words.fill(ids[0]!);
    await page.getByText("1 selected", { exact: true }).waitFor();
    await words.fill("");
    await page.getByText(`${ids.length} selected`).waitFor();
    await press(page, "Change…");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Use" }).click();
    await page.getByRole("option", { name: "decorative" }).click();
    await press(page, "Look at what changes");
    expect(await dialog.getByRole("row").last().textContent()).toBe(`Useroad lightingdecorative${ids.length}`);
    expect((await lampOf(ids[0]!)).use).toBe("road");
    await press(page, `Change ${ids.length}`);
    await dialog.waitFor({ state: "detached" });
    const changed = await Promise.all(ids.map(lampOf));
    expect(changed.map(({ use, version }) => `${use} ${version}`)).toEqual(ids.map(() => "decorative 2"));
    expect(errors).toEqual([]);
    await close();
  });

  it("keeps a view of a list for the person: made at a desk, it is there on the phone", async () => {
    const desk = await open("/inventory/lamps?use=road&sort=-name");
    const heading = desk.page.getByRole("columnheader", { name: "Name" });
    expect(await heading.getAttribute("aria-sort")).toBe("descending");
    await press(desk.page, "Saved views");
    await desk.page.getByLabel("Name of the view").fill("Roads, backwards");
    await press(desk.page, /^Save$/);
    await desk.page.getByRole("button", { name: "Roads, backwards", exact: true }).waitFor();
    expect(await objections(desk.page)).toEqual([]);
    await desk.close();

    const phone = await open("/inventory/lamps", { width: 360 });
    await press(phone.page, "Saved views");
    await phone.page.getByRole("button", { name: "Roads, backwards", exact: true }).click();
    await phone.page.waitForURL(/use=road/);
    const { items } = await admin.get<{ items: Lamp[] }>("/lamps?use=road&limit=1000");
    const names = items.map(({ name }) => name);
    const cards = phone.page.getByRole("list", { name: "Lamps" }).getByRole("listitem");
    const [first] = names.sort(new Intl.Collator("en", { numeric: true }).compare).reverse();
    await cards.first().getByRole("button", { name: first!, exact: true }).waitFor();
    expect(await cards.first().getAttribute("aria-setsize")).toBe(String(names.length));
    await phone.page.getByRole("checkbox", { name: "Select all that match" }).check();
    await phone.page.getByText(`${names.length} selected`).waitFor();
    expect(await objections(phone.page)).toEqual([]);
    expect(phone.errors).toEqual([]);
    await phone.close();
  });

  it("says which lamp stands in the way of a step, and changes none", async () => {
    const inUse = town.city.lampModels.find(({ id }) => town.city.lamps.some(({ modelId }) => modelId === id))!;
    const { page, close } = await open("/inventory/lamp-models");
    await page.getByRole("checkbox", { name: `Select ${inUse.name}` }).check();
    await press(page, "Retire…");
    const problems = page.getByRole("dialog").getByRole("alert");
    await problems.waitFor();
    expect(await problems.textContent()).toContain(inUse.name);
    expect(await page.getByRole("dialog").getByRole("button", { name: "Retire" }).isEnabled()).toBe(false);
    await close();
  });

  it("keeps what a person wrote when somebody else saves first, and asks before writing over it", async () => {
    const { id, name } = town.city.lamps[0]!;
    const { page, close } = await open(`/inventory/lamps/${id}`);
    await page.getByLabel("Number on the pole").fill("mine");
    const { version } = await lampOf(id);
    await change(id, version, { pole: "theirs", name: `${name} B` });
    await page.getByText("Somebody else changed this meanwhile: Number on the pole").waitFor();
    // what nobody wrote here follows
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe(`${name} B`);
    expect(await page.getByRole("button", { name: "Save" }).isEnabled()).toBe(false);
    await press(page, "Keep my entries");
    await press(page, "Save");
    await until(
      () => admin.get<{ pole: string; name: string }>(`/lamps/${id}`),
      (lamp) => lamp.pole === "mine" && lamp.name === `${name} B`,
      5_000,
    );
    await close();
  });

  it("shows the wrong rows of a file, then its lamps on a map, takes them in and takes them back", async () => {
    const [area, model] = [town.city.areas.at(-1)!, town.city.lampModels[0]!];
    const header = "Mã đèn;Khu vực;Loại đèn;Vĩ độ;Kinh độ;Tuyến đường;STT;Thiết bị;Ghi chú";
    const row = (n: number, lat: string) =>
      `nk-${n};${area.id};${model.id};${lat};106,6${n};Đường mới;${n};nk-dev-${n};x`;
    const { page, errors, close } = await open("/inventory/import");
    await chooseFile(page, "sai.csv", [
      header,
      row(1, "10,98"),
      row(2, "1098"),
      `${row(3, "10,98").replace(model.id, "?")}`,
    ]);
    await press(page, "Look at the file");
    const table = page.getByRole("table", { name: "What is wrong with the file" });
    await table.waitFor();
    const wrong = await table.locator("tbody tr").allTextContents();
    expect(wrong).toEqual([expect.stringMatching(/^3Vĩ độ/), expect.stringMatching(/^4Loại đèn/)]);

    // a heading nobody knows is told what it is
    await chooseFile(page, "đúng.csv", [
      header.replace("Kinh độ", "Trục hoành"),
      row(1, "10,98"),
      row(2, "10,981"),
      row(3, "10,982"),
    ]);
    await page.getByRole("combobox", { name: "Trục hoành" }).click();
    await page.getByRole("option", { name: "Longitude", exact: true }).click();
    await press(page, "Look at the file");
    await page.getByText("Trục hoành → Longitude").waitFor();
    await page.getByRole("application", { name: "Map of lamps" }).waitFor();
    expect(await objections(page)).toEqual([]);
    await press(page, "Take in 3 lamps");
    const download = page.waitForEvent("download");
    await press(page, "Save the secrets");
    expect((await download).suggestedFilename()).toMatch(/^import-.*-secrets\.csv$/);
    expect(await lampOf("nk-2")).toMatchObject({ deviceId: "nk-dev-2", areaId: area.id });

    const done = page.getByRole("listitem").filter({ hasText: "đúng.csv" });
    await done.getByRole("button", { name: "Undo this import" }).click();
    await page.getByRole("dialog").getByText("Lamps: 3 out of use").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Undo this import" }).click();
    await page.getByText("Taken back").waitFor();
    expect((await lampOf("nk-2")).retiredAt).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await close();
  });

  it("commissions a device on the phone: code typed, lamp found, hung up, seen blinking, tried, done, taken back", async () => {
    const lamp = town.city.lamps.find(({ deviceId, use }) => {
      const hanging = town.city.lamps.filter((other) => other.deviceId === deviceId);
      return deviceId !== undefined && use === "road" && hanging.length === 1;
    })!;
    const { deviceId } = lamp;
    const { version } = await lampOf(lamp.id);
    // the device is there and speaks; which lamp it hangs at is what has to be found out
    await change(lamp.id, version, { deviceId: null, output: null });
    const { page, errors, close } = await open("/commissioning", { width: 360 });
    await page.getByLabel("Code on the label").fill(`DEN:${deviceId!.toUpperCase()}`);
    await press(page, "Next");
    await page.context().grantPermissions(["geolocation"]);
    await page.context().setGeolocation({ latitude: lamp.lat, longitude: lamp.lon });
    await press(page, "Lamps near me");
    await page.locator("li button", { hasText: lamp.id }).first().click();
    await press(page, /^Hang it at/);
    const before = town.facts.length;
    await press(page, "Let it blink");
    await page.getByText("It blinks for 30 seconds").waitFor();
    await until(
      async () => town.facts.slice(before),
      (facts) => facts.some((fact) => fact.kind === "blink" && fact.deviceId === deviceId),
      10_000,
    );
    await press(page, "Lock it and try the light");
    await press(page, "30 %");
    await until(
      async () => town.sim.street.levelAt(lamp.id, town.now()),
      (level) => Math.abs(level - 30) < 1,
      20_000,
    );
    await press(page, "Done, next device");
    await page.getByText("Done since you began: 1").waitFor();
    expect(await admin.get<{ items: unknown[] }>("/work-locks?open=true")).toEqual({ items: [] });
    expect(await lampOf(lamp.id)).toMatchObject({ deviceId });

    // nobody has a camera here: it is said, and the code is typed
    await press(page, "Scan the label");
    await page.getByRole("alert").filter({ hasText: "Type the code" }).waitFor();
    expect(await objections(page)).toEqual([]);
    // the wrong lamp after all: it hangs on nothing again, as before
    await press(page, `Undo: ${lamp.name}`);
    await page.getByText("Done since you began").waitFor({ state: "detached" });
    expect((await lampOf(lamp.id)).deviceId).toBeUndefined();
    expect(errors).toEqual([]);
    await close();
  });
});
