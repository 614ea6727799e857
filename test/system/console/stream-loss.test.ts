/** A while without a network while the city goes on: the console says so, and loses and doubles nothing. */

import { globSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dist } from "../../../controller/console/build/bundle.ts";
import { createEventCutter, type StreamEvent } from "../../../controller/console/live/event-text.ts";
import { type ApiClient, signIn, until } from "../../support/api-client.ts";
import { type CutLine, openCutLine } from "../../support/cut-line.ts";
import { type BrowserUnderTest, hasChromium, openBrowser } from "../../support/open-browser.ts";
import { openConsole } from "../../support/open-console.ts";
import { offsetAfterDusk, startTown, type Town } from "../../support/simulated-town.ts";
import { type ControllerUnderTest, startController } from "../../support/start-controller.ts";

const clockOffset = offsetAfterDusk(3_600_000);
/** How a network fails, and for how long, ms: the second is the same half minute in the long form. */
const failures = [
  { how: "tear", name: "torn", lasts: 30_000 },
  { how: "swallow", name: "dead", lasts: process.env.DEN_TEST_LONG === "1" ? 30_000 : 15_000 },
] as const;

interface Heard {
  readonly id: string;
  readonly kind: string;
  readonly key?: string;
}

/** Listens at the worker of the page's browser, as one more page would. */
async function listenAtWorker(page: Page): Promise<() => Promise<Heard[]>> {
  const [script] = globSync("assets/stream-worker-*.js", { cwd: dist });
  await page.evaluate(
    (name) => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      const { port } = new SharedWorker(`/assets/${name}`, { type: "module", name: "den" });
      port.onmessage = ({ data }) => {
        if (data.kind !== "events") return;
        for (const { id, kind, key } of data.events) heard.push({ id, kind, key });
      };
    },
    script!.replace("assets/", ""),
  );
  return () => page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
}

/** A listener that is never cut, directly at the controller. */
function listenDirectly(url: string, cookie: string): { heard: Heard[]; stop(): void } {
  const heard: Heard[] = [];
  const ending = new AbortController();
  const cut = createEventCutter();
  const take = ({ id, kind, data }: StreamEvent) => {
    if (kind === "heartbeat" || id === undefined) return;
    heard.push({ id, kind, key: JSON.parse(data).key });
  };
  const run = async () => {
    const response = await fetch(`${url}/api/v1/live`, { headers: { cookie }, signal: ending.signal });
    const decoder = new TextDecoder();
    for await (const bytes of response.body!)
      for (const event of cut(decoder.decode(bytes, { stream: true }))) take(event);
  };
  run().catch(() => {});
  return { heard, stop: () => ending.abort() };
}

describe.skipIf(!hasChromium)("a while without a network", () => {
  let controller: ControllerUnderTest;
  let browser: BrowserUnderTest;
  let town: Town;
  let admin: ApiClient;
  let line: CutLine;

  beforeAll(async () => {
    controller = await startController({ clockOffset, env: { DEN_REPORT_PERIOD: "20", DEN_SAMPLE_PERIOD: "10" } });
    line = await openCutLine(Number(new URL(controller.url).port));
    admin = await signIn(controller.url, controller.administrator);
    town = await startTown(admin, { lamps: 60, brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`, clockOffset });
    browser = await openBrowser();
    await until(
      () => admin.get<{ areas: { online: number; controlled: number }[] }>("/fleet/areas"),
      ({ areas }) => areas.every(({ online, controlled }) => online === controlled),
      30_000,
    );
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await line?.[Symbol.asyncDispose]();
    await town?.[Symbol.asyncDispose]();
    await controller?.[Symbol.asyncDispose]();
  });

  async function dim(level: number): Promise<void> {
    const lamps = town.city.lamps.filter(({ deviceId, use }) => deviceId !== undefined && use === "road");
    const lampIds = lamps.map(({ id }) => id);
    const until = town.now() + 3_600_000;
    await admin.order("overrides", { selection: { lampIds }, target: { level }, until, why: `${level} %` });
  }

  it.each(failures)("is shown while it lasts, and nothing is lost or doubled by it: $name", async ({ how, lasts }) => {
    const url = `http://127.0.0.1:${line.port}`;
    const { page, errors } = await openConsole(browser, { url, person: controller.administrator, language: "en" });
    await page.waitForSelector('header [data-phase="live"]');
    const atWorker = await listenAtWorker(page);
    const [cookie] = await page.context().cookies();
    const directly = listenDirectly(controller.url, `${cookie!.name}=${cookie!.value}`);
    await dim(80);
    await until(atWorker, (heard) => heard.length > 0, 10_000);

    line[how]();
    await page.waitForSelector('header [data-phase="waiting"]', { timeout: 14_000 });
    expect(await page.textContent("header [data-phase]")).toMatch(/Stale since \d\d:\d\d:\d\d/);
    // the city goes on meanwhile
    for (const level of [60, 40, 30]) {
      await dim(level);
      await sleep(lasts / 3);
    }
    line.mend();
    await page.waitForSelector('header [data-phase="live"]', { timeout: 15_000 });
    await dim(50);

    const newest = async () => {
      const known = new Map<string, string>();
      for (const { kind, key, id } of await atWorker()) known.set(`${kind} ${key}`, id);
      return known;
    };
    // the newest word on every single thing has arrived
    await until(
      async () => {
        const known = await newest();
        const last = new Map(directly.heard.map(({ kind, key, id }) => [`${kind} ${key}`, id]));
        return [...last].filter(([thing, id]) => known.get(thing) !== id);
      },
      (missing) => missing.length === 0 && directly.heard.length > 20,
      20_000,
    );
    const heard = (await atWorker()).map(({ id }) => id);
    expect(new Set(heard).size).toBe(heard.length);
    const numbers = heard.map((id) => Number(id.split("-")[1]));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    directly.stop();

    // and what is on the screen is what is
    await until(
      async () => {
        const { areas } = await admin.get<{ areas: { dimmed: number }[] }>("/fleet/areas");
        const dimmed = areas.reduce((sum, area) => sum + area.dimmed, 0);
        const shown = await page.textContent("dt:text-is('Dimmed') + dd");
        return [Number(shown), dimmed];
      },
      ([shown, dimmed]) => shown === dimmed && dimmed! > 0,
      10_000,
    );
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
