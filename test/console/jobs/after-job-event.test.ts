import { expect, test } from "vitest";
import { afterJobEvent } from "../../../controller/console/jobs/after-job-event.ts";
import type { Job } from "../../../controller/console/jobs/job.ts";

const job = (id: string, state: Job["state"] = "running") => ({ id, state }) as Job;
const pages = [{ items: [job("c"), job("b")], next: "x" }, { items: [job("a")] }];
const shown = (list: typeof pages) => list.map(({ items }) => items.map(({ id, state }) => `${id} ${state}`));

test("a job that is listed is changed where it stands, on whatever page, and wherever one looks", () => {
  expect(shown(afterJobEvent(pages, job("a", "done"), false) as typeof pages)).toEqual([
    ["c running", "b running"],
    ["a done"],
  ]);
});

test("a new one comes first, if it belongs to the area one looks at", () => {
  expect(shown(afterJobEvent(pages, job("d"), true) as typeof pages)[0]).toEqual([
    "d running",
    "c running",
    "b running",
  ]);
  expect(afterJobEvent(pages, job("d"), false)).toBe(pages);
});
