/**
 * Killed at any moment, by the hardest signal there is: broker, controller, or both, while a group is dimmed and
 * telemetry flows. The job still ends with the right word for each lamp, and the journal is, row by row and value by
 * value, what the devices logged.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createRng } from "../../simulator/rng.ts";
import { deadDriver } from "../../simulator/troubles/dead-driver.ts";
import { begin } from "../../simulator/troubles/inject.ts";
import { type ApiClient, type JobView, signIn, until } from "../support/api-client.ts";
import { asJournalRow, readJournal, trueRows } from "../support/journal-rows.ts";
import { offsetAfterDusk, startTown, type Town } from "../support/simulated-town.ts";
import { type ControllerUnderTest, isAlive, startController } from "../support/start-controller.ts";
import { type Mosquitto, startMosquitto } from "../support/start-mosquitto.ts";

interface AreaCounts {
  areaId: string;
  controlled: number;
  online: number;
}

const clockOffset = offsetAfterDusk(120_000);
/** ms after the order within which the blow falls: before, amid and after the answers of the group. */
const moments = 2_500;
const seeds = process.env.DEN_TEST_LONG === "1" ? [1, 2, 3, 4, 5, 6, 7, 8] : [1];

/** ms for one case: lamps that were thrown out twice wait up to 40 s before they come again, on a busy machine longer. */
const patience = 300_000;

interface Ground {
  readonly controller: ControllerUnderTest;
  readonly mosquitto: Mosquitto | undefined;
}

/** Process ids that must be dead afterwards. */
type Blow = (ground: Ground) => Promise<number[]>;

async function killBroker({ controller }: Ground): Promise<number[]> {
  const broker = controller.brokerPid()!;
  process.kill(broker, "SIGKILL");
  return [broker];
}

/** The embedded broker ends by itself when its parent is gone. */
async function killController({ controller, mosquitto }: Ground): Promise<number[]> {
  const gone = [controller.pid(), ...(mosquitto === undefined ? [controller.brokerPid()!] : [])];
  await controller.kill();
  await controller.start();
  return gone;
}

async function killBoth({ controller, mosquitto }: Ground): Promise<number[]> {
  const gone = [controller.pid(), mosquitto?.pid ?? controller.brokerPid()!];
  process.kill(gone[1]!, "SIGKILL");
  await controller.kill();
  if (mosquitto !== undefined) await restartMosquitto(mosquitto);
  await controller.start();
  return gone;
}

async function killMosquitto({ mosquitto }: Ground): Promise<number[]> {
  const { pid } = mosquitto!;
  await restartMosquitto(mosquitto!);
  return [pid];
}

async function restartMosquitto(mosquitto: Mosquitto): Promise<void> {
  await mosquitto.kill();
  await mosquitto.restart();
}

const cases: readonly { what: string; blow: Blow; foreign?: true }[] = [
  { what: "its embedded broker is killed", blow: killBroker },
  { what: "the controller is killed", blow: killController },
  { what: "controller and broker are killed together", blow: killBoth },
  { what: "the controller is killed and Mosquitto goes on", blow: killController, foreign: true },
  { what: "Mosquitto is killed", blow: killMosquitto, foreign: true },
];

describe.each(seeds)("with the moments of seed %i", (seed) => {
  it.concurrent.each(cases)(
    "ends the job rightly and loses no row when $what",
    async (each) => {
      await using mosquitto = each.foreign && (await startMosquitto());
      await using controller = await startController({
        clockOffset,
        env: {
          DEN_REPORT_PERIOD: "10",
          DEN_SAMPLE_PERIOD: "10",
          ...(mosquitto === undefined ? {} : { DEN_BROKER_URL: mosquitto.url }),
        },
      });
      const admin = await signIn(controller.url, controller.administrator);
      const brokerUrl = mosquitto?.url ?? `mqtt://127.0.0.1:${controller.brokerPort}`;
      await using town = await startTown(admin, { lamps: 60, seed, brokerUrl, clockOffset });
      await everybodyOnline(admin);

      // the whole town, by one group publish
      const areaId = town.city.areas.find(({ parentId }) => parentId === undefined)!.id;
      const road = town.city.lamps.filter(({ use }) => use === "road");
      const dead = road.find(({ deviceId }) => deviceId !== undefined)!.id;
      begin(town.sim, deadDriver, dead);
      const rng = createRng(seed * 1000 + cases.indexOf(each));
      const { jobId } = await admin.order("overrides", {
        selection: { areaId },
        target: { level: 30 },
        until: town.now() + 3_600_000,
        why: "sự kiện",
      });
      await sleep(rng.integer(moments));
      const gone = await each.blow({ controller, mosquitto });
      await until(
        async () => gone.filter(isAlive),
        (alive) => alive.length === 0,
        5_000,
      );

      const again = await signIn(controller.url, controller.administrator);
      const right = road.map(({ id, deviceId }) => [
        id,
        deviceId === undefined ? "refused" : id === dead ? "followed" : "proven",
      ]);
      const words = await until(
        async () => (await again.results(jobId)).map(({ lampId, word }) => [lampId, word]),
        (answer) => JSON.stringify(answer.toSorted()) === JSON.stringify(right.toSorted()),
        120_000,
      );
      expect(words).toHaveLength(road.length);
      const { state } = await again.get<JobView>(`/jobs/${jobId}`);
      expect(state).toBe("done");

      await compare(town, controller);
    },
    patience,
  );
});

async function everybodyOnline(api: ApiClient): Promise<void> {
  await until(
    () => api.get<{ areas: AreaCounts[] }>("/fleet/areas"),
    ({ areas }) => areas.every(({ online, controlled }) => online === controlled),
    60_000,
  );
}

/** Every row logged until now comes, once, and as it was; nothing else is there. */
async function compare(town: Town, controller: ControllerUnderTest): Promise<void> {
  const file = `${controller.data}/telemetry.sqlite`;
  const due = [...trueRows(town.facts).keys()];
  await until(
    async () => {
      const held = new Set(readJournal(file).map(({ key }) => key));
      return due.filter((key) => !held.has(key));
    },
    (missing) => missing.length === 0,
    120_000,
  );
  await controller.stop();
  const logged = trueRows(town.facts);
  const rows = readJournal(file);
  expect(new Set(rows.map(({ key }) => key)).size, "no row twice").toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(due.length);
  for (const row of rows) {
    const truth = logged.get(row.key);
    expect(truth, `${row.key} was logged`).toBeDefined();
    const expected = asJournalRow(truth!);
    expect(row).toEqual(expected.at === undefined ? { ...expected, at: row.at } : expected);
  }
}
