import { expect, test } from "vitest";
import { mergeNewest } from "../../../controller/console/overrides/merge-newest.ts";
import type { Order } from "../../../controller/console/overrides/open-orders.ts";

const order = (kind: string, issuedAt: number) => ({ id: `${kind}${issuedAt}`, kind, issuedAt }) as Order;
const ids = (orders: readonly Order[]) => orders.map(({ id }) => id);

test("kinds are merged newest first, as far back as every kind is known", () => {
  const first = {
    items: [order("override", 9), order("override", 7), order("workLock", 8), order("workLock", 2)],
    next: { override: "x" },
  };
  expect(ids(mergeNewest([first]))).toEqual(["override9", "workLock8", "override7"]);
  const second = { items: [order("override", 3), order("override", 1)], next: {} };
  expect(ids(mergeNewest([first, second]))).toEqual([
    "override9",
    "workLock8",
    "override7",
    "override3",
    "workLock2",
    "override1",
  ]);
});

test("nothing ordered yet is nothing", () => {
  expect(mergeNewest([{ items: [], next: {} }])).toEqual([]);
});
