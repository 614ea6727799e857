import { expect, test } from "vitest";
import type { Plan } from "../../../../../controller/core/plans/plan.ts";
import { previewSteps } from "../../../../../controller/core/plans/preview/preview.ts";
import { snapshot } from "../../inventory/small-town.ts";
import { cityPlan, program } from "../plan-of-a-town.ts";
import { requestOf } from "./preview-town.ts";

const lamps = 10_000;
const perRoad = 40;
const districts = 20;
const roads = lamps / perRoad;
const list = <T>(length: number, make: (n: number) => T) => Array.from({ length }, (_, n) => make(n));

/** Twenty districts over 30 km, each road on its own cabinet with a whole-night and a half-night segment. */
const city = snapshot({
  area: [{ id: "city" }, ...list(districts, (n) => ({ id: `a${n}`, parentId: "city" }))],
  lampModel: list(6, (n) => ({ id: `m${n}`, nominalPower: 60 + n * 20 })),
  road: list(roads, (n) => ({ id: `r${n}`, areaId: `a${n % districts}` })),
  device: [...list(roads, (n) => ({ id: `cab${n}`, outputs: 2 })), ...list(lamps, (n) => ({ id: `d${n}` }))],
  cabinet: list(roads, (n) => ({ id: `c${n}`, areaId: `a${n % districts}`, deviceId: `cab${n}` })),
  circuit: list(roads, (n) => [
    { id: `whole${n}`, cabinetId: `c${n}`, segment: 0 },
    { id: `half${n}`, cabinetId: `c${n}`, kind: "halfNight" as const, segment: 1 },
  ]).flat(),
  lamp: list(lamps, (n) => {
    const road = Math.floor(n / perRoad);
    const district = road % districts;
    return {
      id: `l${n}`,
      areaId: `a${district}`,
      modelId: `m${road % 6}`,
      roadId: `r${road}`,
      order: (n % perRoad) + 1,
      lat: 10.85 + (district % 5) * 0.06 + (road % 31) * 0.001 + (n % perRoad) * 0.0002,
      lon: 106.5 + Math.floor(district / 5) * 0.08 + (road % 37) * 0.001,
      circuitId: `${n % 2 === 0 ? "whole" : "half"}${road}`,
      deviceId: `d${n}`,
      output: 0,
    };
  }),
});

/** Every district has a calendar of its own for either kind of circuit: twenty in ten districts, used twice. */
function planWith(late: number): Plan {
  const kinds = ["whole", "half"] as const;
  return {
    ...cityPlan,
    programs: list(10, (n) => [
      program(`whole${n}`, ["sunset+5", 100], [`22:${10 + n}`, late], ["04:45", 70], ["sunrise-10", 0]),
      program(`half${n}`, ["sunset+5", 100], [`22:${30 + n}`, 0]),
      program(`festive${n}`, ["sunset", 100], ["sunrise", 0]),
    ]).flat(),
    calendars: list(10, (n) =>
      kinds.map((kind) => ({
        ...cityPlan.calendars[0]!,
        id: `${kind}${n}`,
        name: `${kind} ${n}`,
        defaultProgramId: `${kind}${n}`,
        rules: cityPlan.calendars[0]!.rules.map((rule) => ({ ...rule, programId: `festive${n}` })),
      })),
    ).flat(),
    assignments: list(roads, (n) =>
      kinds.map((kind) => ({ id: `${kind}${n}`, to: { circuitId: `${kind}${n}` }, calendarId: `${kind}${n % 10}` })),
    ).flat(),
    roadFloors: [
      {
        id: "f",
        name: "Sàn",
        roadIds: list(roads, (n) => `r${n}`),
        spans: [{ from: "18:00", to: "05:00", level: 20, mayBeDark: { every: 2, offsets: [1] } }],
      },
    ],
  };
}

test("a year of ten thousand lamps with twenty calendars takes less than five seconds, in short steps", () => {
  const request = requestOf({ plans: [planWith(50)], inForce: [planWith(60)], inventory: city, nights: 366 });
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const lengths: number[] = [];
  let before = begin;
  const steps = previewSteps(request);
  let step = steps.next();
  for (; ; step = steps.next()) {
    lengths.push(performance.now() - before);
    before = performance.now();
    if (step.done === true) break;
  }
  const { user, system } = process.cpuUsage(cpu);
  const took = performance.now() - begin;
  const sorted = lengths.toSorted((a, b) => a - b);
  console.log(
    `${lamps} lamps, 366 nights: ${took.toFixed(0)} ms, ${((user + system) / 1000).toFixed(0)} ms of processor; ` +
      `${lengths.length} steps, 99 % within ${sorted[Math.floor(lengths.length * 0.99)]!.toFixed(1)} ms, ` +
      `first ${lengths[0]!.toFixed(0)} ms, last ${lengths.at(-1)!.toFixed(0)} ms`,
  );
  expect(step.value).toMatchObject({ lamps, nights: 366 });
  expect(step.value.calendars).toHaveLength(20);
  expect(step.value.total.plan.kWh).toBeLessThan(step.value.total.present.kWh);
  expect(sorted[Math.floor(lengths.length * 0.99)]).toBeLessThan(50);
  // of the processor's time: the machine may have other things to do
  expect((user + system) / 1000).toBeLessThan(5000);
});
