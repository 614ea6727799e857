import { expect, test } from "vitest";
import { previewSteps } from "../../../../../controller/core/plans/preview/preview.ts";
import { bigCity, planOfBigCity } from "../compile/big-city.ts";
import { requestOf } from "./preview-town.ts";

const lamps = 10_000;

test("a year of ten thousand lamps with twenty calendars takes less than five seconds, in short steps", () => {
  const [draft, present] = [planOfBigCity(lamps, 50), planOfBigCity(lamps, 60)];
  const request = requestOf({ plans: [draft], inForce: [present], inventory: bigCity(lamps), nights: 366 });
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
