/** `npm run demo`: the controller as in service, and a simulated city of 500 lamps beside it, alive within seconds. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { inventoryChanges } from "./city/changes.ts";
import { generateCity } from "./city/generate.ts";
import { createMachineClock } from "./clock.ts";
import { justAfterDusk } from "./demo/dusk.ts";
import { draftFirstPlan } from "./demo/first-plan.ts";
import { chooseScenario, play } from "./demo/scenario.ts";
import { type ControllerProcess, startController } from "./demo/start-controller.ts";
import { tellAlive } from "./demo/tell.ts";
import { createThings, signIn } from "./public-api.ts";
import { createSimCity, type SimCity } from "./run-city.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    lamps: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
  },
});
/** ms the broker may take to notice the credentials of devices that were created just now. */
const credentialsSeen = 700;
/** ms to wait until every device is online; the rest come later. */
const comeOnline = 15_000;

const begun = performance.now();
const data = values.data === undefined ? mkdtempSync(join(tmpdir(), "den-demo-")) : resolve(values.data);
mkdirSync(data, { recursive: true });
let controller: ControllerProcess | undefined;
let sim: SimCity | undefined;
let stopping = false;

process.on("SIGINT", () => void stop(0));
process.on("SIGTERM", () => void stop(0));
try {
  await run();
} catch (error) {
  console.error(`Den: ${error instanceof Error ? error.message : String(error)}`);
  await stop(1);
}

async function run(): Promise<void> {
  // on Wi-Fi and Ethernet devices may connect within 5 s of power-up; cellular ones spread over 5 minutes
  const city = generateCity({ seed: Number(values.seed), lamps: Number(values.lamps), link: "wifi" });
  const scenario = chooseScenario(city);
  const offset = justAfterDusk(city.site, Date.now()) - Date.now();
  controller = await startController({ data, clockOffset: offset });
  void controller.ended.then(() => stop(1));
  const { url, brokerPort, firstSignIn } = controller;
  if (firstSignIn === undefined) {
    throw new Error(
      `${data} holds a city already, and its devices' secrets are known to nobody. Name an empty folder.`,
    );
  }
  const admin = await signIn(url, firstSignIn.id, firstSignIn.password);
  const { secret: token } = await admin.post<{ secret: string }>("/me/tokens", {
    id: "demo",
    name: "demo",
    grants: [{ role: "administrator" }],
  });
  const secrets = await createThings(admin, inventoryChanges(city));
  await sleep(credentialsSeen);

  const clock = createMachineClock({ offset });
  sim = createSimCity({ city, brokerUrl: `mqtt://127.0.0.1:${brokerPort}`, clock, secrets });
  sim.start();
  await until(() => litLamps(sim!) > 0, comeOnline);
  console.log(`  ${seconds()} s  đèn đầu tiên sáng / first lamp lit`);
  await until(() => sim!.counters.online === sim!.counters.powered, comeOnline);
  console.log(`  ${seconds()} s  ${sim.counters.online}/${city.devices.length} thiết bị trực tuyến / devices online`);
  await play(scenario, sim, admin);
  await draftFirstPlan(admin, city);
  const alive = { url, brokerPort, person: firstSignIn, token, data, scenario, now: clock.now(), zone: city.site.zone };
  console.log(tellAlive({ ...alive, lamps: city.lamps.length, devices: city.devices.length }));
}

function litLamps({ city, street, clock }: SimCity): number {
  return city.lamps.filter((lamp) => street.levelAt(lamp.id, clock.now()) > 0).length;
}

async function until(happened: () => boolean, longest: number): Promise<void> {
  for (const end = performance.now() + longest; !happened() && performance.now() < end; ) await sleep(50);
}

function seconds(): string {
  return ((performance.now() - begun) / 1000).toFixed(1).padStart(5);
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await sim?.close();
  await controller?.stop();
  if (values.data === undefined) rmSync(data, { recursive: true, force: true });
  process.exit(code);
}
