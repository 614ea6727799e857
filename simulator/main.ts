/** `npm run simulator`: a simulated city beside any broker and controller. */
import { inventoryChanges } from "./city/changes.ts";
import type { City } from "./city/city.ts";
import { generateCity } from "./city/generate.ts";
import { createMachineClock } from "./clock.ts";
import { readConfig, type SimulatorConfig } from "./config.ts";
import { createThings, withToken } from "./public-api.ts";
import { createSimCity, type SimCity } from "./run-city.ts";
import { readSecrets, writeSecrets } from "./secrets-file.ts";
import { inject } from "./troubles/inject.ts";
import { createFileTruth } from "./truth.ts";

/** ms between two lines about how it goes. */
const tellEvery = 10_000;

try {
  const config = readConfig(process.argv.slice(2), process.env);
  const { seed, lamps, link, broker, topicRoot, speed, start, offset, troubles, truth } = config;
  const city = generateCity({ seed, lamps, ...(link === undefined ? {} : { link }) });
  const secrets = await secretsOf(config, city);
  const sim = createSimCity({
    city,
    brokerUrl: broker,
    clock: createMachineClock({ offset, speed, ...(start === undefined ? {} : { startAt: start }) }),
    topicRoot,
    seed,
    ...(secrets === undefined ? {} : { secrets }),
    ...(truth === undefined ? {} : { truth: createFileTruth(truth) }),
  });
  sim.start();
  inject(sim, troubles);
  const telling = setInterval(() => console.log(line(sim)), tellEvery);
  const stop = () => {
    clearInterval(telling);
    void sim.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  console.error(`Den simulator: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** Secrets from the file; on the first run beside a controller, the city is created there and the file written. */
async function secretsOf({ secrets: file, api, token }: SimulatorConfig, city: City) {
  if (file === undefined) return undefined;
  const known = readSecrets(file);
  if (known !== undefined) return known;
  if (api === undefined || token === undefined) throw new Error(`${file} does not exist; name --api and --token too.`);
  const told = await createThings(withToken(api, token), inventoryChanges(city));
  writeSecrets(file, told);
  return told;
}

function line({ counters, clock, devices }: SimCity): string {
  const { online, powered, published, received, losses, lastLoss, rejects } = counters;
  const rss = Math.round(process.memoryUsage.rss() / 2 ** 20);
  const refused = Object.values(rejects).reduce((sum, count) => sum + count, 0);
  return [
    new Date(clock.now()).toISOString(),
    `online ${online}/${powered} of ${devices.size}`,
    `sent ${published} received ${received} refused ${refused}`,
    `lost ${losses}${lastLoss === undefined ? "" : ` (${lastLoss})`}`,
    `${rss} MiB`,
  ].join("  ");
}
