/** A device's label before the camera of a phone, in a picture, and before a camera that is not allowed. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filmLabel, labelPicture } from "../../support/label-in-sight.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { openConsole } from "../../support/open-console.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";
import { createTempFolder, type TempFolder } from "../../support/temp-folder.ts";

describe.skipIf(!hasChromium)("the label of a device", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let films: TempFolder;

  beforeAll(async () => {
    films = createTempFolder("films");
    filmLabel(films.of("label.y4m"));
    controller = await startController();
    browser = await openBrowser({ cameraSees: films.of("label.y4m") });
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
    films?.[Symbol.dispose]();
  });

  const open = () =>
    openConsole(browser, {
      url: controller.url,
      person: controller.administrator,
      language: "en",
      width: 360,
      path: "/commissioning",
    });

  it("is read by the camera", async () => {
    const { page, errors, close } = await open();
    await page.context().grantPermissions(["camera"]);
    await page.getByRole("button", { name: "Scan the label" }).click();
    await page.waitForURL(/device=den-qr-1&profile=W&outputs=1/);
    expect(errors).toEqual([]);
    await close();
  });

  it("is read out of a picture", async () => {
    const { page, errors, close } = await open();
    await page.locator("input[type=file]").setInputFiles({
      name: "label.svg",
      mimeType: "image/svg+xml",
      buffer: Buffer.from(labelPicture()),
    });
    await page.waitForURL(/device=den-qr-1&profile=W&outputs=1/);
    expect(errors).toEqual([]);
    await close();
  });

  it("can be typed where the camera is not allowed, and that is said", async () => {
    const { page, errors, close } = await open();
    await page.getByRole("button", { name: "Scan the label" }).click();
    await page.getByText(/^The camera was refused to this page/).waitFor();
    await page.getByLabel("Code on the label").fill("DEN-QR-1");
    await page.getByRole("button", { name: "Next" }).click();
    await page.waitForURL(/device=den-qr-1$/);
    expect(errors).toEqual([]);
    await close();
  });
});
