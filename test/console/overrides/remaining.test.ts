import { expect, test } from "vitest";
import type { Order } from "../../../controller/console/overrides/open-orders.ts";
import { inOrderOfEnd, remainingOf } from "../../../controller/console/overrides/remaining.ts";

const at = 1_000_000_000;
const order = (id: string, times: { from?: number; until?: number }) => ({ id, issuedAt: at, ...times }) as Order;

test("what is left is told in time and as a share of the whole", () => {
  expect(remainingOf(order("a", { until: at + 1000 }), at + 250)).toEqual({ phase: "running", left: 750, share: 0.75 });
  expect(remainingOf(order("a", { until: at + 1000 }), at + 5000)).toEqual({ phase: "running", left: 0, share: 0 });
});

test("a lock has no end, and what begins later says when", () => {
  expect(remainingOf(order("a", {}), at)).toEqual({ phase: "open" });
  expect(remainingOf(order("a", { from: at + 500, until: at + 1000 }), at)).toEqual({
    phase: "ahead",
    begin: at + 500,
  });
});

test("those that end first stand at the top, later ones last", () => {
  const orders = [
    order("later", { from: at + 10, until: at + 20 }),
    order("lock", {}),
    order("second", { until: at + 900 }),
    order("first", { until: at + 100 }),
  ];
  expect(inOrderOfEnd(orders, at).map(({ id }) => id)).toEqual(["first", "second", "lock", "later"]);
});
