import { describe, expect, it } from "vitest";
import type { DeviceOrder } from "../../../../controller/core/fleet/device-orders.ts";
import type { Job, LampWord } from "../../../../controller/core/jobs/job.ts";
import { leastAfterPause, pauseJob, refsKeptBack, resumeJob } from "../../../../controller/core/jobs/pause.ts";
import { anOrder, evening } from "../../../support/fleet-things.ts";

const hoa = { id: "hoa", name: "Hoa" };
const running: Job = {
  id: "job",
  key: "key-00001",
  wish: "{}",
  orderId: "order",
  orderKind: "override",
  createdAt: evening,
  personId: "lan",
  personName: "Lan",
  state: "running",
  deadline: evening + 33_000,
  lampIds: ["a", "b"],
};
const done: Job = { ...running, state: "done", endedAt: evening + 33_000 };
const words = (...given: LampWord["word"][]) =>
  new Map(given.map((word, n): [string, LampWord] => [running.lampIds[n]!, { word }]));
const code = (run: () => unknown) => {
  try {
    return run();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("a job that is paused", () => {
  it("keeps the time it had left, and has it from when it goes on", () => {
    const paused = pauseJob(running, words("followed"), hoa, evening + 13_000);
    expect(paused).toMatchObject({
      state: "paused",
      paused: { at: evening + 13_000, personId: "hoa", personName: "Hoa", left: 20_000 },
    });
    expect(resumeJob(paused, evening + 900_000)).toEqual({ ...running, deadline: evening + 920_000 });
  });

  it("gives lamps some time where it had hardly any left", () => {
    const paused = pauseJob(running, words(), hoa, evening + 32_999);
    expect(resumeJob(paused, evening + 60_000).deadline).toBe(evening + 60_000 + leastAfterPause);
  });

  it("stays as it is when it is paused again, and one that runs when it is let go on", () => {
    const paused = pauseJob(running, words(), hoa, evening);
    expect(pauseJob(paused, words(), { id: "lan", name: "Lan" }, evening + 5)).toBe(paused);
    expect(resumeJob(running, evening)).toBe(running);
  });

  it("has ended already where all lamps had their time, and has again when it goes on", () => {
    const paused = pauseJob(done, words("proven", "silent"), hoa, evening + 60_000);
    expect(paused).toMatchObject({ state: "paused", endedAt: done.endedAt, paused: { left: 0 } });
    expect(resumeJob(paused, evening + 90_000)).toEqual(done);
  });
});

describe("what cannot be paused", () => {
  it.each(["workLock", "isolate", "emergency"] as const)("is a %s: it protects people", (orderKind) => {
    expect(code(() => pauseJob({ ...running, orderKind }, words(), hoa, evening))).toBe("jobs/cannot-pause");
  });

  it("is a job with nothing left to send, and one that was cancelled; neither can go on", () => {
    expect(code(() => pauseJob(done, words("proven", "followed"), hoa, evening))).toBe("jobs/ended");
    expect(code(() => pauseJob({ ...done, state: "cancelled" }, words(), hoa, evening))).toBe("jobs/ended");
    expect(code(() => resumeJob(done, evening))).toBe("jobs/ended");
  });
});

it("keeps back both names of an order: what lamps hold, and what closes their segments", () => {
  const of = (id: string, refs: { ref: number; companionRef?: number }): DeviceOrder => ({
    order: anOrder({ id, ...refs }),
    lampOutputs: [0],
    segmentOutputs: [],
    companionOutputs: [],
  });
  const orders = [of("one", { ref: 1 }), of("two", { ref: 2, companionRef: 3 }), of("three", { ref: 4 })];
  expect(refsKeptBack(orders, (id) => id !== "one")).toEqual(new Set([2, 3, 4]));
});
