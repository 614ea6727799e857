/** How long it takes until the last lamp of a whole simulated city has followed and its word is stored. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { offsetAfterDusk } from "../../support/simulated-town.ts";
import { startDen } from "../den.ts";
import type { CityProgram } from "../load/city.ts";
import { residentMemory } from "../process-usage.ts";
import { machineTime, startProgram } from "../program.ts";
import { atMost, type Figure, type Row } from "../row.ts";
import type { Size } from "../size.ts";

const mebi = 1024;
const comeOnline = 120_000;
/** ms after which a job has ended in any case: late lamps have a word then too. */
const jobWithin = 60_000;

async function ofDen(size: Size): Promise<Figure[]> {
  const clockOffset = offsetAfterDusk(120_000);
  await using den = await startDen(0, { DEN_CLOCK_OFFSET: String(clockOffset) });
  await using city = startProgram<CityProgram>(new URL("../load/city.ts", import.meta.url));
  const { controller, admin } = den;
  const { devices, areaId } = await city.call("start", {
    devices: size.simulated,
    url: controller.url,
    administrator: controller.administrator,
    brokerUrl: `mqtt://127.0.0.1:${controller.brokerPort}`,
    clockOffset,
  });
  await den.until(({ online, inSync }) => online === devices && inSync === devices, comeOnline);
  // first reports and clock exchanges are over
  await sleep(size.warmUp * 2000);

  using database = new DatabaseSync(join(controller.data, "den.sqlite"), { readOnly: true });
  const state = database.prepare("SELECT state FROM jobs WHERE id = ?");
  const began = machineTime();
  const { jobId } = await admin.order("overrides", {
    selection: { areaId },
    target: { level: 30 },
    until: Date.now() + clockOffset + 600_000,
    why: "measuring",
  });
  while (state.get(jobId)?.state !== "done" && machineTime() < began + jobWithin) await sleep(10);
  const took = machineTime() - began;
  const results = await admin.results(jobId);
  // lamps that hang on their circuit alone cannot be dimmed, and the job says so
  const able = results.filter(({ reason }) => reason?.code !== "noElectronics");
  const followed = able.filter(({ word }) => word === "followed" || word === "proven").length;
  const figure = (measure: string, unit: string, value: number): Figure => ({ subject: "Den", measure, unit, value });
  return [
    figure("last followed and stored", "s", took / 1000),
    figure("devices", "", devices),
    figure("lamps with electronics", "", able.length),
    figure("of these did not follow", "", able.length - followed),
    figure("memory of the simulated city", "MiB", residentMemory(city.pid) / mebi),
  ];
}

export const groupJob: Row = {
  name: "job",
  title: "group dim, to the last of 10,000 simulated devices followed and stored (reportWithin 3 s)",
  run: ofDen,
  aims: [
    atMost(5, "Den", "last followed and stored", "≤ 5 s"),
    atMost(0, "Den", "of these did not follow", "every lamp with electronics followed"),
    atMost(1536, "Den", "memory of the simulated city", "10,000 devices in one process: ≤ 1.5 GiB"),
  ],
};
