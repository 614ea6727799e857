/** Starts that cannot succeed: each ends at once with one clear sentence and leaves everything as it was. */
import { createHash, randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../support/api-client.ts";
import { freePort } from "../support/free-port.ts";
import { type Ended, runProgram } from "../support/run-program.ts";
import { enterTown, offsetAfterDusk, switchOn } from "../support/simulated-town.ts";
import { type ControllerUnderTest, isAlive, startController } from "../support/start-controller.ts";
import { createTempFolder } from "../support/temp-folder.ts";

const temp = createTempFolder("bad-start");
/** A data folder of a controller that ran once and was stopped cleanly. */
const good = temp.of("good");
let taken: Server;
let takenPort: number;

/** @param settings beside free ports and a folder of its own. */
async function start(settings: Readonly<Record<string, string>>): Promise<Ended> {
  return runProgram("controller/main.ts", {
    DEN_DATA: temp.of(randomBytes(4).toString("hex")),
    DEN_HTTP_PORT: "0",
    DEN_BROKER_PORT: "0",
    DEN_BROKER_METRICS_PORT: "0",
    DEN_LOG_LEVEL: "warn",
    ...settings,
  });
}

/** A copy of the good folder that a test may spoil. */
function copyOfGood(): string {
  const folder = temp.of(randomBytes(4).toString("hex"));
  cpSync(good, folder, { recursive: true });
  return folder;
}

/** Digest of every file, by name. */
function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(`${folder}/${name}`))
        .digest("hex"),
    ]),
  );
}

/** It ended by itself, said its sentence without a trace, and began nothing. */
function expectRefusal({ code, stdout, stderr }: Ended, ...parts: string[]): void {
  expect(code).toBe(1);
  expect(stdout).toBe("");
  const lines = stderr.trimEnd().split("\n");
  const sentence = lines.find((line) => parts.every((part) => line.includes(part)));
  expect(sentence, `a line of "${stderr}" that says ${parts.join(", ")}`).toBeDefined();
  expect(stderr).not.toMatch(/\n\s+at /);
  // a broker that refuses says why itself, and the controller that it therefore ends
  expect(lines.length).toBeLessThanOrEqual(2);
}

beforeAll(async () => {
  const first = await startController();
  await first.stop();
  cpSync(first.data, good, { recursive: true });
  await first[Symbol.asyncDispose]();
  taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  takenPort = (taken.address() as { port: number }).port;
});

afterAll(() => {
  taken.close();
  temp.remove();
});

describe("a port that is taken", () => {
  it.each(["DEN_HTTP_PORT", "DEN_BROKER_PORT", "DEN_BROKER_METRICS_PORT"])("is named: %s", async (variable) => {
    const ended = await start({ [variable]: String(takenPort) });
    expectRefusal(ended, String(takenPort), "Stop", variable);
  });

  it("costs nobody the first sign-in: the next start still prints one that works", async () => {
    const folder = temp.of("first");
    expectRefusal(await start({ DEN_DATA: folder, DEN_HTTP_PORT: String(takenPort) }), String(takenPort));
    await using next = await startController({ env: { DEN_DATA: folder } });
    await expect(signIn(next.url, next.administrator)).resolves.toBeDefined();
  });
});

describe("a data folder that cannot be used", () => {
  it("is named when it is a file", async () => {
    const path = temp.of("file");
    writeFileSync(path, "not a folder");
    expectRefusal(await start({ DEN_DATA: path }), path, "DEN_DATA");
    expect(readFileSync(path, "utf8")).toBe("not a folder");
  });

  it("is named where nothing can be written, even by root", async () => {
    expectRefusal(await start({ DEN_DATA: "/proc/den" }), "/proc/den", "cannot be written", "DEN_DATA");
  });

  it("is refused to a second controller, which is told who has it", async () => {
    await using holder = await startController();
    const before = contentsOf(holder.data);
    const ended = await start({ DEN_DATA: holder.data });
    expectRefusal(ended, holder.data, `process ${holder.pid()}`, "DEN_DATA");
    expect(contentsOf(holder.data)["holder.json"]).toBe(before["holder.json"]);
    await expect(signIn(holder.url, holder.administrator)).resolves.toBeDefined();
  });
});

const damages = {
  "half written": (file: string) => truncateSync(file, Math.floor(readFileSync(file).length / 2)),
  "overwritten with something else": (file: string) => writeFileSync(file, randomBytes(50_000)),
};

describe.each(["den.sqlite", "telemetry.sqlite"])("%s", (name) => {
  it.each(Object.entries(damages))("that is %s is named, and nothing is touched", async (_, damage) => {
    const folder = copyOfGood();
    damage(`${folder}/${name}`);
    const before = contentsOf(folder);
    expectRefusal(await start({ DEN_DATA: folder }), `${folder}/${name}`, "damaged", "backup");
    expect(contentsOf(folder)).toEqual(before);
  });
});

describe("a folder without its database", () => {
  it("is refused while its journal is there: a city is not forgotten by accident", async () => {
    const folder = copyOfGood();
    truncateSync(`${folder}/den.sqlite`, 0);
    const before = contentsOf(folder);
    expectRefusal(await start({ DEN_DATA: folder }), folder, "den.sqlite", "backup");
    expect(contentsOf(folder)).toEqual(before);
  });
});

describe("settings", () => {
  it.each([
    ["out of range", { DEN_SAMPLE_PERIOD: "5" }],
    ["empty", { DEN_SITE_LON: "" }],
    ["of another form", { DEN_SITE_TIME_ZONE: "Asia/Thu_Dau_Mot" }],
    ["unknown", { DEN_SAMPEL_PERIOD: "300" }],
  ])("are refused by name before anything is written when one is %s", async (_, setting) => {
    const [name, value] = Object.entries(setting)[0]! as [string, string];
    const folder = temp.of(`settings-${name}`);
    expectRefusal(await start({ DEN_DATA: folder, ...setting }), `${name}=${value}`);
    expect(existsSync(folder)).toBe(false);
  });

  it("of the broker are refused by name, too", async () => {
    expectRefusal(await start({ DEN_BROKER_COLOUR: "blue" }), "DEN_BROKER_COLOUR");
  });
});

/** By day lamps on switched feeders have no supply and nobody is online. */
const clockOffset = offsetAfterDusk(120_000);

describe("a controller that did start", () => {
  let controller: ControllerUnderTest;
  let admin: ApiClient;

  beforeAll(async () => {
    controller = await startController({ clockOffset, env: { DEN_REPORT_PERIOD: "10", DEN_SAMPLE_PERIOD: "10" } });
    admin = await signIn(controller.url, controller.administrator);
  });
  afterAll(() => controller?.[Symbol.asyncDispose]());

  const portIsFree = async (port: number) => {
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) =>
      probe.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true)),
    );
    probe.close();
    return free;
  };

  it("stops on SIGTERM within seconds, its broker with it, and the next start finds everything", async () => {
    const entered = await enterTown(admin, { lamps: 60 });
    const options = { brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`, clockOffset };
    await using town = switchOn(entered, options);
    const online = async (api: ApiClient) => {
      const { areas } = await api.get<{ areas: { online: number; controlled: number }[] }>("/fleet/areas");
      return areas.every(({ online, controlled }) => online === controlled);
    };
    await until(
      () => online(admin),
      (all) => all,
      30_000,
    );
    const { orderId } = await admin.order("overrides", {
      selection: { areaId: town.city.areas[0]!.id },
      target: { level: 50 },
      until: town.now() + 3_600_000,
      why: "đo sáng",
    });
    const [pid, brokerPid, begun] = [controller.pid(), controller.brokerPid()!, performance.now()];
    const said = controller.output().length;
    await controller.stop();
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect([isAlive(pid), isAlive(brokerPid)]).toEqual([false, false]);
    expect(await portIsFree(controller.brokerPort)).toBe(true);
    expect(controller.output().slice(said), "a clean stop is nothing to warn of").toBe("");
    expect(existsSync(`${controller.data}/holder.json`)).toBe(false);

    await controller.start();
    const again = await signIn(controller.url, controller.administrator);
    const { items } = await again.get<{ items: { id: string }[] }>("/overrides?open=true");
    expect(items.map(({ id }) => id)).toEqual([orderId]);
    await until(
      () => online(again),
      (all) => all,
      60_000,
    );
  });

  it("makes its credentials anew from the database when their file was damaged", async () => {
    await controller.stop();
    const file = `${controller.data}/credentials.json`;
    const before = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, '{"version":1,"dev');
    await controller.start();
    const after = JSON.parse(readFileSync(file, "utf8"));
    expect(after.devices).toEqual(before.devices);
    await expect(signIn(controller.url, controller.administrator)).resolves.toBeDefined();
  });

  it("takes its broker with it when it is killed", async () => {
    const brokerPid = controller.brokerPid()!;
    await controller.kill();
    await until(
      async () => isAlive(brokerPid),
      (alive) => !alive,
      5_000,
    );
    expect(await portIsFree(controller.brokerPort)).toBe(true);
    await controller.start();
  });

  it("leaves no broker behind when it cannot start", async () => {
    const [broker, folder] = [await freePort(), temp.of("left-behind")];
    mkdirSync(folder);
    const ended = await start({ DEN_DATA: folder, DEN_BROKER_PORT: String(broker), DEN_HTTP_PORT: String(takenPort) });
    expectRefusal(ended, String(takenPort));
    await sleep(100);
    expect(await portIsFree(broker)).toBe(true);
  });
});
