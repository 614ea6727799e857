import { expect, test } from "vitest";
import { pathOfThing } from "../../../controller/console/audit/thing-path.ts";

test("a line leads to the page of its thing, where there is one", () => {
  expect(pathOfThing({ sort: "job", id: "a1" })).toBe("/jobs/a1");
  expect(pathOfThing({ sort: "lamp", id: "tdm r1/1" })).toBe("/inventory/lamps/tdm%20r1%2F1");
  expect(pathOfThing({ sort: "supplyPoint", id: "pc1" })).toBe("/inventory/supply-points/pc1");
  expect(pathOfThing({ sort: "plan", id: "thanh-pho" })).toBe("/plans/thanh-pho");
  expect(pathOfThing({ sort: "deployment", id: "d" })).toBeUndefined();
});
