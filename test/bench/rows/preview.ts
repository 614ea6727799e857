/** How long a person waits for a year of a city, and whom the controller keeps waiting meanwhile. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ApiClient } from "../../support/api-client.ts";
import { startDen } from "../den.ts";
import { inspectable, watchLoop } from "../process-usage.ts";
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

async function ofDen(size: Size): Promise<Figure[]> {
  await using den = await startDen(size.devices, inspectable);
  const { controller, admin } = den;
  await admin.post("/plans", { id: "streets", name: "Streets", areaId: wholeTown, why });
  const version = await save(admin, 1, 60, size.devices);
  await admin.post("/plans/streets/deploy", { version, why });
  const draft = await admin.post<{ version: number }>("/plans/streets/draft", { why });
  await save(admin, draft.version, 50, size.devices);
  await sleep(size.warmUp * 1000);

  const stopWatch = await watchLoop(controller.pid(), controller.output());
  const stopAsking = askAlong(admin);
  const began = machineTime();
  const { id } = await admin.post<{ id: string }>("/previews", { planId: "streets", nights });
  const accepted = machineTime() - began;
  for (let state = ""; state !== "done"; await sleep(20)) {
    ({ state } = await admin.get<{ state: string }>(`/previews/${id}`));
    if (state === "failed") throw new Error(controller.output());
  }
  const took = machineTime() - began;
  const waits = await stopAsking();
  const delay = await stopWatch();
  const { preview, calendars: told } = await admin.get<{ preview: { lamps: number }; calendars: unknown[] }>(
    `/previews/${id}/summary`,
  );
  const figure = (measure: string, unit: string, value: number): Figure => ({ subject: "Den", measure, unit, value });
  return [
    figure("asked for to done", "s", took / 1000),
    figure("of this, checked and accepted", "s", accepted / 1000),
    figure("lamps", "", preview.lamps),
    figure("calendars", "", told.length),
    figure("event loop of the controller kept waiting, p99", "ms", delay.p99),
    figure("event loop of the controller kept waiting, longest", "ms", delay.longest),
    figure("answers of the API meanwhile, p99", "ms", waits[Math.floor(waits.length * 0.99)]!),
    figure("answers of the API meanwhile", "", waits.length),
  ];
}

export const preview: Row = {
  name: "preview",
  title: "a plan of twenty calendars run over 366 nights for 10,000 lamps, beside the plan in force",
  run: ofDen,
  aims: [
    atMost(5, "Den", "asked for to done", "≤ 5 s"),
    atMost(50, "Den", "event loop of the controller kept waiting, p99", "p99 of the event loop ≤ 50 ms"),
    atMost(100, "Den", "answers of the API meanwhile, p99", "p99 of the API's answers ≤ 100 ms"),
  ],
};
