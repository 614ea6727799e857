/** How long a person waits for a year of a city, and whom the controller keeps waiting meanwhile. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ApiClient } from "../../support/api-client.ts";
import { type Den, startDen } from "../den.ts";
import { inspectable, processorTime, watchLoop } from "../process-usage.ts";
import { machineTime } from "../program.ts";
import { atMost, type Figure, type Row } from "../row.ts";
import type { Size } from "../size.ts";
import { circuitId, circuitsOf, roadId, wholeTown } from "../town.ts";

const calendars = 20;
const nights = 366;
const why = "measuring";
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Circuits follow the calendars in turn; each calendar has lunar nights of its own, and every road a floor. */
function planWith(late: number, devices: number) {
  const circuits = numbers(circuitsOf(devices));
  const point = (at: object, level: number) => ({ at, target: { level } });
  return {
    name: "Streets",
    areaId: wholeTown,
    programs: numbers(calendars).flatMap((n) => [
      {
        id: `usual-${n}`,
        name: `Usual ${n}`,
        points: [
          point({ sun: "sunset", offset: 5 }, 100),
          point({ clock: `22:${10 + n}` }, late),
          point({ clock: "04:45" }, 70),
          point({ sun: "sunrise", offset: -10 }, 0),
        ],
      },
      {
        id: `festive-${n}`,
        name: `Festive ${n}`,
        points: [point({ sun: "sunset" }, 100), point({ sun: "sunrise" }, 0)],
      },
    ]),
    calendars: numbers(calendars).map((n) => ({
      id: `calendar-${n}`,
      name: `Calendar ${n}`,
      rules: [
        { id: "feast", name: "Rằm", nights: [{ by: "lunar", day: 15, daysAfter: n % 3 }], programId: `festive-${n}` },
      ],
      defaultProgramId: `usual-${n}`,
    })),
    holidaySets: [],
    assignments: circuits.map((n) => ({
      id: circuitId(n),
      to: { circuitId: circuitId(n) },
      calendarId: `calendar-${n % calendars}`,
    })),
    roadFloors: [
      { id: "floor", name: "Floor", roadIds: circuits.map(roadId), spans: [{ from: "18:00", to: "05:00", level: 20 }] },
    ],
    curfews: [],
    campaigns: [],
    limits: [],
  };
}

async function save(admin: ApiClient, version: number, late: number, devices: number): Promise<number> {
  const plan = planWith(late, devices);
  const saved = await admin.put<{ version: number; problems: { severity: string }[] }>("/plans/streets/draft", {
    version,
    plan,
    why,
  });
  if (saved.problems.some(({ severity }) => severity === "error")) throw new Error(JSON.stringify(saved.problems));
  return saved.version;
}

/** ms from a small question to its answer, one after the other until told to stop. */
function askAlong(admin: ApiClient): () => Promise<readonly number[]> {
  const waits: number[] = [];
  let going = true;
  const asking = (async () => {
    for (; going; await sleep(5)) {
      const began = machineTime();
      await admin.get("/rates");
      waits.push(machineTime() - began);
    }
  })();
  return async () => {
    going = false;
    await asking;
    return waits.sort((a, b) => a - b);
  };
}

/** Whom the controller keeps waiting while something is going on. */
async function waits<T>({ controller, admin }: Den, during: () => Promise<T>, subject: string) {
  const stopWatch = await watchLoop(controller.pid(), controller.output());
  const stopAsking = askAlong(admin);
  const result = await during();
  const answers = await stopAsking();
  const delay = await stopWatch();
  const figure = (measure: string, value: number): Figure => ({ subject, measure, unit: "ms", value });
  const figures = [
    figure(loopP99, delay.p99),
    figure("event loop kept waiting, longest", delay.longest),
    figure(answersP99, answers[Math.floor(answers.length * 0.99)]!),
  ];
  return { result, figures };
}

const loopP99 = "event loop kept waiting, p99";
const answersP99 = "answers of the API, p99";
const quiet = "Den, nothing going on";

async function ofDen(size: Size): Promise<Figure[]> {
  await using den = await startDen(size.devices, inspectable);
  const { controller, admin } = den;
  await admin.post("/plans", { id: "streets", name: "Streets", areaId: wholeTown, why });
  const version = await save(admin, 1, 60, size.devices);
  await admin.post("/plans/streets/deploy", { version, why });
  const draft = await admin.post<{ version: number }>("/plans/streets/draft", { why });
  await save(admin, draft.version, 50, size.devices);
  await sleep(size.warmUp * 1000);

  const before = await waits(den, () => sleep(size.warmUp * 1000), quiet);
  const run = async () => {
    const [began, spent] = [machineTime(), processorTime(controller.pid())];
    const { id } = await admin.post<{ id: string }>("/previews", { planId: "streets", nights });
    const accepted = machineTime() - began;
    for (let state = ""; state !== "done"; await sleep(20)) {
      ({ state } = await admin.get<{ state: string }>(`/previews/${id}`));
      if (state === "failed") throw new Error(controller.output());
    }
    return { id, accepted, took: machineTime() - began, worked: processorTime(controller.pid()) - spent };
  };
  const { result, figures } = await waits(den, run, "Den");
  const summary = await admin.get<{ preview: { lamps: number }; calendars: unknown[] }>(
    `/previews/${result.id}/summary`,
  );
  const figure = (measure: string, unit: string, value: number): Figure => ({ subject: "Den", measure, unit, value });
  return [
    figure(asked, "s", result.took / 1000),
    figure("of this, checked and accepted", "s", result.accepted / 1000),
    figure("processor of the controller, its API included", "s", result.worked / 1e6),
    figure("lamps", "", summary.preview.lamps),
    figure("calendars", "", summary.calendars.length),
    ...figures,
    ...before.figures,
  ];
}

const asked = "asked for to done";

export const preview: Row = {
  name: "preview",
  title: "a plan of twenty calendars run over 366 nights for 10,000 lamps, beside the plan in force",
  run: ofDen,
  aims: [
    atMost(5, "Den", asked, "≤ 5 s"),
    atMost(50, "Den", loopP99, "event loop, p99 ≤ 50 ms"),
    {
      text: "event loop, p99 ≤ 50 ms above that of the same machine with nothing going on",
      isMet: (median) => {
        const [busy, idle] = [median("Den", loopP99), median(quiet, loopP99)];
        return busy === undefined || idle === undefined ? undefined : busy - idle <= 50;
      },
    },
  ],
};
